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

MapMeasure measureOf(const QList<QGeoCoordinate> &line)
{
    MapMeasure measure;
    for (const QGeoCoordinate &coordinate : line)
        measure.add(pointOf(coordinate));
    return measure;
}

} // namespace

double GeoRuler::metres(const QList<QGeoCoordinate> &line, bool closed)
{
    const MapMeasure measure = measureOf(line);
    return closed && measure.points().size() > 2 ? measure.perimeterMetres() : measure.lengthMetres();
}

double GeoRuler::squareMetres(const QList<QGeoCoordinate> &ring)
{
    return ring.size() > 2 ? measureOf(ring).areaSquareMetres() : 0;
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
