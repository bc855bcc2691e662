// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/memoryjournal.h"
#include "support/worldfixture.h"

#include <QTest>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

class TestWorld : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aReportIsDispatchedDownTheChain();
    void theLoopIsClosed();
    void whatIsNotKnownWaitsForAPerson();
    void theWordsTellTheMatter();
    void oneThingIsOneCase();
    void aUnitGetsOneCaseOrThreeSmallOnes();
    void aRefusedOrderGoesToAnother();
    void commandsAreRefusedWithAReason();
    void aKeyHasOneEffect();
    void deviceAlarmsOpenCases();
    void indicatorAlarmsComeAndGo();
    void shelvingEndsByItself();
    void impossibleValuesAreCounted();
    void aSourceWithoutRhythmIsNeverSilent();
    void aSilentFeedIsLost();
    void figuresAndMeasuresAreCounted();
    void warningsExpire();
    void vanishedUnitsLoseTheirOrders();
    void fieldReportsForNobodyAreExceptions();
    void eventsCanBeReadAgain();

private:
    CommandAnswer command(const QString &verb, const QString &target, const QJsonObject &args = {}, const QString &key = {});
    QString onlyCase() const;
    void declareDevice(int deviceClass);

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<MemoryJournal> m_journal;
    std::unique_ptr<World> m_world;
    Notes m_notes;
    Crews m_crews;
    TimeMs m_real = 1000;
    int m_key = 0;
};

void TestWorld::init()
{
    m_clock = std::make_unique<ManualClock>(kMorning);
    m_journal = std::make_unique<MemoryJournal>();
    m_notes = {};
    m_crews = {};
    WorldOptions options;
    options.monotonic = [this] { return m_real; };
    m_world = std::make_unique<World>(catalogue(), city(), *m_clock, *m_journal, options);
    QVERIFY(m_world->open().empty());
    m_world->addObserver(&m_notes);
    m_world->setFieldListener(&m_crews);
}

void TestWorld::cleanup()
{
    m_world.reset();
    m_journal.reset();
}

CommandAnswer TestWorld::command(const QString &verb, const QString &target, const QJsonObject &args, const QString &key)
{
    CommandAnswer answer;
    const QString used = key.isEmpty() ? u"k%1"_s.arg(++m_key) : key;
    m_world->execute({used, verb, target, args, u"席位1"_s, m_clock->now()},
                     [&](const CommandAnswer &given) { answer = given; });
    return answer;
}

QString TestWorld::onlyCase() const
{
    QStringList ids;
    m_world->eachIncident([&](const Incident &incident) { ids << incident.id; });
    return ids.size() == 1 ? ids.front() : QString();
}

void TestWorld::aReportIsDispatchedDownTheChain()
{
    const MatterType &matter = matterOfLevel(Level::Minor);
    declareUnits(*m_world, 5, matter.unitKinds.front(), m_clock->now());
    m_world->report(u"grid"_s, reportOf(matter, kSquare, m_clock->now()));
    const QString id = onlyCase();
    QCOMPARE(id, u"C20261122-000001"_s);
    QCOMPARE(m_notes.changes(id), QStringList({u"opened"_s, u"routed"_s, u"routed"_s, u"dispatched"_s}));
    QList<Tier> tiers;
    for (const StreamEvent &event : m_notes.events) {
        if (const auto *incident = std::get_if<Incident>(&event.entity))
            tiers << incident->tier;
    }
    QCOMPARE(tiers, QList<Tier>({Tier::City, Tier::District, Tier::Street, Tier::Street}));
    const Result<Incident> incident = m_world->incident(id);
    QVERIFY(incident);
    QCOMPARE(incident->stage, Stage::Dispatching);
    QVERIFY(incident->automatic);
    QCOMPARE(incident->place.district, u"310101"_s);
    QVERIFY(incident->place.grid.startsWith(incident->place.street + u'-'));
    QCOMPARE(incident->timeline.size(), 4);
    QVERIFY(incident->timeline.at(1).text.contains(u"黄浦区"));
    QCOMPARE(m_crews.orders.size(), 1u);
    QCOMPARE(m_crews.orders.front().unit, incident->unit);
    QCOMPARE(m_crews.orders.front().status, u"offered"_s);
    QVERIFY(!m_crews.orders.front().reason.isEmpty());
}

void TestWorld::theLoopIsClosed()
{
    const MatterType &matter = matterOfLevel(Level::Minor);
    declareUnits(*m_world, 1, matter.unitKinds.front(), m_clock->now());
    m_world->report(u"grid"_s, reportOf(matter, kSquare, m_clock->now()));
    const QString id = onlyCase();
    for (const QString &verb : {u"accept"_s, u"enroute"_s, u"arrive"_s, u"feedback"_s}) {
        m_clock->advance(30'000);
        m_world->field(u"grid"_s, {id, u"U-0000"_s, verb, u"现场"_s, {}, m_clock->now()});
    }
    QCOMPARE(m_world->incident(id)->stage, Stage::FeedBack);
    QVERIFY(command(u"verify"_s, id, {{u"passed"_s, true}, {u"text"_s, u"已核"_s}}).accepted);
    QVERIFY(command(u"close"_s, id, {{u"text"_s, u"结案"_s}}).accepted);
    const Result<Incident> closed = m_world->incident(id);
    QCOMPARE(closed->stage, Stage::Closed);
    for (qsizetype i = 1; i < closed->timeline.size(); ++i) {
        QVERIFY(closed->timeline.at(i).at >= closed->timeline.at(i - 1).at);
        QVERIFY(closed->timeline.at(i).seq > closed->timeline.at(i - 1).seq);
    }
    int orders = 0;
    m_world->eachOrder([&](const Order &) { ++orders; });
    QCOMPARE(orders, 0);
    QCOMPARE(m_world->statistics().casesClosed, 1);
    // Nobody is in the way of the rules either: the next case closes itself.
    m_clock->advance(20 * 60'000);
    declareUnits(*m_world, 1, matter.unitKinds.front(), m_clock->now());
    m_world->report(u"grid"_s, reportOf(matter, kSquare, m_clock->now()));
    const QString next = u"C20261122-000002"_s;
    m_world->field(u"grid"_s, {next, u"U-0000"_s, u"feedback"_s, {}, {}, m_clock->now()});
    for (int i = 0; i < 60 && m_world->incident(next)->stage != Stage::Closed; ++i) {
        m_clock->advance(10'000);
        m_world->tick(m_clock->now());
    }
    QCOMPARE(m_world->incident(next)->stage, Stage::Closed);
}

void TestWorld::whatIsNotKnownWaitsForAPerson()
{
    const MatterType &matter = matterOfLevel(Level::Minor);
    declareUnits(*m_world, 2, matter.unitKinds.front(), m_clock->now());
    Report nowhere = reportOf(matter, {}, m_clock->now());
    nowhere.duplicateKey = u"a"_s;
    m_world->report(u"hotline"_s, nowhere);
    QCOMPARE(m_world->incident(onlyCase())->stage, Stage::Discovered);
    const Result<Recommendation> none = m_world->recommend(onlyCase());
    QVERIFY(none);
    QVERIFY(none->candidates.isEmpty());
    QVERIFY(!none->shortfallZh.isEmpty() && !none->shortfallEn.isEmpty());
    QVERIFY(command(u"dispatch"_s, onlyCase(), {{u"unit"_s, u"U-0001"_s}}).accepted);
    const Result<Incident> sent = m_world->incident(onlyCase());
    QCOMPARE(sent->stage, Stage::Dispatching);
    QVERIFY(!sent->automatic);
}

void TestWorld::theWordsTellTheMatter()
{
    const MatterType &matter = catalogue()->matters()[3];
    Report report;
    report.title = u"市民来电："_s + QString(matter.titlesZh.front()).replace(u"{place}"_s, u"人民广场"_s);
    report.source = IncidentSource::Hotline;
    report.point = kSquare;
    report.at = m_clock->now();
    m_world->report(u"hotline"_s, report);
    QCOMPARE(m_world->incident(onlyCase())->matter, matter.id);
}

void TestWorld::oneThingIsOneCase()
{
    const MatterType &matter = matterOfLevel(Level::Minor);
    m_world->report(u"grid"_s, reportOf(matter, kSquare, m_clock->now()));
    m_clock->advance(60'000);
    m_world->report(u"video"_s, reportOf(matter, {kSquare.longitude + 0.0003, kSquare.latitude}, m_clock->now()));
    QVERIFY(!onlyCase().isEmpty());
    QCOMPARE(m_world->incident(onlyCase())->timeline.constLast().verb, u"duplicate"_s);
    // 60 m away it is another one, and after ten minutes too.
    m_world->report(u"grid"_s, reportOf(matter, {kSquare.longitude + 0.0008, kSquare.latitude}, m_clock->now()));
    QVERIFY(onlyCase().isEmpty());
    m_clock->advance(11 * 60'000);
    m_world->report(u"grid"_s, reportOf(matter, kSquare, m_clock->now()));
    QCOMPARE(m_world->statistics().casesOpened, 3);
}

void TestWorld::aUnitGetsOneCaseOrThreeSmallOnes()
{
    const MatterType &small = matterOfLevel(Level::Minor);
    declareUnits(*m_world, 1, small.unitKinds.front(), m_clock->now());
    for (int i = 0; i < 5; ++i)
        m_world->report(u"grid"_s, reportOf(small, {kSquare.longitude, kSquare.latitude + 0.001 * i}, m_clock->now()));
    QCOMPARE(m_crews.orders.size(), 3u);
    // A free place is taken by a case that waits.
    const QString first = m_crews.orders.front().incident;
    m_world->field(u"grid"_s, {first, u"U-0000"_s, u"feedback"_s, {}, {}, m_clock->now()});
    m_clock->advance(2000);
    m_world->tick(m_clock->now());
    QCOMPARE(m_crews.orders.size(), 4u);

    const MatterType &big = matterOfLevel(Level::Major);
    declareUnits(*m_world, 3, big.unitKinds.front(), m_clock->now(), {121.6, 31.2}); // the first still has its small ones
    m_crews.orders.clear();
    for (int i = 0; i < 3; ++i)
        m_world->report(u"grid"_s, reportOf(big, {121.6, 31.2 + 0.001 * i}, m_clock->now()));
    QCOMPARE(m_crews.orders.size(), 2u);
    QVERIFY(m_crews.orders[0].unit != m_crews.orders[1].unit);
}

void TestWorld::aRefusedOrderGoesToAnother()
{
    const MatterType &matter = matterOfLevel(Level::Minor);
    declareUnits(*m_world, 2, matter.unitKinds.front(), m_clock->now());
    m_world->report(u"grid"_s, reportOf(matter, kSquare, m_clock->now()));
    const QString first = m_crews.orders.front().unit;
    m_world->field(u"grid"_s, {onlyCase(), first, u"refuse"_s, u"车辆故障"_s, {}, m_clock->now()});
    QCOMPARE(m_crews.orders.size(), 2u);
    QVERIFY(m_crews.orders.back().unit != first);
    m_world->field(u"grid"_s, {onlyCase(), m_crews.orders.back().unit, u"refuse"_s, {}, {}, m_clock->now()});
    QCOMPARE(m_crews.orders.size(), 2u); // nobody is left
    QVERIFY(m_world->incident(onlyCase())->unit.isEmpty());
}

void TestWorld::commandsAreRefusedWithAReason()
{
    const MatterType &matter = matterOfLevel(Level::Minor);
    declareUnits(*m_world, 1, matter.unitKinds.front(), m_clock->now());
    m_world->report(u"grid"_s, reportOf(matter, kSquare, m_clock->now()));
    const QString id = onlyCase();
    const auto code = [&](const QString &verb, const QString &target, const QJsonObject &args = {}) {
        const CommandAnswer answer = command(verb, target, args);
        return answer.accepted || answer.reason.isEmpty() || answer.reasonEn.isEmpty() ? u"accepted or without reason"_s
                                                                                       : answer.code;
    };
    QCOMPARE(code(u"close"_s, id), u"illegal-stage"_s);
    QCOMPARE(code(u"verify"_s, id, {{u"passed"_s, true}}), u"illegal-stage"_s);
    QCOMPARE(code(u"verify"_s, id), u"bad-argument"_s);
    QCOMPARE(code(u"return"_s, id), u"bad-argument"_s);
    QCOMPARE(code(u"dispatch"_s, id, {{u"unit"_s, u"U-9999"_s}}), u"unit-unavailable"_s);
    QCOMPARE(code(u"dispatch"_s, id), u"bad-argument"_s);
    QCOMPARE(code(u"urge"_s, u"C1"_s), u"unknown-target"_s);
    QCOMPARE(code(u"acknowledge"_s, u"x/y"_s), u"unknown-target"_s);
    QCOMPARE(code(u"explode"_s, id), u"unknown-verb"_s);
    QCOMPARE(code(u"mode"_s, {}, {{u"mode"_s, u"party"_s}}), u"bad-argument"_s);
    QCOMPARE(code(u"report"_s, {}, {{u"matter"_s, u"no-such"_s}}), u"bad-argument"_s);
    QCOMPARE(code(u"urge"_s, id, {{u"text"_s, QString(4001, u'x')}}), u"bad-argument"_s);
    const qsizetype before = m_world->incident(id)->timeline.size();
    QVERIFY(command(u"urge"_s, id, {{u"text"_s, u"请尽快"_s}}).accepted);
    QVERIFY(command(u"escalate"_s, id).accepted);
    QVERIFY(command(u"return"_s, id, {{u"reason"_s, u"派错"_s}}).accepted);
    const Result<Incident> after = m_world->incident(id);
    QCOMPARE(after->timeline.size(), before + 3);
    QCOMPARE(after->tier, Tier::District);
    QCOMPARE(after->urged, 1);
    QVERIFY(after->unit.isEmpty());
    QCOMPARE(m_crews.cancels.size(), 1u);
    QVERIFY(command(u"mode"_s, {}, {{u"mode"_s, u"emergency"_s}}).accepted);
    QCOMPARE(m_world->mode(), CityMode::Emergency);
    QCOMPARE(m_notes.modes, 1);
}

void TestWorld::aKeyHasOneEffect()
{
    m_world->report(u"grid"_s, reportOf(matterOfLevel(Level::Minor), kSquare, m_clock->now()));
    const CommandAnswer first = command(u"urge"_s, onlyCase(), {{u"text"_s, u"快"_s}}, u"same"_s);
    QVERIFY(first.accepted);
    QCOMPARE(command(u"urge"_s, onlyCase(), {{u"text"_s, u"快"_s}}, u"same"_s), first);
    QCOMPARE(m_world->incident(onlyCase())->urged, 1);
    QCOMPARE(command(u"escalate"_s, onlyCase(), {}, u"same"_s).code, u"key-reused"_s);
    const CommandAnswer refused = command(u"close"_s, onlyCase(), {}, u"no"_s);
    QCOMPARE(command(u"close"_s, onlyCase(), {}, u"no"_s), refused);
}

void TestWorld::declareDevice(int deviceClass)
{
    const City::Area area = city()->locate(kSquare);
    DeviceTable table;
    table.deviceClass = {static_cast<quint16>(deviceClass)};
    table.street = {static_cast<quint16>(area.street)};
    table.longitudeE7 = {static_cast<qint32>(kSquare.longitude * 1e7)};
    table.latitudeE7 = {static_cast<qint32>(kSquare.latitude * 1e7)};
    table.serial = {7};
    m_world->declareDevices(table);
}

void TestWorld::deviceAlarmsOpenCases()
{
    const int smoke = catalogue()->deviceClasses().indexOf(u"smoke-detector"_s);
    QVERIFY(smoke >= 0);
    const AlarmType &type = catalogue()->alarmTypes()[catalogue()->deviceClasses()[smoke].alarmType];
    declareDevice(smoke);
    const QString device = m_world->deviceId(0);
    QCOMPARE(m_world->deviceSlot(device), 0);
    QCOMPARE(m_world->deviceSlot(u"310101-SMOKE-1"_s), -1);
    const auto send = [&](float value, DeviceState state) {
        m_clock->advance(1000);
        const TelemetryRecord record{0, value, m_clock->now(), state};
        m_world->telemetry(u"iot"_s, {&record, 1});
    };
    send(0, DeviceState::Normal);
    send(1, DeviceState::Critical);
    m_clock->advance(TimeMs(type.onDelaySeconds) * 1000 + 1000);
    m_world->tick(m_clock->now());
    const QString id = device + u'/' + type.id;
    QVERIFY(m_notes.changes(id).startsWith(u"raised"_s));
    const QString incident = onlyCase();
    QCOMPARE(m_world->incident(incident)->alarm, id);
    QCOMPARE(m_world->incident(incident)->source, IncidentSource::Device);
    const auto raised = m_notes.changes(id).count(u"raised"_s);
    send(1, DeviceState::Critical);
    m_world->tick(m_clock->now());
    QCOMPARE(m_notes.changes(id).count(u"raised"_s), raised); // idempotent
    send(0, DeviceState::Normal);
    m_clock->advance(TimeMs(type.offDelaySeconds) * 1000 + 1000);
    m_world->tick(m_clock->now());
    QVERIFY(m_notes.changes(id).contains(u"cleared"_s));
    int alarms = 0;
    m_world->eachAlarm([&](const Alarm &alarm) { alarms += alarm.id == id ? 1 : 0; });
    QCOMPARE(alarms, 1); // critical: stays until somebody acknowledges it
    QVERIFY(command(u"acknowledge"_s, id).accepted);
    alarms = 0;
    m_world->eachAlarm([&](const Alarm &) { ++alarms; });
    QCOMPARE(alarms, 0);
}

void TestWorld::indicatorAlarmsComeAndGo()
{
    int index = -1;
    for (int i = 0; i < catalogue()->indicators().size() && index < 0; ++i) {
        const IndicatorSpec &spec = catalogue()->indicators()[i];
        if (spec.direction == Direction::HighBad && spec.measure.kind == Measure::Kind::None &&
            !std::isnan(spec.limits.high[1]))
            index = i;
    }
    QVERIFY(index >= 0);
    const IndicatorSpec &spec = catalogue()->indicators()[index];
    const QString id = spec.id + u"/indicator"_s;
    const auto send = [&](double value) {
        m_clock->advance(1000);
        const IndicatorReading reading{static_cast<quint16>(index), value, m_clock->now()};
        m_world->indicators(u"weather"_s, {&reading, 1});
        m_clock->advance(1100);
        m_world->tick(m_clock->now());
    };
    send(spec.limits.high[0]);
    QCOMPARE(m_notes.changes(id), QStringList({u"raised"_s}));
    send(spec.limits.high[1]);
    QCOMPARE(m_notes.changes(id).size(), 2);
    const DimensionScore &score = m_world->scores()[static_cast<size_t>(spec.dimension)];
    QVERIFY(score.score < 100);
    QCOMPARE(int(score.contributors.front().indicator), index);
    send(std::numeric_limits<double>::quiet_NaN());
    QCOMPARE(m_world->indicators()[static_cast<size_t>(index)].quality, Quality::Missing);
    QCOMPARE(m_notes.changes(id).size(), 2); // a missing value is no news
    send(spec.limits.high[0] - spec.limits.deadband - std::abs(spec.limits.high[0]));
    QCOMPARE(m_notes.changes(id).constLast(), u"cleared"_s);
    m_clock->advance(TimeMs(spec.maxAgeSeconds) * 1000 + 1000);
    m_world->tick(m_clock->now());
    QCOMPARE(m_world->indicators()[static_cast<size_t>(index)].quality, Quality::Stale);
}

void TestWorld::shelvingEndsByItself()
{
    const int smoke = catalogue()->deviceClasses().indexOf(u"smoke-detector"_s);
    declareDevice(smoke);
    const TelemetryRecord record{0, 1, m_clock->now(), DeviceState::Critical};
    m_world->telemetry(u"iot"_s, {&record, 1});
    m_clock->advance(3'600'000);
    m_world->tick(m_clock->now());
    QString id;
    m_world->eachAlarm([&](const Alarm &alarm) { id = alarm.id; });
    QVERIFY(!id.isEmpty());
    QCOMPARE(command(u"shelve"_s, id, {{u"minutes"_s, 10}}).code, u"bad-argument"_s);
    QVERIFY(command(u"shelve"_s, id, {{u"minutes"_s, 10}, {u"reason"_s, u"检修"_s}}).accepted);
    m_clock->advance(9 * 60'000);
    m_world->tick(m_clock->now());
    QVERIFY(!m_notes.changes(id).contains(u"unshelved"_s));
    m_clock->advance(61'000);
    m_world->tick(m_clock->now());
    QVERIFY(m_notes.changes(id).contains(u"unshelved"_s));
    m_world->eachAlarm([](const Alarm &alarm) { QCOMPARE(alarm.state, AlarmState::Unacknowledged); });
}

void TestWorld::impossibleValuesAreCounted()
{
    declareDevice(0);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const TimeMs now = m_clock->now();
    const std::vector<TelemetryRecord> records{{0, 1, now, DeviceState::Normal},
                                               {5, 1, now, DeviceState::Normal},
                                               {0, 1, now + 4'000'000, DeviceState::Normal},
                                               {0, 1, now, static_cast<DeviceState>(99)},
                                               {0, std::numeric_limits<float>::infinity(), now, DeviceState::Normal},
                                               {0, nan, now - 1, DeviceState::Normal}};
    m_world->telemetry(u"iot"_s, records);
    declareUnits(*m_world, 1, 0, now);
    const UnitRecord lost{0, {}, now, 0, 0, UnitStatus::Available, UnitActivity::Idle};
    m_world->unitPositions(u"iot"_s, {&lost, 1});
    const IndicatorReading unknown{9999, 1, now};
    m_world->indicators(u"iot"_s, {&unknown, 1});
    m_world->report(u"iot"_s, {});
    for (const SourceHealth &source : m_world->sources()) {
        if (source.id != "iot"_L1)
            continue;
        QCOMPARE(source.rejected, 4 + 1 + 1 + 1);
        QCOMPARE(source.late, 1);
        QCOMPARE(source.state, FeedState::Degraded);
        QVERIFY(!source.message.isEmpty());
    }
    QCOMPARE(m_notes.devices, 1);
}

void TestWorld::aSourceWithoutRhythmIsNeverSilent()
{
    SourceHealth files;
    files.id = u"resources"_s;
    files.state = FeedState::Degraded;
    m_world->declareSource(files);
    SourceHealth clients;
    clients.id = u"clients"_s;
    clients.state = FeedState::Live;
    m_world->declareSource(clients);
    m_world->rejected(files.id, 2, u"broken"_s);
    m_world->rejected(clients.id, 1, u"rude"_s);
    const auto find = [&](const QString &id) {
        const auto &all = m_world->sources();
        return *std::ranges::find(all, id, &SourceHealth::id);
    };
    QCOMPARE(find(clients.id).state, FeedState::Degraded);
    for (int i = 0; i < 300; ++i) {
        m_real += 100;
        m_world->tick(m_clock->now());
    }
    QCOMPARE(find(files.id).state, FeedState::Degraded); // until somebody mends them
    QCOMPARE(find(files.id).message, u"broken"_s);
    QCOMPARE(find(clients.id).state, FeedState::Live);
    QCOMPARE(find(clients.id).rejected, 1);
    QCOMPARE(find(clients.id).message, u"rude"_s);
}

void TestWorld::aSilentFeedIsLost()
{
    SourceHealth weather;
    weather.id = u"weather"_s;
    m_world->declareSource(weather);
    const auto state = [&] {
        for (const SourceHealth &source : m_world->sources()) {
            if (source.id == "weather"_L1)
                return source.state;
        }
        return FeedState::Stopped;
    };
    m_world->indicators(u"weather"_s, {});
    QCOMPARE(state(), FeedState::Live);
    const auto pass = [&](int ms) {
        for (int i = 0; i < ms; i += 100) {
            m_real += 100;
            m_world->tick(m_clock->now());
        }
    };
    pass(1500);
    QCOMPARE(state(), FeedState::Live);
    const int told = m_notes.sources;
    pass(1400);
    QCOMPARE(state(), FeedState::Lost); // within 3 s
    QVERIFY(m_notes.sources > told);
    m_world->indicators(u"weather"_s, {});
    QCOMPARE(state(), FeedState::Live);
    // A pause of the backend itself is nobody's silence.
    m_real += 20'000;
    m_world->tick(m_clock->now());
    QCOMPARE(state(), FeedState::Live);
    weather.state = FeedState::Stopped;
    m_world->declareSource(weather);
    pass(5000);
    QCOMPARE(state(), FeedState::Stopped);
}

void TestWorld::figuresAndMeasuresAreCounted()
{
    declareDevice(0);
    m_world->declareCameras({Camera{u"V1"_s, {}, kSquare, 0, true}, Camera{u"V2"_s, {}, kSquare, 0, false}});
    const MatterType &matter = matterOfLevel(Level::Minor);
    declareUnits(*m_world, 2, matter.unitKinds.front(), m_clock->now());
    m_world->report(u"grid"_s, reportOf(matter, kSquare, m_clock->now()));
    m_clock->advance(6000);
    m_world->tick(m_clock->now());
    QHash<QString, double> figures;
    for (const Figure &figure : m_world->figures())
        figures.insert(figure.id, figure.value);
    QCOMPARE(figures.value(u"devices"_s), 1.0);
    QVERIFY(std::isnan(figures.value(u"online-rate"_s, 0))); // it was never heard of: not known to be off
    QCOMPARE(figures.value(u"cases-today"_s), 1.0);
    QCOMPARE(figures.value(u"auto-dispatch"_s), 100.0);
    QCOMPARE(figures.value(u"cameras"_s), 1.0);
    QCOMPARE(figures.value(u"units"_s), 2.0);
    QVERIFY(std::isnan(figures.value(u"on-time"_s, 0)));
    bool measured = false;
    for (int i = 0; i < catalogue()->indicators().size(); ++i) {
        if (catalogue()->indicators()[i].measure.kind != Measure::Kind::CamerasOnline)
            continue;
        measured = true;
        QCOMPARE(m_world->indicators()[static_cast<size_t>(i)].value, 50.0);
        QCOMPARE(m_world->indicators()[static_cast<size_t>(i)].quality, Quality::Good);
    }
    QVERIFY(measured);
}

void TestWorld::warningsExpire()
{
    Warning gale;
    gale.id = u"W1"_s;
    gale.kind = u"gale"_s;
    gale.issuedAt = m_clock->now();
    gale.expiresAt = m_clock->now() + 60'000;
    m_world->warning(u"weather"_s, gale);
    gale.headlineZh = u"大风升级"_s;
    m_world->warning(u"weather"_s, gale);
    QCOMPARE(m_notes.changes(u"W1"_s), QStringList({u"issued"_s, u"updated"_s}));
    m_clock->advance(61'000);
    m_world->tick(m_clock->now());
    QCOMPARE(m_notes.changes(u"W1"_s).constLast(), u"expired"_s);
    m_world->eachWarning([](const Warning &) { QFAIL("still in force"); });
}

void TestWorld::vanishedUnitsLoseTheirOrders()
{
    const MatterType &matter = matterOfLevel(Level::Minor);
    declareUnits(*m_world, 2, matter.unitKinds.front(), m_clock->now());
    m_world->report(u"grid"_s, reportOf(matter, kSquare, m_clock->now()));
    m_world->declareUnits({});
    QVERIFY(m_world->incident(onlyCase())->unit.isEmpty());
    declareUnits(*m_world, 1, matter.unitKinds.front(), m_clock->now());
    m_clock->advance(2000);
    m_world->tick(m_clock->now());
    QCOMPARE(m_world->incident(onlyCase())->unit, u"U-0000"_s);
}

void TestWorld::fieldReportsForNobodyAreExceptions()
{
    m_world->field(u"grid"_s, {u"C0"_s, u"U-1"_s, u"feedback"_s, {}, {}, m_clock->now()});
    m_world->field(u"grid"_s, {u"C0"_s, u"U-1"_s, u"sing"_s, {}, {}, m_clock->now()});
    QCOMPARE(m_world->statistics().exceptions, 2);
    QVERIFY(m_notes.events.empty());
}

void TestWorld::eventsCanBeReadAgain()
{
    const MatterType &matter = matterOfLevel(Level::Minor);
    declareUnits(*m_world, 20, matter.unitKinds.front(), m_clock->now());
    for (int i = 0; i < 10; ++i)
        m_world->report(u"grid"_s, reportOf(matter, {kSquare.longitude, kSquare.latitude + 0.001 * i}, m_clock->now()));
    command(u"mode"_s, {}, {{u"mode"_s, u"exercise"_s}});
    const auto all = m_world->eventsAfter(0, 10'000);
    QVERIFY(all);
    QCOMPARE(all->size(), m_notes.events.size());
    for (size_t i = 0; i < all->size(); ++i) {
        QCOMPARE((*all)[i].seq, m_notes.events[i].seq);
        QCOMPARE((*all)[i].change, m_notes.events[i].change);
        QVERIFY((*all)[i].entity == m_notes.events[i].entity);
        QVERIFY((*all)[i].entry == m_notes.events[i].entry);
    }
    const auto some = m_world->eventsAfter((*all)[4].seq, 3);
    QCOMPARE(some->size(), 3u);
    QCOMPARE(some->front().seq, (*all)[5].seq);
    QVERIFY(!m_world->eventsAfter(m_world->headSequence() + 5, 3));
    QVERIFY(m_world->eventsAfter(m_world->headSequence(), 3)->empty());
}

QTEST_GUILESS_MAIN(TestWorld)
#include "tst_world.moc"
