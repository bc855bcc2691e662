// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>

namespace guancheng {

/** A position in degrees, WGS-84 (EPSG:4326); not a number when the place is not known. */
struct GeoPoint
{
    double longitude = std::numeric_limits<double>::quiet_NaN();
    double latitude = std::numeric_limits<double>::quiet_NaN();

    bool isValid() const { return longitude >= -180 && longitude <= 180 && latitude >= -90 && latitude <= 90; }
    friend bool operator==(const GeoPoint &a, const GeoPoint &b)
    {
        return (a.longitude == b.longitude && a.latitude == b.latitude) || (!a.isValid() && !b.isValid());
    }
};

/** Distance in metres on the sphere of the mean radius 6 371 008.8 m; within 0.5% of the geodesic. */
inline double distanceMetres(const GeoPoint &a, const GeoPoint &b)
{
    constexpr double kRadius = 6371008.8;
    constexpr double kRadians = 3.14159265358979323846 / 180;
    const double dLat = (b.latitude - a.latitude) * kRadians;
    const double dLon = (b.longitude - a.longitude) * kRadians;
    const double s = std::sin(dLat / 2);
    const double t = std::sin(dLon / 2);
    const double h = s * s + std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) * t * t;
    return 2 * kRadius * std::asin(std::sqrt(std::fmin(1.0, h)));
}

} // namespace guancheng
