// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "calendar/workingtime.h"

namespace guancheng {

namespace {

constexpr TimeMs kDay = 86'400'000;
const QDate kFirst(1970, 1, 1);
const QDate kEnd(2100, 1, 1);

qint64 floorDay(TimeMs local)
{
    return local >= 0 ? local / kDay : -((-local + kDay - 1) / kDay);
}

bool works(const CalendarRules &rules, QDate date)
{
    if (rules.restDays.contains(date.dayOfWeek()))
        return rules.makeUpDays.contains(date);
    return !rules.holidays.contains(date);
}

} // namespace

WorkingTime::WorkingTime(const CalendarRules &rules)
    : m_shifts(rules.shifts)
    , m_announcedYears(rules.announcedYears)
    , m_offset(TimeMs(rules.utcOffsetSeconds) * 1000)
{
    for (const CalendarRules::Shift &shift : m_shifts)
        m_shiftsOfDay += shift.to - shift.from;
    m_before.reserve(static_cast<size_t>(kFirst.daysTo(kEnd)) + 1);
    qint32 count = 0;
    for (QDate date = kFirst; date < kEnd; date = date.addDays(1)) {
        m_before.push_back(count);
        count += works(rules, date) ? 1 : 0;
    }
    m_before.push_back(count);
}

qint64 WorkingTime::dayOf(TimeMs at) const
{
    return std::clamp<qint64>(floorDay(at + m_offset), 0, static_cast<qint64>(m_before.size()) - 2);
}

bool WorkingTime::isWorkingDay(QDate date) const
{
    const qint64 day = std::clamp<qint64>(kFirst.daysTo(date), 0, static_cast<qint64>(m_before.size()) - 2);
    const auto i = static_cast<size_t>(day);
    return m_before[i + 1] > m_before[i];
}

bool WorkingTime::isWorkingHour(TimeMs at) const
{
    const qint64 day = dayOf(at);
    if (!isWorkingDay(kFirst.addDays(day)))
        return false;
    const TimeMs sinceMidnight = at + m_offset - day * kDay;
    return std::any_of(m_shifts.begin(), m_shifts.end(), [sinceMidnight](const CalendarRules::Shift &shift) {
        return sinceMidnight >= shift.from && sinceMidnight < shift.to;
    });
}

bool WorkingTime::isAnnounced(TimeMs at) const
{
    return m_announcedYears.contains(kFirst.addDays(dayOf(at)).year());
}

TimeMs WorkingTime::dayLength(Measure measure) const
{
    return measure == Measure::Days ? kDay : m_shiftsOfDay;
}

TimeMs WorkingTime::inDay(Measure measure, TimeMs sinceMidnight) const
{
    if (measure == Measure::Days)
        return sinceMidnight;
    TimeMs sum = 0;
    for (const CalendarRules::Shift &shift : m_shifts)
        sum += std::clamp<TimeMs>(sinceMidnight - shift.from, 0, shift.to - shift.from);
    return sum;
}

/** The inverse of inDay(): the first moment of a working day by which \c amount, > 0, has been worked. */
TimeMs WorkingTime::whenInDay(Measure measure, TimeMs amount) const
{
    if (measure == Measure::Days)
        return amount;
    for (const CalendarRules::Shift &shift : m_shifts) {
        if (amount <= shift.to - shift.from)
            return shift.from + amount;
        amount -= shift.to - shift.from;
    }
    return m_shifts.back().to;
}

TimeMs WorkingTime::worked(Measure measure, TimeMs at) const
{
    const qint64 day = dayOf(at);
    const auto i = static_cast<size_t>(day);
    const TimeMs sinceMidnight = std::clamp<TimeMs>(at + m_offset - day * kDay, 0, kDay);
    const bool working = m_before[i + 1] > m_before[i];
    return m_before[i] * dayLength(measure) + (working ? inDay(measure, sinceMidnight) : 0);
}

TimeMs WorkingTime::between(Measure measure, TimeMs from, TimeMs to) const
{
    return worked(measure, to) - worked(measure, from);
}

TimeMs WorkingTime::after(Measure measure, TimeMs from, TimeMs amount) const
{
    if (amount <= 0)
        return from;
    const TimeMs target = worked(measure, from) + amount;
    const TimeMs length = dayLength(measure);
    // The last day before which less than the target was worked: within it the target is reached.
    const qint64 wholeDays = (target - 1) / length;
    const auto it = std::upper_bound(m_before.begin(), m_before.end(), wholeDays);
    if (it == m_before.end()) // beyond the calendar: its end
        return static_cast<qint64>(m_before.size() - 1) * kDay - m_offset;
    const qint64 day = (it - m_before.begin()) - 1;
    return day * kDay - m_offset + whenInDay(measure, target - wholeDays * length);
}

} // namespace guancheng
