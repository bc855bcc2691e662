// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engines/traveltime.h"
#include "maps/network/routing/roadquestions.h"

#include <memory>

namespace guancheng {

/** The time by road for the recommendation of units, from a road network. Any thread; some 1 ms a question. */
class RoadTravelTime final : public TravelTime
{
public:
    RoadTravelTime(std::shared_ptr<const RoadQuestions> roads, int zoneOffsetSeconds)
        : m_roads(std::move(roads))
        , m_offset(zoneOffsetSeconds)
    {
    }
    void estimate(const GeoPoint &to, const QString &unitKind, TimeMs now, std::span<const GeoPoint> from,
                  std::span<TravelEstimate> out) const override;

private:
    std::shared_ptr<const RoadQuestions> m_roads;
    int m_offset;
};

/** 0 = Monday 0 h, local. */
int hourOfWeek(TimeMs time, int zoneOffsetSeconds);

} // namespace guancheng
