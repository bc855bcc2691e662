// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTypes>

#include <algorithm>
#include <cmath>
#include <vector>

namespace guancheng {

/** Percentiles of the newest 65 536 durations. */
class Latency
{
public:
    void add(double milliseconds)
    {
        if (m_samples.size() < kMost)
            m_samples.push_back(milliseconds);
        else
            m_samples[m_next++ % kMost] = milliseconds;
    }
    /** 0 <= share <= 1; 0 without a sample. */
    double percentile(double share) const
    {
        if (m_samples.empty())
            return 0;
        std::vector<double> sorted = m_samples;
        const auto position = sorted.begin() + std::lround(share * static_cast<double>(sorted.size() - 1));
        std::nth_element(sorted.begin(), position, sorted.end());
        return *position;
    }

private:
    static constexpr size_t kMost = 65'536;
    std::vector<double> m_samples;
    size_t m_next = 0;
};

} // namespace guancheng
