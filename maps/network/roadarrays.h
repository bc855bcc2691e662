// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

#include <QString>

#include <span>
#include <vector>

namespace guancheng {

/** What kind of way an edge is; from the values of 'highway' in OpenStreetMap or the classes of RoadClass in a city file. */
enum class WayClass : quint8 { Expressway, Elevated, Trunk, Primary, Secondary, Tertiary, Local, Service, Path };
inline constexpr int kWayClasses = 9;

/** Who may use an edge, as bits; a vehicle has one of them. */
enum WayAccess : quint8 {
    AccessFoot = 1,
    AccessBicycle = 2,
    AccessMotorcycle = 4,
    AccessCar = 8,
    AccessHeavy = 16,
    AccessBus = 32,
    AccessEmergency = 64,
    AccessMotor = AccessMotorcycle | AccessCar | AccessHeavy | AccessBus | AccessEmergency,
    AccessAll = AccessMotor | AccessFoot | AccessBicycle,
};

/** Properties of an edge, as bits. */
enum WayFlag : quint8 {
    WayOneway = 1, ///< from 'from' to 'to' only; ways against their drawing are turned when they are added
    WayBridge = 2,
    WayTunnel = 4,
    WayRoundabout = 8,
    WayRamp = 16,      ///< joins roads of other classes
    WayGenerated = 32, ///< made up from the shapes of the districts, no surveyed street
};

/** The names of a street; several edges share one entry. */
struct WayName
{
    QString zh;
    QString en;
    QString code; ///< 'S20'; empty for a street
    bool operator==(const WayName &) const = default;
};

/** Share of the free-flow speed by hour: 24 values (every day) or 168 (Monday 0 h first), each in 0.05 ... 1.5. */
struct SpeedProfile
{
    std::vector<float> factors;
    float at(int hourOfWeek) const
    {
        return factors.empty() ? 1.0F : factors[static_cast<size_t>(hourOfWeek) % factors.size()];
    }
    bool operator==(const SpeedProfile &) const = default;
};

/**
 * A road network as plain structure of arrays: what an importer makes, a city pack stores and RoadGraph answers from. Nodes
 * and edges are dense indices; an edge lies between two nodes and is drawn from \c edgeFrom to \c edgeTo through its shape
 * points. Positions are degrees x 1e7, WGS-84.
 */
struct RoadArrays
{
    std::vector<qint32> nodeLongitudeE7;
    std::vector<qint32> nodeLatitudeE7;

    std::vector<quint32> edgeFrom;
    std::vector<quint32> edgeTo;
    std::vector<float> edgeMetres; ///< geodesic, along the shape; >= 0
    std::vector<WayClass> edgeClass;
    std::vector<quint8> edgeFlags;    ///< WayFlag
    std::vector<quint8> edgeAccess;   ///< WayAccess; 0 = closed for all
    std::vector<quint8> edgeSpeedKmh; ///< free flow, > 0
    std::vector<quint16> edgeProfile; ///< index of profiles
    std::vector<quint32> edgeName;    ///< index of names
    std::vector<quint32> edgeShape;   ///< first shape point between the nodes; one more at the end
    std::vector<qint32> shapeLongitudeE7;
    std::vector<qint32> shapeLatitudeE7;

    std::vector<WayName> names;         ///< [0] is the nameless street
    std::vector<SpeedProfile> profiles; ///< [0] is 'always free flow' unless given otherwise

    size_t nodeCount() const { return nodeLongitudeE7.size(); }
    size_t edgeCount() const { return edgeFrom.size(); }
    GeoPoint node(quint32 node) const { return {nodeLongitudeE7[node] / 1e7, nodeLatitudeE7[node] / 1e7}; }
    GeoPoint shape(quint32 at) const { return {shapeLongitudeE7[at] / 1e7, shapeLatitudeE7[at] / 1e7}; }
    /** Points of an edge, its two nodes included. */
    size_t pointCount(quint32 edge) const { return edgeShape[edge + 1] - edgeShape[edge] + 2; }
    GeoPoint point(quint32 edge, size_t at) const
    {
        if (at == 0)
            return node(edgeFrom[edge]);
        const size_t inner = edgeShape[edge + 1] - edgeShape[edge];
        return at > inner ? node(edgeTo[edge]) : shape(edgeShape[edge] + static_cast<quint32>(at) - 1);
    }
    /** What contradicts itself in the arrays, or nothing: lengths, indices, speeds, profiles. Any input is safe. */
    QString inconsistency() const;

    bool operator==(const RoadArrays &) const = default;
};

/** The free-flow speeds (km/h) and usual access of a class, where the data name none. */
int defaultSpeedKmh(WayClass wayClass);
quint8 defaultAccess(WayClass wayClass);
/** The profile by hour of a working day that ways of the class get where the data have none: 24 values. */
SpeedProfile defaultProfile(WayClass wayClass);
/** The class of a value of 'highway' of OpenStreetMap ('primary_link', 'residential' ...); Local for an unknown one. */
WayClass wayClassOf(QStringView highway);

} // namespace guancheng
