// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

#include <QPointF>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace guancheng {

/**
 * Web mercator (EPSG:3857) normalised to the unit square: x grows east from 180 W, y grows south from 85.05 N. A 'world'
 * coordinate is a double of this square; at 16 digits it resolves nanometres.
 */
inline constexpr double kMercatorLatitude = 85.05112877980659;
inline constexpr double kEquatorMetres = 40075016.68557849;

inline QPointF toWorld(const GeoPoint &point)
{
    const double latitude = std::clamp(point.latitude, -kMercatorLatitude, kMercatorLatitude) * std::numbers::pi / 180;
    return {point.longitude / 360 + 0.5, 0.5 - std::asinh(std::tan(latitude)) / (2 * std::numbers::pi)};
}

inline GeoPoint toGeo(QPointF world)
{
    return {(world.x() - 0.5) * 360, std::atan(std::sinh((0.5 - world.y()) * 2 * std::numbers::pi)) * 180 / std::numbers::pi};
}

/** World units of one metre on the ground at this world y. */
inline double worldPerMetre(double worldY)
{
    // cos(latitude) = 1 / cosh(mercator y)
    return std::cosh((0.5 - worldY) * 2 * std::numbers::pi) / kEquatorMetres;
}

} // namespace guancheng
