// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/field/roadnetwork.h"

#include "city/curve.h"

#include <algorithm>
#include <cmath>

namespace guancheng::sim {
namespace {

constexpr double kRadians = 3.14159265358979323846 / 180;
constexpr double kMetresPerDegree = 111'195.08; ///< of the sphere that distanceMetres() uses
constexpr double kStepMetres = 60;

} // namespace

LocalMetres::LocalMetres(double latitude)
    : perLongitude(kMetresPerDegree * std::cos(latitude * kRadians))
    , perLatitude(kMetresPerDegree)
{
}

double LocalMetres::distance(const GeoPoint &a, const GeoPoint &b) const
{
    return std::hypot((b.longitude - a.longitude) * perLongitude, (b.latitude - a.latitude) * perLatitude);
}

double LocalMetres::heading(const GeoPoint &from, const GeoPoint &to) const
{
    const double degrees =
        std::atan2((to.longitude - from.longitude) * perLongitude, (to.latitude - from.latitude) * perLatitude) / kRadians;
    return degrees < 0 ? degrees + 360 : degrees;
}

Polyline::Polyline(std::vector<GeoPoint> points, bool loop, const LocalMetres &metres)
    : m_points(std::move(points))
    , m_loop(loop)
{
    m_along.reserve(m_points.size());
    double along = 0;
    for (size_t i = 0; i < m_points.size(); ++i) {
        if (i > 0)
            along += metres.distance(m_points[i - 1], m_points[i]);
        m_along.push_back(along);
    }
    if (m_along.empty()) {
        m_points.push_back({});
        m_along.push_back(0);
    }
}

GeoPoint Polyline::at(double along, size_t &hint) const
{
    if (m_points.size() < 2)
        return m_points.front();
    along = std::clamp(along, 0.0, length());
    hint = std::min(hint, m_points.size() - 2);
    // Units move a few metres between two calls: the segment is this one or a neighbour.
    while (hint > 0 && along < m_along[hint])
        --hint;
    while (hint + 2 < m_points.size() && along > m_along[hint + 1])
        ++hint;
    const double span = m_along[hint + 1] - m_along[hint];
    const double f = span > 0 ? (along - m_along[hint]) / span : 0;
    const GeoPoint &a = m_points[hint];
    const GeoPoint &b = m_points[hint + 1];
    return {a.longitude + (b.longitude - a.longitude) * f, a.latitude + (b.latitude - a.latitude) * f};
}

RoadNetwork::RoadNetwork(const City &city) : m_metres((city.bounds().south + city.bounds().north) / 2)
{
    for (const Road &road : city.roads()) {
        if (road.points.size() >= 2)
            m_roads.emplace_back(smoothCurve(std::span(road.points), kStepMetres, road.loop), road.loop, m_metres);
    }
    for (const River &river : city.rivers()) {
        if (river.points.size() >= 2)
            m_rivers.emplace_back(smoothCurve(std::span(river.points), kStepMetres), false, m_metres);
    }
}

} // namespace guancheng::sim
