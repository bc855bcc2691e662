// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

#include <span>

namespace guancheng {

/**
 * Measures on the WGS-84 ellipsoid, along geodesics. Not a number for invalid points; any thread.
 *
 * Length in metres by Vincenty's inverse formula, good to 0.5 mm; nearly antipodal points, for which it does not converge,
 * get the distance on the sphere.
 */
double geodesicMetres(const GeoPoint &a, const GeoPoint &b);

/** Direction of the geodesic to \c to at \c from, degrees clockwise from north, 0 <= result < 360. */
double initialBearing(const GeoPoint &from, const GeoPoint &to);

/** The place \c metres away from \c from along the geodesic that begins in the direction \c bearing (degrees from north). */
GeoPoint destination(const GeoPoint &from, double bearing, double metres);

/** Sum of the lengths of the geodesics between the points, metres. */
double lengthMetres(std::span<const GeoPoint> line);

} // namespace guancheng
