// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <algorithm>

namespace guancheng {

/** A bucket of tokens: `perSecond` on average, as many at once. Times are monotonic milliseconds. */
class RateLimit
{
public:
    explicit RateLimit(double perSecond = 0) : m_perSecond(perSecond), m_left(perSecond) {}

    /** Whether one more is allowed now. */
    bool take(TimeMs now)
    {
        m_left = std::min(m_perSecond, m_left + static_cast<double>(now - m_last) * m_perSecond / 1000);
        m_last = now;
        if (m_left < 1)
            return false;
        m_left -= 1;
        return true;
    }

private:
    double m_perSecond;
    double m_left;
    TimeMs m_last = monotonicMs();
};

} // namespace guancheng
