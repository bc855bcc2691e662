// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ctime>

namespace guancheng {

/**
 * Seconds of processor time that this process has used since the timer was made, over all of its threads.
 *
 * Tests bound costs with it instead of the clock on the wall, which also counts what other programs take away. The
 * bounds stand a factor of several above what is usual: they catch what is out of all proportion, the benchmarks measure.
 */
class CpuTimer
{
public:
    double seconds() const { return static_cast<double>(std::clock() - m_start) / CLOCKS_PER_SEC; }
    double milliseconds() const { return 1000 * seconds(); }

private:
    std::clock_t m_start = std::clock();
};

/** Whether costs mean anything: builds with assertions or sanitizers are slower by what they like. */
#ifdef NDEBUG
inline constexpr bool kCostsCount = true;
#else
inline constexpr bool kCostsCount = false;
#endif

} // namespace guancheng
