// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/rule.h"
#include "datasources/protocol/decode.h"

#include <QDateTime>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace guancheng::conformance {

namespace {

constexpr auto kSubscribe = R"({"type":"subscribe","topics":["cases","alarms","orders","warnings"]})";

/** The sequence of the last stream snapshot part. */
quint64 snapshotSeq(const Probe &probe)
{
    return static_cast<quint64>(probe.last("snapshot"_L1)["seq"_L1].toInteger());
}

QList<quint64> eventSeqs(const Probe &probe)
{
    QList<quint64> seqs;
    for (const Received &item : probe.all()) {
        if (item.type() == "event"_L1)
            seqs.append(static_cast<quint64>(item.json["seq"_L1].toInteger()));
    }
    return seqs;
}

bool snapshotsDone(const Probe &probe)
{
    int done = 0;
    for (const Received &item : probe.all())
        done += item.type() == "snapshot"_L1 && item.json["part"_L1] == item.json["parts"_L1] ? 1 : 0;
    return done >= 4;
}

Script chained(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    probe.send(QByteArray(kSubscribe));
    co_await probe.until([&probe] { return probe.isClosed() || snapshotsDone(probe); });
    if (!snapshotsDone(probe))
        co_return Outcome::failed(probe.story());
    quint64 prev = snapshotSeq(probe);
    co_await probe.watch(probe.patienceMs());
    protocol::Decoder decoder;
    for (const Received &item : probe.all()) {
        if (item.type() != "event"_L1)
            continue;
        const auto message = decoder.server(item.bytes);
        if (!message)
            co_return Outcome::failed(message.error().toString());
        const auto &event = std::get<protocol::EventMessage>(*message);
        if (event.prev != prev)
            co_return Outcome::failed(
                u"event %1 has prev %2, but %3 was sent before"_s.arg(event.seq).arg(event.prev).arg(prev));
        if (event.seq <= event.prev)
            co_return Outcome::failed(u"event %1 does not come after %2"_s.arg(event.seq).arg(event.prev));
        prev = event.seq;
    }
    if (probe.count("event"_L1) == 0)
        co_return Outcome::skipped(u"nothing happened within %1 s"_s.arg(probe.patienceMs() / 1000));
    co_return Outcome::passed();
}

/** What came live must be the same as what comes when one resumes from before: anything less was dropped or conflated. */
Script nothingDropped(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    const QString lineage = probe.last("welcome"_L1)["lineage"_L1].toString();
    probe.send(QByteArray(kSubscribe));
    co_await probe.until([&probe] { return probe.isClosed() || snapshotsDone(probe); });
    const quint64 from = snapshotSeq(probe);
    co_await probe.watch(probe.patienceMs());
    const QList<quint64> live = eventSeqs(probe);
    if (live.isEmpty())
        co_return Outcome::skipped(u"nothing happened within %1 s"_s.arg(probe.patienceMs() / 1000));

    Probe second(probe.live(), probe.token(), probe.patienceMs());
    QJsonObject hello = second.hello();
    hello[u"resume"_s] = QJsonObject{{u"lineage"_s, lineage}, {u"seq"_s, static_cast<qint64>(from)}};
    if (!co_await welcomed(second, hello))
        co_return Outcome::failed(second.story());
    if (!second.last("welcome"_L1)["resumed"_L1].toBool())
        co_return Outcome::skipped(u"the server does not resume from %1"_s.arg(from));
    second.send(QByteArray(kSubscribe));
    co_await second.until([&] {
        const QList<quint64> again = eventSeqs(second);
        return second.isClosed() || (!again.isEmpty() && again.last() >= live.last());
    });
    for (const quint64 seq : eventSeqs(second)) {
        if (seq <= live.last() && !live.contains(seq))
            co_return Outcome::failed(u"event %1 is in the journal but was never sent live"_s.arg(seq));
    }
    for (const quint64 seq : live) {
        if (!eventSeqs(second).contains(seq))
            co_return Outcome::failed(u"event %1 was sent live but not when resuming"_s.arg(seq));
    }
    co_return Outcome::passed();
}

/** Two changes of one case in one breath must come as two events, without any credit. */
Script everyChangeOnce(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    probe.send(QByteArray(kSubscribe));
    co_await probe.until([&probe] { return probe.isClosed() || snapshotsDone(probe); });
    const QString key = u"check-%1"_s.arg(QDateTime::currentMSecsSinceEpoch());
    probe.send(QJsonObject{{u"type"_s, u"command"_s},
                           {u"key"_s, key},
                           {u"verb"_s, u"report"_s},
                           {u"args"_s, QJsonObject{{u"title"_s, u"guancheng-ops check"_s}}}});
    co_await probe.untilCount("result"_L1, 1);
    const QJsonObject reported = probe.last("result"_L1);
    if (reported["status"_L1].toString() != "accepted"_L1)
        co_return Outcome::skipped(u"report was refused: "_s + reported["reasonEn"_L1].toString());
    const auto opened = [&probe, &reported] { return probe.find("event"_L1, "seq"_L1, reported["seq"_L1]); };
    co_await probe.until([&] { return probe.isClosed() || !opened().isEmpty(); });
    if (opened().isEmpty())
        co_return Outcome::failed(
            u"the accepted command has seq %1, but no such event came"_s.arg(reported["seq"_L1].toInteger()));
    probe.send(QJsonObject{{u"type"_s, u"command"_s},
                           {u"key"_s, QString(key + u"-void"_s)},
                           {u"verb"_s, u"void"_s},
                           {u"target"_s, opened()["entity"_L1]["id"_L1]},
                           {u"args"_s, QJsonObject{{u"reason"_s, u"guancheng-ops check"_s}}}});
    co_await probe.untilCount("result"_L1, 2);
    const QJsonObject voided = probe.last("result"_L1);
    const auto gone = [&probe, &voided] { return probe.find("event"_L1, "seq"_L1, voided["seq"_L1]); };
    co_await probe.until([&] { return probe.isClosed() || !gone().isEmpty(); });
    if (voided["status"_L1].toString() != "accepted"_L1)
        co_return Outcome::failed(u"void was refused: "_s + voided["code"_L1].toString());
    if (gone().isEmpty())
        co_return Outcome::failed(u"no event with seq %1 came"_s.arg(voided["seq"_L1].toInteger()));
    co_return Outcome::passed();
}

} // namespace

QList<Rule> streamRules()
{
    return {
        {u"P-030"_s, u"3"_s, u"Events are chained: prev is the event sent before"_s, false, chained},
        {u"P-031"_s, u"3"_s, u"No event is dropped or conflated: live equals journal"_s, false, nothingDropped},
        {u"P-032"_s, u"3"_s, u"Every accepted command has its own event on the stream"_s, true, everyChangeOnce},
    };
}

} // namespace guancheng::conformance
