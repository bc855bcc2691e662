// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/operations/clockoffset.h"

#include <algorithm>
#include <cmath>

namespace guancheng {

namespace {
constexpr double kTolerance = 500; ///< real ms beyond the round trips: scheduling of both processes
}

std::optional<ClockFix> ClockOffset::pong(TimeMs t0, TimeMs t1, TimeMs time, double rate)
{
    if (t1 < t0 || time <= 0 || !std::isfinite(rate) || rate < 0)
        return {};
    const Sample sample{{time, t0 + (t1 - t0) / 2, rate}, t1 - t0};
    std::erase_if(m_samples, [&](const Sample &old) {
        if (old.fix.rate != rate)
            return true;
        const auto predicted = static_cast<double>(old.fix.time) + static_cast<double>(sample.fix.at - old.fix.at) * rate;
        const double allowed = (static_cast<double>(old.roundTrip + sample.roundTrip) / 2 + kTolerance) * std::max(1.0, rate);
        return std::abs(predicted - static_cast<double>(time)) > allowed;
    });
    m_samples.push_back(sample);
    if (m_samples.size() > kWindow)
        m_samples.pop_front();
    return std::ranges::min_element(m_samples, {}, &Sample::roundTrip)->fix;
}

} // namespace guancheng
