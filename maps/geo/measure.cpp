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

bool MapMeasure::add(const GeoPoint &point)
{
    if (!point.isValid() || (!m_points.empty() && m_points.back() == point))
        return false;
    m_lengths.push_back(m_points.empty() ? 0 : m_lengths.back() + geodesicMetres(m_points.back(), point));
    m_points.push_back(point);
    return true;
}

bool MapMeasure::removeLast()
{
    if (m_points.empty())
        return false;
    m_points.pop_back();
    m_lengths.pop_back();
    return true;
}

bool MapMeasure::move(size_t index, const GeoPoint &point)
{
    if (index >= m_points.size() || !point.isValid())
        return false;
    m_points[index] = point;
    for (size_t i = std::max<size_t>(index, 1); i < m_points.size(); ++i)
        m_lengths[i] = m_lengths[i - 1] + geodesicMetres(m_points[i - 1], m_points[i]);
    return true;
}

double MapMeasure::perimeterMetres() const
{
    return m_points.size() < 2 ? 0 : lengthMetres() + geodesicMetres(m_points.back(), m_points.front());
}

double MapMeasure::areaSquareMetres() const
{
    return std::fabs(signedAreaSquareMetres(m_points));
}

double MapMeasure::bearing() const
{
    if (m_points.size() < 2)
        return std::numeric_limits<double>::quiet_NaN();
    return initialBearing(m_points[m_points.size() - 2], m_points.back());
}

} // namespace guancheng
