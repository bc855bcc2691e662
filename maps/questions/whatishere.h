// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"
#include "domain/incident.h"
#include "domain/records.h"
#include "maps/features/featuretable.h"
#include "maps/network/routing/roadquestions.h"
#include "stores/devicearrays.h"

#include <functional>
#include <memory>

namespace guancheng {

/** Something near a position. */
struct HereThing
{
    enum class Kind : quint8 { Road, Station, Place, Device, Unit, Incident, Feature };
    Kind kind = Kind::Place;
    QString id; ///< of unit, case, station, place; empty for a device
    QString nameZh;
    QString nameEn;
    double metres = 0;  ///< away; 0 inside of a polygon
    double bearing = 0; ///< from the thing to the position, degrees from north
    quint32 slot = 0;   ///< of a device or unit; feature index of a feature
    size_t layer = 0;   ///< of a feature: in the list that was asked
    GeoPoint point;     ///< of the thing, or the nearest point of it
};

/** The answer to 'what is here': where it is in the terms of the hall, and what lies around, nearest first in each kind. */
struct HereAnswer
{
    GeoPoint point;
    Place place; ///< district, street, grid codes; empty outside of the city
    QString districtZh, districtEn, streetZh, streetEn;
    std::vector<HereThing> things;
    /** '武宁路西侧 23 米' / '23 m west of Wuning Road'; empty without a road near. */
    QString addressZh, addressEn;
};

/** What there is to ask; null or empty parts are left out of the answer. */
struct HereSources
{
    const City *city = nullptr;
    const RoadQuestions *roads = nullptr;
    const DeviceArrays *devices = nullptr;
    std::span<const UnitRecord> positions;
    std::function<QPair<QString, QString>(quint32)> unitName;   ///< id, call sign
    std::function<QPair<QString, QString>(quint32)> deviceName; ///< zh, en
    std::vector<const Incident *> incidents;
    std::vector<std::shared_ptr<const FeatureTable>> layers;
};

/** The most things of each kind, and how far they may be: as many as a person reads. Five million devices take some 10 ms. */
HereAnswer whatIsHere(const GeoPoint &point, const HereSources &sources, size_t most = 3, double metres = 250);

/** '北' 'N' ...: one of eight directions. */
QString directionName(double bearing, bool chinese);

} // namespace guancheng
