// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

namespace guancheng {

/** The clock of the city, which stands at a past time while the past is told. Any thread may read it. */
class HistoryClock final : public Clock
{
public:
    explicit HistoryClock(const Clock &clock) : m_clock(clock) {}

    TimeMs now() const override
    {
        const TimeMs past = m_past;
        return past != 0 ? past : m_clock.now();
    }
    double rate() const override { return m_clock.rate(); }

    void standAt(TimeMs past) { m_past = past; }
    void run() { m_past = 0; }
    bool isPast() const { return m_past != 0; }

private:
    const Clock &m_clock;
    std::atomic<TimeMs> m_past = 0; ///< 0 = the clock runs
};

} // namespace guancheng
