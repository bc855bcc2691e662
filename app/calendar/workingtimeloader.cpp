// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "calendar/workingtimeloader.h"

#include "jsonfile/jsoncursor.h"
#include "jsonfile/jsonfile.h"

#include <QTime>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

QDate readDate(const JsonCursor &item, const QString &text)
{
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!date.isValid())
        item.fail(u"'%1' is no day of the calendar"_s.arg(text));
    return date;
}

TimeMs readTimeOfDay(const JsonCursor &item, QLatin1StringView key)
{
    const QString text = item.string(key);
    if (text == "24:00"_L1)
        return 86'400'000;
    const QTime time = QTime::fromString(text, u"HH:mm"_s);
    if (!time.isValid())
        item.fail(key, u"'%1' is no time of the day"_s.arg(text));
    return time.msecsSinceStartOfDay();
}

void readShifts(const JsonCursor &root, CalendarRules &rules)
{
    for (const JsonCursor &item : root.child("shifts"_L1).items()) {
        const CalendarRules::Shift shift{readTimeOfDay(item, "from"_L1), readTimeOfDay(item, "to"_L1)};
        if (shift.to <= shift.from)
            item.fail("to"_L1, u"the shift ends before it begins"_s);
        if (!rules.shifts.empty() && shift.from <= rules.shifts.back().to)
            item.fail("from"_L1, u"the shift begins before the one before it has ended"_s);
        rules.shifts.push_back(shift);
    }
}

void readHoliday(const JsonCursor &item, int year, CalendarRules &rules)
{
    const QDate from = readDate(item.child("from"_L1), item.string("from"_L1));
    const QDate to = readDate(item.child("to"_L1), item.string("to"_L1));
    if (!from.isValid() || !to.isValid())
        return;
    if (to < from)
        return item.fail("to"_L1, u"the holiday ends before it begins"_s);
    // New Year's holiday may begin in the last days of the year before.
    if (to.year() != year || from.year() < year - 1 || from.daysTo(to) > 31)
        return item.fail(u"the holiday is not one of the year %1"_s.arg(year));
    for (QDate date = from; date <= to; date = date.addDays(1))
        rules.holidays.insert(date);
}

void readMakeUpDay(const JsonCursor &item, CalendarRules &rules)
{
    const QDate date = readDate(item, item.toString());
    if (!date.isValid())
        return;
    if (!rules.restDays.contains(date.dayOfWeek()))
        item.fail(u"%1 is no rest day, it needs no make-up"_s.arg(item.toString()));
    if (rules.holidays.contains(date))
        item.fail(u"%1 is a holiday and a make-up day"_s.arg(item.toString()));
    rules.makeUpDays.insert(date);
}

void readYear(const JsonCursor &item, CalendarRules &rules)
{
    const int year = item.integer("year"_L1);
    if (rules.announcedYears.contains(year))
        item.fail("year"_L1, u"the year %1 is given twice"_s.arg(year));
    rules.announcedYears.insert(year);
    for (const JsonCursor &holiday : item.child("holidays"_L1).items())
        readHoliday(holiday, year, rules);
}

} // namespace

Result<CalendarRules> loadCalendarRules(const QString &file, const QString &schemaFile, int utcOffsetSeconds)
{
    const Result<QJsonDocument> document = loadJson(file, schemaFile);
    if (!document)
        return document.error();
    const JsonCursor root(file, *document);
    CalendarRules rules;
    rules.utcOffsetSeconds = utcOffsetSeconds;
    readShifts(root, rules);
    for (const double day : root.numbers("restDays"_L1))
        rules.restDays.insert(static_cast<int>(day));
    const JsonCursor years = root.child("years"_L1);
    for (const JsonCursor &year : years.items())
        readYear(year, rules);
    // After all holidays, so that a make-up day of one year inside a holiday of the next is seen.
    for (const JsonCursor &year : years.items()) {
        for (const JsonCursor &day : year.child("makeUpDays"_L1).items())
            readMakeUpDay(day, rules);
    }
    if (root.error())
        return *root.error();
    return rules;
}

} // namespace guancheng
