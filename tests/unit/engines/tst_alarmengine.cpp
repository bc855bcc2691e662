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
    void shelvingOnce();
    void outOfService();
    void suppression();
    void askingAgain();
    void everyTransitionIsLegal();
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

void TestAlarmEngine::shelvingOnce()
{
    const Alarm alarm = AlarmEngine::raise(nullptr, signalOf(Level::Critical))->alarm;
    QCOMPARE(AlarmEngine::shelveOnce(alarm, u"s"_s, u" "_s, 0).refusal().code, u"bad-argument"_s);
    const Alarm shelved = AlarmEngine::shelveOnce(alarm, u"s"_s, u"检修"_s, 2000)->alarm;
    QCOMPARE(shelved.state, AlarmState::Shelved);
    QCOMPARE(shelved.shelvedUntil, 0);
    const Alarm over = AlarmEngine::clear(shelved, true, 3000)->alarm;
    QVERIFY(!AlarmEngine::isListed(over));
    QVERIFY(over.reason.isEmpty());
    QCOMPARE(AlarmEngine::raise(&over, signalOf(Level::Minor, 4000))->alarm.state, AlarmState::Unacknowledged);
    const Alarm timed = AlarmEngine::shelve(alarm, u"s"_s, 5, u"检修"_s, 2000)->alarm;
    QCOMPARE(AlarmEngine::clear(timed, false, 3000)->alarm.state, AlarmState::Shelved); // by time, not by condition
    const Alarm waiting = AlarmEngine::clear(alarm, true, 3000)->alarm;
    QCOMPARE(AlarmEngine::shelveOnce(waiting, u"s"_s, u"检修"_s, 4000).refusal().code, u"illegal-stage"_s);
}

void TestAlarmEngine::outOfService()
{
    const Alarm alarm = AlarmEngine::raise(nullptr, signalOf(Level::Critical))->alarm;
    const Alarm retired = AlarmEngine::retire(alarm, u"s"_s, u"拆除"_s, 2000)->alarm;
    const Alarm over = AlarmEngine::clear(retired, false, 3000)->alarm;
    QVERIFY(AlarmEngine::isListed(over)); // nobody forgets that it is deaf
    QVERIFY(!AlarmEngine::isListed(AlarmEngine::reinstate(over, 4000)->alarm));
    QCOMPARE(AlarmEngine::reinstate(retired, 4000)->alarm.state, AlarmState::Unacknowledged);
    QVERIFY(!AlarmEngine::reinstate(alarm, 4000));
    QVERIFY(!AlarmEngine::unshelve(retired, 4000));
}

void TestAlarmEngine::suppression()
{
    const Alarm alarm = AlarmEngine::raise(nullptr, signalOf(Level::Critical))->alarm;
    const Alarm quiet = AlarmEngine::suppress(alarm, u"D2/power"_s, 2000)->alarm;
    QCOMPARE(quiet.reason, u"D2/power"_s);
    QVERIFY(!AlarmEngine::suppress(quiet, u"D3/power"_s, 2000));
    QVERIFY(!AlarmEngine::release(alarm, 2000));
    QCOMPARE(AlarmEngine::release(quiet, 3000)->alarm.state, AlarmState::Unacknowledged);
    QVERIFY(!AlarmEngine::isListed(AlarmEngine::clear(quiet, true, 3000)->alarm));
    const Alarm shelved = AlarmEngine::shelve(alarm, u"s"_s, 5, u"检修"_s, 2000)->alarm;
    QVERIFY(!AlarmEngine::suppress(shelved, u"D2/power"_s, 3000)); // what a person did stands
}

void TestAlarmEngine::askingAgain()
{
    const Alarm alarm = AlarmEngine::raise(nullptr, signalOf(Level::Critical))->alarm;
    QVERIFY(!AlarmEngine::rearm(alarm, 2000));
    const Alarm acknowledged = AlarmEngine::acknowledge(alarm, u"s"_s, 2000)->alarm;
    const auto again = AlarmEngine::rearm(acknowledged, 9000);
    QCOMPARE(again->change, u"rearmed"_s);
    QCOMPARE(again->alarm.state, AlarmState::Unacknowledged);
    QVERIFY(again->alarm.acknowledgedBy.isEmpty());
    QCOMPARE(again->alarm.activeAt, alarm.activeAt);
}

void TestAlarmEngine::everyTransitionIsLegal()
{
    using State = AlarmState;
    const bool good = rc::check("any order of conditions, persons and logic", [] {
        std::optional<Alarm> alarm;
        TimeMs now = 1000;
        const int steps = *rc::gen::inRange(1, 60);
        for (int i = 0; i < steps; ++i) {
            const std::optional<Alarm> before = alarm;
            const int what = *rc::gen::inRange(0, 12);
            now += *rc::gen::inRange(-500, 60'000); // clocks jump back
            std::optional<AlarmOutcome> outcome;
            const auto take = [&outcome](const Ruling<AlarmOutcome> &ruling) {
                if (ruling)
                    outcome = *ruling;
                else
                    RC_ASSERT(!ruling.refusal().code.isEmpty());
            };
            if (!alarm || what <= 2)
                outcome =
                    AlarmEngine::raise(alarm ? &*alarm : nullptr, signalOf(static_cast<Level>(*rc::gen::inRange(1, 5)), now));
            else if (what <= 4)
                outcome = AlarmEngine::clear(*alarm, *rc::gen::arbitrary<bool>(), now);
            else if (what == 5)
                take(AlarmEngine::acknowledge(*alarm, u"seat"_s, now));
            else if (what == 6)
                take(AlarmEngine::shelve(*alarm, u"seat"_s, *rc::gen::inRange(-5, 2000), u"why"_s, now));
            else if (what == 7)
                take(AlarmEngine::shelveOnce(*alarm, u"seat"_s, u"why"_s, now));
            else if (what == 8)
                take(*rc::gen::arbitrary<bool>() ? AlarmEngine::unshelve(*alarm, now) : AlarmEngine::reinstate(*alarm, now));
            else if (what == 9)
                take(AlarmEngine::retire(*alarm, u"seat"_s, u"why"_s, now));
            else if (what == 10)
                outcome = *rc::gen::arbitrary<bool>() ? AlarmEngine::suppress(*alarm, u"D2/x"_s, now)
                                                      : AlarmEngine::release(*alarm, now);
            else
                outcome = AlarmEngine::rearm(*alarm, now);
            if (!outcome)
                continue;
            alarm = outcome->alarm;
            const QString &change = outcome->change;
            RC_ASSERT(alarm->id == u"D1/smoke"_s); // one source and type, one alarm
            if (before) {
                RC_ASSERT(alarm->changedAt >= before->changedAt);
                // The condition is changed by the source alone.
                RC_ASSERT(alarm->active == before->active || change == u"raised"_s || change == u"cleared"_s);
                // Nobody acknowledges but a person, and 'auto' when the condition is gone.
                if (alarm->state == State::Acknowledged && before->state == State::Unacknowledged)
                    RC_ASSERT(change == u"acknowledged"_s || (change == u"cleared"_s && alarm->level <= Level::Moderate));
                // What somebody made quiet is not woken by its source.
                if (AlarmEngine::isQuiet(*before) && change == u"raised"_s)
                    RC_ASSERT(alarm->state == before->state);
                if (before->state == State::OutOfService && alarm->state != State::OutOfService)
                    RC_ASSERT(change == u"reinstated"_s);
                // What held and was quiet is new when it may speak again.
                if (AlarmEngine::isQuiet(*before) && !AlarmEngine::isQuiet(*alarm))
                    RC_ASSERT(alarm->state == (alarm->active ? State::Unacknowledged : State::Acknowledged));
            }
            RC_ASSERT((alarm->shelvedUntil > 0) <= (alarm->state == State::Shelved));
            RC_ASSERT(AlarmEngine::isQuiet(*alarm) != alarm->reason.isEmpty());
            if (alarm->state == State::Suppressed)
                RC_ASSERT(alarm->active);
            if (alarm->state == State::Unacknowledged)
                RC_ASSERT(alarm->acknowledgedBy.isEmpty());
            // The same again is no news.
            if (alarm->active) {
                AlarmSignal same = signalOf(alarm->level, now);
                RC_ASSERT(!AlarmEngine::raise(&*alarm, same));
            } else {
                RC_ASSERT(!AlarmEngine::clear(*alarm, false, now));
            }
        }
    });
    QVERIFY(good);
}

QTEST_GUILESS_MAIN(TestAlarmEngine)
#include "tst_alarmengine.moc"
