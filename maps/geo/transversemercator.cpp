// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/transversemercator.h"

#include <cmath>
#include <numbers>

namespace guancheng {

namespace {

constexpr double kRadians = std::numbers::pi / 180;
constexpr double kMajor = 6378137.0;
constexpr double kFlattening = 1 / 298.257222101;
constexpr double n = kFlattening / (2 - kFlattening);
constexpr double n2 = n * n, n3 = n2 * n, n4 = n2 * n2;
constexpr double kRadius = kMajor / (1 + n) * (1 + n2 / 4 + n4 / 64);
constexpr double kAlpha[] = {n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180, 13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
                             61 * n3 / 240 - 103 * n4 / 140, 49561 * n4 / 161280};
constexpr double kBeta[] = {n / 2 - 2 * n2 / 3 + 37 * n3 / 96 - n4 / 360, n2 / 48 + n3 / 15 - 437 * n4 / 1440,
                            17 * n3 / 480 - 37 * n4 / 840, 4397 * n4 / 161280};

const double kEccentricity = 2 * std::sqrt(n) / (1 + n);

/** Tangent of the conformal latitude of a tangent of the latitude. */
double conformal(double tau)
{
    const double sigma = std::sinh(kEccentricity * std::atanh(kEccentricity * tau / std::hypot(1.0, tau)));
    return tau * std::hypot(1.0, sigma) - sigma * std::hypot(1.0, tau);
}

double geographic(double conformalTau)
{
    double tau = conformalTau;
    for (int i = 0; i < 8; ++i) {
        const double here = conformal(tau);
        const double e2 = kEccentricity * kEccentricity;
        const double step =
            (conformalTau - here) / std::hypot(1.0, here) * (1 + (1 - e2) * tau * tau) / ((1 - e2) * std::hypot(1.0, tau));
        tau += step;
        if (std::fabs(step) < 1e-14 * std::fmax(1.0, std::fabs(tau)))
            break;
    }
    return tau;
}

/** Northing of the origin's latitude on the meridian. */
double meridianArc(double latitude)
{
    const double xi = std::atan(conformal(std::tan(latitude * kRadians)));
    double sum = xi;
    for (int j = 0; j < 4; ++j)
        sum += kAlpha[j] * std::sin(2 * (j + 1) * xi);
    return kRadius * sum;
}

} // namespace

QPointF TransverseMercator::forward(const GeoPoint &point) const
{
    const double lambda = (point.longitude - meridian) * kRadians;
    const double tau = conformal(std::tan(point.latitude * kRadians));
    const double xi = std::atan2(tau, std::cos(lambda));
    const double eta = std::asinh(std::sin(lambda) / std::hypot(tau, std::cos(lambda)));
    double north = xi;
    double east = eta;
    for (int j = 0; j < 4; ++j) {
        const int k = 2 * (j + 1);
        north += kAlpha[j] * std::sin(k * xi) * std::cosh(k * eta);
        east += kAlpha[j] * std::cos(k * xi) * std::sinh(k * eta);
    }
    return {falseEasting + scale * kRadius * east, falseNorthing + scale * (kRadius * north - meridianArc(latitude))};
}

GeoPoint TransverseMercator::inverse(QPointF metres) const
{
    const double xi = ((metres.y() - falseNorthing) / scale + meridianArc(latitude)) / kRadius;
    const double eta = (metres.x() - falseEasting) / (scale * kRadius);
    double north = xi;
    double east = eta;
    for (int j = 0; j < 4; ++j) {
        const int k = 2 * (j + 1);
        north -= kBeta[j] * std::sin(k * xi) * std::cosh(k * eta);
        east -= kBeta[j] * std::cos(k * xi) * std::sinh(k * eta);
    }
    const double tau = std::sin(north) / std::hypot(std::sinh(east), std::cos(north));
    const double lambda = std::atan2(std::sinh(east), std::cos(north));
    return {meridian + lambda / kRadians, std::atan(geographic(tau)) / kRadians};
}

} // namespace guancheng
