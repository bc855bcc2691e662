// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/datum.h"

#include <cmath>
#include <numbers>

namespace guancheng {

namespace {

constexpr double kPi = std::numbers::pi;
// Krasovsky 1940, the ellipsoid in which the offset is expressed.
constexpr double kSemiMajor = 6378245.0;
constexpr double kEccentricity2 = 0.00669342162296594323;
constexpr double kBdPi = kPi * 3000.0 / 180.0;
constexpr int kMaxIterations = 30;
constexpr double kTolerance = 1e-11; // degrees, about a micrometre

double common(double x, double y)
{
    return (20.0 * std::sin(6.0 * x * kPi) + 20.0 * std::sin(2.0 * x * kPi)) * 2.0 / 3.0 + 0.1 * x * y;
}

double northMetres(double x, double y)
{
    return -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.2 * std::sqrt(std::fabs(x)) + common(x, y) +
           (20.0 * std::sin(y * kPi) + 40.0 * std::sin(y / 3.0 * kPi)) * 2.0 / 3.0 +
           (160.0 * std::sin(y / 12.0 * kPi) + 320.0 * std::sin(y * kPi / 30.0)) * 2.0 / 3.0;
}

double eastMetres(double x, double y)
{
    return 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * std::sqrt(std::fabs(x)) + common(x, y) +
           (20.0 * std::sin(x * kPi) + 40.0 * std::sin(x / 3.0 * kPi)) * 2.0 / 3.0 +
           (150.0 * std::sin(x / 12.0 * kPi) + 300.0 * std::sin(x / 30.0 * kPi)) * 2.0 / 3.0;
}

/** Looks for the point that \c forward takes to \c target: the offset changes slowly, so the fixed point converges fast. */
template<typename Forward>
GeoPoint inverse(const GeoPoint &target, Forward forward)
{
    GeoPoint guess = target;
    for (int i = 0; i < kMaxIterations; ++i) {
        const GeoPoint there = forward(guess);
        const double dLon = target.longitude - there.longitude;
        const double dLat = target.latitude - there.latitude;
        guess.longitude += dLon;
        guess.latitude += dLat;
        if (std::fabs(dLon) < kTolerance && std::fabs(dLat) < kTolerance)
            break;
    }
    return guess;
}

} // namespace

bool isGcjShifted(const GeoPoint &point)
{
    return point.longitude >= 72.004 && point.longitude <= 137.8347 && point.latitude >= 0.8293 && point.latitude <= 55.8271;
}

GeoPoint gcj02FromWgs84(const GeoPoint &wgs)
{
    if (!isGcjShifted(wgs))
        return wgs;
    const double x = wgs.longitude - 105.0;
    const double y = wgs.latitude - 35.0;
    const double latitude = wgs.latitude / 180.0 * kPi;
    const double s = std::sin(latitude);
    const double magic = 1 - kEccentricity2 * s * s;
    const double root = std::sqrt(magic);
    const double dLat = northMetres(x, y) * 180.0 / ((kSemiMajor * (1 - kEccentricity2)) / (magic * root) * kPi);
    const double dLon = eastMetres(x, y) * 180.0 / (kSemiMajor / root * std::cos(latitude) * kPi);
    return {wgs.longitude + dLon, wgs.latitude + dLat};
}

GeoPoint wgs84FromGcj02(const GeoPoint &gcj)
{
    return inverse(gcj, gcj02FromWgs84);
}

GeoPoint bd09FromGcj02(const GeoPoint &gcj)
{
    const double x = gcj.longitude;
    const double y = gcj.latitude;
    const double radius = std::hypot(x, y) + 0.00002 * std::sin(y * kBdPi);
    const double angle = std::atan2(y, x) + 0.000003 * std::cos(x * kBdPi);
    return {radius * std::cos(angle) + 0.0065, radius * std::sin(angle) + 0.006};
}

GeoPoint gcj02FromBd09(const GeoPoint &bd)
{
    return inverse(bd, bd09FromGcj02);
}

GeoPoint bd09FromWgs84(const GeoPoint &wgs)
{
    return bd09FromGcj02(gcj02FromWgs84(wgs));
}

GeoPoint wgs84FromBd09(const GeoPoint &bd)
{
    return wgs84FromGcj02(gcj02FromBd09(bd));
}

} // namespace guancheng
