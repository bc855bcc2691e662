// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"

#include "datasources/core/framepulse.h"
#include "datasources/operations/operationsclient.h"
#include "datasources/protocol/decode.h"
#include "datasources/protocol/encode.h"
#include "datasources/protocol/frames.h"
#include "services/cityclock.h"
#include "stores/operationalpicture.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QThread>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <random>

namespace guancheng::bench {

namespace {

constexpr quint32 kDevices = 110'000;
constexpr int kBinaryRecords = 4096;
constexpr int kJsonRecords = 64;

std::vector<TelemetryRecord> records(int count, std::mt19937 &random)
{
    std::vector<TelemetryRecord> batch(static_cast<size_t>(count));
    const TimeMs now = SystemClock().now();
    for (TelemetryRecord &record : batch)
        record = {static_cast<quint32>(random() % kDevices), static_cast<float>(random() % 1000) / 10, now,
                  DeviceState::Normal};
    return batch;
}

/** Frames that are sent round and round, their numbers set in sending. */
struct Load
{
    bool binary = true;
    int recordsPerFrame = kBinaryRecords;
    qint64 records = 0;             ///< to be sent in total
    std::vector<QByteArray> frames; ///< binary
    std::vector<protocol::StateDelta> deltas;
};

Load makeLoad(bool binary, qint64 total)
{
    std::mt19937 random(20261122);
    Load load{binary, binary ? kBinaryRecords : kJsonRecords, total, {}, {}};
    for (int i = 0; i < 64; ++i) {
        std::vector<TelemetryRecord> batch = records(load.recordsPerFrame, random);
        if (binary) {
            protocol::FrameHeader header;
            header.time = batch.front().at;
            load.frames.push_back(protocol::encodeTelemetry(header, batch));
        } else {
            protocol::StateDelta delta;
            delta.topic = protocol::Topic::Devices;
            delta.at = batch.front().at;
            delta.content = std::move(batch);
            load.deltas.push_back(std::move(delta));
        }
    }
    return load;
}

/** A server that welcomes, gives the directory and then sends as fast as the socket takes it. Thread: its own. */
class Sender : public QObject
{
public:
    explicit Sender(Load load) : m_load(std::move(load)) {}

    quint16 listen()
    {
        m_server = new QWebSocketServer(QStringLiteral("load"), QWebSocketServer::NonSecureMode, this);
        m_server->listen(QHostAddress::LocalHost, 0);
        connect(m_server, &QWebSocketServer::newConnection, this, [this] {
            m_socket = m_server->nextPendingConnection();
            m_socket->setParent(this);
            connect(m_socket, &QWebSocket::textMessageReceived, this, &Sender::answer);
            connect(m_socket, &QWebSocket::bytesWritten, this, &Sender::send);
        });
        return m_server->serverPort();
    }

private:
    void answer(const QString &text)
    {
        if (text.contains(QLatin1String("\"hello\""))) {
            protocol::Welcome welcome;
            welcome.session = QStringLiteral("s");
            welcome.lineage = QStringLiteral("bench");
            welcome.time = SystemClock().now();
            welcome.heartbeatMs = 60'000;
            welcome.role = protocol::Role::Viewer;
            m_socket->sendTextMessage(QString::fromUtf8(protocol::encode(welcome)));
        } else if (text.contains(QLatin1String("\"subscribe\""))) {
            sendDirectory();
            m_sending = true;
            send();
        }
    }
    void sendDirectory()
    {
        protocol::DeviceColumns rows;
        rows.longitudeE7.assign(kDevices, 1'214'700'000);
        rows.latitudeE7.assign(kDevices, 312'300'000);
        rows.deviceClass.assign(kDevices, 0);
        rows.street.assign(kDevices, 0);
        rows.value.assign(kDevices, 0);
        rows.at.assign(kDevices, 0);
        rows.state.assign(kDevices, DeviceState::Normal);
        for (quint32 from = 0; from < kDevices; from += kBinaryRecords) {
            protocol::FrameHeader header;
            header.kind = protocol::FrameKind::Devices;
            header.time = SystemClock().now();
            header.first = from;
            header.begins = from == 0;
            const quint32 count = std::min<quint32>(kBinaryRecords, kDevices - from);
            header.last = from + count == kDevices;
            m_socket->sendBinaryMessage(protocol::encodeDevices(header, rows, from, count));
        }
    }
    void send()
    {
        while (m_sending && m_sent < m_load.records && m_socket->bytesToWrite() < 4 * 1024 * 1024) {
            const size_t which = static_cast<size_t>(++m_n) % 64;
            if (m_load.binary) {
                protocol::setFrameNumber(m_load.frames[which], m_n);
                m_socket->sendBinaryMessage(m_load.frames[which]);
            } else {
                m_load.deltas[which].n = m_n;
                m_socket->sendTextMessage(QString::fromUtf8(protocol::encode(m_load.deltas[which])));
            }
            m_sent += m_load.recordsPerFrame;
        }
    }

    Load m_load;
    QWebSocketServer *m_server = nullptr;
    QWebSocket *m_socket = nullptr;
    bool m_sending = false;
    qint64 m_sent = 0;
    quint64 m_n = 0;
};

/** Records a second that the decoder alone takes on one core. */
double decodeAlone(const Load &load)
{
    std::vector<QByteArray> texts;
    for (const protocol::StateDelta &delta : load.deltas)
        texts.push_back(protocol::encode(delta));
    QElapsedTimer since;
    since.start();
    qint64 decoded = 0;
    std::vector<TelemetryRecord> out;
    protocol::Decoder decoder;
    while (since.elapsed() < 1000) {
        for (size_t i = 0; i < 64; ++i) {
            out.clear();
            if (load.binary ? !protocol::decodeTelemetry(load.frames[i], out) : !decoder.server(texts[i]))
                return 0;
            decoded += load.recordsPerFrame;
        }
    }
    return static_cast<double>(decoded) * 1e9 / static_cast<double>(since.nsecsElapsed());
}

/** Records a second from the socket into the store, over loopback; 0 when they did not all arrive. */
double throughSocket(const Load &load)
{
    QThread thread;
    auto *sender = new Sender(load);
    sender->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, sender, &QObject::deleteLater);
    thread.start();
    quint16 port = 0;
    QMetaObject::invokeMethod(sender, [&] { port = sender->listen(); }, Qt::BlockingQueuedConnection);

    OperationalPicture picture;
    CityClock clock;
    FramePulse pulse;
    OperationsOptions options;
    options.binary = load.binary;
    double rate = 0;
    {
        OperationsClient client(options, picture, clock, pulse);
        client.start(QUrl(QStringLiteral("ws://127.0.0.1:%1/api/v1/live").arg(port)));
        QEventLoop loop;
        QElapsedTimer since;
        qint64 first = 0;
        QTimer poll;
        QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
            const DeviceStore::Counters counters = picture.devices().counters();
            const qint64 taken = static_cast<qint64>(counters.applied + counters.late);
            if (taken > 0 && !since.isValid()) {
                since.start();
                first = taken;
            }
            if (taken >= load.records) {
                rate = static_cast<double>(taken - first) * 1e9 / static_cast<double>(since.nsecsElapsed());
                loop.quit();
            }
        });
        poll.start(1);
        QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
        loop.exec();
    }
    thread.quit();
    thread.wait();
    return rate;
}

bool measureOne(bool binary, qint64 total)
{
    const Load load = makeLoad(binary, total);
    const double alone = decodeAlone(load);
    const double socket = throughSocket(load);
    Line(QStringLiteral("ingest"))
        .add("peer", binary ? QStringLiteral("decode-binary") : QStringLiteral("decode-json64"))
        .add("n", static_cast<double>(total))
        .add("per_s", socket)
        .add("ratio", alone > 0 ? socket / alone : 0)
        .print();
    remark(QStringLiteral("decode alone: %1 M records/s").arg(alone / 1e6, 0, 'f', 2));
    return socket > 0;
}

bool measure()
{
    const bool json = measureOne(false, 6'000'000);
    const bool binary = measureOne(true, 60'000'000);
    return json && binary;
}

} // namespace

Benchmark ingest()
{
    return {
        "ingest",
        "records from the socket into the store on loopback, JSON with 64 and binary frames with 4 096, against decoding alone",
        measure};
}

} // namespace guancheng::bench
