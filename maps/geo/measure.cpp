// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/measure.h"

#include "maps/geo/geodesic.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace guancheng {

namespace {

constexpr double kRadians = std::numbers::pi / 180;
constexpr double kMajor = 6378137.0;
constexpr double kFlattening = 1 / 298.257223563;

double authalicQ(double sine)
{
    const double square = kFlattening * (2 - kFlattening);
    const double e = std::sqrt(square);
    return (1 - square) * (sine / (1 - square * sine * sine) + std::atanh(e * sine) / e);
}

} // namespace

double signedAreaSquareMetres(std::span<const GeoPoint> ring)
{
    if (ring.size() < 3)
        return 0;
    const double pole = authalicQ(1);
    const auto tangent = [&](const GeoPoint &point) { // of half the authalic latitude
        return std::tan(std::asin(std::clamp(authalicQ(std::sin(point.latitude * kRadians)) / pole, -1.0, 1.0)) / 2);
    };
    double excess = 0;
    double before = tangent(ring.back());
    for (size_t i = 0; i < ring.size(); ++i) {
        const GeoPoint &a = i == 0 ? ring.back() : ring[i - 1];
        const double here = tangent(ring[i]);
        const double half = std::tan(std::remainder(ring[i].longitude - a.longitude, 360) * kRadians / 2);
        excess -= 2 * std::atan(half * (before + here) / (1 + before * here)); // eastwards along the south side counts as minus
        before = here;
    }
    return excess * kMajor * kMajor * pole / 2;
}

double perimeterMetres(std::span<const GeoPoint> ring)
{
    return ring.empty() ? 0 : lengthMetres(ring) + geodesicMetres(ring.back(), ring.front());
}

} // namespace guancheng
