// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTypes>

#include <atomic>

namespace guancheng {

/** Milliseconds since 1970-01-01T00:00Z; 0 stands for 'not known'. */
using TimeMs = qint64;

/**
 * The time of the city, injected wherever a rule needs 'now': replay, exercise, story and test are one mechanism.
 * Thread: now() and rate() may be called from any thread.
 */
class Clock
{
public:
    virtual ~Clock() = default;
    virtual TimeMs now() const = 0;
    /** City milliseconds that pass in one real millisecond; 0 when the clock stands. */
    virtual double rate() const { return 1; }
};

/** The real time. */
class SystemClock final : public Clock
{
public:
    TimeMs now() const override;
};

/** Moves only when told to: for tests, stories and benchmarks. */
class ManualClock final : public Clock
{
public:
    explicit ManualClock(TimeMs start = 0) : m_now(start) {}
    TimeMs now() const override { return m_now; }
    double rate() const override { return 0; }
    void set(TimeMs now) { m_now = now; }
    void advance(TimeMs by) { m_now += by; }

private:
    std::atomic<TimeMs> m_now;
};

/** Runs from \c start at \c rate times the real speed, on the monotonic clock: jumps of the system clock do not reach it. */
class ScaledClock final : public Clock
{
public:
    explicit ScaledClock(TimeMs start, double rate = 1);
    TimeMs now() const override;
    double rate() const override { return m_rate; }
    /** Goes on from \c time at \c rate. Not to be called from two threads at once. */
    void rebase(TimeMs time, double rate);

private:
    std::atomic<TimeMs> m_anchor;
    std::atomic<TimeMs> m_anchorMonotonic;
    std::atomic<double> m_rate;
};

/** Monotonic milliseconds of this process, for durations and time-outs. */
TimeMs monotonicMs();

} // namespace guancheng
