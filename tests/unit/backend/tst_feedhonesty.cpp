// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/desks/sourceswatch.h"
#include "persistence/memoryjournal.h"
#include "support/worldfixture.h"

#include <QTest>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

/** What rests on a feed that is lost, talks of another time or repeats itself says so. */
class TestFeedHonesty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void figuresOfALostFeedAreStaleWithinThreeSeconds();
    void whatIsCountedRestsOnItsFeedsToo();
    void aFeedOfAnotherTimeIsSkewed_data();
    void aFeedOfAnotherTimeIsSkewed();
    void aLateMessageAmongTimelyOnesIsNoSkew();
    void rareDataAreJudgedBetweenSignsOfLife();
    void aFastClockGivesRoom();
    void repetitionsAreDuplicates();
    void replayedSourcesSaySo();

private:
    FeedHealth health(const QString &id) const;
    void declare(const QString &id, FeedState state = FeedState::Live);
    void declareDevice();
    /** Real and city time pass; each 100 ms the feed says what it says. */
    void pass(int ms, const std::function<void()> &say = {});
    quint16 indicatorOf(const QString &source) const;
    Quality qualityOf(quint16 index) const { return m_world->indicators()[index].quality; }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<MemoryJournal> m_journal;
    std::unique_ptr<World> m_world;
    Notes m_notes;
    TimeMs m_real = 1000;
};

void TestFeedHonesty::init()
{
    m_clock = std::make_unique<ManualClock>(kMorning);
    m_journal = std::make_unique<MemoryJournal>();
    m_notes = {};
    WorldOptions options;
    options.monotonic = [this] { return m_real; };
    m_world = std::make_unique<World>(catalogue(), city(), *m_clock, *m_journal, options);
    QVERIFY(m_world->open().empty());
    m_world->addObserver(&m_notes);
}

void TestFeedHonesty::cleanup()
{
    m_world.reset();
    m_journal.reset();
}

FeedHealth TestFeedHonesty::health(const QString &id) const
{
    for (const FeedHealth &source : m_world->sources()) {
        if (source.id == id)
            return source;
    }
    return {};
}

void TestFeedHonesty::declare(const QString &id, FeedState state)
{
    SourceHealth source;
    source.id = id;
    source.state = state;
    source.simulated = true;
    m_world->declareSource(source);
}

void TestFeedHonesty::declareDevice()
{
    DeviceTable table;
    const GeoPoint place = kSquare;
    table.deviceClass = {0};
    table.street = {static_cast<quint16>(std::max<qint16>(0, city()->locate(place).street))};
    table.longitudeE7 = {static_cast<qint32>(place.longitude * 1e7)};
    table.latitudeE7 = {static_cast<qint32>(place.latitude * 1e7)};
    table.serial = {1};
    m_world->declareDevices(std::move(table));
}

void TestFeedHonesty::pass(int ms, const std::function<void()> &say)
{
    for (int i = 0; i < ms; i += 100) {
        m_real += 100;
        m_clock->advance(100);
        if (say)
            say();
        m_world->tick(m_clock->now());
    }
}

quint16 TestFeedHonesty::indicatorOf(const QString &source) const
{
    for (int i = 0; i < catalogue()->indicators().size(); ++i) {
        const IndicatorSpec &spec = catalogue()->indicators()[i];
        if (catalogue()->sources()[spec.source].id == source && spec.measure.kind == Measure::Kind::None &&
            spec.maxAgeSeconds >= 60)
            return static_cast<quint16>(i);
    }
    qFatal("the catalogue has no indicator of %s", qPrintable(source));
}

void TestFeedHonesty::figuresOfALostFeedAreStaleWithinThreeSeconds()
{
    declare(u"weather"_s);
    declare(u"air"_s);
    const quint16 wind = indicatorOf(u"weather"_s);
    const quint16 dust = indicatorOf(u"air"_s);
    for (const auto &[source, index] : {std::pair(u"weather"_s, wind), std::pair(u"air"_s, dust)}) {
        const IndicatorReading reading{index, 5, m_clock->now()};
        m_world->indicators(source, {&reading, 1});
    }
    const auto both = [this] {
        m_world->indicators(u"weather"_s, {});
        m_world->indicators(u"air"_s, {});
    };
    pass(1000, both);
    QCOMPARE(qualityOf(wind), Quality::Good);
    m_notes.indicators.clear();
    pass(3000, [this] { m_world->indicators(u"air"_s, {}); });
    QCOMPARE(health(u"weather"_s).state, FeedState::Lost);
    QCOMPARE(qualityOf(wind), Quality::Stale); // long before its own maximum age
    QCOMPARE(m_world->indicators()[wind].value, 5.0);
    QCOMPARE(qualityOf(dust), Quality::Good);
    QVERIFY(std::ranges::count(m_notes.indicators, wind) >= 1); // every client is told
    pass(1000, both);
    QCOMPARE(qualityOf(wind), Quality::Good); // the feed is back and the value not too old
    declare(u"weather"_s, FeedState::Stopped);
    pass(1200);
    QCOMPARE(qualityOf(wind), Quality::Stale);
}

void TestFeedHonesty::whatIsCountedRestsOnItsFeedsToo()
{
    declare(u"iot"_s);
    declareDevice();
    const TelemetryRecord record{0, 1, m_clock->now(), DeviceState::Normal};
    m_world->telemetry(u"iot"_s, {&record, 1});
    const auto alive = [this] { m_world->telemetry(u"iot"_s, {}); };
    pass(6000, alive);
    quint16 online = 0;
    for (int i = 0; i < catalogue()->indicators().size(); ++i) {
        if (catalogue()->indicators()[i].measure.kind == Measure::Kind::DevicesOnline)
            online = static_cast<quint16>(i);
    }
    QCOMPARE(m_world->indicators()[online].value, 100.0);
    QCOMPARE(qualityOf(online), Quality::Good);
    QCOMPARE(health(u"iot"_s).devices, 1);
    pass(9000);
    QCOMPARE(health(u"iot"_s).state, FeedState::Lost);
    QCOMPARE(qualityOf(online), Quality::Stale);
    const auto rate = [this] {
        const auto &all = m_world->figures();
        return std::ranges::find(all, u"online-rate"_s, &Figure::id)->value;
    };
    QVERIFY(std::isnan(rate())); // not known, and not the last one
    pass(6000, alive);
    QCOMPARE(rate(), 100.0);
    QCOMPARE(qualityOf(online), Quality::Good);
}

void TestFeedHonesty::aFeedOfAnotherTimeIsSkewed_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::newRow("a quarter of an hour ahead") << qint64(900'000);
    QTest::newRow("half a minute ahead") << qint64(30'000);
    QTest::newRow("two hours ahead: rejected, and still named") << qint64(7'200'000);
    QTest::newRow("a quarter of an hour behind") << qint64(-900'000);
    QTest::newRow("years behind") << qint64(-86'400'000) * 1000;
}

void TestFeedHonesty::aFeedOfAnotherTimeIsSkewed()
{
    QFETCH(qint64, offset);
    declare(u"iot"_s);
    declare(u"weather"_s);
    declareDevice();
    const quint16 wind = indicatorOf(u"weather"_s);
    pass(1000, [this] { m_world->indicators(u"weather"_s, {}); });
    const auto talk = [&](TimeMs off) {
        return [this, off, wind] {
            const TelemetryRecord record{0, 1, m_clock->now() + off, DeviceState::Normal};
            m_world->telemetry(u"iot"_s, {&record, 1});
            const IndicatorReading reading{wind, 5, m_clock->now() + off};
            m_world->indicators(u"weather"_s, {&reading, 1});
        };
    };
    pass(3000, talk(offset));
    for (const QString &id : {u"iot"_s, u"weather"_s}) {
        const FeedHealth found = health(id);
        QVERIFY2(found.isSkewed(), qPrintable(id));
        QCOMPARE(found.state, FeedState::Degraded);
        QVERIFY(std::abs(found.offset - offset) < 2000);
        QVERIFY(!found.message.isEmpty());
    }
    if (offset > 0 && offset < 3'600'000)
        QCOMPARE(qualityOf(wind), Quality::Suspect); // from the future: not believed
    pass(4000);
    QVERIFY(health(u"iot"_s).isLost() && !health(u"iot"_s).isSkewed()); // silence is worse
    pass(1000, talk(0));
    QVERIFY(!health(u"iot"_s).isSkewed());
    QCOMPARE(health(u"iot"_s).offset, 0);
    QVERIFY(m_world->readings().at[0] >= m_clock->now() - 1000); // put right, it is heard again at once
    QCOMPARE(qualityOf(wind), Quality::Good);
}

void TestFeedHonesty::aLateMessageAmongTimelyOnesIsNoSkew()
{
    declare(u"iot"_s);
    declareDevice();
    int n = 0;
    const auto mixed = [&] {
        const TimeMs off = ++n % 10 == 0 ? 0 : -600'000;
        const TelemetryRecord record{0, 1, m_clock->now() + off, DeviceState::Normal};
        m_world->telemetry(u"iot"_s, {&record, 1});
    };
    pass(5000, mixed);
    QVERIFY(!health(u"iot"_s).isSkewed());
    QCOMPARE(health(u"iot"_s).state, FeedState::Live);
    QVERIFY(health(u"iot"_s).late > 0);
}

void TestFeedHonesty::rareDataAreJudgedBetweenSignsOfLife()
{
    declare(u"weather"_s);
    const IndicatorReading reading{indicatorOf(u"weather"_s), 5, m_clock->now() - 600'000};
    m_world->indicators(u"weather"_s, {&reading, 1}); // and nothing but signs of life after it
    pass(3000, [this] { m_world->indicators(u"weather"_s, {}); });
    QVERIFY(health(u"weather"_s).isSkewed());
    QCOMPARE(health(u"weather"_s).offset, -600'000);
    Report report = reportOf(matterOfLevel(Level::Minor), kSquare, m_clock->now() - 300'000);
    declare(u"hotline"_s);
    m_world->report(u"hotline"_s, report); // filed five minutes after the call
    pass(3000, [this] { m_world->indicators(u"hotline"_s, {}); });
    QVERIFY(!health(u"hotline"_s).isSkewed());
}

void TestFeedHonesty::aFastClockGivesRoom()
{
    SourcesWatch watch(catalogue(), [this] { return m_real; });
    SourceHealth iot;
    iot.id = u"iot"_s;
    iot.state = FeedState::Live;
    watch.declare(iot);
    const auto talk = [&](double rate) {
        for (int i = 0; i < 30; ++i) {
            m_real += 100;
            watch.received(iot.id, kMorning);
            watch.timed(iot.id, kMorning - 90'000, kMorning, rate);
        }
    };
    talk(20);
    QVERIFY(!watch.list().front().isSkewed());
    talk(1);
    QVERIFY(watch.list().front().isSkewed());
}

void TestFeedHonesty::repetitionsAreDuplicates()
{
    declare(u"iot"_s);
    declareDevice();
    test::declareUnits(*m_world, 1, 0, m_clock->now());
    const TimeMs now = m_clock->now();
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const std::vector<TelemetryRecord> records{
        {0, 1, now, DeviceState::Normal},     {0, 1, now, DeviceState::Normal}, // the same
        {0, 1, now - 1, DeviceState::Normal},                                   // out of order
        {0, 2, now, DeviceState::Normal},                                       // a correction
        {0, nan, now, DeviceState::Fault},    {0, nan, now, DeviceState::Fault}};
    m_world->telemetry(u"iot"_s, records);
    QCOMPARE(health(u"iot"_s).duplicates, 2);
    QCOMPARE(health(u"iot"_s).late, 1);
    QCOMPARE(m_notes.devices, 3);
    const UnitRecord unit = m_world->unitPositions().front();
    m_notes.units = 0;
    const std::vector<UnitRecord> again{unit, unit};
    m_world->unitPositions(u"iot"_s, again);
    QCOMPARE(health(u"iot"_s).duplicates, 4);
    QCOMPARE(m_notes.units, 0);
    const IndicatorReading reading{indicatorOf(u"weather"_s), 5, now};
    m_world->indicators(u"weather"_s, {&reading, 1});
    m_world->indicators(u"weather"_s, {&reading, 1});
    QCOMPARE(health(u"weather"_s).duplicates, 1);
    Warning warning;
    warning.id = u"W1"_s;
    warning.expiresAt = now + 1'000'000;
    m_world->warning(u"weather"_s, warning);
    m_world->warning(u"weather"_s, warning);
    QCOMPARE(health(u"weather"_s).duplicates, 2);
    QCOMPARE(m_notes.changes(u"W1"_s), QStringList{u"issued"_s});
}

void TestFeedHonesty::replayedSourcesSaySo()
{
    declare(u"iot"_s);
    QVERIFY(!health(u"iot"_s).replayed);
    WorldOptions options;
    options.origin = DataOrigin::Replay;
    MemoryJournal journal;
    World replay(catalogue(), city(), *m_clock, journal, options);
    QVERIFY(replay.open().empty());
    SourceHealth source;
    source.id = u"iot"_s;
    source.simulated = true;
    replay.declareSource(source);
    QVERIFY(std::ranges::any_of(replay.sources(), [](const FeedHealth &each) { return each.id == "iot"_L1 && each.replayed; }));
    QCOMPARE(replay.origin(), DataOrigin::Replay);
    QVERIFY(replay.simulated()); // who knows no more must not take it for the present
}

QTEST_GUILESS_MAIN(TestFeedHonesty)
#include "tst_feedhonesty.moc"
