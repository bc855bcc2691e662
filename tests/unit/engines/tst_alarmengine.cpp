// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/alarmdelay.h"
#include "engines/alarmengine.h"
#include "engines/hysteresis.h"

#include <QTest>

#include <rapidcheck.h>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestAlarmEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void raisingIsIdempotent();
    void onlyNormalAndAcknowledgedLeavesTheList();
    void minorOnesLeaveByThemselves();
    void shelving();
    void delays();
    void deadband();
    void aNormalQuietKeyCostsNothing();
};

static AlarmSignal signalOf(Level level, TimeMs at = 1000)
{
    AlarmSignal signal;
    signal.source = u"D1"_s;
    signal.type = u"smoke"_s;
    signal.level = level;
    signal.at = at;
    return signal;
}

void TestAlarmEngine::raisingIsIdempotent()
{
    const auto first = AlarmEngine::raise(nullptr, signalOf(Level::Major));
    QVERIFY(first);
    QCOMPARE(first->change, u"raised"_s);
    QCOMPARE(first->alarm.id, u"D1/smoke"_s);
    QVERIFY(!AlarmEngine::raise(&first->alarm, signalOf(Level::Major, 5000)));
    const auto acknowledged = AlarmEngine::acknowledge(first->alarm, u"seat"_s, 2000);
    QVERIFY(acknowledged);
    QVERIFY(!AlarmEngine::acknowledge(acknowledged->alarm, u"seat"_s, 2000));
    const auto better = AlarmEngine::raise(&acknowledged->alarm, signalOf(Level::Minor, 3000));
    QCOMPARE(better->alarm.state, AlarmState::Acknowledged);
    const auto worse = AlarmEngine::raise(&acknowledged->alarm, signalOf(Level::Critical, 3000));
    QCOMPARE(worse->change, u"changed"_s);
    QCOMPARE(worse->alarm.state, AlarmState::Unacknowledged);
    QCOMPARE(worse->alarm.activeAt, 1000);
}

void TestAlarmEngine::onlyNormalAndAcknowledgedLeavesTheList()
{
    Alarm alarm = AlarmEngine::raise(nullptr, signalOf(Level::Critical))->alarm;
    QVERIFY(AlarmEngine::isListed(alarm));
    const Alarm cleared = AlarmEngine::clear(alarm, false, 2000)->alarm;
    QVERIFY(AlarmEngine::isListed(cleared));
    QVERIFY(!AlarmEngine::clear(cleared, false, 3000));
    QVERIFY(!AlarmEngine::isListed(AlarmEngine::acknowledge(cleared, u"seat"_s, 3000)->alarm));
    const Alarm acknowledged = AlarmEngine::acknowledge(alarm, u"seat"_s, 1500)->alarm;
    QVERIFY(AlarmEngine::isListed(acknowledged));
    QVERIFY(!AlarmEngine::isListed(AlarmEngine::clear(acknowledged, true, 2000)->alarm));
}

void TestAlarmEngine::minorOnesLeaveByThemselves()
{
    const Alarm minor = AlarmEngine::raise(nullptr, signalOf(Level::Moderate))->alarm;
    QVERIFY(!AlarmEngine::isListed(AlarmEngine::clear(minor, false, 2000)->alarm));
    QVERIFY(AlarmEngine::isListed(AlarmEngine::clear(minor, true, 2000)->alarm)); // latched
}

void TestAlarmEngine::shelving()
{
    const Alarm alarm = AlarmEngine::raise(nullptr, signalOf(Level::Major))->alarm;
    QCOMPARE(AlarmEngine::shelve(alarm, u"s"_s, 0, u"r"_s, 0).refusal().code, u"bad-argument"_s);
    QCOMPARE(AlarmEngine::shelve(alarm, u"s"_s, 2000, u"r"_s, 0).refusal().code, u"bad-argument"_s);
    QCOMPARE(AlarmEngine::shelve(alarm, u"s"_s, 5, u"  "_s, 0).refusal().code, u"bad-argument"_s);
    const Alarm shelved = AlarmEngine::shelve(alarm, u"s"_s, 5, u"检修"_s, 2000)->alarm;
    QCOMPARE(shelved.shelvedUntil, 2000 + 5 * 60'000);
    QVERIFY(!AlarmEngine::acknowledge(shelved, u"s"_s, 0));
    const auto worse = AlarmEngine::raise(&shelved, signalOf(Level::Critical, 4000));
    QCOMPARE(worse->alarm.state, AlarmState::Shelved);
    QCOMPARE(AlarmEngine::unshelve(shelved, 9000)->alarm.state, AlarmState::Unacknowledged);
    const Alarm over = AlarmEngine::clear(shelved, false, 3000)->alarm;
    QVERIFY(!AlarmEngine::isListed(AlarmEngine::unshelve(over, 9000)->alarm));
    QVERIFY(!AlarmEngine::unshelve(alarm, 0));
}

void TestAlarmEngine::delays()
{
    AlarmDelay delay;
    std::vector<std::pair<quint64, Level>> settled;
    const auto expire = [&](TimeMs now) {
        delay.expire(now, [&](quint64 key, Level level) { settled.emplace_back(key, level); });
    };
    QVERIFY(!delay.feed(1, Level::Major, 1000, 5000, 3000));
    expire(5999);
    QVERIFY(settled.empty());
    QVERIFY(!delay.feed(1, Level::Critical, 3000, 5000, 3000)); // worse meanwhile: the timer runs on
    expire(6000);
    QCOMPARE(settled.size(), 1u);
    QCOMPARE(settled.back().second, Level::Critical);
    QVERIFY(!delay.feed(1, Level::Normal, 7000, 5000, 3000));
    QVERIFY(!delay.feed(1, Level::Critical, 8000, 5000, 3000)); // back again before the off-delay
    expire(20'000);
    QCOMPARE(settled.size(), 1u);
    QVERIFY(!delay.feed(1, Level::Normal, 21'000, 5000, 3000));
    expire(24'000);
    QCOMPARE(settled.back().second, Level::Normal);
    QVERIFY(!delay.isTracked(1));
    // A short spike is no alarm; without delay it is one at once.
    QVERIFY(!delay.feed(2, Level::Minor, 0, 1000, 0));
    QVERIFY(!delay.feed(2, Level::Normal, 500, 1000, 0));
    expire(100'000);
    QCOMPARE(settled.size(), 2u);
    QCOMPARE(delay.feed(3, Level::Minor, 0, 0, 0), std::optional(Level::Minor));
}

void TestAlarmEngine::deadband()
{
    Limits limits;
    limits.high = {10, 20, 30, kNoLimit};
    QCOMPARE(levelWithDeadband(limits, Level::Normal, 20, 2), Level::Moderate);
    QCOMPARE(levelWithDeadband(limits, Level::Moderate, 19, 2), Level::Moderate);
    QCOMPARE(levelWithDeadband(limits, Level::Moderate, 18, 2), Level::Minor);
    QCOMPARE(levelWithDeadband(limits, Level::Major, 9, 2), Level::Minor);
    QCOMPARE(levelWithDeadband(limits, Level::Minor, 8, 2), Level::Normal);
    QCOMPARE(levelWithDeadband(limits, Level::Minor, kNoLimit, 2), Level::Minor);
    const bool good = rc::check("never better than the value itself, never worse than it was", [&] {
        const auto current = static_cast<Level>(*rc::gen::inRange(0, 5));
        const double value = *rc::gen::inRange(-100, 500) / 10.0;
        const Level level = levelWithDeadband(limits, current, value, 2);
        RC_ASSERT(level >= limits.levelOf(value));
        RC_ASSERT(level <= std::max(current, limits.levelOf(value)));
    });
    QVERIFY(good);
}

void TestAlarmEngine::aNormalQuietKeyCostsNothing()
{
    AlarmDelay delay;
    for (quint64 key = 0; key < 1000; ++key)
        QVERIFY(!delay.feed(key, Level::Normal, 0, 1000, 1000));
    QVERIFY(!delay.isTracked(5));
}

QTEST_GUILESS_MAIN(TestAlarmEngine)
#include "tst_alarmengine.moc"
