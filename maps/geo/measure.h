// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

#include <span>

namespace guancheng {

/**
 * Area in square metres of a ring on the WGS-84 ellipsoid, positive counterclockwise: the sphere of equal area with authalic
 * latitudes, edges as great circles on it. Within 1e-5 of the geodesic area for edges up to 100 km. The first point need not be
 * repeated; a ring may cross the antimeridian but not enclose a pole. 0 for fewer than three points; NaN for an invalid one.
 */
double signedAreaSquareMetres(std::span<const GeoPoint> ring);

/** Geodesic length of the line and of the way back to its first point, metres. */
double perimeterMetres(std::span<const GeoPoint> ring);

} // namespace guancheng
