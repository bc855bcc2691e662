// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/network/roadgraph.h"

#include <QStringList>

#include <array>

namespace guancheng {

/** How a class of vehicles moves on the roads; from resources/network/vehicles.json. */
struct VehicleClass
{
    QString id;
    QString nameZh;
    QString nameEn;
    quint8 access = AccessCar; ///< an edge that is open to one of these bits is open to it
    double mostKmh = 120;
    double ownKmh = 0;                            ///< > 0: this speed on every road
    double congestion = 1;                        ///< how much of the slow-down by hour it suffers
    std::array<double, kWayClasses> speedShare{}; ///< of the speed of the traffic, by class of way; 0 = does not use it
    bool againstOneway = false;
    bool offRoad = false;         ///< needs no roads: flies, goes by water; a road network says nothing of it
    bool throughClosures = false; ///< passes what is closed to ordinary traffic
    QStringList unitKinds;        ///< of the catalogue
};

/** The classes; at least one. Immutable; any thread. */
class Vehicles
{
public:
    explicit Vehicles(std::vector<VehicleClass> classes) : m_classes(std::move(classes)) {}
    /** Reads and checks a file by resources/schemas/vehicles.schema.json. The error names file and JSON pointer. */
    static Result<Vehicles> load(const QString &file, const QString &schemaFile);

    size_t size() const { return m_classes.size(); }
    const VehicleClass &operator[](size_t index) const { return m_classes[index]; }
    /** The index, or -1. */
    int indexOf(QStringView id) const;
    /** The class of units of this kind of the catalogue; the first class for a kind that none names. */
    size_t forUnitKind(const QString &unitKind) const;

private:
    std::vector<VehicleClass> m_classes;
};

/**
 * Seconds a metre for each group of edges of a graph and both directions, of one vehicle at one hour: [group << 1 | against].
 * Infinite where it may not go.
 */
using CostTable = std::vector<float>;
CostTable costTable(const RoadGraph &graph, const VehicleClass &vehicle, int hourOfWeek);

} // namespace guancheng
