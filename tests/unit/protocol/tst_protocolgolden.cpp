// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/decode.h"
#include "datasources/protocol/encode.h"
#include "datasources/protocol/frames.h"
#include "datasources/protocol/names.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace guancheng;
using namespace guancheng::protocol;
using namespace Qt::StringLiterals;

namespace {

const QString kFolder = QStringLiteral(GUANCHENG_SOURCE_DIR "/tests/data/protocol/");

QByteArray readFile(const QString &name)
{
    QFile file(kFolder + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonValue number(double value)
{
    return std::isnan(value) ? QJsonValue() : QJsonValue(value);
}

} // namespace

/** Messages written by hand (and by a Python script, for the frames) decode as expected and are written again the same. */
class TestProtocolGolden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void json_data();
    void json();
    void telemetryFrame();
    void unitFrame();
    void deviceFrame();
    void names();
    void unknownMembersAreIgnoredAndWholeNumbersMayHaveAFraction();
    void timelineOfACase();
    void badServerMessages_data();
    void badServerMessages();
};

void TestProtocolGolden::json_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &folder : {u"client/"_s, u"server/"_s}) {
        for (const QString &file : QDir(kFolder + folder).entryList({u"*.json"_s}))
            QTest::newRow(qPrintable(folder + file)) << folder + file;
    }
}

void TestProtocolGolden::json()
{
    QFETCH(QString, file);
    const QByteArray golden = readFile(file);
    QByteArray again;
    Decoder decoder;
    const auto write = [&again](const auto &message) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(message)>, Unknown>)
            again = encode(message);
    };
    if (file.startsWith("client"_L1)) {
        const auto message = decoder.client(golden);
        QVERIFY2(message, message ? "" : qPrintable(message.error().toString()));
        std::visit(write, *message);
    } else {
        const auto message = decoder.server(golden);
        QVERIFY2(message, message ? "" : qPrintable(message.error().toString()));
        std::visit(write, *message);
    }
    const QJsonDocument expected = QJsonDocument::fromJson(golden);
    const QJsonDocument got = QJsonDocument::fromJson(again);
    QVERIFY2(got == expected,
             qPrintable(u"\n%1\n%2"_s.arg(QString::fromUtf8(got.toJson()), QString::fromUtf8(expected.toJson()))));
}

void TestProtocolGolden::telemetryFrame()
{
    const QByteArray frame = readFile(u"frames/frame-telemetry.bin"_s);
    std::vector<TelemetryRecord> records;
    const auto header = decodeTelemetry(frame, records);
    QVERIFY(header);
    QJsonArray rows;
    for (const TelemetryRecord &record : records)
        rows.append(QJsonObject{{u"slot"_s, qint64(record.slot)},
                                {u"value"_s, number(record.value)},
                                {u"at"_s, record.at},
                                {u"state"_s, nameOf(record.state)}});
    const QJsonObject expected = QJsonDocument::fromJson(readFile(u"frames/frame-telemetry.json"_s)).object();
    QCOMPARE(rows, expected["records"_L1].toArray());
    QCOMPARE(static_cast<int>(header->n), expected["n"_L1].toInt());
    QCOMPARE(header->last, true);
    QCOMPARE(encodeTelemetry(*header, records), frame);
}

void TestProtocolGolden::unitFrame()
{
    const QByteArray frame = readFile(u"frames/frame-units.bin"_s);
    std::vector<UnitRecord> records;
    const auto header = decodeUnits(frame, records);
    QVERIFY(header);
    QJsonArray rows;
    for (const UnitRecord &record : records)
        rows.append(QJsonObject{{u"slot"_s, qint64(record.slot)},
                                {u"lon"_s, number(record.point.longitude)},
                                {u"lat"_s, number(record.point.latitude)},
                                {u"at"_s, record.at},
                                {u"heading"_s, double(record.heading)},
                                {u"speed"_s, double(record.speed)},
                                {u"status"_s, nameOf(record.status)},
                                {u"activity"_s, nameOf(record.activity)}});
    QCOMPARE(rows, QJsonDocument::fromJson(readFile(u"frames/frame-units.json"_s))["records"_L1].toArray());
    QCOMPARE(encodeUnits(*header, records), frame);
}

void TestProtocolGolden::deviceFrame()
{
    const QByteArray frame = readFile(u"frames/frame-devices.bin"_s);
    DeviceColumns columns;
    const auto header = decodeDevices(frame, columns);
    QVERIFY(header);
    QJsonArray rows;
    for (size_t i = 0; i < columns.size(); ++i)
        rows.append(QJsonObject{{u"lonE7"_s, columns.longitudeE7[i]},
                                {u"latE7"_s, columns.latitudeE7[i]},
                                {u"class"_s, columns.deviceClass[i]},
                                {u"street"_s, columns.street[i]},
                                {u"value"_s, number(columns.value[i])},
                                {u"at"_s, columns.at[i]},
                                {u"state"_s, nameOf(columns.state[i])}});
    QCOMPARE(rows, QJsonDocument::fromJson(readFile(u"frames/frame-devices.json"_s))["records"_L1].toArray());
    QVERIFY(header->begins && header->last);
    QCOMPARE(header->n, 110000u);
    QCOMPARE(encodeDevices(*header, columns, 0, columns.size()), frame);
}

void TestProtocolGolden::names()
{
    QCOMPARE(nameOf(UnitActivity::EnRoute), "enroute"_L1);
    QCOMPARE(nameOf(Stage::FeedBack), "feedback"_L1);
    QCOMPARE(nameOf(static_cast<Level>(77)), "unknown"_L1);
    QCOMPARE(fromName<AlarmState>("outofservice"), AlarmState::OutOfService);
    QVERIFY(!fromName<Level>("Minor"));
    QVERIFY(!fromName<Level>(""));
    QCOMPARE(namesOf<Topic>().count(), kTopicCount);
    QVERIFY(isValue<DeviceState>(7));
    QVERIFY(!isValue<DeviceState>(8));
}

void TestProtocolGolden::unknownMembersAreIgnoredAndWholeNumbersMayHaveAFraction()
{
    Decoder decoder;
    const auto message =
        decoder.server(R"({"type":"pong","t0":1,"time":1.7e12,"rate":2,"seq":5.0,"weather":{"rain":[1,2,{}]}})");
    QVERIFY(message);
    QCOMPARE(std::get<Pong>(*message), (Pong{1, 1700000000000, 2, 5}));
    QCOMPARE(std::get<Unknown>(*decoder.server(R"({"type":"novelty"})")).type, u"novelty"_s);
}

void TestProtocolGolden::timelineOfACase()
{
    Incident incident;
    incident.id = u"C-1"_s;
    incident.timeline = {{1, 10, Stage::Discovered, u"open"_s, u"auto"_s, u"甲"_s},
                         {2, 20, Stage::Handling, u"dispatch"_s, {}, {}}};
    Decoder decoder;
    const auto again = decoder.entity(Topic::Cases, encodeEntity(incident));
    QVERIFY(again);
    QCOMPARE(std::get<Incident>(*again), incident);
}

void TestProtocolGolden::badServerMessages_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    QTest::newRow("rows too many")
        << QByteArray(R"({"type":"snapshot","topic":"figures","seq":1,"part":1,"parts":1,"rows":4097,"columns":{}})")
        << u"/rows"_s;
    QTest::newRow("rows missing") << QByteArray(
                                         R"({"type":"snapshot","topic":"figures","seq":1,"part":1,"parts":1,"columns":{}})")
                                  << u"/rows"_s;
    QTest::newRow("part 2 of 1")
        << QByteArray(R"({"type":"snapshot","topic":"figures","seq":1,"part":2,"parts":1,"rows":0,"columns":{}})")
        << u"/part"_s;
    QTest::newRow("column too short")
        << QByteArray(R"({"type":"state","topic":"figures","n":1,"at":1,"rows":2,"columns":{"id":["a","b"],"value":[1]}})")
        << u"/columns/value"_s;
    QTest::newRow("column too long")
        << QByteArray(R"({"type":"state","topic":"figures","n":1,"at":1,"rows":1,"columns":{"id":["a","b"]}})")
        << u"/columns/id"_s;
    QTest::newRow("id is null") << QByteArray(
                                       R"({"type":"state","topic":"figures","n":1,"at":1,"rows":1,"columns":{"id":[null]}})")
                                << u"/columns/id/0"_s;
    QTest::newRow("wrong cell")
        << QByteArray(R"({"type":"state","topic":"figures","n":1,"at":1,"rows":2,"columns":{"id":["a","b"],"value":[1,"x"]}})")
        << u"/columns/value/1"_s;
    QTest::newRow("stream topic as state") << QByteArray(
                                                  R"({"type":"state","topic":"cases","n":1,"at":1,"rows":0,"columns":{}})")
                                           << u"/topic"_s;
    QTest::newRow("state topic as event")
        << QByteArray(R"({"type":"event","topic":"units","seq":1,"prev":0,"at":1,"change":"x","entity":{}})") << u"/topic"_s;
    QTest::newRow("level")
        << QByteArray(
               R"({"type":"event","topic":"warnings","seq":1,"prev":0,"at":1,"change":"x","entity":{"id":"w","level":"huge"}})")
        << u"/entity/level"_s;
    QTest::newRow("off the Earth")
        << QByteArray(
               R"({"type":"state","topic":"units","n":1,"at":1,"rows":1,"columns":{"slot":[0],"lon":[190],"lat":[0],"status":["available"],"activity":["idle"]}})")
        << u"/columns/lon/0"_s;
    QTest::newRow("negative sequence") << QByteArray(R"({"type":"pong","t0":1,"time":1,"rate":1,"seq":-1})") << u"/seq"_s;
    QTest::newRow("heartbeat of 0")
        << QByteArray(
               R"({"type":"welcome","version":1,"session":"s","lineage":"l","seq":0,"time":0,"rate":1,"heartbeatMs":0,"mode":"ordinary","simulated":true,"role":"viewer","resumed":false})")
        << u"/heartbeatMs"_s;
}

void TestProtocolGolden::badServerMessages()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, place);
    Decoder decoder;
    const auto message = decoder.server(json);
    QVERIFY(!message);
    QCOMPARE(message.error().place, place);
}

QTEST_APPLESS_MAIN(TestProtocolGolden)
#include "tst_protocolgolden.moc"
