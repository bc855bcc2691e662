// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/geodesic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <utility>

namespace guancheng {

namespace {

constexpr double kRadians = std::numbers::pi / 180;
constexpr double kMajor = 6378137.0;
constexpr double kFlattening = 1 / 298.257223563;
constexpr double kMinor = kMajor * (1 - kFlattening);

struct Geodesic
{
    double metres = 0;
    double bearing = 0; ///< radians
};

/** Vincenty's A and B. */
std::pair<double, double> series(double cos2Alpha)
{
    const double square = cos2Alpha * (kMajor * kMajor - kMinor * kMinor) / (kMinor * kMinor);
    return {1 + square / 16384 * (4096 + square * (-768 + square * (320 - 175 * square))),
            square / 1024 * (256 + square * (-128 + square * (74 - 47 * square)))};
}

double deltaSigma(double b, double sinSigma, double cosSigma, double cos2Middle)
{
    const double middle2 = cos2Middle * cos2Middle;
    return b * sinSigma *
           (cos2Middle +
            b / 4 * (cosSigma * (2 * middle2 - 1) - b / 6 * cos2Middle * (4 * sinSigma * sinSigma - 3) * (4 * middle2 - 3)));
}

double reducedLatitude(double degrees)
{
    return std::atan((1 - kFlattening) * std::tan(degrees * kRadians));
}

/** Nothing when it does not converge. */
std::optional<Geodesic> inverse(const GeoPoint &a, const GeoPoint &b)
{
    const double difference = std::remainder(b.longitude - a.longitude, 360.0) * kRadians;
    const double u1 = reducedLatitude(a.latitude);
    const double u2 = reducedLatitude(b.latitude);
    const double s1 = std::sin(u1), c1 = std::cos(u1), s2 = std::sin(u2), c2 = std::cos(u2);
    double lambda = difference;
    for (int i = 0; i < 100; ++i) {
        const double sinLambda = std::sin(lambda), cosLambda = std::cos(lambda);
        const double sinSigma = std::hypot(c2 * sinLambda, c1 * s2 - s1 * c2 * cosLambda);
        if (sinSigma == 0)
            return Geodesic{};
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
        const auto [bigA, bigB] = series(cos2Alpha);
        return Geodesic{kMinor * bigA * (sigma - deltaSigma(bigB, sinSigma, cosSigma, cos2Middle)),
                        std::atan2(c2 * std::sin(lambda), c1 * s2 - s1 * c2 * std::cos(lambda))};
    }
    return {};
}

/** Direction on the sphere, radians. */
double sphericalBearing(const GeoPoint &from, const GeoPoint &to)
{
    const double lat1 = from.latitude * kRadians;
    const double lat2 = to.latitude * kRadians;
    const double dLon = (to.longitude - from.longitude) * kRadians;
    return std::atan2(std::sin(dLon) * std::cos(lat2),
                      std::cos(lat1) * std::sin(lat2) - std::sin(lat1) * std::cos(lat2) * std::cos(dLon));
}

} // namespace

double geodesicMetres(const GeoPoint &a, const GeoPoint &b)
{
    if (!a.isValid() || !b.isValid())
        return std::numeric_limits<double>::quiet_NaN();
    if (a == b)
        return 0;
    const std::optional<Geodesic> geodesic = inverse(a, b);
    return geodesic ? geodesic->metres : distanceMetres(a, b);
}

double initialBearing(const GeoPoint &from, const GeoPoint &to)
{
    if (!from.isValid() || !to.isValid())
        return std::numeric_limits<double>::quiet_NaN();
    const std::optional<Geodesic> geodesic = inverse(from, to);
    const double degrees = (geodesic ? geodesic->bearing : sphericalBearing(from, to)) / kRadians;
    const double turned = degrees < 0 ? degrees + 360 : degrees;
    return turned >= 360 ? 0 : turned;
}

GeoPoint destination(const GeoPoint &from, double bearing, double metres)
{
    const double alpha = bearing * kRadians;
    const double u1 = reducedLatitude(from.latitude);
    const double s1 = std::sin(u1), c1 = std::cos(u1);
    const double sigma1 = std::atan2(std::tan(u1), std::cos(alpha));
    const double sinAlpha = c1 * std::sin(alpha);
    const double cos2Alpha = 1 - sinAlpha * sinAlpha;
    const auto [bigA, bigB] = series(cos2Alpha);
    double sigma = metres / (kMinor * bigA);
    double cos2Middle = 0;
    for (int i = 0; i < 100; ++i) {
        cos2Middle = std::cos(2 * sigma1 + sigma);
        const double next = metres / (kMinor * bigA) + deltaSigma(bigB, std::sin(sigma), std::cos(sigma), cos2Middle);
        const double step = std::fabs(next - sigma);
        sigma = next;
        if (step < 1e-13)
            break;
    }
    cos2Middle = std::cos(2 * sigma1 + sigma);
    const double sinSigma = std::sin(sigma), cosSigma = std::cos(sigma);
    const double across = s1 * sinSigma - c1 * cosSigma * std::cos(alpha);
    const double latitude =
        std::atan2(s1 * cosSigma + c1 * sinSigma * std::cos(alpha), (1 - kFlattening) * std::hypot(sinAlpha, across));
    const double lambda = std::atan2(sinSigma * std::sin(alpha), c1 * cosSigma - s1 * sinSigma * std::cos(alpha));
    const double c = kFlattening / 16 * cos2Alpha * (4 + kFlattening * (4 - 3 * cos2Alpha));
    const double difference =
        lambda - (1 - c) * kFlattening * sinAlpha *
                     (sigma + c * sinSigma * (cos2Middle + c * cosSigma * (2 * cos2Middle * cos2Middle - 1)));
    return {std::remainder(from.longitude + difference / kRadians, 360.0), latitude / kRadians};
}

double lengthMetres(std::span<const GeoPoint> line)
{
    double sum = 0;
    for (size_t i = 1; i < line.size(); ++i)
        sum += geodesicMetres(line[i - 1], line[i]);
    return sum;
}

} // namespace guancheng
