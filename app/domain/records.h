// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/enums.h"
#include "domain/geopoint.h"

#include <QList>
#include <QString>

#include <limits>

namespace guancheng {

/** One reading of one device, addressed by its dense slot; 24 bytes, no allocation: there are 5.1 million devices. */
struct TelemetryRecord
{
    quint32 slot = 0;
    float value = 0; ///< unit of the device class; NaN = missing
    TimeMs at = 0;   ///< when it was measured
    DeviceState state = DeviceState::Unknown;
};

/** One position of one moving unit, addressed by its dense slot. */
struct UnitRecord
{
    quint32 slot = 0;
    GeoPoint point;
    TimeMs at = 0;
    float heading = 0; ///< degrees clockwise from north
    float speed = 0;   ///< km/h
    UnitStatus status = UnitStatus::Available;
    UnitActivity activity = UnitActivity::Idle;
};

/** A device as the directory knows it. */
struct Device
{
    quint32 slot = 0;
    QString id;              ///< '310115-SMOKE-000123'
    quint16 deviceClass = 0; ///< index in the catalogue
    GeoPoint point;
    quint16 street = 0; ///< index in the city's streets
};

/** A moving unit as the directory knows it. */
struct Unit
{
    quint32 slot = 0;
    QString id;         ///< 'U-0042'
    QString callsign;   ///< '北蔡城管 3 组'
    quint16 kind = 0;   ///< index of the unit kind in the catalogue
    QString department; ///< in the catalogue
    quint16 street = 0; ///< home street, index in the city's streets
    bool operator==(const Unit &) const = default;
};

/** A camera as the directory knows it; pictures come on request. */
struct Camera
{
    QString id;
    QString name;
    GeoPoint point;
    quint16 street = 0;
    bool online = true;
};

/** A value of an indicator of the catalogue. */
struct IndicatorValue
{
    quint16 index = 0;                                       ///< in the catalogue
    double value = std::numeric_limits<double>::quiet_NaN(); ///< NaN = missing, never shown as 0
    Level level = Level::Normal;
    Quality quality = Quality::Missing;
    TimeMs at = 0;  ///< when the newest reading that it rests on was made
    QString source; ///< feed
};

/** The health of one feed, as the backend (or the client for its own link) sees it. */
struct SourceHealth
{
    QString id; ///< 'traffic', 'weather', 'link'
    QString nameZh;
    QString nameEn;
    FeedState state = FeedState::Connecting;
    TimeMs lastAt = 0;   ///< time of the last good message
    qint64 received = 0; ///< messages
    qint64 rejected = 0; ///< malformed, oversized, impossible: counted, never fatal
    qint64 late = 0;     ///< out of order or duplicate
    QString message;     ///< last problem in one sentence: source, place, reason
    bool simulated = false;
    bool operator==(const SourceHealth &) const = default;
};

/** A warning in force (CAP 1.2, reduced to what the wall shows). */
struct Warning
{
    QString id;
    quint64 version = 0;
    QString kind;               ///< 'gale', 'road-icing': in the catalogue
    Level level = Level::Minor; ///< colour: Critical red ... Minor blue
    QString headlineZh;
    QString headlineEn;
    QString issuer;
    TimeMs issuedAt = 0;
    TimeMs expiresAt = 0;
    bool cancelled = false;
    bool exercise = false; ///< CAP status Exercise or Test
    bool operator==(const Warning &) const = default;
};

/** An order: a case given to a unit. */
struct Order
{
    QString id;
    quint64 version = 0;
    QString incident;
    QString unit;
    QString status; ///< 'offered', 'accepted', 'refused', 'enroute', 'onscene', 'done', 'cancelled'
    TimeMs at = 0;
    double etaSeconds = 0;
    QString reason; ///< why this unit
    bool operator==(const Order &) const = default;
};

/** Figures of the whole city that tick: a name in the catalogue and a number. */
struct Figure
{
    QString id; ///< 'population', 'devices', 'online-rate', 'cases-today', 'auto-dispatch', 'on-time'
    double value = std::numeric_limits<double>::quiet_NaN();
    TimeMs at = 0;
};

/** Score of a dimension (0-100) and what pulls it down, worst first. */
struct DimensionScore
{
    struct Contributor
    {
        quint16 indicator = 0; ///< index in the catalogue
        double points = 0;     ///< taken off, positive
        bool operator==(const Contributor &) const = default;
    };
    quint8 dimension = 0; ///< index in the catalogue
    double score = std::numeric_limits<double>::quiet_NaN();
    QList<Contributor> contributors;
};

} // namespace guancheng
