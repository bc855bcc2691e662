// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/cityinput.h"
#include "datasources/replay/linereader.h"

namespace guancheng {

/**
 * Where recorded times lie on the clock of the city. What is replayed happens now: each record keeps its distance to
 * the others, by the speed, and nothing comes from a year that the city would call stale.
 */
struct ReplayStamp
{
    TimeMs position = 0; ///< in the recording ...
    TimeMs cityNow = 0;  ///< ... is this time of the city
    double speed = 1;

    TimeMs of(TimeMs recorded) const
    {
        return cityNow - static_cast<TimeMs>(static_cast<double>(position - recorded) / (speed > 0 ? speed : 1));
    }
};

/** Something that was recorded and can be played into the city. Read once, then only looked up: seeking costs nothing. */
class Recording
{
public:
    virtual ~Recording() = default;

    virtual QString name() const = 0;
    /** Times of the first and last record. */
    virtual TimeMs begin() const = 0;
    virtual TimeMs end() const = 0;
    virtual const ReadingReport &report() const = 0;

    /** Declares what the records refer to. */
    virtual void declare(CityInput &city) = 0;
    /** Tells the city what was recorded in (from, to]. */
    virtual void play(CityInput &city, TimeMs from, TimeMs to, const ReplayStamp &stamp) = 0;
    /** Tells the city how things stood at stamp.position, after a seek. */
    virtual void restore(CityInput &city, const ReplayStamp &stamp) = 0;
};

} // namespace guancheng
