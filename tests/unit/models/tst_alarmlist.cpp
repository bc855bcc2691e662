// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/catalogue.h"
#include "city/cityloader.h"
#include "models/alarmlistmodel.h"
#include "models/alarms/alarmloadmodel.h"
#include "stores/operationalpicture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** The alarm list in calm and in flood: it folds, opens, shows all, and accounts for every alarm. */
class TestAlarmList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void inCalmEachIsARow();
    void aFloodFoldsAndLosesNothing();
    void aFoldedRowOpensToItsMembers();
    void oneGestureShowsAllUntilTheNextFlood();
    void shelvedOnesAreQuietButCounted();
    void manyStandingAlarmsFoldWithoutAFlood();
    void theBudgetNamesSeatsAndTheLoudest();
    void aReplayThatGoesBackTakesTheBudgetBack();
    void silenceIsNotAcknowledge();
    void chatteringAndStaleOnesSaySo();

private:
    Alarm alarm(int number, const QString &type, Level level, TimeMs at) const;
    void apply(std::vector<Alarm> alarms);
    void flood(int count);
    QVariant at(int row, const char *role) const;
    int told() const;
    int rowNamed(const QString &groupZh) const;

    std::shared_ptr<const Names> m_names;
    std::unique_ptr<OperationalPicture> m_picture;
    std::unique_ptr<AlarmListModel> m_list;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    TimeMs m_now = 0;
    quint64 m_version = 0;
};

void TestAlarmList::initTestCase()
{
    const auto catalogue = loadCatalogue(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources"));
    QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().toString()));
    const auto city = loadCity(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/city/shanghai"));
    QVERIFY2(city, city ? "" : qPrintable(city.error().toString()));
    m_names = std::make_shared<const Names>(*catalogue, *city);
}

void TestAlarmList::init()
{
    m_tester.reset();
    m_list.reset();
    m_picture = std::make_unique<OperationalPicture>();
    m_list = std::make_unique<AlarmListModel>(m_names, m_picture->alarms());
    m_tester = std::make_unique<QAbstractItemModelTester>(m_list.get());
    connect(m_picture.get(), &OperationalPicture::changed, m_list.get(), &AlarmListModel::refresh);
    m_now = 1'800'000'000'000;
    m_version = 0;
}

Alarm TestAlarmList::alarm(int number, const QString &type, Level level, TimeMs at) const
{
    const auto &districts = m_names->city()->districts();
    Alarm alarm;
    alarm.source = u"310000-X-%1"_s.arg(number);
    alarm.type = type;
    alarm.id = alarm.source + u'/' + type;
    alarm.level = level;
    alarm.active = true;
    alarm.activeAt = alarm.changedAt = at;
    alarm.place.district = districts[static_cast<size_t>(number) % districts.size()].adcode;
    alarm.owner = m_names->catalogue()->departments()[0].id;
    if (const AlarmType *known = m_names->catalogue()->alarmTypes().find(type))
        alarm.owner = m_names->catalogue()->departments()[known->department].id;
    return alarm;
}

void TestAlarmList::apply(std::vector<Alarm> alarms)
{
    Batch batch;
    for (Alarm &each : alarms) {
        each.version = ++m_version;
        StreamChange change;
        change.entity = std::move(each);
        batch.stream.emplace_back(std::move(change));
    }
    m_picture->apply(batch);
}

/** Rain: many types of one cause, and others, all over the city, in one minute. */
void TestAlarmList::flood(int count)
{
    const QStringList types{u"ponding"_s, u"underpass"_s, u"river-level"_s, u"pump"_s, u"gas"_s, u"lamp"_s, u"who-knows"_s};
    std::vector<Alarm> alarms;
    for (int i = 0; i < count; ++i) {
        const QString &type = types[i % types.size()];
        const Level level = type == "lamp"_L1          ? Level::Minor
                            : i % 11 == 0              ? Level::Critical
                            : type == "river-level"_L1 ? Level::Major
                                                       : Level::Moderate;
        alarms.push_back(alarm(i, type, level, m_now + i % 60'000));
    }
    apply(std::move(alarms));
    m_now += 60'000;
    m_picture->tick(m_now);
    m_list->tick(m_now);
}

QVariant TestAlarmList::at(int row, const char *role) const
{
    return m_list->index(row).data(m_list->roleNames().key(role, -1));
}

int TestAlarmList::told() const
{
    int sum = 0;
    for (const AlarmRow &row : m_list->rows())
        sum += row.inner ? 0 : row.members;
    return sum;
}

int TestAlarmList::rowNamed(const QString &groupZh) const
{
    for (int row = 0; row < m_list->rowCount(); ++row) {
        if (at(row, "folded").toBool() && at(row, "groupZh").toString() == groupZh)
            return row;
    }
    return -1;
}

void TestAlarmList::inCalmEachIsARow()
{
    apply({alarm(1, u"ponding"_s, Level::Major, m_now), alarm(2, u"gas"_s, Level::Critical, m_now + 1000),
           alarm(3, u"lamp"_s, Level::Minor, m_now + 2000)});
    QVERIFY(!m_list->isFolding());
    QCOMPARE(m_list->rowCount(), 3);
    QCOMPARE(at(0, "level").toInt(), int(Level::Critical));
    QVERIFY(!at(0, "folded").toBool());
    QCOMPARE(at(0, "rowKey").toString(), at(0, "alarmId").toString());
    QCOMPARE(m_list->lastTenMinutes(), 3);
}

void TestAlarmList::aFloodFoldsAndLosesNothing()
{
    flood(12'000);
    QVERIFY(m_list->isFolding());
    QCOMPARE(m_list->count(), 12'000);
    QVERIFY2(m_list->rowCount() <= 200, qPrintable(QString::number(m_list->rowCount())));
    QCOMPARE(told(), 12'000);
    int waiting = 0;
    for (const AlarmRow &row : m_list->rows())
        waiting += row.waiting;
    QCOMPARE(waiting, 12'000);
    QCOMPARE(at(0, "level").toInt(), int(Level::Critical)); // the worst is on top, with a row of its own
    QVERIFY(!at(0, "folded").toBool());
    QVERIFY(at(m_list->rowCount() - 1, "quiet").toBool()); // what matters least is last, and counted
    QVERIFY(at(m_list->rowCount() - 1, "memberCount").toInt() > 1000);
    QVERIFY(rowNamed(u"内涝"_s) >= 0);
    QVERIFY(rowNamed(u"who-knows"_s) >= 0); // a type that nobody knows is told by its id
}

void TestAlarmList::aFoldedRowOpensToItsMembers()
{
    flood(700);
    const int row = rowNamed(u"内涝"_s);
    QVERIFY(row >= 0);
    const QString key = at(row, "rowKey").toString();
    const int members = at(row, "memberCount").toInt();
    const int rows = m_list->rowCount();
    QSignalSpy reset(m_list.get(), &QAbstractItemModel::modelReset);
    m_list->toggle(key);
    QCOMPARE(m_list->rowCount(), rows + members);
    QVERIFY(at(row, "open").toBool());
    QVERIFY(at(row + 1, "inner").toBool());
    QCOMPARE(at(row + 1, "alarmId").toString(), at(row, "alarmId").toString()); // the first out leads
    for (int i = 1; i < members; ++i)
        QVERIFY(at(row + i, "activeAt").toDouble() <= at(row + i + 1, "activeAt").toDouble());
    QCOMPARE(told(), 700);
    apply({alarm(100'000, u"lamp"_s, Level::Minor, m_now)}); // it stays open while alarms come
    QVERIFY(at(rowNamed(u"内涝"_s), "open").toBool());
    m_list->toggle(key);
    QCOMPARE(m_list->rowCount(), rows);
    QCOMPARE(reset.size(), 0);
}

void TestAlarmList::oneGestureShowsAllUntilTheNextFlood()
{
    flood(10'500);
    const int folded = m_list->rowCount();
    QSignalSpy spy(m_list.get(), &AlarmListModel::foldingChanged);
    m_list->setShowAll(true);
    QCOMPARE(m_list->rowCount(), 10'500);
    QVERIFY(m_list->isFolding());
    QVERIFY(spy.size() >= 1);
    m_list->setShowAll(false);
    QCOMPARE(m_list->rowCount(), folded);
    m_list->setShowAll(true);
    std::vector<Alarm> over;
    for (const AlarmRow &row : m_list->rows()) {
        over.push_back(row.alarm);
        over.back().active = false;
        over.back().state = AlarmState::Acknowledged;
    }
    apply(std::move(over));
    QCOMPARE(m_list->rowCount(), 0);
    m_now += 3'600'000;
    m_picture->tick(m_now);
    m_list->tick(m_now);
    QVERIFY(!m_list->isFolding());
    flood(300);
    QVERIFY(m_list->isFolding());
    QVERIFY(!m_list->isShowingAll());
    QVERIFY(m_list->rowCount() < 200);
    QCOMPARE(told(), 300);
}

void TestAlarmList::shelvedOnesAreQuietButCounted()
{
    flood(100);
    Alarm shelved = alarm(1011, u"gas"_s, Level::Critical, m_now);
    shelved.state = AlarmState::Shelved;
    apply({shelved});
    QCOMPARE(told(), 101);
    m_list->toggle(u"fold:quiet"_s);
    bool found = false;
    for (int row = 0; row < m_list->rowCount(); ++row)
        found = found || (at(row, "inner").toBool() && at(row, "alarmId").toString() == shelved.id);
    QVERIFY(found);
}

void TestAlarmList::manyStandingAlarmsFoldWithoutAFlood()
{
    std::vector<Alarm> alarms;
    for (int i = 0; i < 900; ++i)
        alarms.push_back(alarm(i, u"ponding"_s, Level::Major, m_now + TimeMs(i) * 600'000));
    m_now += TimeMs(901) * 600'000;
    apply(std::move(alarms));
    m_picture->tick(m_now);
    m_list->tick(m_now);
    QVERIFY(!m_picture->alarms().budget().hall().isFlood());
    QVERIFY(m_list->isFolding());
    QVERIFY(m_list->rowCount() <= 200);
    QCOMPARE(told(), 900);
}

void TestAlarmList::theBudgetNamesSeatsAndTheLoudest()
{
    AlarmLoadModel load(m_names, m_picture->alarms());
    QSignalSpy spy(&load, &AlarmLoadModel::changed);
    load.refresh();
    QCOMPARE(spy.size(), 0);
    apply({alarm(1, u"ponding"_s, Level::Major, m_now), alarm(2, u"ponding"_s, Level::Major, m_now),
           alarm(3, u"gas"_s, Level::Critical, m_now)});
    load.refresh();
    QCOMPARE(spy.size(), 1);
    load.refresh();
    QCOMPARE(spy.size(), 1);
    QCOMPARE(load.perTenMinutes(), 3);
    QCOMPARE(load.loadClass(), 0);
    QVERIFY(!load.isFlood());
    QCOMPARE(load.seats().size(), 2);
    QCOMPARE(load.seats()[0].toMap()[u"seatId"_s].toString(), u"water"_s);
    QCOMPARE(load.seats()[0].toMap()[u"perTenMinutes"_s].toInt(), 2);
    QCOMPARE(load.loudest()[0].toMap()[u"nameZh"_s].toString(), u"积水报警"_s);
    QCOMPARE(load.loudest()[0].toMap()[u"share"_s].toInt(), 67);
    flood(40);
    load.refresh();
    QCOMPARE(load.loadClass(), 3);
    QVERIFY(load.isFlood());
    m_picture->tick(m_now + 3'600'000);
    load.refresh();
    QCOMPARE(load.perHour(), 0);
    QVERIFY(!load.isFlood());
    QVERIFY(load.floodMinutes() >= 10);
    QCOMPARE(load.perDay(), 43);
}

void TestAlarmList::aReplayThatGoesBackTakesTheBudgetBack()
{
    flood(50);
    QVERIFY(m_picture->alarms().budget().hall().isFlood());
    Batch batch;
    Alarm one = alarm(1, u"gas"_s, Level::Critical, m_now - 7'200'000);
    one.version = 1;
    batch.stream.emplace_back(StreamSnapshot{std::vector<Alarm>{one}, 1, false});
    m_picture->apply(batch);
    m_picture->tick(m_now - 7'100'000);
    m_list->tick(m_now - 7'100'000);
    QVERIFY(!m_picture->alarms().budget().hall().isFlood());
    QCOMPARE(m_list->lastTenMinutes(), 1);
    QVERIFY(!m_list->isFolding());
}

void TestAlarmList::silenceIsNotAcknowledge()
{
    apply({alarm(1, u"ponding"_s, Level::Major, m_now), alarm(2, u"gas"_s, Level::Critical, m_now)});
    QCOMPARE(m_list->loudCount(), 2);
    m_list->silence();
    QCOMPARE(m_list->loudCount(), 0);
    QCOMPARE(m_list->unacknowledgedCount(), 2);
    QCOMPARE(at(0, "state").toInt(), int(AlarmState::Unacknowledged));
    QCOMPARE(m_list->rowCount(), 2);
    apply({alarm(3, u"lamp"_s, Level::Minor, m_now + 1000)});
    QCOMPARE(m_list->loudCount(), 1);
    Alarm over = alarm(2, u"gas"_s, Level::Critical, m_now);
    over.active = false;
    apply({over});
    QCOMPARE(m_list->loudCount(), 1);
    apply({alarm(2, u"gas"_s, Level::Critical, m_now + 2000)}); // it rings again
    QCOMPARE(m_list->loudCount(), 2);
}

void TestAlarmList::chatteringAndStaleOnesSaySo()
{
    Alarm trembling = alarm(1, u"ponding"_s, Level::Critical, m_now);
    apply({trembling, alarm(2, u"gas"_s, Level::Critical, m_now - 90'000'000)});
    for (int i = 1; i <= 3; ++i) {
        trembling.active = !trembling.active;
        trembling.changedAt = m_now + TimeMs(i) * 5000;
        apply({trembling});
    }
    m_picture->tick(m_now + 20'000);
    m_list->tick(m_now + 20'000);
    QVERIFY(at(0, "chattering").toBool());
    QVERIFY(!at(0, "stale").toBool());
    QVERIFY(at(1, "stale").toBool());
    m_picture->tick(m_now + 200'000);
    m_list->tick(m_now + 200'000);
    QVERIFY(!at(0, "chattering").toBool());
}

QTEST_GUILESS_MAIN(TestAlarmList)
#include "tst_alarmlist.moc"
