// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/geopoint.h"

#include <QString>

#include <limits>
#include <span>

namespace guancheng {

/** How long a way takes and how long it is; infinite where there is no way. */
struct TravelEstimate
{
    double seconds = std::numeric_limits<double>::infinity();
    double metres = std::numeric_limits<double>::infinity();
    bool isKnown() const { return seconds < std::numeric_limits<double>::infinity(); }
};

/**
 * The time by road, for the recommendation of units. The engines know no roads: whoever has a network hands one in.
 *
 * 1. Thread: any; calls may overlap. They return within a few milliseconds and do not block.
 * 2. estimate(): \c out has the size of \c from and comes back with one estimate each, for a unit of the kind of the catalogue
 *    at this time. What the network cannot say (no road near, not connected) stays not known.
 */
class TravelTime
{
public:
    virtual ~TravelTime() = default;
    virtual void estimate(const GeoPoint &to, const QString &unitKind, TimeMs now, std::span<const GeoPoint> from,
                          std::span<TravelEstimate> out) const = 0;
};

} // namespace guancheng
