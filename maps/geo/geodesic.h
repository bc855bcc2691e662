// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

#include <span>

namespace guancheng {

/**
 * Length in metres of the geodesic on the WGS-84 ellipsoid (Vincenty's inverse formula, 0.5 mm); nearly antipodal
 * points, for which it does not converge, get the distance on the sphere. Not a number for invalid points.
 */
double geodesicMetres(const GeoPoint &a, const GeoPoint &b);

/** Direction of \c to seen from \c from on the sphere, degrees clockwise from north, 0 <= result < 360. */
double initialBearing(const GeoPoint &from, const GeoPoint &to);

/** The place \c metres away from \c from in the direction \c bearing (degrees from north), on the sphere. */
GeoPoint destination(const GeoPoint &from, double bearing, double metres);

/** Sum of the distances (on the sphere) along the points, metres. */
double lengthMetres(std::span<const GeoPoint> line);

} // namespace guancheng
