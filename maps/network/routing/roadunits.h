// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "maps/network/vehicles.h"

#include <array>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>

namespace guancheng {

/**
 * Where the moving units are on the roads: lists of units by edge. One thread writes, questions read at the same time (shared
 * lock). A move costs the snap (about 2 us) and two links.
 */
class RoadUnits
{
public:
    static constexpr quint32 kNone = 0xffffffffu;
    struct Unit
    {
        EdgePoint place;
        TimeMs at = 0;
        quint8 vehicle = 0;
        quint32 kinds = 1; ///< bits that a question may filter by, as the kind of the unit or its skills
        bool isFree = false;
        quint32 next = kNone;
        quint32 previous = kNone;
    };

    explicit RoadUnits(std::shared_ptr<const RoadGraph> graph);

    /** Writing thread. All units are forgotten. */
    void reset(size_t units);
    /** Writing thread. An invalid place takes the unit off the roads. Slots beyond the reset are ignored. */
    void place(quint32 slot, const EdgePoint &place, quint8 vehicle, TimeMs at, bool isFree, quint32 kinds = 1);

    size_t size() const { return m_units.size(); }
    const RoadGraph &graph() const { return *m_graph; }

    /** Held by a question as long as it runs. */
    std::shared_lock<std::shared_mutex> lock() const { return std::shared_lock(m_mutex); }
    /** Only under the lock. */
    const Unit &unit(quint32 slot) const { return m_units[slot]; }
    /** Whether any unit is on the edge: a bit, so that a search over empty streets stays in the cache. */
    bool isOccupied(quint32 edge) const { return (m_occupied[edge >> 6] >> (edge & 63U) & 1U) != 0; }
    quint32 firstOn(quint32 edge) const { return m_first[edge]; }
    /** Units of the class that are on the roads, free or not. */
    size_t countOf(size_t vehicle) const { return m_counts[vehicle]; }

private:
    void unlink(quint32 slot);

    std::shared_ptr<const RoadGraph> m_graph;
    mutable std::shared_mutex m_mutex;
    std::vector<Unit> m_units;
    std::vector<quint32> m_first; ///< by edge
    std::vector<quint64> m_occupied;
    std::array<size_t, 256> m_counts{}; ///< by class of vehicle
};

} // namespace guancheng
