// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/alarmload/floodmeter.h"

#include <algorithm>

namespace guancheng {

void FloodMeter::advance(TimeMs now)
{
    m_now = std::max(m_now, now);
    if (m_floodSince != 0) {
        // Since the last alarm the rate only fell: it fell below the limit when the oldest of the newest five left the window.
        const auto few = static_cast<size_t>(kCalmBelow);
        const TimeMs calmAt = m_hour.size() < few ? m_now : m_hour[m_hour.size() - few] + kTenMinutes;
        if (calmAt <= m_now) {
            m_floods.push_back({m_floodSince, calmAt});
            m_floodSince = 0;
        }
    }
    while (!m_hour.empty() && m_hour.front() <= m_now - kHour)
        m_hour.pop_front();
    while (!m_floods.empty() && m_floods.front().to <= m_now - kDay)
        m_floods.pop_front();
}

void FloodMeter::note(TimeMs at)
{
    advance(at);
    m_hour.push_back(m_now);
    if (m_floodSince == 0 && perTenMinutes() > kFloodAbove)
        m_floodSince = m_now;
}

qsizetype FloodMeter::perTenMinutes() const
{
    return m_hour.end() - std::upper_bound(m_hour.begin(), m_hour.end(), m_now - kTenMinutes);
}

AlarmLoadClass FloodMeter::loadClass() const
{
    const qsizetype count = perHour();
    if (count <= 6)
        return AlarmLoadClass::Good;
    if (count <= 12)
        return AlarmLoadClass::Manageable;
    return count < 30 ? AlarmLoadClass::Demanding : AlarmLoadClass::TooMany;
}

TimeMs FloodMeter::timeInFlood() const
{
    const TimeMs begin = m_now - kDay;
    TimeMs sum = m_floodSince != 0 ? m_now - std::max(m_floodSince, begin) : 0;
    for (const Flood &flood : m_floods)
        sum += flood.to - std::max(flood.from, begin);
    return sum;
}

} // namespace guancheng
