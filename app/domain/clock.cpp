// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/clock.h"

#include <chrono>

namespace guancheng {

TimeMs monotonicMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

TimeMs SystemClock::now() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

ScaledClock::ScaledClock(TimeMs start, double rate) : m_anchor(start), m_anchorMonotonic(monotonicMs()), m_rate(rate) {}

TimeMs ScaledClock::now() const
{
    return m_anchor + static_cast<TimeMs>(static_cast<double>(monotonicMs() - m_anchorMonotonic) * m_rate);
}

void ScaledClock::rebase(TimeMs time, double rate)
{
    m_anchor = time;
    m_anchorMonotonic = monotonicMs();
    m_rate = rate;
}

} // namespace guancheng
