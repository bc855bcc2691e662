// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/protocol/decode.h"
#include "datasources/protocol/encode.h"
#include "datasources/protocol/frames.h"

#include <QMap>

#include <deque>
#include <random>

namespace guancheng {

/** A backend without a socket: answers what a client says and changes cases at random. What it sends waits in `out`. */
class FakeBackend
{
public:
    struct Outgoing
    {
        QByteArray bytes;
        bool binary = false;
    };

    QString lineage = QStringLiteral("lineage-1");
    quint64 head = 0;
    TimeMs time = 1'800'000'000'000;
    double rate = 1;
    int partRows = 3; ///< rows in a part of a snapshot
    int devices = 200;
    QMap<QString, Incident> cases;
    std::deque<Outgoing> out;
    QList<protocol::ClientMessage> heard;
    QList<Command> commands;
    bool answersCommands = true;

    explicit FakeBackend(unsigned seed = 1) : m_random(seed), m_deviceStates(size_t(devices), DeviceState::Normal) {}

    const std::vector<DeviceState> &states() const { return m_deviceStates; }

    void receive(const QByteArray &json)
    {
        Result<protocol::ClientMessage> message = m_decoder.client(json);
        if (!message)
            qFatal("the client said what nobody understands: %s", qPrintable(message.error().toString()));
        heard.append(*message);
        std::visit([this](const auto &one) { take(one); }, *message);
    }
    /** The link is gone: the next hello begins a new session. */
    void disconnected()
    {
        m_subscribed = false;
        out.clear();
        m_n = 0;
    }

    /** Opens, changes or closes a case. */
    void change()
    {
        const QString id = QStringLiteral("C%1").arg(m_random() % 30);
        Incident incident = cases.value(id);
        incident.id = id;
        incident.version = ++head;
        incident.title = QStringLiteral("change %1").arg(head);
        incident.stage = static_cast<Stage>(m_random() % 6);
        if (incident.isFinal())
            cases.remove(id);
        else
            cases[id] = incident;
        if (!m_subscribed)
            return;
        TimelineEntry entry;
        entry.seq = head;
        entry.stage = incident.stage;
        entry.verb = QStringLiteral("urge");
        send(encode(protocol::EventMessage{head, m_prev, time, QStringLiteral("urged"), incident, entry}));
        m_prev = head;
    }
    /** A frame of telemetry for some devices. */
    void telemetry()
    {
        time += 100;
        std::vector<TelemetryRecord> records;
        for (unsigned i = 0; i < 1 + m_random() % 5; ++i) {
            const auto slot = static_cast<quint32>(m_random() % unsigned(devices));
            m_deviceStates[slot] = static_cast<DeviceState>(m_random() % 8);
            std::erase_if(records, [slot](const TelemetryRecord &record) { return record.slot == slot; });
            records.push_back({slot, 1.0F, time, m_deviceStates[slot]});
        }
        if (!m_subscribed)
            return;
        protocol::FrameHeader header;
        header.last = true;
        header.n = ++m_n;
        header.time = time;
        out.push_back({encodeTelemetry(header, records), true});
    }
    void send(const QByteArray &json) { out.push_back({json, false}); }

private:
    void take(const protocol::Hello &hello)
    {
        m_resumed = hello.resume && hello.resume->lineage == lineage && hello.resume->seq == head;
        m_prev = head;
        protocol::Welcome welcome;
        welcome.session = QStringLiteral("s-1");
        welcome.lineage = lineage;
        welcome.seq = head;
        welcome.time = time;
        welcome.rate = rate;
        welcome.resumed = m_resumed;
        welcome.server = QStringLiteral("fake");
        send(encode(welcome));
    }
    void take(const protocol::Subscribe &)
    {
        m_subscribed = true;
        if (!m_resumed)
            streamSnapshots();
        stateSnapshots();
    }
    void take(const protocol::Resync &resync)
    {
        if (resync.topics.contains(protocol::Topic::Cases))
            streamSnapshots();
        if (resync.topics.contains(protocol::Topic::Devices))
            stateSnapshots();
    }
    void take(const protocol::CommandMessage &message)
    {
        commands.append(message.command);
        if (answersCommands)
            send(encode(protocol::ResultMessage{{message.command.key, true, head, {}, {}, {}}}));
    }
    void take(const protocol::Get &get) { send(encode(protocol::Response{get.id, 200, {{QStringLiteral("path"), get.path}}})); }
    void take(const protocol::Ping &ping) { send(encode(protocol::Pong{ping.t0, time, rate, head})); }
    void take(const protocol::Credit &) {}
    void take(const protocol::Telemetry &) {}
    void take(const protocol::Unknown &) {}

    void streamSnapshots()
    {
        const QList<Incident> rows = cases.values();
        const int parts = std::max(1, int((rows.size() + partRows - 1) / partRows));
        for (int part = 1; part <= parts; ++part) {
            const QList<Incident> some = rows.mid((part - 1) * partRows, partRows);
            snapshot(protocol::Topic::Cases, part, parts, std::vector<Incident>(some.begin(), some.end()));
        }
        snapshot(protocol::Topic::Alarms, 1, 1, std::vector<Alarm>());
        snapshot(protocol::Topic::Orders, 1, 1, std::vector<Order>());
        snapshot(protocol::Topic::Warnings, 1, 1, std::vector<Warning>());
        m_prev = head;
    }
    void stateSnapshots()
    {
        protocol::DeviceColumns rows;
        for (const DeviceState state : m_deviceStates) {
            rows.longitudeE7.push_back(1'215'000'000);
            rows.latitudeE7.push_back(312'000'000);
            rows.deviceClass.push_back(1);
            rows.street.push_back(2);
            rows.value.push_back(3);
            rows.at.push_back(time);
            rows.state.push_back(state);
            rows.id.emplace_back();
        }
        protocol::FrameHeader header;
        header.time = time;
        for (size_t from = 0; from < rows.size(); from += 64) {
            const size_t count = std::min<size_t>(64, rows.size() - from);
            header.first = static_cast<quint32>(from);
            header.last = from + count == rows.size();
            out.push_back({encodeDevices(header, rows, from, count), true});
        }
        snapshot(protocol::Topic::Units, 1, 1, protocol::UnitColumns());
        snapshot(protocol::Topic::Indicators, 1, 1, protocol::IndicatorColumns());
        snapshot(protocol::Topic::Figures, 1, 1, std::vector<Figure>());
        snapshot(protocol::Topic::Sources, 1, 1, std::vector<FeedHealth>());
    }
    template<typename Rows>
    void snapshot(protocol::Topic topic, int part, int parts, Rows rows)
    {
        protocol::SnapshotPart message;
        message.topic = topic;
        message.seq = head;
        message.part = part;
        message.parts = parts;
        if constexpr (requires { rows.size(); })
            message.rows = static_cast<quint32>(rows.size());
        message.content = std::move(rows);
        send(encode(message));
    }

    std::mt19937 m_random;
    std::vector<DeviceState> m_deviceStates;
    protocol::Decoder m_decoder;
    bool m_subscribed = false;
    bool m_resumed = false;
    quint64 m_prev = 0;
    quint64 m_n = 0;
};

} // namespace guancheng
