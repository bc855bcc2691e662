// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/core/reconnect.h"

#include <QRandomGenerator>

#include <algorithm>

namespace guancheng {

Reconnect::Reconnect(Random random)
    : m_random(random ? std::move(random) : [] { return QRandomGenerator::global()->generateDouble(); })
{
}

void Reconnect::failed(TimeMs now)
{
    if (m_connectedAt >= 0 && now - m_connectedAt >= kLongest)
        m_failures = 0;
    m_connectedAt = -1;
    const int doublings = std::min(m_failures, 10);
    ++m_failures;
    m_nextAt = now + shortened(std::min(kLongest, kFirst << doublings));
}

void Reconnect::refused(TimeMs now)
{
    m_connectedAt = -1;
    ++m_failures;
    m_nextAt = now + shortened(kLongest);
}

void Reconnect::connected(TimeMs now)
{
    m_connectedAt = now;
}

TimeMs Reconnect::shortened(TimeMs wait)
{
    return wait - static_cast<TimeMs>(static_cast<double>(wait) * 0.5 * std::clamp(m_random(), 0.0, 1.0));
}

} // namespace guancheng
