// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <functional>

namespace guancheng {

/**
 * When to try again: 0.2 s after the first failure, then twice as long each time, at most 10 s, each shortened by up to a
 * half at random, so that a hall of desks does not come back in one instant. Pure: the time is handed in.
 */
class Reconnect
{
public:
    static constexpr TimeMs kFirst = 200;
    static constexpr TimeMs kLongest = 10'000;
    /** A number in [0, 1). */
    using Random = std::function<double()>;

    explicit Reconnect(Random random = {});

    /** The attempt failed or the link broke. When it broke after it had held for kLongest, it starts over with kFirst. */
    void failed(TimeMs now);
    /** The other side refused for a reason that only a person can clear: the longest wait. */
    void refused(TimeMs now);
    void connected(TimeMs now);
    /** Monotonic time of the next attempt. */
    TimeMs nextAt() const { return m_nextAt; }
    int failures() const { return m_failures; }

private:
    TimeMs shortened(TimeMs wait);

    Random m_random;
    TimeMs m_nextAt = 0;
    TimeMs m_connectedAt = -1;
    int m_failures = 0;
};

} // namespace guancheng
