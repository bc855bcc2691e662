// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <deque>

namespace guancheng {

/** How much of the attention of one operator the alarms of the last hour take (EEMUA 191, ISA-18.2). */
enum class AlarmLoadClass : quint8 {
    Good,       ///< at most 6 an hour
    Manageable, ///< at most 12
    Demanding,  ///< fewer than 30
    TooMany     ///< 30 or more
};

/**
 * The rate of new alarms at one place: of the last ten minutes and the last hour, and when there was a flood. A flood begins
 * with the eleventh alarm in ten minutes and ends when fewer than five came in ten minutes (ISA-18.2 16.5). A time before the
 * last one counts as that: a clock that jumps back ends no flood. Memory: one time per alarm of the last hour. One thread.
 */
class FloodMeter
{
public:
    static constexpr TimeMs kTenMinutes = 600'000;
    static constexpr TimeMs kHour = 3'600'000;
    static constexpr TimeMs kDay = 86'400'000;
    static constexpr qsizetype kFloodAbove = 10;
    static constexpr qsizetype kCalmBelow = 5;

    /** A new alarm rang. */
    void note(TimeMs at);
    /** Goes on to \c now; to be called before any question, as often as wished. */
    void advance(TimeMs now);

    qsizetype perTenMinutes() const;
    qsizetype perHour() const { return static_cast<qsizetype>(m_hour.size()); }
    AlarmLoadClass loadClass() const;
    bool isFlood() const { return m_floodSince != 0; }
    /** 0 while there is none. */
    TimeMs floodSince() const { return m_floodSince; }
    /** Milliseconds of the last 24 hours. */
    TimeMs timeInFlood() const;

private:
    struct Flood
    {
        TimeMs from = 0;
        TimeMs to = 0;
    };

    TimeMs m_now = 0;
    std::deque<TimeMs> m_hour; ///< ascending
    TimeMs m_floodSince = 0;
    std::deque<Flood> m_floods; ///< that ended in the last 24 hours
};

} // namespace guancheng
