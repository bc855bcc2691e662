// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/alarmload/alarmbudget.h"
#include "engines/alarmload/alarmfold.h"
#include "engines/alarmload/chatterwatch.h"

#include <QSet>
#include <QStringList>
#include <QTest>

#include <rapidcheck.h>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

constexpr TimeMs kStart = 1'763'776'800'000;
constexpr TimeMs kSecond = 1000;
constexpr TimeMs kMinute = 60'000;

std::vector<TimeMs> someTimes(int most, int longestGapSeconds)
{
    std::vector<TimeMs> times;
    TimeMs at = kStart;
    for (const int gap : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, longestGapSeconds + 1))) {
        if (times.size() < static_cast<size_t>(most))
            times.push_back(at += gap * kSecond);
    }
    return times;
}

qsizetype countSince(const std::vector<TimeMs> &times, TimeMs now, TimeMs window)
{
    return std::count_if(times.begin(), times.end(), [&](TimeMs at) { return at <= now && at > now - window; });
}

FoldItem item(Level level, int type, int cause, int district, TimeMs at)
{
    return {level, true, type, cause, district, at};
}

} // namespace

class TestAlarmLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classesOfTheStandard_data()
    {
        QTest::addColumn<int>("perHour");
        QTest::addColumn<AlarmLoadClass>("expected");
        QTest::newRow("none") << 0 << AlarmLoadClass::Good;
        QTest::newRow("6") << 6 << AlarmLoadClass::Good;
        QTest::newRow("7") << 7 << AlarmLoadClass::Manageable;
        QTest::newRow("12") << 12 << AlarmLoadClass::Manageable;
        QTest::newRow("13") << 13 << AlarmLoadClass::Demanding;
        QTest::newRow("29") << 29 << AlarmLoadClass::Demanding;
        QTest::newRow("30") << 30 << AlarmLoadClass::TooMany;
    }
    void classesOfTheStandard()
    {
        QFETCH(int, perHour);
        FloodMeter meter;
        for (int i = 0; i < perHour; ++i)
            meter.note(kStart + i * kMinute);
        QTEST(meter.loadClass(), "expected");
    }

    void aFloodBeginsAndEnds()
    {
        FloodMeter meter;
        for (int i = 0; i < 10; ++i)
            meter.note(kStart + i * kSecond);
        QVERIFY(!meter.isFlood()); // ten are many, but no flood yet
        meter.note(kStart + 10 * kSecond);
        QVERIFY(meter.isFlood());
        QCOMPARE(meter.floodSince(), kStart + 10 * kSecond);
        meter.advance(kStart + 10 * kMinute);
        QVERIFY(meter.isFlood()); // ten are left
        meter.advance(kStart + 10 * kMinute + 5 * kSecond);
        QVERIFY(meter.isFlood()); // five
        meter.advance(kStart + 60 * kMinute);
        QVERIFY(!meter.isFlood());
        // It ended when the fifth newest was ten minutes old, whenever anybody asked.
        QCOMPARE(meter.timeInFlood(), 10 * kMinute + 6 * kSecond - 10 * kSecond);
        meter.advance(kStart + 26 * 60 * kMinute);
        QCOMPARE(meter.timeInFlood(), TimeMs(0)); // a day later it is history
    }

    /** Rates and floods against counting by hand, asked at every second. */
    void ratesEqualCounting()
    {
        QVERIFY(rc::check("rates and floods", [] {
            const std::vector<TimeMs> times = someTimes(60, 120);
            RC_PRE(!times.empty());
            FloodMeter meter;
            bool flood = false;
            TimeMs inFlood = 0;
            size_t next = 0;
            for (TimeMs now = kStart; now <= times.back() + 12 * kMinute; now += kSecond) {
                inFlood += flood ? kSecond : 0;
                flood = flood && countSince(times, now - kSecond, FloodMeter::kTenMinutes) >= 0 &&
                        countSince(std::vector(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(next)), now,
                                   FloodMeter::kTenMinutes) >= FloodMeter::kCalmBelow;
                for (; next < times.size() && times[next] <= now; ++next) {
                    meter.note(times[next]);
                    const std::vector seen(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(next) + 1);
                    flood = flood || countSince(seen, now, FloodMeter::kTenMinutes) > FloodMeter::kFloodAbove;
                }
                meter.advance(now);
                RC_ASSERT(meter.perTenMinutes() == countSince(times, now, FloodMeter::kTenMinutes));
                RC_ASSERT(meter.perHour() == countSince(times, now, FloodMeter::kHour));
                RC_ASSERT(meter.isFlood() == flood);
                RC_ASSERT(meter.timeInFlood() == inFlood);
            }
        }));
    }

    void aClockThatJumpsBackEndsNothing()
    {
        FloodMeter meter;
        for (int i = 0; i < 12; ++i)
            meter.note(kStart);
        meter.note(kStart - 50 * kMinute);
        meter.advance(kStart - 300 * kMinute);
        QVERIFY(meter.isFlood());
        QCOMPARE(meter.perTenMinutes(), 13);
    }

    void theLoudestAreNamed()
    {
        AlarmBudget budget;
        for (int i = 0; i < 6; ++i)
            budget.note(u"pump-1/level"_s, u"water"_s, kStart + i * kMinute);
        for (int i = 0; i < 3; ++i)
            budget.note(u"door-2/open"_s, {}, kStart + i * kMinute);
        budget.note(u"b/x"_s, u"roads"_s, kStart);
        budget.note(u"a/x"_s, u"roads"_s, kStart);
        QCOMPARE(budget.perDay(), 11);
        const std::vector<AlarmContributor> top = budget.topContributors(3);
        QCOMPARE(top.size(), size_t(3));
        QCOMPARE(top[0].id, u"pump-1/level"_s);
        QCOMPARE(top[0].count, 6);
        QCOMPARE(top[0].share, 6.0 / 11);
        QCOMPARE(top[2].id, u"a/x"_s);
        QCOMPARE(budget.seats(), QStringList({u"roads"_s, u"water"_s}));
        QCOMPARE(budget.seat(u"water"_s)->perHour(), 6);
        QCOMPARE(budget.hall().perHour(), 11);
        QVERIFY(!budget.seat(u"police"_s));
        budget.advance(kStart + 25 * 60 * kMinute);
        QCOMPARE(budget.perDay(), 0);
        QVERIFY(budget.topContributors(3).empty());
    }

    void chatterIsThreeChangesInAMinute()
    {
        ChatterWatch watch;
        QVERIFY(!watch.note(u"a"_s, kStart));
        QVERIFY(!watch.note(u"a"_s, kStart + 20 * kSecond));
        QVERIFY(!watch.note(u"a"_s, kStart + 61 * kSecond)); // the three span more than a minute
        QVERIFY(watch.note(u"a"_s, kStart + 70 * kSecond));
        QVERIFY(watch.isChattering(u"a"_s));
        QCOMPARE(watch.chatteringCount(), 1);
        QVERIFY(watch.advance(kStart + 130 * kSecond).isEmpty());
        QCOMPARE(watch.advance(kStart + 131 * kSecond), QStringList(u"a"_s));
        QVERIFY(!watch.isChattering(u"a"_s));
        QCOMPARE(watch.chatteringCount(), 0);
        QVERIFY(ChatterWatch::isStale(true, kStart, kStart + ChatterWatch::kStale + 1));
        QVERIFY(!ChatterWatch::isStale(false, kStart, kStart + 2 * ChatterWatch::kStale));
    }

    void withoutAFloodEachIsARow()
    {
        const std::vector<FoldItem> items{item(Level::Minor, 1, 1, 0, 10), item(Level::Critical, 1, 1, 0, 20),
                                          item(Level::Major, 2, 1, 0, 5), item(Level::Major, 2, 1, 0, 4)};
        const std::vector<FoldRow> rows = foldAlarms(items, false);
        QCOMPARE(rows.size(), items.size());
        QCOMPARE(rows[0].members.front(), 1u);
        QCOMPARE(rows[1].members.front(), 3u);
        QCOMPARE(rows[2].members.front(), 2u);
        QCOMPARE(rows[3].members.front(), 0u);
    }

    void inAFloodTheFirstOutLeads()
    {
        std::vector<FoldItem> items;
        for (int i = 0; i < 50; ++i)
            items.push_back(item(Level::Major, 7 + i % 3, 4, i % 2, 1000 - i)); // three types of one cause in two districts
        for (int i = 0; i < 20; ++i)
            items.push_back(item(Level::Minor, 1, -1, i, i));
        items.push_back(item(Level::Critical, 9, 4, 0, 5000));
        const std::vector<FoldRow> rows = foldAlarms(items, true);
        QCOMPARE(rows.size(), size_t(4));
        QCOMPARE(rows[0].kind, FoldRow::Kind::Single);
        QCOMPARE(rows[0].level, Level::Critical);
        QCOMPARE(rows[1].kind, FoldRow::Kind::Group);
        QCOMPARE(rows[1].firstAt, TimeMs(951));
        QCOMPARE(rows[1].district, 1);
        QCOMPARE(rows[1].type, 7 + 49 % 3);
        QCOMPARE(rows[1].members.size(), size_t(25));
        QCOMPARE(rows[3].kind, FoldRow::Kind::Quiet);
        QCOMPARE(rows[3].members.size(), size_t(20));
        QCOMPARE(rows[3].unacknowledged, 20);
    }

    /** Ten thousand and more: at most 200 rows, every alarm in exactly one of them. */
    void everyAlarmIsAccountedFor()
    {
        QVERIFY(rc::check("fold", [] {
            const int count = *rc::gen::inRange(0, 12'000);
            const int causes = *rc::gen::inRange(1, 400);
            std::vector<FoldItem> items;
            quint32 seed = *rc::gen::arbitrary<quint32>();
            const auto random = [&seed](quint32 below) {
                return static_cast<int>((seed = seed * 1664525u + 1013904223u) >> 8) % static_cast<int>(below);
            };
            for (int i = 0; i < count; ++i) {
                const int type = random(static_cast<quint32>(causes) * 2);
                items.push_back({static_cast<Level>(1 + random(4)), random(2) == 0, type, type % 5 == 0 ? -1 : type / 2,
                                 random(17) - 1, random(600'000)});
            }
            const std::vector<FoldRow> rows = foldAlarms(items, true);
            RC_ASSERT(rows.size() <= FoldLimits().rows);
            std::vector<int> seen(items.size());
            for (const FoldRow &row : rows) {
                RC_ASSERT(!row.members.empty());
                Level worst = Level::Normal;
                int unacknowledged = 0;
                for (const quint32 index : row.members) {
                    ++seen[index];
                    worst = std::max(worst, items[index].level);
                    unacknowledged += items[index].unacknowledged ? 1 : 0;
                    RC_ASSERT(items[index].activeAt >= row.firstAt && items[index].activeAt <= row.newestAt);
                }
                RC_ASSERT(worst == row.level);
                RC_ASSERT(unacknowledged == row.unacknowledged);
            }
            RC_ASSERT(std::all_of(seen.begin(), seen.end(), [](int times) { return times == 1; }));
        }));
    }
};

QTEST_GUILESS_MAIN(TestAlarmLoad)
#include "tst_alarmload.moc"
