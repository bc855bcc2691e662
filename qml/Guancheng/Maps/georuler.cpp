// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "georuler.h"

#include "maps/geo/geodesic.h"
#include "maps/geo/measure.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

GeoPoint pointOf(const QGeoCoordinate &coordinate)
{
    return {coordinate.longitude(), coordinate.latitude()};
}

std::vector<GeoPoint> pointsOf(const QList<QGeoCoordinate> &line)
{
    std::vector<GeoPoint> points;
    for (const QGeoCoordinate &coordinate : line)
        points.push_back(pointOf(coordinate));
    return points;
}

} // namespace

double GeoRuler::metres(const QList<QGeoCoordinate> &line, bool closed)
{
    const std::vector<GeoPoint> points = pointsOf(line);
    return closed && points.size() > 2 ? perimeterMetres(points) : lengthMetres(points);
}

double GeoRuler::squareMetres(const QList<QGeoCoordinate> &ring)
{
    return std::abs(signedAreaSquareMetres(pointsOf(ring)));
}

double GeoRuler::bearing(const QGeoCoordinate &from, const QGeoCoordinate &to)
{
    return initialBearing(pointOf(from), pointOf(to));
}

QString GeoRuler::areaText(double squareMetres, bool chinese)
{
    if (!std::isfinite(squareMetres))
        return u"—"_s;
    if (squareMetres < 1e4)
        return QString::number(std::lround(squareMetres)) + u" m²"_s;
    if (squareMetres < 1e6)
        return QString::number(squareMetres / 1e4, 'f', 2) + (chinese ? u" 公顷"_s : u" ha"_s);
    return QString::number(squareMetres / 1e6, 'f', squareMetres < 1e8 ? 2 : 0) + u" km²"_s;
}

} // namespace guancheng
