// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stores/devicearrays.h"

#include <array>
#include <memory>
#include <mutex>

namespace guancheng {

/**
 * The last reading of every device. One thread writes (reset, apply), any thread reads.
 *
 * Nothing is announced: whoever shows devices asks at its own pulse for the slots whose *state* changed. A slot stands
 * in that list once, however often it changed. There is one taker (the map scene).
 */
class DeviceStore
{
public:
    struct Counters
    {
        quint64 applied = 0;
        quint64 late = 0;    ///< older than what is known: dropped
        quint64 unknown = 0; ///< slot outside of the directory: dropped
    };

    DeviceStore();
    ~DeviceStore();
    Q_DISABLE_COPY_MOVE(DeviceStore)

    /** Any thread. Never null; safe to read while a new directory comes. Hold it for a job, not for ever. */
    std::shared_ptr<const DeviceArrays> arrays() const;
    size_t size() const { return m_size; }
    /** Any thread. Grows with every reset: positions, classes and the meaning of slots are new then. */
    quint64 generation() const { return m_generation; }
    Counters counters() const;
    /** Any thread. How many devices are in the state now. */
    size_t countOf(DeviceState state) const { return m_counts[static_cast<size_t>(state)]; }

    /** Writing thread. Publishes a new directory with its readings; all that was taken note of for the old one is dropped. */
    void reset(std::shared_ptr<DeviceArrays> arrays);
    /** Writing thread. Allocates nothing in the steady state. */
    void apply(std::span<const TelemetryRecord> records);

    /** One taker, any thread. Puts the slots whose state changed since the last take into `slots` (old content is lost). */
    void takeChangedSlots(std::vector<quint32> &slots);

private:
    void noteChanged();

    std::shared_ptr<DeviceArrays> m_arrays; ///< pointer guarded by m_publish for readers
    std::vector<quint32> m_fresh;           ///< of the writing thread: changed in this call
    mutable std::mutex m_publish;
    std::mutex m_dirtyMutex;
    std::vector<quint32> m_dirty;
    std::vector<quint64> m_dirtyBits;
    std::atomic<size_t> m_size = 0;
    std::atomic<quint64> m_generation = 0;
    std::atomic<quint64> m_applied = 0;
    std::atomic<quint64> m_late = 0;
    std::atomic<quint64> m_unknown = 0;
    std::array<std::atomic<quint32>, 8> m_counts{};
};

} // namespace guancheng
