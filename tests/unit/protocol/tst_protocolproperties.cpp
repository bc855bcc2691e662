// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/decode.h"
#include "datasources/protocol/encode.h"
#include "datasources/protocol/frames.h"
#include "datasources/protocol/names.h"

#include <QDir>
#include <QDirIterator>
#include <QRandomGenerator>
#include <QTest>

#include <rapidcheck.h>

using namespace guancheng;
using namespace guancheng::protocol;
using namespace Qt::StringLiterals;

namespace {

constexpr TimeMs kBase = 1763776800000;

template<typename E>
E any()
{
    return static_cast<E>(*rc::gen::inRange(0, namesOf<E>().count()));
}

QString anyText()
{
    const auto codes = *rc::gen::container<std::vector<char16_t>>(
        rc::gen::oneOf(rc::gen::inRange<char16_t>(0x01, 0x7f), rc::gen::inRange<char16_t>(0x4e00, 0x4eff)));
    return QString::fromUtf16(codes.data(), static_cast<qsizetype>(codes.size()));
}

TimeMs anyTime()
{
    return *rc::gen::inRange<TimeMs>(1, kBase * 2);
}

Incident anyIncident()
{
    Incident incident;
    incident.id = u"C-%1"_s.arg(*rc::gen::inRange(0, 1000000));
    incident.version = *rc::gen::inRange<quint64>(0, 1ULL << 53);
    incident.title = anyText();
    incident.source = any<IncidentSource>();
    incident.level = any<Level>();
    incident.stage = any<Stage>();
    incident.tier = any<Tier>();
    if (*rc::gen::arbitrary<bool>())
        incident.place.point = {*rc::gen::inRange(-1800000000, 1800000000) / 1e7,
                                *rc::gen::inRange(-900000000, 900000000) / 1e7};
    incident.place.name = anyText();
    incident.openedAt = anyTime();
    incident.dueAt = anyTime();
    incident.urged = *rc::gen::inRange(0, 100);
    incident.automatic = *rc::gen::arbitrary<bool>();
    const int pictures = *rc::gen::inRange(0, 3);
    for (int i = 0; i < pictures; ++i)
        incident.pictures.append({QString(64, u'a'), u"after"_s, anyTime(), anyText()});
    return incident;
}

template<typename Property>
bool holds(const char *name, Property property)
{
    return rc::check(name, property);
}

/** Everything that can be read from bytes; must come back with a value or an error that has a place. */
void readAll(Decoder &decoder, const QByteArray &bytes)
{
    const auto check = [](const auto &result) {
        if (!result && result.error().place.isEmpty())
            qFatal("an error without place: %s", qPrintable(result.error().toString()));
    };
    check(decoder.client(bytes));
    check(decoder.server(bytes));
    check(decoder.command(bytes));
    check(decoder.telemetry(bytes));
    std::vector<TelemetryRecord> telemetry;
    std::vector<UnitRecord> units;
    DeviceColumns devices;
    check(decodeTelemetry(bytes, telemetry));
    check(decodeUnits(bytes, units));
    check(decodeDevices(bytes, devices));
    for (const UnitRecord &unit : units) {
        if (!unit.point.isValid() && !std::isnan(unit.point.longitude))
            qFatal("a position off the Earth came through");
    }
}

QList<QByteArray> seeds()
{
    QList<QByteArray> out;
    const QDir folder(QStringLiteral(GUANCHENG_SOURCE_DIR "/tests/data/protocol"));
    for (QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            out.append(file.readAll());
    }
    return out;
}

} // namespace

class TestProtocolProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void casesSurviveTheEvent();
    void snapshotsSurvive();
    void telemetryFramesSurvive();
    void unitFramesSurvive();
    void anyBytesAreReadOrRefused();
    void mutatedMessagesAreReadOrRefused();
    void truncatedMessagesAreRefused();
};

void TestProtocolProperties::casesSurviveTheEvent()
{
    Decoder decoder;
    QVERIFY(holds("a case written into an event is read again", [&decoder] {
        EventMessage event;
        event.seq = *rc::gen::inRange<quint64>(1, 1ULL << 53);
        event.prev = event.seq - 1;
        event.at = anyTime();
        event.change = u"opened"_s;
        const Incident incident = anyIncident();
        event.entity = incident;
        event.entry = TimelineEntry{event.seq, event.at, incident.stage, u"open"_s, {}, anyText()};
        const auto again = decoder.server(encode(event));
        RC_ASSERT(bool(again));
        const auto &got = std::get<EventMessage>(*again);
        RC_ASSERT(got.seq == event.seq);
        RC_ASSERT(std::get<Incident>(got.entity) == incident);
        RC_ASSERT(got.entry == event.entry);
    }));
}

void TestProtocolProperties::snapshotsSurvive()
{
    Decoder decoder;
    QVERIFY(holds("rows written as columns are the same rows", [&decoder] {
        std::vector<Incident> rows;
        const int count = *rc::gen::inRange(0, 20);
        for (int i = 0; i < count; ++i)
            rows.push_back(anyIncident());
        const SnapshotPart part{Topic::Cases, 5, 1, 1, static_cast<quint32>(rows.size()), 0, 0, rows};
        const auto again = decoder.server(encode(part));
        RC_ASSERT(bool(again));
        RC_ASSERT(std::get<std::vector<Incident>>(std::get<SnapshotPart>(*again).content) == rows);
    }));
}

void TestProtocolProperties::telemetryFramesSurvive()
{
    QVERIFY(holds("kind 1", [] {
        std::vector<TelemetryRecord> records;
        const int count = *rc::gen::inRange(0, 200);
        for (int i = 0; i < count; ++i)
            records.push_back({*rc::gen::arbitrary<quint32>(), static_cast<float>(*rc::gen::inRange(-100000, 100000)) / 8,
                               kBase + *rc::gen::inRange(-1000000, 1000000), any<DeviceState>()});
        const FrameHeader header{.last = true, .n = *rc::gen::arbitrary<quint64>(), .time = kBase};
        const QByteArray frame = encodeTelemetry(header, records);
        std::vector<TelemetryRecord> again;
        const auto read = decodeTelemetry(frame, again);
        RC_ASSERT(bool(read));
        RC_ASSERT(read->n == header.n);
        RC_ASSERT(again.size() == records.size());
        RC_ASSERT(encodeTelemetry(*read, again) == frame);
    }));
}

void TestProtocolProperties::unitFramesSurvive()
{
    QVERIFY(holds("kind 2", [] {
        std::vector<UnitRecord> records;
        const int count = *rc::gen::inRange(0, 200);
        for (int i = 0; i < count; ++i)
            records.push_back(
                {*rc::gen::arbitrary<quint32>(),
                 {*rc::gen::inRange(-1800000000, 1800000000) / 1e7, *rc::gen::inRange(-900000000, 900000000) / 1e7},
                 kBase + *rc::gen::inRange(-1000000, 1000000),
                 static_cast<float>(*rc::gen::inRange(0, 36000)) / 100,
                 static_cast<float>(*rc::gen::inRange(0, 2000)) / 10,
                 any<UnitStatus>(),
                 any<UnitActivity>()});
        const QByteArray frame = encodeUnits({.last = true, .n = 1, .time = kBase}, records);
        std::vector<UnitRecord> again;
        const auto read = decodeUnits(frame, again);
        RC_ASSERT(bool(read));
        RC_ASSERT(encodeUnits(*read, again) == frame);
        for (size_t i = 0; i < again.size(); ++i)
            RC_ASSERT(std::abs(again[i].point.longitude - records[i].point.longitude) < 1e-7);
    }));
}

void TestProtocolProperties::anyBytesAreReadOrRefused()
{
    Decoder decoder;
    QRandomGenerator random(1);
    for (int round = 0; round < 200'000; ++round) {
        QByteArray bytes(random.bounded(400), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        readAll(decoder, bytes);
    }
}

void TestProtocolProperties::mutatedMessagesAreReadOrRefused()
{
    Decoder decoder;
    QRandomGenerator random(2);
    const QList<QByteArray> originals = seeds();
    QVERIFY(originals.size() > 20);
    for (int round = 0; round < 100'000; ++round) {
        QByteArray bytes = originals[random.bounded(originals.size())];
        const int changes = 1 + random.bounded(4);
        for (int i = 0; i < changes && !bytes.isEmpty(); ++i) {
            const auto at = random.bounded(bytes.size());
            switch (random.bounded(4)) {
            case 0: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.bounded(8))); break;
            case 1: bytes.remove(at, 1 + random.bounded(8)); break;
            case 2: bytes.insert(at, bytes.mid(random.bounded(bytes.size()), random.bounded(16))); break;
            default: bytes[at] = "[]{}\",:0-e.n\\\0\xff"[random.bounded(15)];
            }
        }
        readAll(decoder, bytes);
    }
}

void TestProtocolProperties::truncatedMessagesAreRefused()
{
    Decoder decoder;
    for (const QByteArray &original : seeds()) {
        const QByteArray whole = original.trimmed();
        for (qsizetype size = 0; size < whole.size(); size += 1 + size / 64) {
            const QByteArray part = whole.left(size);
            readAll(decoder, part);
            QVERIFY(!decoder.server(part));
            QVERIFY(!decoder.client(part));
        }
    }
}

QTEST_APPLESS_MAIN(TestProtocolProperties)
#include "tst_protocolproperties.moc"
