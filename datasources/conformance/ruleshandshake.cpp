// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/rule.h"
#include "datasources/protocol/decode.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace guancheng::conformance {

Probe::Wait welcomed(Probe &probe, const QJsonObject &hello)
{
    probe.sendWhenOpen(hello.isEmpty() ? probe.hello() : hello);
    probe.open();
    return probe.untilWelcome();
}

namespace {

Script healthNeedsNoToken(Probe &probe)
{
    probe.ask(u"/health"_s, {}, false);
    co_await probe.until([&probe] { return probe.reply.has_value(); });
    if (!probe.reply || probe.reply->status != 200)
        co_return Outcome::failed(u"status %1"_s.arg(probe.reply ? probe.reply->status : 0));
    if (!probe.reply->body.contains("lineage"_L1) || !probe.reply->body.contains("seq"_L1))
        co_return Outcome::failed(u"the answer is no object with lineage and seq"_s);
    co_return Outcome::passed();
}

Script restNeedsToken(Probe &probe)
{
    probe.ask(u"/cases"_s, {}, false);
    co_await probe.until([&probe] { return probe.reply.has_value(); });
    if (!probe.reply || probe.reply->status != 401)
        co_return Outcome::failed(u"status %1 without a token"_s.arg(probe.reply ? probe.reply->status : 0));
    if (probe.reply->body["code"_L1].toString().isEmpty())
        co_return Outcome::failed(u"no code in the answer"_s);
    probe.ask(u"/cases?limit=1"_s);
    co_await probe.until([&probe] { return probe.reply.has_value(); });
    if (!probe.reply || probe.reply->status != 200)
        co_return Outcome::failed(u"status %1 with the token"_s.arg(probe.reply ? probe.reply->status : 0));
    co_return Outcome::passed();
}

Script unknownPath(Probe &probe)
{
    probe.ask(u"/no/such/path"_s);
    co_await probe.until([&probe] { return probe.reply.has_value(); });
    if (!probe.reply || probe.reply->status != 404 || probe.reply->body["reason"_L1].toString().isEmpty())
        co_return Outcome::failed(u"status %1"_s.arg(probe.reply ? probe.reply->status : 0));
    co_return Outcome::passed();
}

Script welcome(Probe &probe)
{
    co_await welcomed(probe);
    if (probe.all().empty())
        co_return Outcome::failed(probe.story());
    protocol::Decoder decoder;
    const auto message = decoder.server(probe.all().front().bytes);
    if (!message)
        co_return Outcome::failed(message.error().toString());
    const auto *welcome = std::get_if<protocol::Welcome>(&*message);
    if (!welcome)
        co_return Outcome::failed(probe.story());
    if (welcome->version != protocol::kVersion || welcome->resumed)
        co_return Outcome::failed(u"version %1, resumed %2"_s.arg(welcome->version).arg(welcome->resumed));
    co_return Outcome::passed();
}

/** The server must say `refused` with a code and close with another. */
Outcome refusal(const Probe &probe, const QString &code, int closeCode)
{
    const QJsonObject refused = probe.last("refused"_L1);
    if (refused.isEmpty())
        return Outcome::failed(u"not refused; "_s + probe.story());
    if (refused["code"_L1].toString() != code)
        return Outcome::failed(u"refused with '%1' instead of '%2'"_s.arg(refused["code"_L1].toString(), code));
    if (refused["reason"_L1].toString().isEmpty() || !refused["versions"_L1].toArray().contains(1))
        return Outcome::failed(u"reason or versions are missing"_s);
    if (!probe.isClosed() || probe.closeCode() != closeCode)
        return Outcome::failed(probe.isClosed() ? u"closed with %1 instead of %2"_s.arg(probe.closeCode()).arg(closeCode)
                                                : u"not closed"_s);
    return Outcome::passed();
}

Script unknownVersion(Probe &probe)
{
    QJsonObject hello = probe.hello();
    hello[u"versions"_s] = QJsonArray{9999};
    probe.sendWhenOpen(hello);
    probe.open();
    co_await probe.untilClosed();
    co_return refusal(probe, u"version"_s, 4406);
}

Script wrongToken(Probe &probe)
{
    QJsonObject hello = probe.hello();
    hello[u"token"_s] = QString(probe.token() + u"-wrong"_s);
    probe.sendWhenOpen(hello);
    probe.open();
    co_await probe.untilClosed();
    co_return refusal(probe, u"token"_s, 4401);
}

Script noToken(Probe &probe)
{
    QJsonObject hello = probe.hello();
    hello.remove(u"token"_s);
    probe.sendWhenOpen(hello);
    probe.open();
    co_await probe.untilClosed();
    co_return refusal(probe, u"token"_s, 4401);
}

Script helloFirst(Probe &probe)
{
    probe.sendWhenOpen({{u"type"_s, u"subscribe"_s}, {u"topics"_s, QJsonArray{u"cases"_s}}});
    probe.open();
    co_await probe.untilClosed();
    if (probe.count("snapshot"_L1) > 0)
        co_return Outcome::failed(u"a snapshot came before the handshake"_s);
    co_return refusal(probe, u"bad-hello"_s, 4400);
}

Script helloInTime(Probe &probe)
{
    probe.open();
    constexpr int kHelloMs = 5000;
    co_await probe.untilClosed(kHelloMs + probe.patienceMs());
    if (!probe.isClosed() || probe.closeCode() != 4400)
        co_return Outcome::failed(probe.story());
    co_return Outcome::passed();
}

Script resumeFromHead(Probe &probe)
{
    probe.ask(u"/health"_s, {}, false);
    co_await probe.until([&probe] { return probe.reply.has_value(); });
    const QJsonObject health = probe.reply ? probe.reply->body : QJsonObject();
    if (health["lineage"_L1].toString().isEmpty())
        co_return Outcome::skipped(u"/health does not tell the lineage"_s);
    QJsonObject hello = probe.hello();
    hello[u"resume"_s] = QJsonObject{{u"lineage"_s, health["lineage"_L1]}, {u"seq"_s, health["seq"_L1]}};
    if (!co_await welcomed(probe, hello))
        co_return Outcome::failed(probe.story());
    if (!probe.last("welcome"_L1)["resumed"_L1].toBool())
        co_return Outcome::failed(u"resumed is false for the lineage and sequence of a moment ago"_s);
    probe.send(QByteArray(R"({"type":"subscribe","topics":["cases","alarms","orders","warnings"]})"));
    probe.send(QByteArray(R"({"type":"ping","t0":1})"));
    co_await probe.untilCount("pong"_L1, 1);
    if (probe.count("snapshot"_L1) > 0)
        co_return Outcome::failed(u"a snapshot came although resumed was true"_s);
    const QJsonObject event = probe.last("event"_L1);
    if (probe.count("event"_L1) == 1 && event["prev"_L1] != health["seq"_L1])
        co_return Outcome::failed(
            u"the first event has prev %1 instead of %2"_s.arg(event["prev"_L1].toInteger()).arg(health["seq"_L1].toInteger()));
    co_return Outcome::passed();
}

Script resumeElsewhere(Probe &probe)
{
    QJsonObject hello = probe.hello();
    hello[u"resume"_s] = QJsonObject{{u"lineage"_s, u"00000000-0000-4000-8000-000000000000"_s}, {u"seq"_s, 1}};
    if (!co_await welcomed(probe, hello))
        co_return Outcome::failed(probe.story());
    if (probe.last("welcome"_L1)["resumed"_L1].toBool())
        co_return Outcome::failed(u"resumed is true for a lineage that does not exist"_s);
    probe.send(QByteArray(R"({"type":"subscribe","topics":["warnings"]})"));
    co_await probe.untilCount("snapshot"_L1, 1);
    if (probe.count("snapshot"_L1) == 0)
        co_return Outcome::failed(u"no snapshot; "_s + probe.story());
    co_return Outcome::passed();
}

Script resumeAhead(Probe &probe)
{
    probe.ask(u"/health"_s, {}, false);
    co_await probe.until([&probe] { return probe.reply.has_value(); });
    const QJsonObject health = probe.reply ? probe.reply->body : QJsonObject();
    QJsonObject hello = probe.hello();
    hello[u"resume"_s] = QJsonObject{{u"lineage"_s, health["lineage"_L1]}, {u"seq"_s, health["seq"_L1].toInteger() + 1000000}};
    if (!co_await welcomed(probe, hello))
        co_return Outcome::failed(probe.story());
    if (probe.last("welcome"_L1)["resumed"_L1].toBool())
        co_return Outcome::failed(u"resumed is true for a sequence that was never reached"_s);
    co_return Outcome::passed();
}

} // namespace

QList<Rule> handshakeRules()
{
    return {
        {u"P-001"_s, u"1"_s, u"GET /api/v1/health answers without a token"_s, false, healthNeedsNoToken},
        {u"P-002"_s, u"1"_s, u"REST asks for the token"_s, false, restNeedsToken},
        {u"P-003"_s, u"7"_s, u"An unknown path is 404 with a reason"_s, false, unknownPath},
        {u"P-010"_s, u"2"_s, u"hello is answered with a complete welcome"_s, false, welcome},
        {u"P-011"_s, u"2"_s, u"An unknown version is refused and closed with 4406"_s, false, unknownVersion},
        {u"P-012"_s, u"2"_s, u"A wrong token is refused and closed with 4401"_s, false, wrongToken},
        {u"P-013"_s, u"2"_s, u"A missing token is refused and closed with 4401"_s, false, noToken},
        {u"P-014"_s, u"2"_s, u"Another message before hello is refused and closed with 4400"_s, false, helloFirst},
        {u"P-015"_s, u"2"_s, u"Who says no hello within 5 s is closed with 4400"_s, false, helloInTime},
        {u"P-016"_s, u"2"_s, u"A client resumes from the lineage and sequence it knows, without snapshot"_s, false,
         resumeFromHead},
        {u"P-017"_s, u"2"_s, u"Another lineage is not resumed and gets snapshots"_s, false, resumeElsewhere},
        {u"P-018"_s, u"2"_s, u"A sequence beyond the head is not resumed"_s, false, resumeAhead},
    };
}

} // namespace guancheng::conformance
