// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/questions/roadtraveltime.h"

namespace guancheng {

namespace {

constexpr double kWithinSeconds = 2 * 3600;
constexpr double kNearMetres = 1500;     ///< a unit farther from any road is not on the roads
constexpr double kWalkSeconds = 1 / 1.2; ///< a metre between road and place

} // namespace

int hourOfWeek(TimeMs time, int zoneOffsetSeconds)
{
    const qint64 hours = (time / 1000 + zoneOffsetSeconds) / 3600;
    return static_cast<int>(((hours + 3 * 24) % 168 + 168) % 168); // 1 January 1970 was a Thursday
}

void RoadTravelTime::estimate(const GeoPoint &to, const QString &unitKind, TimeMs now, std::span<const GeoPoint> from,
                              std::span<TravelEstimate> out) const
{
    const size_t vehicle = m_roads->vehicles().forUnitKind(unitKind);
    if (m_roads->vehicles()[vehicle].offRoad)
        return;
    const EdgePoint goal = m_roads->snap(to, vehicle, kNearMetres);
    if (!goal.isValid())
        return;
    std::vector<EdgePoint> starts;
    starts.reserve(from.size());
    for (const GeoPoint &point : from)
        starts.push_back(m_roads->snap(point, vehicle, kNearMetres));
    std::vector<Travel> travel(starts.size());
    m_roads->travelTo(goal, starts, vehicle, hourOfWeek(now, m_offset), kWithinSeconds, travel);
    for (size_t i = 0; i < travel.size(); ++i) {
        if (!travel[i].isReachable())
            continue;
        // Next to each other beside the road: they need not go to the road and back.
        const double beside = std::min<double>(goal.offMetres + starts[i].offMetres, distanceMetres(from[i], to));
        out[i] = {double(travel[i].seconds) + beside * kWalkSeconds, double(travel[i].metres) + beside};
    }
}

} // namespace guancheng
