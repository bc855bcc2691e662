// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/features/featuretable.h"

#include <limits>

namespace guancheng {

namespace {

QRectF boundsOf(std::span<const double> vertices)
{
    constexpr double kFar = std::numeric_limits<double>::max();
    double west = kFar, south = kFar, east = -kFar, north = -kFar;
    for (size_t i = 0; i + 1 < vertices.size(); i += 2) {
        west = std::min(west, vertices[i]);
        east = std::max(east, vertices[i]);
        south = std::min(south, vertices[i + 1]);
        north = std::max(north, vertices[i + 1]);
    }
    return west > east ? QRectF() : QRectF(west, south, east - west, north - south);
}

} // namespace

const FeatureTable::Column *FeatureTable::column(QStringView wanted) const
{
    const auto it =
        std::find_if(columns.begin(), columns.end(), [wanted](const Column &column) { return column.name == wanted; });
    return it == columns.end() ? nullptr : &*it;
}

QRectF FeatureTable::bounds(size_t feature) const
{
    const size_t first = vertexStarts[partStarts[feature]];
    const size_t last = vertexStarts[partStarts[feature + 1]];
    return boundsOf(std::span(vertices).subspan(first * 2, (last - first) * 2));
}

QRectF FeatureTable::bounds() const
{
    return boundsOf(vertices);
}

} // namespace guancheng
