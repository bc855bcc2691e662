// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <QDate>
#include <QSet>

#include <vector>

namespace guancheng {

/** What a working calendar is made of: weekends, working hours, and for each announced year its holidays and make-up days. */
struct CalendarRules
{
    /** A stretch of the working day, milliseconds since midnight; from < to. */
    struct Shift
    {
        TimeMs from = 0;
        TimeMs to = 0;
        bool operator==(const Shift &) const = default;
    };

    std::vector<Shift> shifts; ///< ascending, not touching
    QSet<int> restDays;        ///< of the week, 1 = Monday ... 7 = Sunday
    QSet<QDate> holidays;      ///< nobody works though it is no rest day
    QSet<QDate> makeUpDays;    ///< people work though it is a rest day
    QSet<int> announcedYears;  ///< for the others only the days of the week are known
    int utcOffsetSeconds = 8 * 3600;
};

/**
 * Arithmetic of working time (GB/T 30428.2: limits in working hours or working days). Two measures share it: working hours
 * count only within the shifts of a working day, working days count a working day as 24 hours, so that one day from Friday
 * 15:00 ends on Monday at 15:00. Each question is a look-up in sums over all days of 1970 to 2099; times outside count as the
 * nearest day of it. Immutable; any thread.
 */
class WorkingTime
{
public:
    enum class Measure : quint8 { Hours, Days };

    explicit WorkingTime(const CalendarRules &rules);

    bool isWorkingDay(QDate date) const;
    /** Somebody is at work at this moment, as far as the calendar knows. */
    bool isWorkingHour(TimeMs at) const;
    /** Whether holidays of the year of this moment were announced; before that a limit may prove to be too short. */
    bool isAnnounced(TimeMs at) const;

    /** Working milliseconds from \c from to \c to; negative when \c to is earlier. */
    TimeMs between(Measure measure, TimeMs from, TimeMs to) const;
    /** The first moment at which \c amount working milliseconds (>= 0) have passed since \c from; \c from itself for 0. */
    TimeMs after(Measure measure, TimeMs from, TimeMs amount) const;

    /** What one working day has of Measure::Hours. */
    TimeMs shiftsOfDay() const { return m_shiftsOfDay; }

private:
    qint64 dayOf(TimeMs at) const;
    TimeMs worked(Measure measure, TimeMs at) const;
    TimeMs inDay(Measure measure, TimeMs sinceMidnight) const;
    TimeMs whenInDay(Measure measure, TimeMs amount) const;
    TimeMs dayLength(Measure measure) const;

    std::vector<CalendarRules::Shift> m_shifts;
    QSet<int> m_announcedYears;
    TimeMs m_offset;
    TimeMs m_shiftsOfDay = 0;
    std::vector<qint32> m_before; ///< working days before day i since 1970-01-01, one more at the end
};

} // namespace guancheng
