// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/records.h"
#include "maps/questions/polygonindex.h"
#include "stores/devicearrays.h"

namespace guancheng {

/**
 * Everything inside a drawn shape: one ring or many, by the odd-even rule. Built in about a millisecond; then any thread. Five
 * million devices take some 20 ms.
 */
class InsideShape
{
public:
    explicit InsideShape(std::span<const double> ring);
    /** The polygons of a table count together. */
    explicit InsideShape(const FeatureTable &polygons);

    bool contains(const GeoPoint &point) const;
    /** Slots, ascending. */
    std::vector<quint32> devices(const DeviceArrays &devices) const;
    std::vector<quint32> units(std::span<const UnitRecord> positions) const;
    /** Features with at least one vertex inside, or that hold the first vertex of the shape. */
    std::vector<quint32> features(const FeatureTable &table) const;
    const QRectF &bounds() const { return m_bounds; }

private:
    PolygonIndex m_index;
    QRectF m_bounds;
    GeoPoint m_first;
};

} // namespace guancheng
