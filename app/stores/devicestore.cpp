// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/devicestore.h"

namespace guancheng {

DeviceStore::DeviceStore() : m_arrays(std::make_shared<DeviceArrays>()) {}
DeviceStore::~DeviceStore() = default;

std::shared_ptr<const DeviceArrays> DeviceStore::arrays() const
{
    const std::scoped_lock lock(m_publish);
    return m_arrays;
}

DeviceStore::Counters DeviceStore::counters() const
{
    return {m_applied, m_late, m_unknown};
}

void DeviceStore::reset(std::shared_ptr<DeviceArrays> arrays)
{
    if (!arrays)
        arrays = std::make_shared<DeviceArrays>();
    std::array<quint32, 8> counts{};
    for (quint32 slot = 0; slot < arrays->size(); ++slot)
        ++counts[static_cast<size_t>(arrays->state(slot)) & 7];
    for (size_t i = 0; i < counts.size(); ++i)
        m_counts[i] = counts[i];
    {
        const std::scoped_lock lock(m_publish, m_dirtyMutex);
        m_arrays = std::move(arrays);
        m_size = m_arrays->size();
        ++m_generation;
        m_dirty.clear();
        m_dirtyBits.assign((m_size + 63) / 64, 0);
    }
}

void DeviceStore::apply(std::span<const TelemetryRecord> records)
{
    DeviceArrays &arrays = *m_arrays; // only this thread replaces it
    const size_t size = arrays.size();
    quint64 late = 0;
    quint64 unknown = 0;
    m_fresh.clear();
    for (const TelemetryRecord &record : records) {
        if (record.slot >= size || record.state > DeviceState::Unknown) {
            ++unknown;
            continue;
        }
        if (const TimeMs known = arrays.at(record.slot); record.at < known && known - record.at <= kTakenBackMs) {
            ++late;
            continue;
        }
        arrays.setReading(record.slot, record.value, record.at);
        const DeviceState old = arrays.state(record.slot);
        if (old == record.state)
            continue;
        arrays.setState(record.slot, record.state);
        m_counts[static_cast<size_t>(old)].fetch_sub(1, std::memory_order_relaxed);
        m_counts[static_cast<size_t>(record.state)].fetch_add(1, std::memory_order_relaxed);
        m_fresh.push_back(record.slot);
    }
    m_applied.fetch_add(records.size() - late - unknown, std::memory_order_relaxed);
    m_late.fetch_add(late, std::memory_order_relaxed);
    m_unknown.fetch_add(unknown, std::memory_order_relaxed);
    if (!m_fresh.empty())
        noteChanged();
}

void DeviceStore::noteChanged()
{
    const std::scoped_lock lock(m_dirtyMutex);
    for (const quint32 slot : m_fresh) {
        quint64 &word = m_dirtyBits[slot / 64];
        const quint64 bit = quint64(1) << (slot % 64);
        if (word & bit)
            continue;
        word |= bit;
        m_dirty.push_back(slot);
    }
}

void DeviceStore::takeChangedSlots(std::vector<quint32> &slots)
{
    slots.clear();
    const std::scoped_lock lock(m_dirtyMutex);
    slots.swap(m_dirty);
    for (const quint32 slot : slots)
        m_dirtyBits[slot / 64] &= ~(quint64(1) << (slot % 64));
}

} // namespace guancheng
