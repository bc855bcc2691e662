// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/simulationmodel.h"
#include "domain/clock.h"

namespace guancheng::sim {

/** Parts of the time in the city's own zone. */
struct LocalTime
{
    qint64 day = 0;       ///< days since 1970-01-01
    double hour = 0;      ///< of the day, 0 to 24
    double dayOfYear = 0; ///< 0 to 366, good to a day
    bool weekend = false;
};
/** `offsetSeconds` is the offset of the zone from UTC (Shanghai: 28 800, without summer time). */
LocalTime localTime(TimeMs at, int offsetSeconds);

/** The factor of the rhythm at this time, between the full hours by linear interpolation. */
double rhythmAt(const Rhythm &rhythm, const LocalTime &local);
/** Mean of the rhythm over the kind of day. */
double rhythmMean(const Rhythm &rhythm, bool weekend);
/** Share of the day's total that has come by this hour, 0 to 1. */
double rhythmElapsed(const Rhythm &rhythm, const LocalTime &local);

} // namespace guancheng::sim
