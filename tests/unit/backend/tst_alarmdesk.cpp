// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/alarmlistmodel.h"
#include "persistence/memoryjournal.h"
#include "stores/operationalpicture.h"
#include "support/worldfixture.h"

#include <QTest>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

/** Alarms with the authority of the backend: suppression, shelving once, out of service, asking again, floods, who did what. */
class TestAlarmDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void oneOutageSilencesItsLamps();
    void shelvingOnceEndsWithTheCondition();
    void outOfServiceUntilPutBack();
    void anAcknowledgedLeakAsksAgain();
    void whoDidWhatAndWhyIsKept();
    void aRestartGoesOnWhereItWas();
    void tenThousandAlarmsFoldAndAreAllThere();

private:
    void declare(const QStringList &classes, const std::vector<quint16> &streets = {});
    void send(quint32 slot, DeviceState state);
    void pass(TimeMs time);
    Alarm only(quint32 slot) const;
    CommandAnswer command(const QString &verb, const Alarm &alarm, const QJsonObject &args = {});

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<MemoryJournal> m_journal;
    std::unique_ptr<World> m_world;
    Notes m_notes;
    int m_key = 0;
};

void TestAlarmDesk::init()
{
    m_world.reset();
    m_clock = std::make_unique<ManualClock>(kMorning);
    m_journal = std::make_unique<MemoryJournal>();
    m_notes = {};
    m_world = std::make_unique<World>(catalogue(), city(), *m_clock, *m_journal, WorldOptions{});
    QVERIFY(m_world->open().empty());
    m_world->addObserver(&m_notes);
}

void TestAlarmDesk::declare(const QStringList &classes, const std::vector<quint16> &streets)
{
    DeviceTable table;
    for (qsizetype i = 0; i < classes.size(); ++i) {
        const int index = catalogue()->deviceClasses().indexOf(classes[i]);
        QVERIFY2(index >= 0, qPrintable(classes[i]));
        const auto street =
            streets.empty() ? static_cast<quint16>(city()->locate(kSquare).street) : streets[static_cast<size_t>(i)];
        const GeoPoint seed = streets.empty() ? kSquare : city()->streets()[street].seed;
        table.deviceClass.push_back(static_cast<quint16>(index));
        table.street.push_back(street);
        table.longitudeE7.push_back(static_cast<qint32>(seed.longitude * 1e7));
        table.latitudeE7.push_back(static_cast<qint32>(seed.latitude * 1e7));
        table.serial.push_back(static_cast<quint32>(i + 1));
    }
    m_world->declareDevices(table);
}

void TestAlarmDesk::send(quint32 slot, DeviceState state)
{
    const TelemetryRecord record{slot, state == DeviceState::Normal ? 0.0F : 1.0F, m_clock->now(), state};
    m_world->telemetry(u"iot"_s, {&record, 1});
}

void TestAlarmDesk::pass(TimeMs time)
{
    m_clock->advance(time);
    m_world->tick(m_clock->now());
}

/** The alarm of a device; without id when it has none. */
Alarm TestAlarmDesk::only(quint32 slot) const
{
    Alarm found;
    m_world->eachAlarm([&](const Alarm &alarm) {
        if (alarm.source == m_world->deviceId(slot))
            found = alarm;
    });
    return found;
}

CommandAnswer TestAlarmDesk::command(const QString &verb, const Alarm &alarm, const QJsonObject &args)
{
    CommandAnswer answer;
    m_world->execute({u"k%1"_s.arg(++m_key), verb, alarm.id, args, u"席位1"_s, m_clock->now()},
                     [&](const CommandAnswer &given) { answer = given; });
    return answer;
}

void TestAlarmDesk::oneOutageSilencesItsLamps()
{
    const auto here = static_cast<quint16>(city()->locate(kSquare).street);
    const auto there = static_cast<quint16>(here == 0 ? 1 : 0);
    declare({u"street-lamp"_s, u"transformer"_s, u"street-lamp"_s, u"street-lamp"_s}, {here, here, there, here});
    send(0, DeviceState::Minor);
    pass(3'600'000);
    QCOMPARE(only(0).state, AlarmState::Unacknowledged);
    send(1, DeviceState::Major);
    send(2, DeviceState::Minor);
    pass(3'600'000);
    QCOMPARE(only(1).state, AlarmState::Unacknowledged);
    QCOMPARE(only(0).state, AlarmState::Suppressed);     // it rang before: the outage silences it
    QCOMPARE(only(0).reason, only(1).id);                // and says which one does
    QCOMPARE(only(2).state, AlarmState::Unacknowledged); // another street
    send(3, DeviceState::Minor);
    pass(3'600'000);
    QCOMPARE(only(3).state, AlarmState::Suppressed); // from its beginning
    QVERIFY(only(3).incident.isEmpty());             // what is silenced opens no case
    QCOMPARE(command(u"acknowledge"_s, only(0)).code, u"illegal-stage"_s);
    QCOMPARE(command(u"shelve"_s, only(0), {{u"minutes"_s, 5}, {u"reason"_s, u"x"_s}}).code, u"illegal-stage"_s);
    send(3, DeviceState::Normal);
    pass(3'600'000);
    QVERIFY(only(3).id.isEmpty()); // over while it was silenced: nobody has to hear of it
    send(1, DeviceState::Normal);
    pass(3'600'000);
    QCOMPARE(only(0).state, AlarmState::Unacknowledged); // still dark: it speaks again
    QVERIFY(m_notes.changes(only(0).id).contains(u"released"_s));
}

void TestAlarmDesk::shelvingOnceEndsWithTheCondition()
{
    declare({u"smoke-detector"_s});
    send(0, DeviceState::Critical);
    pass(60'000);
    const Alarm alarm = only(0);
    QCOMPARE(command(u"shelve"_s, alarm, {{u"once"_s, true}}).code, u"bad-argument"_s);
    QCOMPARE(command(u"shelve"_s, alarm, {{u"once"_s, true}, {u"minutes"_s, 5}, {u"reason"_s, u"检修"_s}}).code,
             u"bad-argument"_s);
    QVERIFY(command(u"shelve"_s, alarm, {{u"once"_s, true}, {u"reason"_s, u"检修"_s}}).accepted);
    QCOMPARE(only(0).shelvedUntil, 0);
    pass(48 * 3'600'000LL);
    QCOMPARE(only(0).state, AlarmState::Shelved); // no time ends it
    send(0, DeviceState::Normal);
    pass(3'600'000);
    QVERIFY(only(0).id.isEmpty());
    send(0, DeviceState::Critical);
    pass(60'000);
    QCOMPARE(only(0).state, AlarmState::Unacknowledged); // the next one rings
}

void TestAlarmDesk::outOfServiceUntilPutBack()
{
    declare({u"smoke-detector"_s});
    send(0, DeviceState::Critical);
    pass(60'000);
    QCOMPARE(command(u"retire"_s, only(0), {{u"reason"_s, u" "_s}}).code, u"bad-argument"_s);
    QVERIFY(command(u"retire"_s, only(0), {{u"reason"_s, u"拆除"_s}}).accepted);
    QCOMPARE(command(u"retire"_s, only(0), {{u"reason"_s, u"拆除"_s}}).code, u"illegal-stage"_s);
    QCOMPARE(command(u"acknowledge"_s, only(0)).code, u"illegal-stage"_s);
    send(0, DeviceState::Normal);
    pass(3'600'000);
    send(0, DeviceState::Critical);
    pass(3'600'000);
    QCOMPARE(only(0).state, AlarmState::OutOfService);
    QVERIFY(only(0).active);
    QVERIFY(command(u"reinstate"_s, only(0)).accepted);
    QCOMPARE(only(0).state, AlarmState::Unacknowledged);
    QCOMPARE(command(u"reinstate"_s, only(0)).code, u"illegal-stage"_s);
}

void TestAlarmDesk::anAcknowledgedLeakAsksAgain()
{
    declare({u"gas-home"_s});
    send(0, DeviceState::Critical);
    pass(60'000);
    QVERIFY(command(u"acknowledge"_s, only(0)).accepted);
    pass(29 * 60'000);
    QCOMPARE(only(0).state, AlarmState::Acknowledged);
    pass(61'000);
    QCOMPARE(only(0).state, AlarmState::Unacknowledged);
    QVERIFY(m_notes.changes(only(0).id).contains(u"rearmed"_s));
    QVERIFY(command(u"acknowledge"_s, only(0)).accepted);
    send(0, DeviceState::Normal);
    pass(3'600'000);
    pass(3'600'000);
    QVERIFY(only(0).id.isEmpty()); // over: nobody is asked
}

void TestAlarmDesk::whoDidWhatAndWhyIsKept()
{
    declare({u"smoke-detector"_s});
    send(0, DeviceState::Critical);
    pass(60'000);
    const Alarm alarm = only(0);
    QVERIFY(command(u"acknowledge"_s, alarm, {{u"text"_s, u"已派人"_s}}).accepted);
    QVERIFY(command(u"shelve"_s, alarm, {{u"minutes"_s, 5}, {u"reason"_s, u"检修"_s}}).accepted);
    QVERIFY(command(u"unshelve"_s, alarm, {{u"reason"_s, u"检修完"_s}}).accepted);
    QVERIFY(command(u"retire"_s, alarm, {{u"reason"_s, u"拆除"_s}}).accepted);
    QVERIFY(command(u"reinstate"_s, alarm).accepted);
    const auto history = m_world->alarmHistory(alarm.id);
    QVERIFY(history);
    QStringList told;
    for (const StreamEvent &event : *history) {
        if (!event.entry.verb.isEmpty())
            told << u"%1 %2 %3"_s.arg(event.change, event.entry.actor, event.entry.text).trimmed();
    }
    QCOMPARE(told, QStringList({u"acknowledged 席位1 已派人"_s, u"shelved 席位1 检修"_s, u"unshelved 席位1 检修完"_s,
                                u"retired 席位1 拆除"_s, u"reinstated 席位1"_s}));
    QCOMPARE(history->front().change, u"raised"_s);
    QVERIFY(!m_world->alarmHistory(u"none/none"_s));
}

void TestAlarmDesk::aRestartGoesOnWhereItWas()
{
    const QStringList classes{u"street-lamp"_s, u"transformer"_s, u"smoke-detector"_s, u"gas-home"_s};
    declare(classes);
    send(0, DeviceState::Minor);
    send(1, DeviceState::Major);
    send(2, DeviceState::Critical);
    send(3, DeviceState::Critical);
    pass(3'600'000);
    QVERIFY(command(u"shelve"_s, only(2), {{u"once"_s, true}, {u"reason"_s, u"检修"_s}}).accepted);
    QVERIFY(command(u"acknowledge"_s, only(3)).accepted);
    std::vector<Alarm> before;
    for (quint32 slot = 0; slot < 4; ++slot)
        before.push_back(only(slot));
    m_world.reset();
    m_world = std::make_unique<World>(catalogue(), city(), *m_clock, *m_journal, WorldOptions{});
    QVERIFY(m_world->open().empty());
    m_world->addObserver(&m_notes);
    declare(classes);
    for (quint32 slot = 0; slot < 4; ++slot) {
        QCOMPARE(only(slot), before[slot]);
        QCOMPARE(only(slot).state, before[slot].state);
    }
    QCOMPARE(only(0).state, AlarmState::Suppressed);
    send(1, DeviceState::Normal);
    send(2, DeviceState::Normal);
    pass(1'900'000);
    pass(1'900'000);
    QCOMPARE(only(0).state, AlarmState::Unacknowledged); // who silences whom was known again
    QVERIFY(only(2).id.isEmpty());
    QCOMPARE(only(3).state, AlarmState::Unacknowledged); // and who was to ask again
}

void TestAlarmDesk::tenThousandAlarmsFoldAndAreAllThere()
{
    constexpr quint32 kCount = 12'000;
    const QStringList kinds{u"street-lamp"_s, u"smoke-detector"_s, u"gas-home"_s, u"transformer"_s};
    QStringList classes;
    std::vector<quint16> streets;
    for (quint32 i = 0; i < kCount; ++i) {
        classes << kinds[i % 4];
        streets.push_back(static_cast<quint16>((i / 4) % city()->streets().size()));
    }
    declare(classes, streets);
    OperationalPicture picture;
    AlarmListModel list(std::make_shared<const Names>(catalogue(), city()), picture.alarms());
    connect(&picture, &OperationalPicture::changed, &list, &AlarmListModel::refresh);
    const std::array states{DeviceState::Minor, DeviceState::Critical, DeviceState::Moderate, DeviceState::Major};
    for (quint32 i = 0; i < kCount; ++i)
        send(i, states[i % 4]);
    pass(3'600'000);
    Batch batch;
    qsizetype raised = 0;
    for (const StreamEvent &event : m_notes.events) {
        if (const auto *alarm = std::get_if<Alarm>(&event.entity)) {
            raised += event.change == "raised"_L1 || (event.change == "suppressed"_L1 && !picture.alarms().find(alarm->id));
            StreamChange change;
            change.seq = event.seq;
            change.change = event.change;
            change.entity = *alarm;
            batch.stream.emplace_back(std::move(change));
        }
    }
    QVERIFY(raised >= kCount);
    picture.apply(batch);
    picture.tick(m_clock->now());
    list.tick(m_clock->now());
    int standing = 0; // those of the devices, and of what else the city watches
    m_world->eachAlarm([&standing](const Alarm &) { ++standing; });
    QVERIFY(standing >= int(kCount));
    QCOMPARE(list.count(), standing);
    QVERIFY(list.isFolding());
    QVERIFY2(list.rowCount() <= 200, qPrintable(QString::number(list.rowCount())));
    int told = 0;
    for (const AlarmRow &row : list.rows())
        told += row.members;
    QCOMPARE(told, standing); // every one is in exactly one row
    list.setShowAll(true);
    QCOMPARE(list.rowCount(), standing);
}

QTEST_GUILESS_MAIN(TestAlarmDesk)
#include "tst_alarmdesk.moc"
