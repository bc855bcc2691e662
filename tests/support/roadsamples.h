// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features/featuretable.h"
#include "maps/network/roadarrays.h"

#include <ogrsf_frmts.h>

#include <cmath>
#include <random>

namespace guancheng {

/** Lines or polygons of a layer of a file as a table without columns; empty when the file or layer is absent. */
inline FeatureTable tableOfLayer(const char *file, const char *layerName)
{
    FeatureTable table;
    table.partStarts = {0};
    table.vertexStarts = {0};
    GDALAllRegister();
    const GDALDatasetUniquePtr data(GDALDataset::Open(file, GDAL_OF_VECTOR | GDAL_OF_READONLY));
    OGRLayer *layer = data ? data->GetLayerByName(layerName) : nullptr;
    if (layer == nullptr)
        return table;
    const auto addLine = [&](const OGRSimpleCurve &line, bool isRing) {
        for (int i = 0; i < line.getNumPoints() - (isRing ? 1 : 0); ++i)
            table.vertices.insert(table.vertices.end(), {line.getX(i), line.getY(i)});
        table.vertexStarts.push_back(static_cast<quint32>(table.vertices.size() / 2));
    };
    const auto add = [&](const auto &self, const OGRGeometry *geometry) -> GeometryKind {
        GeometryKind kind = GeometryKind::None;
        if (const auto *line = dynamic_cast<const OGRLineString *>(geometry)) {
            addLine(*line, false);
            kind = GeometryKind::Line;
        } else if (const auto *polygon = dynamic_cast<const OGRPolygon *>(geometry)) {
            for (const OGRLinearRing *ring : *polygon)
                addLine(*ring, true);
            kind = GeometryKind::Polygon;
        } else if (const auto *many = dynamic_cast<const OGRGeometryCollection *>(geometry)) {
            for (const OGRGeometry *part : *many)
                kind = self(self, part);
        }
        return kind;
    };
    for (const auto &feature : *layer) {
        table.kinds.push_back(add(add, feature->GetGeometryRef()));
        table.partStarts.push_back(static_cast<quint32>(table.vertexStarts.size() - 1));
    }
    return table;
}

/** A city of our own making: a bent grid of streets about 110 m apart, with gaps, one-ways and classes; any number of nodes. */
inline RoadArrays generatedRoads(int nodes, quint32 seed)
{
    RoadArrays roads;
    std::mt19937 random(seed);
    const auto chance = [&](double share) { return std::uniform_real_distribution<double>(0, 1)(random) < share; };
    const int side = std::max(2, static_cast<int>(std::sqrt(nodes)));
    const auto node = [side](int column, int row) { return static_cast<quint32>(row * side + column); };
    std::uniform_int_distribution<int> jitter(-2500, 2500);
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            roads.nodeLongitudeE7.push_back(1'212'000'000 + column * 11'500 + jitter(random));
            roads.nodeLatitudeE7.push_back(310'000'000 + row * 9'900 + jitter(random));
        }
    }
    roads.names = {WayName{}};
    roads.profiles = {SpeedProfile{}};
    for (int c = 0; c < kWayClasses; ++c)
        roads.profiles.push_back(defaultProfile(static_cast<WayClass>(c)));
    roads.edgeShape = {0};
    const auto add = [&](quint32 a, quint32 b, int line) {
        const WayClass wayClass = line % 24 == 0  ? WayClass::Elevated
                                  : line % 8 == 0 ? WayClass::Primary
                                  : line % 4 == 0 ? WayClass::Secondary
                                                  : WayClass::Local;
        if (wayClass == WayClass::Local && chance(0.15))
            return;
        const bool turned = chance(0.5);
        roads.edgeFrom.push_back(turned ? b : a);
        roads.edgeTo.push_back(turned ? a : b);
        roads.edgeMetres.push_back(static_cast<float>(distanceMetres(roads.node(a), roads.node(b)) * 1.05));
        roads.edgeClass.push_back(wayClass);
        roads.edgeFlags.push_back(wayClass == WayClass::Local && chance(0.1) ? WayOneway : 0);
        roads.edgeAccess.push_back(defaultAccess(wayClass));
        roads.edgeSpeedKmh.push_back(static_cast<quint8>(defaultSpeedKmh(wayClass)));
        roads.edgeProfile.push_back(static_cast<quint16>(1 + static_cast<int>(wayClass)));
        roads.edgeName.push_back(0);
        roads.edgeShape.push_back(0);
    };
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            if (column + 1 < side)
                add(node(column, row), node(column + 1, row), row);
            if (row + 1 < side)
                add(node(column, row), node(column, row + 1), column);
        }
    }
    return roads;
}

} // namespace guancheng
