// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/alarmrules/alarmconditions.h"

#include <QTest>

#include <rapidcheck.h>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** Rules over readings: each test alone, joined, over time and over places. */
class TestAlarmRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limits();
    void rateOfChange();
    void deviationFromWhatItWasLike();
    void duration();
    void placesAndOtherRules();
    void joined();
    void missingAndLateReadings();
    void countsNeverDrift();

private:
    static AlarmCondition of(AlarmTest test, double bound, std::vector<AlarmCondition> parts = {});
    static AlarmCondition rule(int index, AlarmReach reach);
    static AlarmRule ruleOf(const QString &id, int deviceClass, Level level, AlarmCondition when, int seconds = 0);
    static std::shared_ptr<const Catalogue> catalogueOf(std::vector<AlarmRule> rules);
};

AlarmCondition TestAlarmRules::of(AlarmTest test, double bound, std::vector<AlarmCondition> parts)
{
    AlarmCondition condition;
    condition.test = test;
    condition.bound = bound;
    condition.samples = 20;
    condition.parts = std::move(parts);
    return condition;
}

AlarmCondition TestAlarmRules::rule(int index, AlarmReach reach)
{
    AlarmCondition condition;
    condition.test = AlarmTest::Rule;
    condition.rule = index;
    condition.reach = reach;
    return condition;
}

AlarmRule TestAlarmRules::ruleOf(const QString &id, int deviceClass, Level level, AlarmCondition when, int seconds)
{
    AlarmRule rule;
    rule.id = id;
    rule.deviceClass = deviceClass;
    rule.level = level;
    rule.seconds = seconds;
    rule.when = std::move(when);
    return rule;
}

std::shared_ptr<const Catalogue> TestAlarmRules::catalogueOf(std::vector<AlarmRule> rules)
{
    CatalogueTables tables;
    std::vector<DeviceClass> classes(3);
    for (size_t i = 0; i < classes.size(); ++i)
        classes[i].id = u"class%1"_s.arg(i);
    tables.deviceClasses = Registry<DeviceClass>(std::move(classes));
    tables.alarmRules = Registry<AlarmRule>(std::move(rules));
    return std::make_shared<const Catalogue>(std::move(tables));
}

void TestAlarmRules::limits()
{
    AlarmConditions conditions(catalogueOf({ruleOf(u"a"_s, 0, Level::Minor, of(AlarmTest::Above, 10)),
                                            ruleOf(u"b"_s, 0, Level::Major, of(AlarmTest::Above, 20)),
                                            ruleOf(u"c"_s, 0, Level::Critical, of(AlarmTest::Below, -5))}));
    QCOMPARE(conditions.device(7, 0, {9.9, 1000}), Level::Normal);
    QCOMPARE(conditions.device(7, 0, {10, 2000}), Level::Minor);
    QCOMPARE(conditions.device(7, 0, {25, 3000}), Level::Major);
    QCOMPARE(conditions.deviceLevel(7, 0), Level::Major);
    QCOMPARE(conditions.deviceLevel(8, 0), Level::Normal);
    QCOMPARE(conditions.device(7, 0, {-5, 4000}), Level::Critical);
    QCOMPARE(conditions.device(7, 1, {25, 3000}), Level::Normal); // a class without rules
    conditions.forgetDevices();
    QCOMPARE(conditions.deviceLevel(7, 0), Level::Normal);
}

void TestAlarmRules::rateOfChange()
{
    AlarmConditions conditions(catalogueOf({ruleOf(u"up"_s, 0, Level::Minor, of(AlarmTest::Rises, 2)),
                                            ruleOf(u"down"_s, 0, Level::Major, of(AlarmTest::Falls, 2))}));
    QCOMPARE(conditions.device(1, 0, {100, 60'000}), Level::Normal); // nothing to compare with
    QCOMPARE(conditions.device(1, 0, {101.5, 120'000}), Level::Normal);
    QCOMPARE(conditions.device(1, 0, {102.5, 150'000}), Level::Minor); // 1 in half a minute
    QCOMPARE(conditions.device(1, 0, {100.5, 210'000}), Level::Major);
    QCOMPARE(conditions.device(2, 0, {500, 220'000}), Level::Normal); // each source for itself
    QCOMPARE(conditions.device(1, 0, {900, 210'000}), Level::Normal); // the same moment: no rate
}

void TestAlarmRules::deviationFromWhatItWasLike()
{
    AlarmConditions conditions(catalogueOf({ruleOf(u"odd"_s, 0, Level::Minor, of(AlarmTest::Deviates, 6))}));
    TimeMs at = 0;
    for (int i = 0; i < 200; ++i)
        QCOMPARE(conditions.device(1, 0, {10 + (i % 2 ? 0.5 : -0.5), at += 1000}), Level::Normal);
    QCOMPARE(conditions.device(1, 0, {12, at += 1000}), Level::Normal);
    QCOMPARE(conditions.device(1, 0, {15, at += 1000}), Level::Minor);
    QCOMPARE(conditions.device(1, 0, {10, at += 1000}), Level::Normal);
    for (int i = 0; i < 19; ++i)
        QCOMPARE(conditions.device(2, 0, {double(i * i), at += 1000}), Level::Normal); // too few to judge
}

void TestAlarmRules::duration()
{
    AlarmConditions conditions(catalogueOf({ruleOf(u"long"_s, 0, Level::Major, of(AlarmTest::Above, 10), 60)}));
    QCOMPARE(conditions.device(1, 0, {11, 1000}), Level::Normal);
    QCOMPARE(conditions.device(1, 0, {11, 60'999}), Level::Normal);
    QCOMPARE(conditions.device(1, 0, {11, 61'000}), Level::Major);
    QCOMPARE(conditions.device(1, 0, {9, 62'000}), Level::Normal);
    QCOMPARE(conditions.device(1, 0, {11, 63'000}), Level::Normal); // from the beginning
    QVERIFY(conditions.expire(122'999).empty());
    const auto due = conditions.expire(123'000); // without another reading
    QCOMPARE(due.size(), 1u);
    QCOMPARE(due[0].index, 1u);
    QVERIFY(!due[0].isIndicator);
    QCOMPARE(conditions.deviceLevel(1, 0), Level::Major);
    QVERIFY(conditions.expire(999'000).empty());
}

void TestAlarmRules::placesAndOtherRules()
{
    // The last says that the road is wet, the first asks for it in its street, the second in the city.
    AlarmConditions conditions(catalogueOf(
        {ruleOf(u"street"_s, 1, Level::Major, of(AlarmTest::All, 0, {of(AlarmTest::Below, 2), rule(2, AlarmReach::Street)})),
         ruleOf(u"city"_s, 2, Level::Minor, rule(2, AlarmReach::City)),
         ruleOf(u"wet"_s, 0, Level::Normal, of(AlarmTest::Above, 1))}));
    QCOMPARE(conditions.device(10, 1, {0, 1000, 5, 1}), Level::Normal);
    QCOMPARE(conditions.device(20, 0, {3, 2000, 5, 1}), Level::Normal); // rings nothing itself
    QCOMPARE(conditions.device(10, 1, {0, 3000, 5, 1}), Level::Major);
    QCOMPARE(conditions.device(11, 1, {0, 3000, 6, 1}), Level::Normal); // another street
    QCOMPARE(conditions.device(12, 1, {0, 3000}), Level::Normal);       // nowhere
    QCOMPARE(conditions.device(30, 2, {0, 3000}), Level::Minor);
    QCOMPARE(conditions.device(21, 0, {3, 4000, 5, 1}), Level::Normal);
    QCOMPARE(conditions.device(20, 0, {0, 5000, 5, 1}), Level::Normal);
    QCOMPARE(conditions.device(10, 1, {0, 6000, 5, 1}), Level::Major); // 21 is wet still
    QCOMPARE(conditions.device(21, 0, {0, 7000, 5, 1}), Level::Normal);
    QCOMPARE(conditions.device(10, 1, {0, 8000, 5, 1}), Level::Normal);
}

void TestAlarmRules::joined()
{
    AlarmConditions conditions(catalogueOf(
        {ruleOf(u"a"_s, 0, Level::Minor,
                of(AlarmTest::Any, 0,
                   {of(AlarmTest::Above, 100),
                    of(AlarmTest::All, 0, {of(AlarmTest::Above, 10), of(AlarmTest::Not, 0, {of(AlarmTest::Above, 20)})})})),
         ruleOf(u"b"_s, 0, Level::Critical, of(AlarmTest::Not, 0, {rule(0, AlarmReach::Source)}))}));
    QCOMPARE(conditions.device(1, 0, {15, 1000}), Level::Minor);
    QCOMPARE(conditions.device(1, 0, {25, 2000}), Level::Critical);
    QCOMPARE(conditions.device(1, 0, {101, 3000}), Level::Minor);
}

void TestAlarmRules::missingAndLateReadings()
{
    AlarmConditions conditions(catalogueOf({ruleOf(u"a"_s, 0, Level::Minor, of(AlarmTest::Rises, 1))}));
    conditions.device(1, 0, {0, 60'000});
    QCOMPARE(conditions.device(1, 0, {5, 120'000}), Level::Minor);
    QCOMPARE(conditions.device(1, 0, {std::numeric_limits<double>::quiet_NaN(), 130'000}), Level::Minor); // no news
    QCOMPARE(conditions.device(1, 0, {100, 90'000}), Level::Normal);                                      // late: no rate
    QCOMPARE(conditions.device(1, 0, {5.5, 180'000}), Level::Normal);                                     // and not remembered
}

void TestAlarmRules::countsNeverDrift()
{
    const bool good = rc::check("a place is wet while one of its sources is", [] {
        AlarmConditions conditions(catalogueOf({ruleOf(u"wet"_s, 0, Level::Normal, of(AlarmTest::Above, 1), 5),
                                                ruleOf(u"ask"_s, 1, Level::Minor, rule(0, AlarmReach::Street))}));
        std::array<TimeMs, 6> since{};
        TimeMs now = 1000;
        for (int i = *rc::gen::inRange(0, 200); i > 0; --i) {
            now += *rc::gen::inRange(0, 4000);
            const auto slot = *rc::gen::inRange<quint32>(0, 6);
            const bool wet = *rc::gen::arbitrary<bool>();
            conditions.device(slot, 0, {wet ? 2.0 : 0.0, now, int(slot % 2), 0});
            since[slot] = !wet ? 0 : since[slot] == 0 ? now : since[slot];
            conditions.expire(now);
            for (int street = 0; street < 2; ++street) {
                bool expected = false;
                for (size_t s = static_cast<size_t>(street); s < since.size(); s += 2)
                    expected = expected || (since[s] != 0 && now - since[s] >= 5000);
                RC_ASSERT((conditions.device(99, 1, {0, now, street, 0}) == Level::Minor) == expected);
            }
        }
    });
    QVERIFY(good);
}

QTEST_GUILESS_MAIN(TestAlarmRules)
#include "tst_alarmrules.moc"
