// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/snapgrid.h"

namespace guancheng {

namespace {

constexpr double kCellMetres = 150;
constexpr double kMostCells = 4e6; ///< coarser cells beyond: a network of a country, or two cities far apart

} // namespace

SnapGrid::SnapGrid(const RoadArrays &arrays)
{
    if (arrays.edgeCount() == 0)
        return;
    double east = -180, north = -90;
    m_west = 180;
    m_south = 90;
    const auto widen = [&](const GeoPoint &p) {
        m_west = std::min(m_west, p.longitude);
        m_south = std::min(m_south, p.latitude);
        east = std::max(east, p.longitude);
        north = std::max(north, p.latitude);
    };
    for (quint32 n = 0; n < arrays.nodeCount(); ++n)
        widen(arrays.node(n));
    for (quint32 s = 0; s < arrays.shapeLongitudeE7.size(); ++s)
        widen(arrays.shape(s));

    const double shrink = std::max(0.01, std::cos((m_south + north) / 2 * kRadians));
    m_cellLat = kCellMetres / metresPerDegree();
    m_cellLon = m_cellLat / shrink;
    const double cells = ((east - m_west) / m_cellLon + 1) * ((north - m_south) / m_cellLat + 1);
    if (cells > kMostCells) {
        m_cellLat *= std::sqrt(cells / kMostCells) * 1.01;
        m_cellLon *= std::sqrt(cells / kMostCells) * 1.01;
    }
    m_columns = columnOf(east) + 1;
    m_rows = rowOf(north) + 1;

    const auto visitCells = [&](auto visit) {
        for (quint32 edge = 0; edge < arrays.edgeCount(); ++edge) {
            const auto segments = static_cast<quint32>(arrays.pointCount(edge) - 1);
            for (quint32 segment = 0; segment < segments; ++segment) {
                GeoPoint a = arrays.point(edge, segment);
                GeoPoint b = arrays.point(edge, segment + 1);
                if (a.latitude > b.latitude)
                    std::swap(a, b);
                const int last = rowOf(b.latitude);
                for (int row = rowOf(a.latitude); row <= last; ++row) {
                    // The part of the segment within the row; a little more, so that rounding loses no cell.
                    const double bottom = std::clamp(m_south + row * m_cellLat, a.latitude, b.latitude);
                    const double top = std::clamp(m_south + (row + 1) * m_cellLat, a.latitude, b.latitude);
                    const double rise = b.latitude - a.latitude;
                    const auto at = [&](double latitude) {
                        return rise > 0 ? a.longitude + (b.longitude - a.longitude) * (latitude - a.latitude) / rise
                                        : a.longitude;
                    };
                    const double x = at(bottom);
                    const double y = rise > 0 ? at(top) : b.longitude;
                    const int from = std::max(0, columnOf(std::min(x, y) - 1e-9));
                    const int to = std::min(m_columns - 1, columnOf(std::max(x, y) + 1e-9));
                    for (int column = from; column <= to; ++column)
                        visit(static_cast<size_t>(row) * static_cast<size_t>(m_columns) + static_cast<size_t>(column),
                              Item{edge, segment});
                }
            }
        }
    };
    m_starts.assign(static_cast<size_t>(m_columns) * static_cast<size_t>(m_rows) + 1, 0);
    visitCells([&](size_t cell, const Item &) { ++m_starts[cell + 1]; });
    for (size_t cell = 1; cell < m_starts.size(); ++cell)
        m_starts[cell] += m_starts[cell - 1];
    m_items.resize(m_starts.back());
    std::vector<quint32> next(m_starts.begin(), m_starts.end() - 1);
    visitCells([&](size_t cell, const Item &item) { m_items[next[cell]++] = item; });
}

} // namespace guancheng
