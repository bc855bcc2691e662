// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/routing/liveroads.h"

namespace guancheng {

namespace {

bool isBefore(const RoadConditions::Change &change, quint32 edge)
{
    return change.edge < edge;
}

} // namespace

float RoadConditions::secondsPerMetre(quint32 edge, float usual, const VehicleClass &vehicle) const
{
    const auto found = std::lower_bound(m_changes.begin(), m_changes.end(), edge, isBefore);
    if (found == m_changes.end() || found->edge != edge)
        return usual;
    // A vehicle is stopped when all the ways in which it could use roads are; walkers step round what stops cars.
    const bool isClosed = found->closedFor == AccessAll ||
                          (found->closedFor != 0 && !vehicle.throughClosures && (vehicle.access & ~found->closedFor) == 0);
    if (isClosed)
        return std::numeric_limits<float>::infinity();
    if (found->kmh <= 0 || vehicle.ownKmh > 0)
        return usual;
    // As much of the difference to its own speed as it suffers from the traffic otherwise.
    const double own = 3.6 / double(usual);
    const double kmh = std::min(own, double(found->kmh)) * vehicle.congestion + own * (1 - vehicle.congestion);
    return static_cast<float>(3.6 / std::max(1.0, kmh));
}

LiveRoads::LiveRoads(size_t edges) : m_edges(edges)
{
    publish({});
}

std::shared_ptr<const RoadConditions> LiveRoads::now() const
{
    const std::lock_guard lock(m_mutex);
    return m_now;
}

RoadConditions::Change &LiveRoads::changeOf(quint32 edge, Changes &changes) const
{
    auto found = std::lower_bound(changes.begin(), changes.end(), edge, isBefore);
    if (found == changes.end() || found->edge != edge)
        found = changes.insert(found, {edge, 0, 0});
    return *found;
}

bool LiveRoads::close(quint32 edge, quint8 closedFor)
{
    if (edge >= m_edges)
        return false;
    const std::lock_guard lock(m_writing);
    Changes changes = now()->m_changes;
    changeOf(edge, changes).closedFor = closedFor;
    publish(std::move(changes));
    return true;
}

bool LiveRoads::setSpeed(quint32 edge, double kmh)
{
    if (edge >= m_edges)
        return false;
    const std::lock_guard lock(m_writing);
    Changes changes = now()->m_changes;
    changeOf(edge, changes).kmh = kmh > 0 && kmh < 1000 ? static_cast<float>(kmh) : 0;
    publish(std::move(changes));
    return true;
}

void LiveRoads::reset(std::vector<RoadConditions::Change> changes)
{
    const std::lock_guard lock(m_writing);
    std::stable_sort(changes.begin(), changes.end(), [](const auto &a, const auto &b) { return a.edge < b.edge; });
    publish(std::move(changes));
}

void LiveRoads::publish(Changes changes)
{
    auto next = std::make_shared<RoadConditions>();
    next->m_bits.assign(m_edges / 64 + 1, 0);
    for (const RoadConditions::Change &change : changes) {
        const bool isUsual = change.closedFor == 0 && !(change.kmh > 0);
        const bool isKnown = !next->m_changes.empty() && next->m_changes.back().edge == change.edge;
        if (change.edge >= m_edges || isUsual || isKnown)
            continue;
        next->m_bits[change.edge >> 6] |= quint64(1) << (change.edge & 63U);
        next->m_changes.push_back(change);
    }
    const std::lock_guard lock(m_mutex);
    m_now = std::move(next);
}

} // namespace guancheng
