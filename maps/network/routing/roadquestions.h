// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/network/routing/roadunits.h"
#include "maps/network/routing/searchspace.h"

#include <array>

namespace guancheng {

/** Who can be there first? */
struct NearestQuestion
{
    EdgePoint target;
    quint64 vehicles = ~quint64(0); ///< bits: units of these classes of vehicles
    quint32 kinds = ~0U;            ///< bits: units with any of these
    size_t count = 10;
    double withinSeconds = 3600;
    int hourOfWeek = 12; ///< 0 = Monday 0 h; the speeds of this hour hold for the whole way
    TimeMs now = 0;
    TimeMs staleAfter = 120'000; ///< units that have been silent for longer are flagged
    bool withBusy = false;
};

struct NearestUnit
{
    quint32 slot = 0;
    float seconds = 0;
    float metres = 0; ///< along the way
    bool isStale = false;
};

/** Best first. Reuse it: it keeps its capacity, then a question allocates nothing. */
struct NearestAnswer
{
    std::vector<NearestUnit> units;
    /** Units that would do but cannot get there at all or not in time; counted when fewer than asked for were found. */
    size_t unreachable = 0;
    bool isComplete = false; ///< nobody who could come is missing: fewer were found because there are no more
    QString reasonZh;        ///< why there are none or fewer; empty when there are as many as asked for
    QString reasonEn;
};

/** A way to one place from another. Infinite when there is none. */
struct Travel
{
    float seconds = std::numeric_limits<float>::infinity();
    float metres = std::numeric_limits<float>::infinity();
    bool isReachable() const { return seconds < std::numeric_limits<float>::infinity(); }
};

/**
 * Questions to a road network: graph, vehicles, hours and what is closed now. All functions may be called from any thread at
 * the same time and allocate nothing after the first questions of each vehicle and hour.
 */
class RoadQuestions
{
public:
    RoadQuestions(std::shared_ptr<const RoadGraph> graph, Vehicles vehicles);

    const RoadGraph &graph() const { return *m_graph; }
    std::shared_ptr<const RoadGraph> graphPointer() const { return m_graph; }
    const Vehicles &vehicles() const { return m_vehicles; }
    LiveRoads &live() { return m_live; }
    const LiveRoads &live() const { return m_live; }

    /**
     * The nearest road that the vehicle may use, within \c farthest metres; invalid where there is none. A road of a fragment
     * that leads nowhere is passed over when another one is at most 100 m farther.
     */
    EdgePoint snap(const GeoPoint &point, size_t vehicle = 0, double farthest = 1000) const;

    /** The first units at a place by road; the classes of vehicles are searched one after another, each in what is left of the
     * bound. */
    void nearest(const NearestQuestion &question, const RoadUnits &units, NearestAnswer &answer) const;

    /** From each of \c from to \c to, by one search; \c out has the size of \c from. Invalid places are unreachable. */
    void travelTo(const EdgePoint &to, std::span<const EdgePoint> from, size_t vehicle, int hourOfWeek, double withinSeconds,
                  std::span<Travel> out) const;

    /** For other searches over the same network. */
    SearchPool::Lease space() const { return m_pool.take(); }
    std::shared_ptr<const CostTable> costs(size_t vehicle, int hourOfWeek) const;

private:
    void searchNearest(const NearestQuestion &question, size_t vehicle, const RoadUnits &units, SearchSpace &space,
                       NearestAnswer &answer) const;
    static void explain(const NearestQuestion &question, const RoadUnits &units, size_t met, NearestAnswer &answer);

    std::shared_ptr<const RoadGraph> m_graph;
    Vehicles m_vehicles;
    LiveRoads m_live;
    mutable SearchPool m_pool;
    mutable std::mutex m_costMutex;
    mutable std::vector<std::shared_ptr<const CostTable>> m_costs; ///< vehicle x 168 hours, made when first asked for
};

} // namespace guancheng
