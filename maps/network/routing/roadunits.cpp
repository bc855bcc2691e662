// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/routing/roadunits.h"

namespace guancheng {

RoadUnits::RoadUnits(std::shared_ptr<const RoadGraph> graph)
    : m_graph(std::move(graph))
    , m_first(m_graph->edgeCount(), kNone)
    , m_occupied(m_graph->edgeCount() / 64 + 1)
{
}

void RoadUnits::reset(size_t units)
{
    const std::unique_lock lock(m_mutex);
    m_units.assign(units, {});
    std::fill(m_first.begin(), m_first.end(), kNone);
    std::fill(m_occupied.begin(), m_occupied.end(), 0);
    m_counts = {};
}

void RoadUnits::unlink(quint32 slot)
{
    const Unit &unit = m_units[slot];
    if (!unit.place.isValid())
        return;
    (unit.previous == kNone ? m_first[unit.place.edge] : m_units[unit.previous].next) = unit.next;
    if (unit.next != kNone)
        m_units[unit.next].previous = unit.previous;
    if (m_first[unit.place.edge] == kNone)
        m_occupied[unit.place.edge >> 6] &= ~(quint64(1) << (unit.place.edge & 63U));
    --m_counts[unit.vehicle];
}

void RoadUnits::place(quint32 slot, const EdgePoint &place, quint8 vehicle, TimeMs at, bool isFree, quint32 kinds)
{
    if (slot >= m_units.size())
        return;
    const std::unique_lock lock(m_mutex);
    unlink(slot);
    Unit &unit = m_units[slot];
    unit = {place, at, vehicle, kinds, isFree, kNone, kNone};
    if (unit.place.edge >= m_graph->edgeCount()) {
        unit.place = {};
        return;
    }
    unit.next = m_first[place.edge];
    if (unit.next != kNone)
        m_units[unit.next].previous = slot;
    m_first[place.edge] = slot;
    m_occupied[place.edge >> 6] |= quint64(1) << (place.edge & 63U);
    ++m_counts[vehicle];
}

} // namespace guancheng
