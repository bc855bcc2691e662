// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/network/roadarrays.h"

#include <algorithm>
#include <cmath>

namespace guancheng {

/**
 * The straight segments of a road network by cells of about 150 m: the nearest segment to a point, not the nearest node.
 * Immutable after construction; any thread; no allocation in a query.
 */
class SnapGrid
{
public:
    struct Hit
    {
        quint32 edge = 0xffffffffu;
        quint32 segment = 0; ///< of the edge
        double along = 0;    ///< 0 ... 1 of the segment
        double metres = 0;   ///< how far off
    };

    SnapGrid() = default;
    explicit SnapGrid(const RoadArrays &arrays);

    /** The nearest segment within \c farthest metres whose edge \c accept takes; edge is 0xffffffff without one. */
    template<typename Accept>
    Hit nearest(const RoadArrays &arrays, const GeoPoint &point, double farthest, Accept accept) const
    {
        Hit best;
        best.metres = farthest;
        if (m_starts.empty() || !point.isValid())
            return best;
        const double east = metresPerDegree() * std::cos(point.latitude * kRadians);
        const int column = columnOf(point.longitude);
        const int row = rowOf(point.latitude);
        const double step = std::min(m_cellLat * metresPerDegree(), m_cellLon * east);
        // Rings that lie wholly beside the grid hold nothing: begin with the first that touches it.
        const int first = std::max({0, -column, column - m_columns + 1, -row, row - m_rows + 1});
        const int last =
            std::max({std::abs(column), std::abs(m_columns - 1 - column), std::abs(row), std::abs(m_rows - 1 - row)});
        for (int ring = first; ring <= last && (ring - 1) * step <= best.metres; ++ring)
            forRing(column, row, ring, [&](size_t cell) {
                for (quint32 i = m_starts[cell]; i < m_starts[cell + 1]; ++i)
                    improve(arrays, point, east, m_items[i], accept, best);
            });
        return best;
    }

private:
    struct Item
    {
        quint32 edge;
        quint32 segment;
    };
    static constexpr double kRadians = 3.14159265358979323846 / 180;
    static constexpr double metresPerDegree() { return 6371008.8 * kRadians; }
    int columnOf(double longitude) const
    {
        return static_cast<int>(std::clamp(std::floor((longitude - m_west) / m_cellLon), -1e6, 1e6));
    }
    int rowOf(double latitude) const
    {
        return static_cast<int>(std::clamp(std::floor((latitude - m_south) / m_cellLat), -1e6, 1e6));
    }
    template<typename F>
    void forRing(int column, int row, int ring, F f) const
    {
        const int south = std::max(row - ring, 0);
        const int north = std::min(row + ring, m_rows - 1);
        for (int r = south; r <= north; ++r) {
            const bool whole = r == row - ring || r == row + ring;
            const int step = whole || ring == 0 ? 1 : 2 * ring;
            int c = column - ring;
            if (whole)
                c = std::max(c, 0);
            for (; c <= std::min(column + ring, m_columns - 1); c += step) {
                if (c >= 0)
                    f(static_cast<size_t>(r) * static_cast<size_t>(m_columns) + static_cast<size_t>(c));
            }
        }
    }
    template<typename Accept>
    static void improve(const RoadArrays &arrays, const GeoPoint &point, double east, const Item &item, Accept accept,
                        Hit &best)
    {
        const GeoPoint a = arrays.point(item.edge, item.segment);
        const GeoPoint b = arrays.point(item.edge, item.segment + 1);
        const double ax = (a.longitude - point.longitude) * east;
        const double ay = (a.latitude - point.latitude) * metresPerDegree();
        const double dx = (b.longitude - a.longitude) * east;
        const double dy = (b.latitude - a.latitude) * metresPerDegree();
        const double square = dx * dx + dy * dy;
        const double along = square > 0 ? std::clamp(-(ax * dx + ay * dy) / square, 0.0, 1.0) : 0;
        const double metres = std::hypot(ax + along * dx, ay + along * dy);
        // Of edges at the same distance (at a crossing) the first one, so that the answer does not depend on the cells.
        const bool better = metres < best.metres || (metres == best.metres && item.edge < best.edge);
        if (better && accept(item.edge))
            best = {item.edge, item.segment, along, metres};
    }

    double m_west = 0;
    double m_south = 0;
    double m_cellLon = 1;
    double m_cellLat = 1;
    int m_columns = 0;
    int m_rows = 0;
    std::vector<quint32> m_starts; ///< by cell; one more at the end
    std::vector<Item> m_items;
};

} // namespace guancheng
