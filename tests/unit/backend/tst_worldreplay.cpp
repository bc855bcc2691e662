// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/ledger/entitycodec.h"
#include "datasources/backend/ledger/ledger.h"
#include "persistence/memoryjournal.h"
#include "persistence/sqlitejournal.h"
#include "support/worldfixture.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

/** The state as it comes out of a journal by itself. */
static QByteArray replay(EventJournal &journal)
{
    Observers observers;
    CityState state;
    Ledger ledger(journal, state, observers);
    ledger.open();
    return encodeTables(state.tables());
}

/** Random days: reports, field reports, commands and time, all legal and illegal mixed. */
class RandomCity
{
public:
    RandomCity(EventJournal &journal, quint32 seed) : m_random(seed), m_clock(kMorning)
    {
        m_world = std::make_unique<World>(catalogue(), city(), m_clock, journal, WorldOptions{});
        m_world->open();
        m_world->addObserver(&m_notes);
        const City::Area area = city()->locate(kSquare);
        DeviceTable table;
        for (quint32 i = 0; i < 40; ++i) {
            table.deviceClass.push_back(static_cast<quint16>(i % static_cast<quint32>(catalogue()->deviceClasses().size())));
            table.street.push_back(static_cast<quint16>(area.street));
            table.longitudeE7.push_back(static_cast<qint32>(kSquare.longitude * 1e7));
            table.latitudeE7.push_back(static_cast<qint32>(kSquare.latitude * 1e7));
            table.serial.push_back(i);
        }
        m_world->declareDevices(table);
        declareUnits(*m_world, 30, catalogue()->matters()[0].unitKinds.front(), m_clock.now());
    }

    void step()
    {
        switch (m_random.bounded(8)) {
        case 0:
        case 1: report(); break;
        case 2:
        case 3: field(); break;
        case 4: command(); break;
        case 5: telemetry(); break;
        case 6: m_clock.advance(m_random.bounded(600'000)); break;
        default: m_world->tick(m_clock.now());
        }
    }
    World &world() { return *m_world; }
    Notes &notes() { return m_notes; }
    int accepted() const { return m_accepted; }

private:
    template<typename T>
    T pick(const std::vector<T> &from)
    {
        return from[m_random.bounded(static_cast<quint32>(from.size()))];
    }
    QString anyCase()
    {
        std::vector<QString> ids{u"C0"_s};
        m_world->eachIncident([&](const Incident &incident) { ids.push_back(incident.id); });
        std::sort(ids.begin(), ids.end());
        return pick(ids);
    }
    void report()
    {
        const auto &matter = catalogue()->matters()[static_cast<int>(m_random.bounded(3))];
        Report found = reportOf(matter, {kSquare.longitude + m_random.bounded(0.02), kSquare.latitude + m_random.bounded(0.02)},
                                m_clock.now());
        if (m_random.bounded(10) == 0)
            found.point = {};
        m_world->report(u"grid"_s, found);
    }
    void field()
    {
        const QString id = anyCase();
        const Result<Incident> incident = m_world->incident(id);
        const QString unit = incident ? incident->unit : u"U-0001"_s;
        const QString verb =
            pick(std::vector<QString>{u"accept"_s, u"refuse"_s, u"enroute"_s, u"arrive"_s, u"feedback"_s, u"feedback"_s});
        m_world->field(u"grid"_s,
                       {id, unit, verb, u"…"_s, {{QString(64, u'a'), u"after"_s, m_clock.now(), unit}}, m_clock.now()});
    }
    void command()
    {
        const QString verb =
            pick(std::vector<QString>{u"dispatch"_s, u"urge"_s, u"escalate"_s, u"return"_s, u"void"_s, u"verify"_s, u"close"_s,
                                      u"acknowledge"_s, u"shelve"_s, u"mode"_s, u"report"_s});
        QString target = anyCase();
        if (verb == u"acknowledge" || verb == u"shelve")
            m_world->eachAlarm([&](const Alarm &alarm) { target = alarm.id; });
        const QJsonObject args{{u"unit"_s, u"U-%1"_s.arg(m_random.bounded(35), 4, 10, QLatin1Char('0'))},
                               {u"text"_s, u"文字"_s},
                               {u"reason"_s, m_random.bounded(4) ? u"理由"_s : QString()},
                               {u"passed"_s, m_random.bounded(3) != 0},
                               {u"minutes"_s, static_cast<int>(m_random.bounded(30))},
                               {u"title"_s, u"来电反映"_s},
                               {u"mode"_s, m_random.bounded(2) ? u"emergency"_s : u"ordinary"_s}};
        m_world->execute({u"k%1"_s.arg(++m_key), verb, target, args, u"席位"_s, m_clock.now()},
                         [this](const CommandAnswer &answer) { m_accepted += answer.accepted ? 1 : 0; });
    }
    void telemetry()
    {
        m_clock.advance(1000);
        const bool bad = m_random.bounded(2) == 0;
        const TelemetryRecord record{static_cast<quint32>(m_random.bounded(40)), bad ? 1e6F : 0.5F, m_clock.now(),
                                     bad ? DeviceState::Major : DeviceState::Normal};
        m_world->telemetry(u"iot"_s, {&record, 1});
    }

    QRandomGenerator m_random;
    ManualClock m_clock;
    Notes m_notes;
    std::unique_ptr<World> m_world;
    int m_key = 0;
    int m_accepted = 0;
};

class TestWorldReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void payloadsSurviveOnlyWhole();
    void theJournalGivesTheLiveState_data();
    void theJournalGivesTheLiveState();
    void noCaseIsLostAndNoClockRunsBack();
    void aRestartGoesOn();
    void aFailingJournalTakesCommandsBack();
};

/** A journal whose commits the test decides. */
class StubbornJournal final : public EventJournal
{
public:
    JournalOpening open(const SnapshotReader &, const RecordReader &) override { return {}; }
    QString lineage() const override { return u"stubborn"_s; }
    quint64 durableSequence() const override { return 0; }
    bool isWritable() const override { return true; }
    void append(std::vector<JournalRecord> records, Durability) override
    {
        for (JournalRecord &record : records)
            m_records.push_back(std::move(record));
    }
    void storeSnapshot(quint64, TimeMs, StateWriter) override {}
    Result<std::vector<JournalRecord>> read(quint64, int) const override { return std::vector<JournalRecord>{}; }
    Result<std::vector<JournalRecord>> readEntity(RecordKind, const QString &, int) const override
    {
        return std::vector<JournalRecord>{};
    }
    void prune(TimeMs, qint64) override {}
    void close() override {}
    void commitAll() { Q_EMIT committed(m_records.back().seq); }
    void fail() { Q_EMIT degraded({u"journal"_s, {}, u"no space left"_s}); }

private:
    std::vector<JournalRecord> m_records;
};

void TestWorldReplay::payloadsSurviveOnlyWhole()
{
    Incident incident;
    incident.id = u"C1"_s;
    incident.title = u"标题"_s;
    incident.pictures = {{u"ab"_s, u"before"_s, 5, u"V1"_s}};
    const TimelineEntry entry{7, 8, Stage::Handling, u"accept"_s, u"U-1"_s, u"到"_s};
    const StreamEvent event{7, 8, u"accepted"_s, incident, entry};
    JournalRecord record{7, 6, 8, RecordKind::Incident, u"C1"_s, encodeEvent(event), 0};
    const Result<StreamEvent> decoded = decodeEvent(record);
    QVERIFY(decoded);
    QVERIFY(decoded->entity == event.entity && decoded->entry == entry && decoded->change == event.change);
    const QByteArray whole = record.payload;
    for (qsizetype size = 0; size < whole.size(); ++size) {
        record.payload = whole.left(size);
        QVERIFY(!decodeEvent(record));
    }
    QRandomGenerator random(1);
    for (int i = 0; i < 5000; ++i) {
        record.payload = whole;
        for (int n = 0; n < 3; ++n)
            record.payload[random.bounded(whole.size())] = static_cast<char>(random.bounded(256));
        static_cast<void>(decodeEvent(record)); // any answer, but an answer
    }
    record.kind = RecordKind::Alarm;
    record.payload = whole;
    QVERIFY(!decodeEvent(record));
}

void TestWorldReplay::theJournalGivesTheLiveState_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<bool>("file");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed << (seed % 3 == 0);
}

void TestWorldReplay::theJournalGivesTheLiveState()
{
    QFETCH(quint32, seed);
    QFETCH(bool, file);
    const QTemporaryDir dir;
    const QString name = dir.filePath(u"journal.sqlite"_s);
    std::unique_ptr<EventJournal> journal;
    if (file)
        journal = std::make_unique<SqliteJournal>(name);
    else
        journal = std::make_unique<MemoryJournal>();
    QByteArray live;
    {
        RandomCity city(*journal, seed);
        for (int i = 0; i < 1500; ++i) {
            city.step();
            if (i == 700)
                city.world().close(); // a snapshot in the middle
        }
        CityTables tables;
        city.world().eachIncident([&](const Incident &incident) { tables.incidents.insert(incident.id, incident); });
        QVERIFY(tables.incidents.size() > 50);
        QVERIFY(city.accepted() > 20 || file);
        live = encodeTables(tables);
    }
    QByteArray replayed;
    if (file) {
        journal->close();
        journal = std::make_unique<SqliteJournal>(name);
    }
    replayed = replay(*journal);
    const Result<CityTables> tables = decodeTables(replayed);
    QVERIFY(tables);
    CityTables cases;
    cases.incidents = tables->incidents;
    QCOMPARE(encodeTables(cases), live);
}

void TestWorldReplay::noCaseIsLostAndNoClockRunsBack()
{
    for (quint32 seed = 100; seed < 106; ++seed) {
        MemoryJournal journal;
        RandomCity city(journal, seed);
        for (int i = 0; i < 1500; ++i)
            city.step();
        QHash<QString, Incident> last;
        quint64 seq = 0;
        for (const StreamEvent &event : city.notes().events) {
            QVERIFY(event.seq > seq);
            seq = event.seq;
            const auto *incident = std::get_if<Incident>(&event.entity);
            if (!incident)
                continue;
            const auto before = last.constFind(incident->id);
            QCOMPARE(before == last.constEnd(), event.change == u"opened");
            if (before != last.constEnd()) {
                QVERIFY(!before->isFinal());
                QVERIFY(incident->stageSince >= before->stageSince);
            }
            QVERIFY(incident->stage == event.entry.stage);
            last.insert(incident->id, *incident);
        }
        QCOMPARE(last.size(), city.world().statistics().casesOpened);
        for (const Incident &incident : std::as_const(last)) {
            const Result<Incident> held = city.world().incident(incident.id);
            QVERIFY(held);
            QCOMPARE(held->stage, incident.stage);
        }
        // A unit that is free has one big case or at most three small ones.
        QHash<QString, QList<bool>> loads;
        city.world().eachOrder([&](const Order &order) {
            if (CityState::isActive(order))
                loads[order.unit].append(last.value(order.incident).level <= Level::Moderate);
        });
        for (const QList<bool> &load : std::as_const(loads)) {
            QVERIFY(load.size() <= 3);
            QVERIFY(load.size() == 1 || !load.contains(false));
        }
    }
}

void TestWorldReplay::aRestartGoesOn()
{
    const QTemporaryDir dir;
    const QString name = dir.filePath(u"journal.sqlite"_s);
    ManualClock clock(kMorning);
    const MatterType &matter = matterOfLevel(Level::Minor);
    QString id;
    CommandAnswer first;
    const Command urge{u"key"_s, u"urge"_s, u"C20261122-000001"_s, {}, u"席位"_s, 0};
    {
        SqliteJournal journal(name);
        World world(catalogue(), city(), clock, journal);
        world.open();
        declareUnits(world, 3, matter.unitKinds.front(), clock.now());
        world.report(u"grid"_s, reportOf(matter, kSquare, clock.now()));
        world.execute(urge, [&](const CommandAnswer &answer) { first = answer; });
        QVERIFY(first.key.isEmpty()); // not before it is durable
        QTRY_VERIFY(first.accepted);
        id = urge.target;
        world.close();
    }
    SqliteJournal journal(name);
    World world(catalogue(), city(), clock, journal);
    QVERIFY(world.open().empty());
    QCOMPARE(world.headSequence(), first.seq + 1);
    QCOMPARE(world.incident(id)->urged, 1);
    declareUnits(world, 3, matter.unitKinds.front(), clock.now());
    Crews crews;
    world.setFieldListener(&crews);
    QCOMPARE(crews.orders.size(), 1u); // the crew hears again of what it had to do
    CommandAnswer again;
    world.execute(urge, [&](const CommandAnswer &answer) { again = answer; });
    QCOMPARE(again, first);
    QCOMPARE(world.incident(id)->urged, 1);
    world.report(u"grid"_s, reportOf(matter, {121.5, 31.25}, clock.now()));
    QVERIFY(world.incident(u"C20261122-000002"_s));
    // The unit that has an order is not free for another one.
    QVERIFY(world.incident(u"C20261122-000002"_s)->unit != crews.orders.front().unit || crews.orders.size() == 1);
}

void TestWorldReplay::aFailingJournalTakesCommandsBack()
{
    StubbornJournal journal;
    ManualClock clock(kMorning);
    World world(catalogue(), city(), clock, journal);
    Notes notes;
    world.open();
    world.addObserver(&notes);
    world.report(u"grid"_s, reportOf(matterOfLevel(Level::Minor), kSquare, clock.now()));
    QVERIFY(notes.events.empty());
    journal.commitAll();
    QVERIFY(!notes.events.empty());
    const QString id = u"C20261122-000001"_s;
    CommandAnswer answer;
    world.execute({u"a"_s, u"void"_s, id, {{u"reason"_s, u"误报"_s}}, u"席位"_s, 0},
                  [&](const CommandAnswer &given) { answer = given; });
    QVERIFY(answer.key.isEmpty());
    journal.fail();
    QCOMPARE(answer.code, u"journal"_s);
    QVERIFY(world.incident(id)->stage != Stage::Voided);
    QCOMPARE(notes.changes(id).constLast(), u"withdrawn"_s);
    // The city goes on, commands do not.
    world.report(u"grid"_s, reportOf(matterOfLevel(Level::Minor), {121.5, 31.25}, clock.now()));
    QVERIFY(!notes.changes(u"C20261122-000002"_s).isEmpty());
    world.execute({u"b"_s, u"urge"_s, id, {}, u"席位"_s, 0}, [&](const CommandAnswer &given) { answer = given; });
    QCOMPARE(answer.code, u"journal"_s);
    QCOMPARE(world.incident(id)->urged, 0);
    const auto health = std::find_if(world.sources().begin(), world.sources().end(),
                                     [](const SourceHealth &each) { return each.id == u"journal"; });
    QCOMPARE(health->state, FeedState::Degraded);
    QVERIFY(health->message.contains(u"no space left"));
    Q_EMIT journal.recovered();
    QCOMPARE(health->state, FeedState::Live);
    world.execute({u"c"_s, u"urge"_s, id, {}, u"席位"_s, 0}, [&](const CommandAnswer &given) { answer = given; });
    journal.commitAll();
    QVERIFY(answer.accepted);
}

QTEST_GUILESS_MAIN(TestWorldReplay)
#include "tst_worldreplay.moc"
