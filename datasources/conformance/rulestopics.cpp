// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/rule.h"
#include "datasources/protocol/decode.h"
#include "datasources/protocol/frames.h"
#include "datasources/protocol/names.h"

#include <QJsonArray>
#include <QMap>

using namespace Qt::StringLiterals;

namespace guancheng::conformance {

namespace {

const QStringList kTopics{u"cases"_s, u"alarms"_s,     u"orders"_s,  u"warnings"_s, u"devices"_s,
                          u"units"_s, u"indicators"_s, u"figures"_s, u"sources"_s};

QJsonObject subscribeTo(const QStringList &topics)
{
    return {{u"type"_s, u"subscribe"_s}, {u"topics"_s, QJsonArray::fromStringList(topics)}};
}

/** Follows the snapshots in what came; says what is wrong with them. */
class SnapshotReader
{
public:
    void read(const Probe &probe)
    {
        for (; m_read < probe.all().size() && problem.isEmpty(); ++m_read) {
            const Received &item = probe.all()[m_read];
            if (item.binary)
                readFrame(item.bytes);
            else if (item.type() == "snapshot"_L1)
                readPart(item.bytes);
            else if (item.type() == "event"_L1 || item.type() == "state"_L1)
                readChange(item);
        }
    }
    bool isComplete(const QString &topic) const { return complete.contains(topic); }

    QString problem;
    QStringList complete;
    int binarySnapshots = 0;

private:
    void readPart(const QByteArray &bytes)
    {
        const auto message = m_decoder.server(bytes);
        if (!message) {
            problem = u"a snapshot cannot be read: "_s + message.error().toString();
            return;
        }
        const auto &part = std::get<protocol::SnapshotPart>(*message);
        const QString topic{protocol::nameOf(part.topic)};
        const int expected = part.part == 1 ? 1 : m_parts.value(topic) + 1;
        if (part.part != expected)
            problem = u"part %1 of %2 came instead of part %3"_s.arg(part.part).arg(topic).arg(expected);
        m_parts[topic] = part.part;
        if (part.part == part.parts)
            complete.append(topic);
    }
    void readFrame(const QByteArray &bytes)
    {
        protocol::DeviceColumns rows;
        const auto header = protocol::decodeFrameHeader(bytes);
        if (!header)
            problem = u"a binary frame cannot be read: "_s + header.error().toString();
        else if (header->kind == protocol::FrameKind::Devices)
            readDevices(bytes);
        else if (!isComplete(header->kind == protocol::FrameKind::Units ? u"units"_s : u"devices"_s))
            problem = u"changes of devices or units came before the end of their snapshot"_s;
    }
    void readDevices(const QByteArray &bytes)
    {
        protocol::DeviceColumns rows;
        const auto header = protocol::decodeDevices(bytes, rows);
        if (!header) {
            problem = u"a frame of devices cannot be read: "_s + header.error().toString();
            return;
        }
        if (header->begins != !m_inDevices || (!header->begins && header->first < m_nextSlot))
            problem = u"the frames of a snapshot of devices do not follow one another (slot %1)"_s.arg(header->first);
        m_inDevices = !header->last;
        m_nextSlot = header->first + header->count;
        if (m_nextSlot > header->n)
            problem = u"slot %1 is beyond the %2 slots that the header tells"_s.arg(m_nextSlot).arg(header->n);
        if (header->last) {
            ++binarySnapshots;
            complete.append(u"devices"_s);
        }
    }
    void readChange(const Received &item)
    {
        const QString topic = item.json["topic"_L1].toString();
        if (!isComplete(topic))
            problem = u"a change of %1 came before the end of its snapshot"_s.arg(topic);
    }

    protocol::Decoder m_decoder;
    size_t m_read = 0;
    QMap<QString, int> m_parts;
    bool m_inDevices = false;
    quint64 m_nextSlot = 0;
};

constexpr int kSnapshotMs = 15000;

/** Waits until the topics have their snapshots; the reader says what was wrong. */
Probe::Wait untilSnapshots(Probe &probe, SnapshotReader &reader, const QStringList &topics)
{
    return probe.until(
        [&probe, &reader, topics] {
            reader.read(probe);
            return probe.isClosed() || !reader.problem.isEmpty() ||
                   std::ranges::all_of(topics, [&reader](const QString &topic) { return reader.isComplete(topic); });
        },
        kSnapshotMs);
}

Outcome verdictOf(const Probe &probe, const SnapshotReader &reader, const QStringList &topics)
{
    if (!reader.problem.isEmpty())
        return Outcome::failed(reader.problem);
    for (const QString &topic : topics) {
        if (!reader.isComplete(topic))
            return Outcome::failed(u"no complete snapshot of %1; %2"_s.arg(topic, probe.story()));
    }
    return Outcome::passed();
}

Script everySnapshot(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    SnapshotReader reader;
    probe.send(subscribeTo(kTopics));
    co_await untilSnapshots(probe, reader, kTopics);
    const Outcome outcome = verdictOf(probe, reader, kTopics);
    if (outcome.kind == Outcome::Kind::Passed && reader.binarySnapshots == 0)
        co_return Outcome::failed(u"a session with binary encoding got its devices as JSON"_s);
    co_return outcome;
}

Script jsonSession(Probe &probe)
{
    QJsonObject hello = probe.hello();
    hello[u"encodings"_s] = QJsonArray{u"json"_s};
    if (!co_await welcomed(probe, hello))
        co_return Outcome::failed(probe.story());
    SnapshotReader reader;
    const QStringList topics{u"units"_s, u"devices"_s};
    probe.send(subscribeTo(topics));
    co_await untilSnapshots(probe, reader, topics);
    co_await probe.watch(500);
    if (std::ranges::any_of(probe.all(), &Received::binary))
        co_return Outcome::failed(u"a binary frame came to a session of JSON"_s);
    co_return verdictOf(probe, reader, topics);
}

Script unknownTopic(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    probe.send(subscribeTo({u"no-such-topic"_s, u"sources"_s}));
    co_await probe.until(
        [&probe] { return probe.isClosed() || (probe.count("error"_L1) > 0 && probe.count("snapshot"_L1) > 0); });
    if (probe.last("error"_L1)["code"_L1].toString() != "unknown-topic"_L1)
        co_return Outcome::failed(u"no error unknown-topic; "_s + probe.story());
    if (probe.last("snapshot"_L1)["topic"_L1].toString() != "sources"_L1)
        co_return Outcome::failed(u"the known topic was not served; "_s + probe.story());
    co_return Outcome::passed();
}

Script resync(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    SnapshotReader first;
    const QStringList topics{u"cases"_s, u"warnings"_s, u"sources"_s};
    probe.send(subscribeTo(topics));
    co_await untilSnapshots(probe, first, topics);
    const size_t before = probe.count("snapshot"_L1);
    probe.send(QByteArray(R"({"type":"resync","topics":["warnings"]})"));
    probe.send(QByteArray(R"({"type":"ping","t0":1})"));
    co_await probe.untilCount("pong"_L1, 1);
    QStringList again;
    size_t seen = 0;
    for (const Received &item : probe.all()) {
        if (item.type() == "snapshot"_L1 && ++seen > before)
            again.append(item.json["topic"_L1].toString());
    }
    if (!again.contains(u"warnings"_s) || !again.contains(u"cases"_s))
        co_return Outcome::failed(u"new snapshots came of [%1], expected of all stream topics"_s.arg(again.join(u", "_s)));
    if (again.contains(u"sources"_s))
        co_return Outcome::failed(u"a state topic that was not asked for came again"_s);
    co_return Outcome::passed();
}

Script areaFilter(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    QJsonObject subscribe = subscribeTo({u"cases"_s});
    subscribe[u"areas"_s] = QJsonArray{u"000000"_s};
    probe.send(subscribe);
    co_await probe.untilCount("snapshot"_L1, 1);
    const QJsonObject snapshot = probe.last("snapshot"_L1);
    if (snapshot.isEmpty())
        co_return Outcome::failed(probe.story());
    if (snapshot["rows"_L1].toInt(-1) != 0)
        co_return Outcome::failed(u"%1 cases came for an area that does not exist"_s.arg(snapshot["rows"_L1].toInt()));
    co_return Outcome::passed();
}

} // namespace

QList<Rule> topicRules()
{
    return {
        {u"P-020"_s, u"4"_s, u"Every topic begins with a whole snapshot; changes follow it"_s, false, everySnapshot},
        {u"P-021"_s, u"4"_s, u"A session without binary encoding gets JSON only"_s, false, jsonSession},
        {u"P-022"_s, u"2"_s, u"An unknown topic is an error and the others count"_s, false, unknownTopic},
        {u"P-023"_s, u"3"_s, u"resync brings new snapshots of all stream topics together"_s, false, resync},
        {u"P-024"_s, u"2"_s, u"Areas limit what is sent"_s, false, areaFilter},
    };
}

} // namespace guancheng::conformance
