// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/geodesic.h"

#include <cmath>
#include <numbers>

namespace guancheng {

namespace {

constexpr double kRadians = std::numbers::pi / 180;
constexpr double kSphere = 6371008.8;
constexpr double kMajor = 6378137.0;
constexpr double kFlattening = 1 / 298.257223563;
constexpr double kMinor = kMajor * (1 - kFlattening);

} // namespace

double geodesicMetres(const GeoPoint &a, const GeoPoint &b)
{
    if (!a.isValid() || !b.isValid())
        return std::numeric_limits<double>::quiet_NaN();
    if (a == b)
        return 0;
    const double difference = (b.longitude - a.longitude) * kRadians;
    const double u1 = std::atan((1 - kFlattening) * std::tan(a.latitude * kRadians));
    const double u2 = std::atan((1 - kFlattening) * std::tan(b.latitude * kRadians));
    const double s1 = std::sin(u1), c1 = std::cos(u1), s2 = std::sin(u2), c2 = std::cos(u2);
    double lambda = difference;
    for (int i = 0; i < 100; ++i) {
        const double sinLambda = std::sin(lambda), cosLambda = std::cos(lambda);
        const double sinSigma = std::hypot(c2 * sinLambda, c1 * s2 - s1 * c2 * cosLambda);
        if (sinSigma == 0)
            return 0;
        const double cosSigma = s1 * s2 + c1 * c2 * cosLambda;
        const double sigma = std::atan2(sinSigma, cosSigma);
        const double sinAlpha = c1 * c2 * sinLambda / sinSigma;
        const double cos2Alpha = 1 - sinAlpha * sinAlpha;
        const double cos2Middle = cos2Alpha > 0 ? cosSigma - 2 * s1 * s2 / cos2Alpha : 0; // 0 on the equator
        const double c = kFlattening / 16 * cos2Alpha * (4 + kFlattening * (4 - 3 * cos2Alpha));
        const double previous = lambda;
        lambda = difference + (1 - c) * kFlattening * sinAlpha *
                                  (sigma + c * sinSigma * (cos2Middle + c * cosSigma * (2 * cos2Middle * cos2Middle - 1)));
        if (std::fabs(lambda - previous) > 1e-12)
            continue;
        const double square = cos2Alpha * (kMajor * kMajor - kMinor * kMinor) / (kMinor * kMinor);
        const double bigA = 1 + square / 16384 * (4096 + square * (-768 + square * (320 - 175 * square)));
        const double bigB = square / 1024 * (256 + square * (-128 + square * (74 - 47 * square)));
        const double middle2 = cos2Middle * cos2Middle;
        const double delta = bigB * sinSigma *
                             (cos2Middle + bigB / 4 *
                                               (cosSigma * (2 * middle2 - 1) -
                                                bigB / 6 * cos2Middle * (4 * sinSigma * sinSigma - 3) * (4 * middle2 - 3)));
        return kMinor * bigA * (sigma - delta);
    }
    return distanceMetres(a, b);
}

double initialBearing(const GeoPoint &from, const GeoPoint &to)
{
    const double lat1 = from.latitude * kRadians;
    const double lat2 = to.latitude * kRadians;
    const double dLon = (to.longitude - from.longitude) * kRadians;
    const double y = std::sin(dLon) * std::cos(lat2);
    const double x = std::cos(lat1) * std::sin(lat2) - std::sin(lat1) * std::cos(lat2) * std::cos(dLon);
    const double degrees = std::atan2(y, x) / kRadians;
    const double turned = degrees < 0 ? degrees + 360 : degrees;
    return turned >= 360 ? 0 : turned;
}

GeoPoint destination(const GeoPoint &from, double bearing, double metres)
{
    const double lat1 = from.latitude * kRadians;
    const double angle = metres / kSphere;
    const double direction = bearing * kRadians;
    const double sinLat = std::sin(lat1) * std::cos(angle) + std::cos(lat1) * std::sin(angle) * std::cos(direction);
    const double lat2 = std::asin(std::fmax(-1.0, std::fmin(1.0, sinLat)));
    const double dLon =
        std::atan2(std::sin(direction) * std::sin(angle) * std::cos(lat1), std::cos(angle) - std::sin(lat1) * sinLat);
    return {std::remainder(from.longitude + dLon / kRadians, 360.0), lat2 / kRadians};
}

double lengthMetres(std::span<const GeoPoint> line)
{
    double sum = 0;
    for (size_t i = 1; i < line.size(); ++i)
        sum += distanceMetres(line[i - 1], line[i]);
    return sum;
}

} // namespace guancheng
