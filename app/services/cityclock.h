// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace guancheng {

/**
 * The time of the city as this desk knows it: the time of the backend, carried on by the monotonic clock of this machine,
 * so that jumps of the system clock do not reach it. now() and rate() from any thread; update() from one thread at a time.
 *
 * Monotone: when a correction would put the clock back by up to the tolerance (2 s), now() stands until the city has
 * caught up. A greater correction back or forth is taken at once and counted as a jump: the backend's clock was set, or
 * another city answers.
 */
class CityClock final : public Clock
{
public:
    using Monotonic = std::function<TimeMs()>;
    static constexpr TimeMs kTolerance = 2000;

    /** Until the first update the city's time is `start`, running at the real speed. */
    explicit CityClock(TimeMs start = SystemClock().now(), Monotonic monotonic = monotonicMs);

    TimeMs now() const override;
    double rate() const override;

    /** The city's time was `time` when the monotonic clock said `at`, and runs at `rate`. True when the clock jumped. */
    bool update(TimeMs time, TimeMs at, double rate);
    bool isSynchronised() const { return m_synchronised; }
    int jumps() const { return m_jumps; }

private:
    TimeMs raw() const;

    Monotonic m_monotonic;
    mutable std::mutex m_mutex;
    TimeMs m_time = 0;
    TimeMs m_at = 0;
    double m_rate = 1;
    mutable TimeMs m_shown = 0;
    std::atomic<bool> m_synchronised = false;
    std::atomic<int> m_jumps = 0;
};

} // namespace guancheng
