// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/unitstore.h"

#include "stores/devicearrays.h"

namespace guancheng {

UnitDirectory::UnitDirectory(std::vector<Unit> list) : units(std::move(list))
{
    slotOf.reserve(static_cast<qsizetype>(units.size()));
    for (quint32 slot = 0; slot < units.size(); ++slot) {
        units[slot].slot = slot;
        slotOf.insert(units[slot].id, slot);
    }
}

const Unit *UnitDirectory::find(const QString &id) const
{
    const auto found = slotOf.constFind(id);
    return found == slotOf.cend() ? nullptr : &units[*found];
}

UnitStore::UnitStore() : m_directory(std::make_shared<UnitDirectory>()) {}
UnitStore::~UnitStore() = default;

std::shared_ptr<const UnitDirectory> UnitStore::directory() const
{
    const std::scoped_lock lock(m_mutex);
    return m_directory;
}

UnitStore::Counters UnitStore::counters() const
{
    return {m_applied, m_late, m_unknown};
}

void UnitStore::positions(std::vector<UnitRecord> &positions) const
{
    const std::scoped_lock lock(m_mutex);
    positions.assign(m_positions.begin(), m_positions.end());
}

std::vector<UnitRecord> UnitStore::positions() const
{
    const std::scoped_lock lock(m_mutex);
    return m_positions;
}

UnitRecord UnitStore::position(quint32 slot) const
{
    const std::scoped_lock lock(m_mutex);
    return slot < m_positions.size() ? m_positions[slot] : UnitRecord{};
}

void UnitStore::reset(std::vector<Unit> units, std::vector<UnitRecord> positions)
{
    auto directory = std::make_shared<const UnitDirectory>(std::move(units));
    positions.resize(directory->units.size());
    for (quint32 slot = 0; slot < positions.size(); ++slot)
        positions[slot].slot = slot;
    const std::scoped_lock lock(m_mutex);
    m_directory = std::move(directory);
    m_positions = std::move(positions);
    m_moved.clear();
    m_isMoved.assign(m_positions.size(), false);
    m_size = m_positions.size();
    ++m_generation;
}

void UnitStore::apply(std::span<const UnitRecord> records)
{
    quint64 late = 0;
    quint64 unknown = 0;
    const std::scoped_lock lock(m_mutex);
    for (const UnitRecord &record : records) {
        if (record.slot >= m_positions.size() || !record.point.isValid()) {
            ++unknown;
            continue;
        }
        UnitRecord &known = m_positions[record.slot];
        if (record.at < known.at && known.at - record.at <= kTakenBackMs) {
            ++late;
            continue;
        }
        known = record;
        if (!m_isMoved[record.slot]) {
            m_isMoved[record.slot] = true;
            m_moved.push_back(record.slot);
        }
    }
    m_applied.fetch_add(records.size() - late - unknown, std::memory_order_relaxed);
    m_late.fetch_add(late, std::memory_order_relaxed);
    m_unknown.fetch_add(unknown, std::memory_order_relaxed);
}

void UnitStore::takeMoved(std::vector<quint32> &slots)
{
    slots.clear();
    const std::scoped_lock lock(m_mutex);
    slots.swap(m_moved);
    for (const quint32 slot : slots)
        m_isMoved[slot] = false;
}

} // namespace guancheng
