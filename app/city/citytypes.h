// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

#include <QString>
#include <QtTypes>

#include <vector>

/** The static city as plain values. Every position is WGS-84; every index points into the vector of the same City. */
namespace guancheng {

struct GeoBox
{
    double west = 0;
    double south = 0;
    double east = 0;
    double north = 0;

    bool contains(const GeoPoint &p) const
    {
        return p.longitude >= west && p.longitude <= east && p.latitude >= south && p.latitude <= north;
    }
};

/** First and last point are the same. */
using GeoRing = std::vector<GeoPoint>;
/** The outer ring, then its holes. */
using GeoPolygon = std::vector<GeoRing>;

struct District
{
    QString adcode; ///< GB/T 2260, six digits: '310115'
    QString nameZh;
    QString nameEn;
    GeoPoint centre; ///< where a label may stand
    std::vector<GeoPolygon> polygons;
};

enum class StreetKind : quint8 { Subdistrict, Town, Township, Zone };

struct Street
{
    QString code; ///< GB/T 10114, nine digits: '310115105'
    QString nameZh;
    QString nameEn;
    StreetKind kind = StreetKind::Subdistrict;
    quint16 district = 0;    ///< index
    GeoPoint seed;           ///< about the seat; the area is what lies nearest to it within the district
    bool approximate = true; ///< the area is no public boundary but that partition
    bool estimated = false;  ///< the seed itself is a guess
};

struct Station
{
    QString id;
    QString nameZh;
    QString nameEn;
    GeoPoint point;
    std::vector<quint16> lines; ///< indices
};

/** One run of stations of a line; a line with branches has several. */
struct MetroRoute
{
    std::vector<quint16> stations; ///< indices in order; a loop does not repeat the first
    bool loop = false;
    std::vector<GeoPoint> path; ///< the stations and the points between them where the line bends; for smoothCurve()
};

struct MetroLine
{
    QString id; ///< '2', 'maglev'
    QString nameZh;
    QString nameEn;
    quint32 colour = 0; ///< 0xRRGGBB, the colour of the operator
    std::vector<MetroRoute> routes;
};

/** A point of a road or river that has a name of its own: an interchange, a bridge, a tunnel, a pier. */
struct NamedPoint
{
    QString nameZh;
    GeoPoint point;
    bool tunnel = false; ///< the stretch from here to the next point lies under the ground or a river
};

enum class RoadClass : quint8 { Expressway, Elevated, Arterial };

struct Road
{
    QString id;
    QString code; ///< 'S20', 'G60'; empty for a street
    QString nameZh;
    QString nameEn;
    RoadClass roadClass = RoadClass::Arterial;
    bool loop = false; ///< goes on from the last point to the first, which is not repeated
    std::vector<NamedPoint> points;
};

struct River
{
    QString id;
    QString nameZh;
    QString nameEn;
    double widthMetres = 0; ///< typical
    std::vector<NamedPoint> points;
};

/** A district and a street by index; -1 where there is none. */
struct Area
{
    qint16 district = -1;
    qint16 street = -1;
    bool operator==(const Area &) const = default;
};

struct NamedPlace
{
    QString id;
    QString kind; ///< 'hub', 'hospital', 'bridge' ...: see docs in resources/schemas/city/places.schema.json
    QString nameZh;
    QString nameEn;
    GeoPoint point;
    bool approximate = false; ///< known to the neighbourhood only
    Area area;                ///< filled at load
};

/** A published figure of the city, shown with its source. */
struct CityFigure
{
    QString id;
    QString nameZh;
    QString nameEn;
    double value = 0;
    QString unitZh;
    QString unitEn;
    QString source;
};

/** A line that has to stand on the screen wherever the data are shown. */
struct Attribution
{
    QString zh;
    QString en;
};

} // namespace guancheng
