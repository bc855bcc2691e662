// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/questions/insideshape.h"

#include <cmath>

namespace guancheng {

namespace {

QRectF boundsOf(std::span<const double> vertices)
{
    double west = 361, south = 91, east = -361, north = -91;
    for (size_t i = 0; i + 1 < vertices.size(); i += 2) {
        if (std::isnan(vertices[i]) || std::isnan(vertices[i + 1]))
            continue;
        west = std::min(west, vertices[i]);
        east = std::max(east, vertices[i]);
        south = std::min(south, vertices[i + 1]);
        north = std::max(north, vertices[i + 1]);
    }
    return east < west ? QRectF() : QRectF(west, south, east - west, north - south);
}

GeoPoint firstOf(std::span<const double> vertices)
{
    return vertices.size() < 2 ? GeoPoint{} : GeoPoint{vertices[0], vertices[1]};
}

} // namespace

InsideShape::InsideShape(std::span<const double> ring) : m_index(ring), m_bounds(boundsOf(ring)), m_first(firstOf(ring)) {}

InsideShape::InsideShape(const FeatureTable &polygons)
    : m_index(polygons)
    , m_bounds(boundsOf(polygons.vertices))
    , m_first(firstOf(polygons.vertices))
{
}

bool InsideShape::contains(const GeoPoint &point) const
{
    bool odd = false;
    m_index.visit(point, [&](quint32) { odd = true; });
    return odd;
}

std::vector<quint32> InsideShape::devices(const DeviceArrays &devices) const
{
    std::vector<quint32> found;
    const auto west = static_cast<qint32>(std::floor(std::clamp(m_bounds.left(), -180.0, 180.0) * 1e7));
    const auto east = static_cast<qint32>(std::ceil(std::clamp(m_bounds.right(), -180.0, 180.0) * 1e7));
    const auto south = static_cast<qint32>(std::floor(std::clamp(m_bounds.top(), -90.0, 90.0) * 1e7));
    const auto north = static_cast<qint32>(std::ceil(std::clamp(m_bounds.bottom(), -90.0, 90.0) * 1e7));
    for (quint32 slot = 0; slot < devices.size(); ++slot) {
        const qint32 x = devices.longitudeE7[slot];
        const qint32 y = devices.latitudeE7[slot];
        if (x >= west && x <= east && y >= south && y <= north && contains({x / 1e7, y / 1e7}))
            found.push_back(slot);
    }
    return found;
}

std::vector<quint32> InsideShape::units(std::span<const UnitRecord> positions) const
{
    std::vector<quint32> found;
    for (size_t slot = 0; slot < positions.size(); ++slot) {
        if (positions[slot].point.isValid() && contains(positions[slot].point))
            found.push_back(static_cast<quint32>(slot));
    }
    return found;
}

std::vector<quint32> InsideShape::features(const FeatureTable &table) const
{
    std::vector<quint32> found;
    for (size_t feature = 0; feature < table.size(); ++feature) {
        const quint32 first = table.vertexStarts[table.partStarts[feature]];
        const quint32 last = table.vertexStarts[table.partStarts[feature + 1]];
        bool isInside = false;
        for (quint32 v = first; v < last && !isInside; ++v)
            isInside = contains({table.vertices[size_t(v) * 2], table.vertices[size_t(v) * 2 + 1]});
        if (!isInside && table.kinds[feature] == GeometryKind::Polygon && m_first.isValid()) {
            // A polygon around the shape: none of its vertices is inside, but the shape is inside of it.
            bool odd = false;
            for (quint32 part = table.partStarts[feature]; part < table.partStarts[feature + 1]; ++part) {
                const std::span<const double> ring = table.part(part);
                for (size_t i = 0, j = ring.size() / 2; j > 0 && i < ring.size() / 2; ++i) {
                    const size_t b = (i + 1) % j;
                    if ((ring[2 * i + 1] > m_first.latitude) != (ring[2 * b + 1] > m_first.latitude) &&
                        m_first.longitude < (ring[2 * b] - ring[2 * i]) * (m_first.latitude - ring[2 * i + 1]) /
                                                    (ring[2 * b + 1] - ring[2 * i + 1]) +
                                                ring[2 * i])
                        odd = !odd;
                }
            }
            isInside = odd;
        }
        if (isInside)
            found.push_back(static_cast<quint32>(feature));
    }
    return found;
}

} // namespace guancheng
