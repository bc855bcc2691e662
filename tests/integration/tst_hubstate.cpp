// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "support/hubscene.h"

#include <QFile>
#include <QTcpSocket>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;
using protocol::Topic;

namespace {

/** Puts the frames of a client together, as a wall does. */
struct Mirror
{
    std::vector<float> values;
    QList<quint64> numbers;
    int begins = 0;
    bool complete = false;

    explicit Mirror(const WireClient &client)
    {
        for (const QByteArray &frame : client.frames) {
            const auto header = protocol::decodeFrameHeader(frame);
            if (!header)
                qFatal("bad frame: %s", qPrintable(header.error().toString()));
            if (header->kind == protocol::FrameKind::Devices)
                takeSnapshot(frame, *header);
            else
                takeChanges(frame);
        }
    }
    void takeSnapshot(const QByteArray &frame, const protocol::FrameHeader &header)
    {
        protocol::DeviceColumns rows;
        if (!protocol::decodeDevices(frame, rows))
            qFatal("bad snapshot");
        begins += header.begins ? 1 : 0;
        if (header.begins)
            values.assign(header.n, -1);
        for (size_t i = 0; i < rows.size(); ++i)
            values[header.first + i] = rows.deviceClass[i] == protocol::DeviceColumns::kNobody ? -2 : rows.value[i];
        complete = header.last;
    }
    void takeChanges(const QByteArray &frame)
    {
        std::vector<TelemetryRecord> records;
        const auto header = protocol::decodeTelemetry(frame, records);
        if (!header)
            qFatal("bad telemetry");
        numbers.append(header->n);
        for (const TelemetryRecord &record : records)
            values[record.slot] = record.value;
    }
};

QList<quint64> oneTo(quint64 last)
{
    QList<quint64> out;
    for (quint64 i = 1; i <= last; ++i)
        out.append(i);
    return out;
}

/** A second reader, of figures, that always gives credit back: what reaches it shows that a pulse has passed. */
std::unique_ptr<WireClient> pulseWitness(const HubScene &scene)
{
    auto witness = scene.welcomed();
    witness->autoCredit = true;
    witness->subscribe({Topic::Figures});
    if (!QTest::qWaitFor([&] { return witness->count("snapshot"_L1) == 1; }))
        qFatal("no snapshot for the witness");
    return witness;
}

/** Figures change, and all that changed before them is pulsed with them at the latest. */
void letAPulsePass(HubScene &scene, const WireClient &witness)
{
    const auto before = witness.count("state"_L1);
    scene.city.tell([](CityObserver &observer) { observer.figuresChanged(); });
    if (!QTest::qWaitFor([&] { return witness.count("state"_L1) > before; }))
        qFatal("no pulse");
}

} // namespace

class TestHubState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void devicesComeAsBlocksThenAsChanges();
    void jsonSessionGetsTheSameAsColumns();
    void idsMakeTheDirectoryJson();
    void emptyDirectoryIsOneEmptyFrame();
    void filteredSessionSeesOnlyItsSlots();
    void withoutCreditOnlyTheNewestValueIsKept();
    void numbersAreConsecutiveOverAllStateTopics();
    void streamNeedsNoCredit();
    void newDirectoryStartsTheSnapshotAgain();
    void indicatorsCarryScoresAndTrends();
    void hubRestsWhenNobodyListens();
    void slowReaderKeepsItsStreamAndGetsStateLater();
    void readerThatNeverReadsIsClosed();
    void aDeafSocketCostsNoMoreThanItsLimit();
};

void TestHubState::devicesComeAsBlocksThenAsChanges()
{
    HubScene scene(HubScene::options(), 10000);
    const auto client = scene.welcomed();
    client->subscribe({Topic::Devices});
    QTRY_COMPARE(client->frames.size(), 3);
    const Mirror before(*client);
    QCOMPARE(before.values.size(), 10000u);
    QCOMPARE(before.begins, 1);
    QVERIFY(before.complete);
    QCOMPARE(before.values[9999], 9999.0f);

    scene.city.setReading(7, 70);
    scene.city.setReading(9999, -5);
    QTRY_COMPARE(client->frames.size(), 4);
    const Mirror after(*client);
    QCOMPARE(after.values[7], 70.0f);
    QCOMPARE(after.values[9999], -5.0f);
    QCOMPARE(after.numbers, oneTo(1));
}

void TestHubState::jsonSessionGetsTheSameAsColumns()
{
    HubScene scene;
    const auto client = scene.welcomed(u"eye"_s, false);
    client->subscribe({Topic::Devices, Topic::Units});
    QTRY_COMPARE(client->count("snapshot"_L1), 2);
    protocol::Decoder decoder;
    for (const QString &text : std::as_const(client->texts))
        QVERIFY(decoder.server(text.toUtf8()));
    scene.city.setReading(3, 33);
    scene.city.tell([](CityObserver &observer) { observer.unitChanged(4); });
    QTRY_COMPARE(client->count("state"_L1), 2);
    const QJsonObject devices = client->last("state"_L1);
    QCOMPARE(devices["columns"_L1]["slot"_L1].toArray(), QJsonArray{3});
    QCOMPARE(devices["columns"_L1]["value"_L1].toArray(), QJsonArray{33});
    QVERIFY(client->frames.isEmpty());
}

void TestHubState::idsMakeTheDirectoryJson()
{
    HubScene scene;
    const auto client = scene.welcomed();
    client->subscribe({Topic::Devices}, {}, {}, true);
    QTRY_COMPARE(client->count("snapshot"_L1), 1);
    QCOMPARE(client->last("snapshot"_L1)["columns"_L1]["id"_L1].toArray().at(5).toString(), u"D-5"_s);
    scene.city.setReading(3, 33);
    QTRY_COMPARE(client->frames.size(), 1); // changes stay binary
}

void TestHubState::emptyDirectoryIsOneEmptyFrame()
{
    HubScene scene(HubScene::options(), 0);
    const auto client = scene.welcomed();
    client->subscribe({Topic::Devices});
    QTRY_COMPARE(client->frames.size(), 1);
    const auto header = protocol::decodeFrameHeader(client->frames.first());
    QVERIFY(header);
    QCOMPARE(header->count, 0u);
    QVERIFY(header->last && header->begins);
}

void TestHubState::filteredSessionSeesOnlyItsSlots()
{
    HubScene scene;
    const auto client = scene.welcomed();
    client->subscribe({Topic::Devices, Topic::Units}, {u"310101"_s}); // odd slots
    QTRY_COMPARE(client->frames.size(), 1);
    const Mirror before(*client);
    QCOMPARE(before.values[0], -2.0f);
    QCOMPARE(before.values[1], 1.0f);
    QTRY_COMPARE(client->count("snapshot"_L1), 1);
    const QJsonArray ids = client->last("snapshot"_L1)["columns"_L1]["id"_L1].toArray();
    QVERIFY(ids.at(0).isNull());
    QCOMPARE(ids.at(1).toString(), u"U-1"_s);

    scene.city.setReading(10, 1);
    scene.city.setReading(11, 2);
    QTRY_COMPARE(client->frames.size(), 2);
    std::vector<TelemetryRecord> records;
    QVERIFY(protocol::decodeTelemetry(client->frames.last(), records));
    QCOMPARE(records.size(), 1u);
    QCOMPARE(records[0].slot, 11u);
}

void TestHubState::withoutCreditOnlyTheNewestValueIsKept()
{
    HubScene scene;
    const auto client = scene.welcomed();
    client->subscribe({Topic::Devices});
    QTRY_COMPARE(client->frames.size(), 1);
    float value = 0;
    for (int i = 0; i < protocol::kInitialCredit; ++i) {
        scene.city.setReading(1, ++value);
        QTRY_COMPARE(client->frames.size(), i + 2);
    }
    const auto witness = pulseWitness(scene);
    for (int i = 0; i < 5; ++i) {
        scene.city.setReading(1, 1000 + static_cast<float>(i));
        scene.city.setReading(2, 2000 + static_cast<float>(i));
        client->send(R"({"type":"ping","t0":0})");
        QTRY_COMPARE(client->count("pong"_L1), i + 1);
        letAPulsePass(scene, *witness);
    }
    QCOMPARE(client->frames.size(), protocol::kInitialCredit + 1);
    client->send(R"({"type":"credit","frames":3})");
    QTRY_COMPARE(client->frames.size(), protocol::kInitialCredit + 2);
    std::vector<TelemetryRecord> records;
    QVERIFY(protocol::decodeTelemetry(client->frames.last(), records));
    QCOMPARE(records.size(), 2u);
    QCOMPARE(records[0].value, 1004.0f);
    QCOMPARE(records[1].value, 2004.0f);
    QCOMPARE(Mirror(*client).numbers, oneTo(protocol::kInitialCredit + 1));
}

void TestHubState::numbersAreConsecutiveOverAllStateTopics()
{
    HubScene scene;
    const auto client = scene.welcomed();
    client->subscribe({Topic::Devices, Topic::Figures, Topic::Sources});
    QTRY_COMPARE(client->frames.size(), 1);
    scene.city.setReading(1, 1);
    scene.city.tell([](CityObserver &observer) {
        observer.figuresChanged();
        observer.sourcesChanged();
    });
    QTRY_COMPARE(client->frames.size(), 2);
    QCOMPARE(client->count("state"_L1), 2);
    QCOMPARE(client->ofType("state"_L1)[0]["n"_L1].toInt(), 1);
    QCOMPARE(client->ofType("state"_L1)[0]["topic"_L1].toString(), u"sources"_s);
    QCOMPARE(client->ofType("state"_L1)[1]["n"_L1].toInt(), 2);
    QCOMPARE(protocol::decodeFrameHeader(client->frames.last())->n, 3u);
}

void TestHubState::streamNeedsNoCredit()
{
    HubScene scene;
    const auto client = scene.welcomed();
    client->subscribe({Topic::Cases, Topic::Figures});
    QTRY_COMPARE(client->count("snapshot"_L1), 2);
    const auto witness = pulseWitness(scene);
    for (int i = 0; i < 30; ++i) {
        scene.city.happen(u"opened"_s, FakeCity::someCase(u"C-%1"_s.arg(i)));
        letAPulsePass(scene, *witness);
        QTRY_COMPARE(client->count("event"_L1), i + 1);
    }
    QCOMPARE(client->count("state"_L1), protocol::kInitialCredit);
}

void TestHubState::newDirectoryStartsTheSnapshotAgain()
{
    HubScene scene;
    const auto client = scene.welcomed();
    client->subscribe({Topic::Devices});
    QTRY_COMPARE(client->frames.size(), 1);
    scene.city.setReading(150, 3);
    scene.city.table = FakeCity(50).table;
    scene.city.values = FakeCity(50).values;
    scene.city.tell([](CityObserver &observer) { observer.devicesDeclared(); });
    QTRY_COMPARE(client->frames.size(), 2);
    QCOMPARE(Mirror(*client).values.size(), 50u);
    QCOMPARE(Mirror(*client).begins, 2);
    scene.city.setReading(49, 5);
    QTRY_COMPARE(Mirror(*client).values[49], 5.0f);
}

void TestHubState::indicatorsCarryScoresAndTrends()
{
    HubScene scene;
    const auto client = scene.welcomed();
    client->subscribe({Topic::Indicators});
    QTRY_COMPARE(client->count("snapshot"_L1), 1);
    const QJsonObject snapshot = client->last("snapshot"_L1);
    QCOMPARE(snapshot["columns"_L1]["trend"_L1].toArray().at(0).toArray(), (QJsonArray{1, 2, 3}));
    QCOMPARE(snapshot["scores"_L1].toArray().at(0)["contributors"_L1].toArray().size(), 2);

    scene.city.indicatorList[2].value = std::numeric_limits<double>::quiet_NaN();
    scene.city.tell([](CityObserver &observer) { observer.indicatorChanged(2); });
    QTRY_COMPARE(client->count("state"_L1), 1);
    QVERIFY(client->last("state"_L1)["columns"_L1]["value"_L1].toArray().at(0).isNull());
    QVERIFY(client->last("state"_L1)["columns"_L1]["trend"_L1].toArray().at(0).isNull()); // as it was

    scene.city.trend.push_back(4);
    scene.city.tell([](CityObserver &observer) {
        observer.indicatorChanged(2);
        observer.scoresChanged();
    });
    QTRY_COMPARE(client->count("state"_L1), 2);
    QCOMPARE(client->last("state"_L1)["columns"_L1]["trend"_L1].toArray().at(0).toArray().size(), 4);
    QCOMPARE(client->last("state"_L1)["scores"_L1].toArray().size(), 1);
}

void TestHubState::hubRestsWhenNobodyListens()
{
    HubScene scene;
    const auto client = scene.welcomed();
    client->subscribe({Topic::Cases});
    QTRY_COMPARE(client->count("snapshot"_L1), 1);
    for (quint32 i = 0; i < 100; ++i)
        scene.city.setReading(i, 1);
    client->subscribe({Topic::Cases}); // its answer comes after all that the readings could have caused
    QTRY_COMPARE(client->count("snapshot"_L1), 2);
    QCOMPARE(scene.hub.counters().stateFrames, 0);
    QVERIFY(client->frames.isEmpty());
    // What happened before it listened is in the snapshot, not in changes.
    client->subscribe({Topic::Devices});
    QTRY_COMPARE(client->frames.size(), 1);
    scene.city.setReading(7, 2);
    QTRY_COMPARE(client->frames.size(), 2);
    std::vector<TelemetryRecord> records;
    QVERIFY(protocol::decodeTelemetry(client->frames.last(), records));
    QCOMPARE(records.size(), 1u);
}

void TestHubState::slowReaderKeepsItsStreamAndGetsStateLater()
{
    HubOptions tight = HubScene::options();
    tight.stateBytes = 32 * 1024;
    HubScene scene(tight, 20000);
    const auto client = scene.welcomed();
    client->subscribe({Topic::Cases, Topic::Devices});
    QTRY_COMPARE(client->count("snapshot"_L1), 1);
    for (int i = 0; i < 2000; ++i)
        scene.city.happen(u"opened"_s, FakeCity::someCase(u"C-%1"_s.arg(i)));
    for (quint32 slot = 0; slot < 20000; ++slot)
        scene.city.setReading(slot, 1);
    for (int i = 0; i < 20; ++i)
        client->send(R"({"type":"credit","frames":16})");
    const auto isCurrent = [&client] {
        const Mirror mirror(*client);
        return mirror.complete && std::ranges::all_of(mirror.values, [](float value) { return value == 1; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isCurrent(), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(client->texts.size(), 2002, 20000); // welcome, snapshot, events
    quint64 prev = 100;
    for (const QJsonObject &event : client->ofType("event"_L1)) {
        QCOMPARE(static_cast<quint64>(event["prev"_L1].toInteger()), prev);
        prev = static_cast<quint64>(event["seq"_L1].toInteger());
    }
}

/** Bytes of memory that this process has for itself. */
static qint64 residentBytes()
{
    QFile statm(u"/proc/self/statm"_s);
    if (!statm.open(QIODevice::ReadOnly))
        return 0;
    return statm.readAll().split(' ').value(1).toLongLong() * 4096;
}

/** A text frame of a client, masked with zeros (RFC 6455, 5.2). */
static QByteArray frameOf(const QByteArray &json)
{
    QByteArray frame("\x81", 1);
    if (json.size() < 126) {
        frame.append(static_cast<char>(0x80 | json.size()));
    } else {
        frame.append(static_cast<char>(0x80 | 126));
        frame.append(static_cast<char>(json.size() >> 8));
        frame.append(static_cast<char>(json.size() & 0xFF));
    }
    return frame + QByteArray(4, '\0') + json;
}

void TestHubState::aDeafSocketCostsNoMoreThanItsLimit()
{
    HubOptions tight = HubScene::options();
    tight.streamBytes = 8 * 1024 * 1024;
    HubScene scene(tight);
    const auto other = scene.welcomed();
    other->subscribe({Topic::Cases});
    // A client that speaks and never reads, down to the socket: only the window of the kernel takes something.
    QTcpSocket deaf;
    deaf.setReadBufferSize(1);
    deaf.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(scene.hub.url().port()));
    deaf.write("GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QTRY_COMPARE(scene.hub.sessionCount(), 2);
    deaf.write(frameOf(protocol::encode(protocol::Hello{{1}, u"op"_s, u"deaf"_s, false, std::nullopt, {}})));
    deaf.write(frameOf(protocol::encode(protocol::Subscribe{{Topic::Cases}, {}, {}, {}, false})));
    QTRY_COMPARE(scene.hub.counters().sessions, 2);
    QTRY_COMPARE(other->count("snapshot"_L1), 1);

    const qint64 before = residentBytes();
    qint64 most = 0;
    qsizetype told = 0;
    qsizetype heard = 0;
    connect(&other->socket, &QWebSocket::textMessageReceived, this, [&heard] { ++heard; });
    Incident incident = FakeCity::someCase(u"C-1"_s);
    incident.title = QString(4'000, u'长');
    while (scene.hub.counters().slow == 0 && told < 20'000) {
        for (int i = 0; i < 20; ++i, ++told)
            scene.city.happen(u"urged"_s, incident);
        QVERIFY(QTest::qWaitFor([&] { return heard >= told; })); // this one reads
        other->texts.clear();                                    // what the test keeps is not what is measured
        most = std::max(most, residentBytes() - before);
    }
    QCOMPARE(scene.hub.counters().slow, 1);
    QVERIFY2(most < 5 * tight.streamBytes, qPrintable(u"%1 MB"_s.arg(most / 1'000'000)));
    // It does not read the close either: after some seconds it is cut off. The other one goes on.
    QTRY_COMPARE_WITH_TIMEOUT(scene.hub.sessionCount(), 1, 8'000);
    other->texts.clear();
    other->socket.disconnect(this);
    scene.city.happen(u"urged"_s, incident);
    QTRY_COMPARE(other->count("event"_L1), 1);
    QVERIFY(!other->closed);
}

void TestHubState::readerThatNeverReadsIsClosed()
{
    HubOptions tight = HubScene::options();
    tight.streamBytes = 256 * 1024;
    HubScene scene(tight);
    const auto client = scene.welcomed();
    client->subscribe({Topic::Cases});
    QTRY_COMPARE(client->count("snapshot"_L1), 1);
    // Without a turn of the event loop nobody reads.
    for (int i = 0; i < 5000; ++i)
        scene.city.happen(u"opened"_s, FakeCity::someCase(u"C-%1"_s.arg(i)));
    QCOMPARE(scene.hub.counters().slow, 1);
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 4503);
    // What it has is without a gap, so that it can go on from there.
    quint64 prev = 100;
    for (const QJsonObject &event : client->ofType("event"_L1)) {
        QCOMPARE(static_cast<quint64>(event["prev"_L1].toInteger()), prev);
        prev = static_cast<quint64>(event["seq"_L1].toInteger());
    }
    QVERIFY(prev > 100);
}

QTEST_GUILESS_MAIN(TestHubState)
#include "tst_hubstate.moc"
