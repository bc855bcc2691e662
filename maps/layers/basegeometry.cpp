// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/basegeometry.h"

#include "city/curve.h"
#include "maps/geo/mercator.h"

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

/** Of the points along a curve, metres: at zoom 16 about 12 pixels, where the eye sees no corner. */
constexpr double kCurveStep = 25;

QRectF boxOf(const QList<QPointF> &points)
{
    if (points.isEmpty())
        return {};
    double left = points[0].x(), right = left, top = points[0].y(), bottom = top;
    for (const QPointF p : points) {
        left = std::min(left, p.x());
        right = std::max(right, p.x());
        top = std::min(top, p.y());
        bottom = std::max(bottom, p.y());
    }
    return {QPointF(left, top), QPointF(right, bottom)};
}

QList<QPointF> projected(const std::vector<GeoPoint> &points)
{
    QList<QPointF> result;
    result.reserve(static_cast<qsizetype>(points.size()));
    for (const GeoPoint &p : points)
        result.append(toWorld(p));
    return result;
}

BaseGeometry::Area areaOf(const District &district)
{
    BaseGeometry::Area area{district.nameZh, district.nameEn, toWorld(district.centre), {}, {}};
    for (const GeoPolygon &polygon : district.polygons) {
        for (const GeoRing &ring : polygon) {
            area.rings.append(projected(ring));
            area.box |= boxOf(area.rings.last());
        }
    }
    return area;
}

QString kindOf(RoadClass roadClass)
{
    switch (roadClass) {
    case RoadClass::Expressway: return u"expressway"_s;
    case RoadClass::Elevated: return u"elevated"_s;
    case RoadClass::Arterial: break;
    }
    return u"arterial"_s;
}

void addLine(BaseGeometry &geometry, BaseGeometry::Line line)
{
    if (line.points.size() < 2)
        return;
    line.box = boxOf(line.points);
    geometry.lines.push_back(std::move(line));
}

void addMetro(BaseGeometry &geometry, const City &city)
{
    for (const MetroLine &line : city.metroLines()) {
        for (const MetroRoute &route : line.routes) {
            addLine(geometry,
                    {u"metro"_s, line.nameZh, line.nameEn, projected(smoothCurve(route.path, kCurveStep, route.loop)), {}, 0});
        }
    }
    for (const Station &station : city.stations()) {
        const QString kind = station.lines.size() > 1 ? u"interchange"_s : u"station"_s;
        geometry.spots.push_back({kind, station.nameZh, station.nameEn, toWorld(station.point)});
    }
}

} // namespace

std::shared_ptr<const BaseGeometry> BaseGeometry::fromCity(const City &city)
{
    auto result = std::make_shared<BaseGeometry>();
    for (const District &district : city.districts()) {
        result->areas.push_back(areaOf(district));
        result->box |= result->areas.back().box;
    }
    for (const River &river : city.rivers()) {
        BaseGeometry::Line line{u"river"_s, river.nameZh, river.nameEn, projected(smoothCurve(river.points, kCurveStep)), {},
                                0};
        if (!line.points.isEmpty())
            line.widthWorld = river.widthMetres * worldPerMetre(line.points[0].y());
        addLine(*result, std::move(line));
    }
    for (const Road &road : city.roads()) {
        addLine(*result, {kindOf(road.roadClass),
                          road.nameZh,
                          road.nameEn,
                          projected(smoothCurve(road.points, kCurveStep, road.loop)),
                          {},
                          0});
    }
    addMetro(*result, city);
    for (const Street &street : city.streets())
        result->spots.push_back({u"street"_s, street.nameZh, street.nameEn, toWorld(street.seed)});
    for (const NamedPlace &place : city.places())
        result->spots.push_back({u"place"_s, place.nameZh, place.nameEn, toWorld(place.point)});
    return result;
}

} // namespace guancheng
