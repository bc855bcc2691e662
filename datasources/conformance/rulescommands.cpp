// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/rule.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace guancheng::conformance {

namespace {

/** Unique over runs: the server remembers keys for ever. */
QString freshKey()
{
    static int count = 0;
    return u"check-%1-%2"_s.arg(QDateTime::currentMSecsSinceEpoch()).arg(++count);
}

QJsonObject command(const QString &key, const QString &verb, const QString &target = {}, const QJsonObject &args = {})
{
    QJsonObject out{{u"type"_s, u"command"_s}, {u"key"_s, key}, {u"verb"_s, verb}, {u"args"_s, args}};
    if (!target.isEmpty())
        out.insert(u"target"_s, target);
    return out;
}

bool mayCommand(const Probe &probe)
{
    return probe.last("welcome"_L1)["role"_L1].toString() == "operator"_L1;
}

Outcome refusedWith(const Probe &probe, const QString &key, const QStringList &codes)
{
    const QJsonObject result = probe.find("result"_L1, "key"_L1, key);
    if (result.isEmpty())
        return Outcome::failed(u"no result; "_s + probe.story());
    if (result["status"_L1].toString() != "refused"_L1)
        return Outcome::failed(u"status '%1' instead of refused"_s.arg(result["status"_L1].toString()));
    if (!codes.contains(result["code"_L1].toString()))
        return Outcome::failed(u"code '%1' instead of '%2'"_s.arg(result["code"_L1].toString(), codes.join(u"' or '"_s)));
    if (result["reason"_L1].toString().isEmpty())
        return Outcome::failed(u"no reason is given"_s);
    return Outcome::passed();
}

Script refused(Probe &probe, QJsonObject message, QStringList codes)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    if (!mayCommand(probe))
        codes = {u"forbidden"_s};
    probe.send(message);
    co_await probe.untilCount("result"_L1, 1);
    co_return refusedWith(probe, message["key"_L1].toString(), codes);
}

Script unknownVerb(Probe &probe)
{
    return refused(probe, command(freshKey(), u"no-such-verb"_s), {u"unknown-verb"_s});
}

Script unknownTarget(Probe &probe)
{
    return refused(probe, command(freshKey(), u"urge"_s, u"no-such-case"_s, {{u"text"_s, u"?"_s}}), {u"unknown-target"_s});
}

Script longKey(Probe &probe)
{
    return refused(probe, command(QString(200, u'k'), u"urge"_s, u"no-such-case"_s), {u"bad-argument"_s});
}

Script sameKeySameAnswer(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    const QJsonObject once = command(freshKey(), u"no-such-verb"_s);
    probe.send(once);
    probe.send(once);
    co_await probe.untilCount("result"_L1, 2);
    QList<QJsonObject> results;
    for (const Received &item : probe.all()) {
        if (item.type() == "result"_L1)
            results.append(item.json);
    }
    if (results.size() != 2 || results[0] != results[1])
        co_return Outcome::failed(u"%1 results, not twice the same"_s.arg(results.size()));
    co_return Outcome::passed();
}

Script commandOverRest(Probe &probe)
{
    QJsonObject body = command(freshKey(), u"no-such-verb"_s);
    body.remove(u"type"_s);
    probe.ask(u"/commands"_s, QJsonDocument(body).toJson(QJsonDocument::Compact));
    co_await probe.until([&probe] { return probe.reply.has_value(); });
    if (!probe.reply || probe.reply->status != 409)
        co_return Outcome::failed(u"status %1 instead of 409"_s.arg(probe.reply ? probe.reply->status : 0));
    if (probe.reply->body["key"_L1] != body["key"_L1] || probe.reply->body["status"_L1].toString() != "refused"_L1)
        co_return Outcome::failed(u"the answer is no result for the key"_s);
    co_return Outcome::passed();
}

Script commandRate(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    constexpr size_t kCount = 600;
    for (size_t i = 0; i < kCount; ++i)
        probe.send(command(freshKey(), u"no-such-verb"_s));
    co_await probe.untilCount("result"_L1, kCount, 2 * probe.patienceMs());
    if (probe.count("result"_L1) != kCount)
        co_return Outcome::failed(u"%1 results for %2 commands"_s.arg(probe.count("result"_L1)).arg(kCount));
    if (probe.find("result"_L1, "code"_L1, u"rate"_s).isEmpty())
        co_return Outcome::failed(u"600 commands at once were all let through"_s);
    co_return Outcome::passed();
}

Script keyReused(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    const QString key = freshKey();
    probe.send(command(key, u"report"_s, {}, {{u"title"_s, u"guancheng-ops check"_s}}));
    co_await probe.untilCount("result"_L1, 1);
    const QJsonObject first = probe.last("result"_L1);
    if (first["status"_L1].toString() != "accepted"_L1)
        co_return Outcome::skipped(u"report was refused: "_s + first["reasonEn"_L1].toString());
    probe.send(command(key, u"report"_s, {}, {{u"title"_s, u"guancheng-ops check"_s}}));
    co_await probe.untilCount("result"_L1, 2);
    const QJsonObject again = probe.last("result"_L1);
    probe.send(command(key, u"report"_s, {}, {{u"title"_s, u"something else"_s}}));
    co_await probe.untilCount("result"_L1, 3);
    const QJsonObject other = probe.last("result"_L1);
    if (again != first)
        co_return Outcome::failed(u"the same key got another answer"_s);
    if (other["code"_L1].toString() != "key-reused"_L1)
        co_return Outcome::failed(u"the key with another body got '%1'"_s.arg(other["code"_L1].toString()));
    co_return Outcome::passed();
}

Script question(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    probe.send(QByteArray(R"({"type":"get","id":"q-1","path":"/health"})"));
    probe.send(QByteArray(R"({"type":"get","id":"q-2","path":"/no/such/path"})"));
    co_await probe.untilCount("response"_L1, 2);
    const QJsonObject health = probe.find("response"_L1, "id"_L1, u"q-1"_s);
    const QJsonObject unknown = probe.find("response"_L1, "id"_L1, u"q-2"_s);
    if (health["status"_L1].toInt() != 200 || !health["body"_L1].isObject())
        co_return Outcome::failed(u"no answer to /health; "_s + probe.story());
    if (unknown["status"_L1].toInt() != 404)
        co_return Outcome::failed(u"status %1 for an unknown path"_s.arg(unknown["status"_L1].toInt()));
    co_return Outcome::passed();
}

} // namespace

QList<Rule> commandRules()
{
    return {
        {u"P-050"_s, u"6"_s, u"An unknown verb is refused with a reason"_s, false, unknownVerb},
        {u"P-051"_s, u"6"_s, u"An unknown target is refused"_s, false, unknownTarget},
        {u"P-052"_s, u"1"_s, u"A key of more than 128 characters is refused"_s, false, longKey},
        {u"P-053"_s, u"6"_s, u"The same command twice gets the same answer twice"_s, false, sameKeySameAnswer},
        {u"P-054"_s, u"6"_s, u"POST /commands answers like the WebSocket"_s, false, commandOverRest},
        {u"P-055"_s, u"1"_s, u"Too many commands a second are refused, each with its answer"_s, false, commandRate},
        {u"P-056"_s, u"6"_s, u"A key with another body is refused"_s, true, keyReused},
        {u"P-060"_s, u"7"_s, u"Questions are answered with their id and a status"_s, false, question},
    };
}

} // namespace guancheng::conformance
