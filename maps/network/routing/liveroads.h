// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/network/vehicles.h"

#include <memory>
#include <mutex>
#include <span>

namespace guancheng {

/** What holds on the roads right now beside the graph: a snapshot. Immutable; any thread. */
class RoadConditions
{
public:
    /** One road that is not as usual. */
    struct Change
    {
        quint32 edge = 0;
        quint8 closedFor = 0; ///< WayAccess that may not pass; AccessAll = nobody, not even blue light
        float kmh = 0;        ///< measured speed of the traffic now; 0 = not measured
    };

    bool touches(quint32 edge) const { return (m_bits[edge >> 6] >> (edge & 63U) & 1U) != 0; }
    /** Seconds a metre on a touched edge, of a vehicle that would have needed \c usual; infinite when it is closed to it. */
    float secondsPerMetre(quint32 edge, float usual, const VehicleClass &vehicle) const;
    std::span<const Change> changes() const { return m_changes; }

private:
    friend class LiveRoads;
    std::vector<quint64> m_bits;
    std::vector<Change> m_changes; ///< by edge
};

/**
 * Roads that are closed or slow now. Closing or opening a road rebuilds nothing but a bit set (40 kB for 300 000 edges);
 * questions that are under way go on with what they began with. Any thread.
 */
class LiveRoads
{
public:
    explicit LiveRoads(size_t edges);

    /** For the vehicles of these bits; closedFor = 0 opens it again. Edges that there are not are ignored: false. */
    bool close(quint32 edge, quint8 closedFor = AccessAll & ~AccessEmergency);
    /** The speed of the traffic on an edge in km/h; 0 or not a number = back to the usual. */
    bool setSpeed(quint32 edge, double kmh);
    /** Takes the place of everything in one step. */
    void reset(std::vector<RoadConditions::Change> changes);
    /** Never null. */
    std::shared_ptr<const RoadConditions> now() const;

private:
    using Changes = std::vector<RoadConditions::Change>;
    RoadConditions::Change &changeOf(quint32 edge, Changes &changes) const;
    void publish(Changes changes);

    const size_t m_edges;
    mutable std::mutex m_mutex;
    std::mutex m_writing;
    std::shared_ptr<const RoadConditions> m_now;
};

} // namespace guancheng
