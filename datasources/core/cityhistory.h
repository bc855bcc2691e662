// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/cityinput.h"

#include <functional>

namespace guancheng {

struct Measure;

/** What had been counted in a day before the journal begins. */
struct DayBefore
{
    qint64 opened = 0;
    qint64 dispatched = 0;
    qint64 automatic = 0;
    qint64 closed = 0;
    qint64 onTime = 0;
};

/**
 * The door through which a source gives a city without a journal its past: the clock of the city stands at a time that
 * has been, and all that is reported then goes through the same rules, with that time, into the same journal.
 *
 * 1. Thread: that of CityInput. Only for a city that is fresh(), before anybody is told of anything.
 * 2. Times only go forward: reach() each in turn, all before the present; then present().
 */
class CityHistory
{
public:
    virtual ~CityHistory() = default;

    /** Nothing was ever written in this journal. */
    virtual bool fresh() const = 0;
    /** The time of the city is \c at; what is due by then happens. */
    virtual void reach(TimeMs at) = 0;
    /** The clock runs again. */
    virtual void present() = 0;
    /** Sets the counts of the day of \c at to what they were then; the ids of cases go on from there. */
    virtual void counted(const DayBefore &day, TimeMs at) = 0;
    /** Like CityInput::report(), with the id of the case; empty when the report was of no use. */
    virtual QString found(const QString &source, const Report &report) = 0;
    /** The case as it is now, or null; valid until the next call. */
    virtual const Incident *caseOf(const QString &id) const = 0;
    /** The order that is being carried out for it, or null; valid until the next call. */
    virtual const Order *orderOf(const QString &incident) const = 0;
    /** What the backend counts itself gets its trend: \c then gives the value at a past time, from that of the present. */
    virtual void trends(const std::function<double(const Measure &measure, double present, TimeMs at)> &then) = 0;
};

} // namespace guancheng
