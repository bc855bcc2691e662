// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "services/cityclock.h"

#include <algorithm>
#include <cmath>

namespace guancheng {

CityClock::CityClock(TimeMs start, Monotonic monotonic)
    : m_monotonic(std::move(monotonic))
    , m_time(start)
    , m_at(m_monotonic())
    , m_shown(start)
{
}

TimeMs CityClock::now() const
{
    const std::scoped_lock lock(m_mutex);
    m_shown = std::max(m_shown, raw());
    return m_shown;
}

double CityClock::rate() const
{
    const std::scoped_lock lock(m_mutex);
    return m_rate;
}

bool CityClock::update(TimeMs time, TimeMs at, double rate)
{
    const std::scoped_lock lock(m_mutex);
    const TimeMs before = raw();
    m_time = time;
    m_at = at;
    m_rate = std::isfinite(rate) && rate >= 0 ? rate : 1;
    const bool first = !m_synchronised.exchange(true);
    // With a fast clock the same real uncertainty is more city time.
    const auto tolerance = static_cast<TimeMs>(static_cast<double>(kTolerance) * std::max(1.0, m_rate));
    const bool jumped = std::abs(raw() - before) > tolerance;
    if (first || jumped)
        m_shown = raw();
    if (jumped && !first)
        ++m_jumps;
    return jumped && !first;
}

TimeMs CityClock::raw() const
{
    return m_time + static_cast<TimeMs>(static_cast<double>(m_monotonic() - m_at) * m_rate);
}

} // namespace guancheng
