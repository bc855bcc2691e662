// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <deque>
#include <optional>

namespace guancheng {

/** The city's time was `time` when the monotonic clock here said `at`, and runs at `rate`. */
struct ClockFix
{
    TimeMs time = 0;
    TimeMs at = 0;
    double rate = 1;
    bool operator==(const ClockFix &) const = default;
};

/**
 * The clock of the backend from pings: of the last 8 the one with the shortest round trip counts, for it says most exactly
 * when the backend looked at its clock. When the newest one contradicts that beyond what both round trips explain, the
 * backend's clock was set: the older ones are forgotten. Pure.
 */
class ClockOffset
{
public:
    static constexpr size_t kWindow = 8;

    /** `t0` and `t1`: monotonic time of ping and pong. Nothing when the pong cannot be true (t1 < t0). */
    std::optional<ClockFix> pong(TimeMs t0, TimeMs t1, TimeMs time, double rate);
    void clear() { m_samples.clear(); }

private:
    struct Sample
    {
        ClockFix fix;
        TimeMs roundTrip = 0;
    };
    std::deque<Sample> m_samples;
};

} // namespace guancheng
