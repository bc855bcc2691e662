// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/areaindex.h"
#include "city/citytypes.h"
#include "city/unitgrids.h"
#include "domain/place.h"

#include <QHash>
#include <QStringView>

namespace guancheng {

/** What a City is made of, before it is indexed. */
struct CityData
{
    QString id;
    QString adcode; ///< '310000'
    QString nameZh;
    QString nameEn;
    QString timeZone; ///< IANA
    GeoBox bounds;
    GeoPoint viewCentre;
    double viewZoom = 10; ///< of web maps: 256 * 2^zoom pixels around the Earth
    std::vector<CityFigure> figures;
    std::vector<Attribution> attributions;
    std::vector<District> districts;
    std::vector<Street> streets;
    std::vector<Station> stations;
    std::vector<MetroLine> metroLines;
    std::vector<Road> roads;
    std::vector<River> rivers;
    std::vector<NamedPlace> places;
};

/** The static city: areas, lines and places. Immutable, held as shared_ptr<const City>; any thread. */
class City
{
public:
    using Area = guancheng::Area;

    /** Indexes \c data; street.district and station indices have to be in range, loadCity() sees to that. */
    explicit City(CityData data);

    const QString &id() const { return m_data.id; }
    const QString &adcode() const { return m_data.adcode; }
    const QString &nameZh() const { return m_data.nameZh; }
    const QString &nameEn() const { return m_data.nameEn; }
    const QString &timeZone() const { return m_data.timeZone; }
    const GeoBox &bounds() const { return m_data.bounds; }
    const GeoPoint &viewCentre() const { return m_data.viewCentre; }
    double viewZoom() const { return m_data.viewZoom; }
    const std::vector<CityFigure> &figures() const { return m_data.figures; }
    /** To be shown on the screen wherever the city is. */
    const std::vector<Attribution> &attributions() const { return m_data.attributions; }

    const std::vector<District> &districts() const { return m_data.districts; }
    const std::vector<Street> &streets() const { return m_data.streets; }
    const std::vector<Station> &stations() const { return m_data.stations; }
    const std::vector<MetroLine> &metroLines() const { return m_data.metroLines; }
    const std::vector<Road> &roads() const { return m_data.roads; }
    const std::vector<River> &rivers() const { return m_data.rivers; }
    const std::vector<NamedPlace> &places() const { return m_data.places; }

    /** Indices or -1. */
    int districtIndex(QStringView adcode) const;
    int streetIndex(QStringView code) const;
    /** The place of this id, or null. */
    const NamedPlace *place(QStringView id) const;
    /** The indices of the streets of a district, in the order of their codes. */
    const std::vector<quint16> &streetsOf(int district) const;

    /**
     * The district whose outline holds the point and in it the street with the nearest seed, -1 outside of the city.
     * Several million points a second; no allocation.
     */
    Area locate(const GeoPoint &point) const { return m_index.locate(point); }

    /**
     * The point in the terms of the hall: adcode, street code and grid '<street code>-NNN' (at least three digits).
     * The grids are generated from a regular grid, see UnitGrids: the real ones are not public. Codes are empty
     * outside of the city.
     */
    Place place(const GeoPoint &point, const QString &name = {}) const;
    /** Of the whole city, and of one street. */
    int gridCount() const { return m_grids.total(); }
    int gridCount(int street) const { return m_grids.count(street); }

private:
    CityData m_data;
    AreaIndex m_index;
    UnitGrids m_grids;
    QHash<QString, int> m_districtByAdcode;
    QHash<QString, int> m_streetByCode;
    QHash<QString, int> m_placeById;
    std::vector<std::vector<quint16>> m_streetsOf;
};

} // namespace guancheng
