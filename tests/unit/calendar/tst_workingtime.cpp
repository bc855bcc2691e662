// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "calendar/workingtime.h"
#include "calendar/workingtimeloader.h"
#include "jsonfile/resourcedir.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <rapidcheck.h>

using namespace guancheng;
using namespace Qt::StringLiterals;

using Measure = WorkingTime::Measure;

namespace {

constexpr int kOffset = 8 * 3600;
constexpr TimeMs kMinute = 60'000;
constexpr TimeMs kHour = 60 * kMinute;

QString resource(const QString &name)
{
    return resourceDir() + u'/' + name;
}

Result<CalendarRules> load(const QString &file)
{
    return loadCalendarRules(file, resource(u"schemas/calendar.schema.json"_s), kOffset);
}

CalendarRules china()
{
    const Result<CalendarRules> rules = load(resource(u"calendars/china.json"_s));
    return rules ? *rules : CalendarRules{};
}

TimeMs at(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, u"yyyy-MM-dd HH:mm"_s);
    time.setTimeZone(QTimeZone(kOffset));
    return time.toMSecsSinceEpoch();
}

QString said(TimeMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time, QTimeZone(kOffset)).toString(u"yyyy-MM-dd HH:mm"_s);
}

/** The oracle: asks each minute by itself, from the rules as they are written. */
bool minuteCounts(const CalendarRules &rules, Measure measure, TimeMs minute)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(minute, QTimeZone(kOffset));
    const QDate date = local.date();
    const bool rests =
        rules.restDays.contains(date.dayOfWeek()) ? !rules.makeUpDays.contains(date) : rules.holidays.contains(date);
    if (rests)
        return false;
    if (measure == Measure::Days)
        return true;
    const TimeMs sinceMidnight = local.time().msecsSinceStartOfDay();
    return std::any_of(rules.shifts.begin(), rules.shifts.end(),
                       [&](const auto &shift) { return sinceMidnight >= shift.from && sinceMidnight < shift.to; });
}

TimeMs countedBetween(const CalendarRules &rules, Measure measure, TimeMs from, TimeMs to)
{
    TimeMs sum = 0;
    for (TimeMs minute = from; minute < to; minute += kMinute)
        sum += minuteCounts(rules, measure, minute) ? kMinute : 0;
    return sum;
}

} // namespace

class TestWorkingTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(load(resource(u"calendars/china.json"_s)), "the calendar of China"); }

    void theAnnouncedDays()
    {
        const WorkingTime time(china());
        QVERIFY(!time.isWorkingDay(QDate(2026, 2, 23))); // Monday of Spring Festival
        QVERIFY(time.isWorkingDay(QDate(2026, 2, 28)));  // a Saturday that makes up for it
        QVERIFY(time.isWorkingDay(QDate(2025, 9, 28)));  // a Sunday
        QVERIFY(!time.isWorkingDay(QDate(2024, 10, 7)));
        QVERIFY(time.isWorkingDay(QDate(2024, 10, 8)));
        QVERIFY(time.isAnnounced(at(u"2026-12-31 23:59"_s)));
        QVERIFY(!time.isAnnounced(at(u"2027-01-01 00:00"_s)));
        QVERIFY(!time.isWorkingDay(QDate(2027, 1, 2)) && time.isWorkingDay(QDate(2027, 1, 4))); // by the week alone
    }

    void limits_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<bool>("days");
        QTest::addColumn<TimeMs>("amount");
        QTest::addColumn<QString>("due");
        QTest::newRow("within a shift") << u"2026-11-20 09:30"_s << false << 2 * kHour << u"2026-11-20 11:30"_s;
        QTest::newRow("over lunch") << u"2026-11-20 11:00"_s << false << 2 * kHour << u"2026-11-20 14:30"_s;
        QTest::newRow("to the end of the day") << u"2026-11-20 15:30"_s << false << 2 * kHour << u"2026-11-20 17:30"_s;
        QTest::newRow("over the week-end") << u"2026-11-20 17:00"_s << false << kHour << u"2026-11-23 09:30"_s;
        QTest::newRow("from a Sunday") << u"2026-11-22 05:00"_s << false << kHour << u"2026-11-23 10:00"_s;
        QTest::newRow("a day from Friday") << u"2026-11-20 15:00"_s << true << 24 * kHour << u"2026-11-23 15:00"_s;
        QTest::newRow("over National Day") << u"2026-09-30 16:30"_s << false << 7 * kHour << u"2026-10-08 16:30"_s;
        QTest::newRow("a make-up Saturday counts")
            << u"2026-10-09 17:00"_s << false << 7 * kHour + 30 * kMinute << u"2026-10-10 17:30"_s;
        QTest::newRow("nothing") << u"2026-11-22 05:00"_s << false << TimeMs(0) << u"2026-11-22 05:00"_s;
    }
    void limits()
    {
        QFETCH(QString, from);
        QFETCH(bool, days);
        QFETCH(TimeMs, amount);
        QFETCH(QString, due);
        const WorkingTime time(china());
        QCOMPARE(said(time.after(days ? Measure::Days : Measure::Hours, at(from), amount)), due);
    }

    /** Against the oracle over three years, holidays and make-up days included. */
    void equalsTheOracle()
    {
        const CalendarRules rules = china();
        const WorkingTime time(rules);
        const TimeMs begin = at(u"2023-12-20 00:00"_s);
        QVERIFY(rc::check("between and after agree with counting minutes", [&] {
            const TimeMs from = begin + *rc::gen::inRange<TimeMs>(0, 3 * 366 * 1440) * kMinute;
            const TimeMs to = from + *rc::gen::inRange<TimeMs>(0, 12 * 1440) * kMinute;
            const Measure measure = *rc::gen::element(Measure::Hours, Measure::Days);
            const TimeMs counted = countedBetween(rules, measure, from, to);
            RC_ASSERT(time.between(measure, from, to) == counted);
            RC_ASSERT(time.between(measure, to, from) == -counted);
            if (counted == 0)
                return;
            const TimeMs due = time.after(measure, from, counted);
            RC_ASSERT(due > from && due <= to);
            RC_ASSERT(countedBetween(rules, measure, from, due) == counted);
            RC_ASSERT(minuteCounts(rules, measure, due - kMinute)); // no earlier moment would do
        }));
    }

    void impossibleTimesAreTheEdges()
    {
        const WorkingTime time(china());
        constexpr TimeMs kFar = std::numeric_limits<TimeMs>::max() / 4;
        QCOMPARE(time.between(Measure::Hours, 0, 0), TimeMs(0));
        QVERIFY(time.between(Measure::Days, -kFar, kFar) > 0);
        QCOMPARE(said(time.after(Measure::Hours, at(u"2099-12-31 16:00"_s), 1000 * kHour)), u"2100-01-01 00:00"_s);
        QVERIFY(time.after(Measure::Days, kFar, kHour) > 0);
    }

    void brokenFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("place");
        QTest::newRow("overlapping shifts") << R"("from": "13:30")"_ba << R"("from": "11:30")"_ba << u"/shifts/1/from"_s;
        QTest::newRow("backwards") << R"("to": "12:00")"_ba << R"("to": "08:00")"_ba << u"/shifts/0/to"_s;
        QTest::newRow("no such day") << "2026-02-28"_ba << "2026-02-29"_ba << u"/years/2/makeUpDays/2"_s;
        QTest::newRow("make-up on a weekday") << "2026-02-28"_ba << "2026-02-26"_ba << u"/years/2/makeUpDays/2"_s;
        QTest::newRow("make-up within a holiday") << "2026-02-28"_ba << "2026-02-21"_ba << u"/years/2/makeUpDays/2"_s;
        QTest::newRow("holiday backwards") << R"("to": "2026-02-23")"_ba << R"("to": "2026-02-03")"_ba
                                           << u"/years/2/holidays/1/to"_s;
        QTest::newRow("of another year") << R"("year": 2025)"_ba << R"("year": 2031)"_ba << u"/years/1/holidays/0"_s;
        QTest::newRow("twice") << R"("year": 2025)"_ba << R"("year": 2024)"_ba << u"/years/1/year"_s;
    }
    void brokenFilesAreRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, place);
        QFile good(resource(u"calendars/china.json"_s));
        QVERIFY(good.open(QIODevice::ReadOnly));
        QByteArray text = good.readAll();
        const qsizetype where = text.indexOf(from);
        QVERIFY(where >= 0);
        text.replace(where, from.size(), to);
        QTemporaryDir dir;
        QFile broken(dir.filePath(u"calendar.json"_s));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write(text) == text.size());
        broken.close();
        const Result<CalendarRules> rules = load(broken.fileName());
        QVERIFY(!rules);
        QCOMPARE(rules.error().source, broken.fileName());
        QCOMPARE(rules.error().place, place);
    }
};

QTEST_GUILESS_MAIN(TestWorkingTime)
#include "tst_workingtime.moc"
