// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"
#include "maps/features/featuretable.h"

#include <span>
#include <vector>

namespace guancheng {

/**
 * In which polygons does a point lie? A grid of cells remembers which polygons hold a whole cell; where a boundary passes, only
 * the edges of that polygon in the row of the cell are looked at. Holes, islands, rings that touch or cross themselves: by the
 * odd-even rule. A point on the common border of two polygons with the same vertices lies in exactly one of them. Vertices that
 * are not numbers are left out and counted. Immutable after construction; any thread; a query allocates nothing.
 */
class PolygonIndex
{
public:
    explicit PolygonIndex(const FeatureTable &table);
    /** Of one ring, longitude, latitude pairs; need not be closed. */
    explicit PolygonIndex(std::span<const double> ring);

    /** Polygons, counted as the features of the table; other features hold nothing. */
    size_t size() const { return m_size; }
    size_t badVertices() const { return m_badVertices; }

    /** Calls \c f(index) for each polygon that holds the point, in ascending order. */
    template<typename F>
    void visit(const GeoPoint &point, F f) const
    {
        const double x = (point.longitude - m_west) * m_columnsPerDegree;
        const double y = (point.latitude - m_south) * m_rowsPerDegree;
        if (!(x >= 0 && y >= 0 && x < m_columns && y < m_rows))
            return;
        const size_t row = static_cast<size_t>(y);
        const size_t cell = row * static_cast<size_t>(m_columns) + static_cast<size_t>(x);
        for (quint32 i = m_starts[cell]; i < m_starts[cell + 1]; ++i) {
            const Item &item = m_items[i];
            if (item.slice == kWhole || isOdd(m_slices[item.slice], point))
                f(item.polygon);
        }
    }
    bool contains(quint32 polygon, const GeoPoint &point) const;
    /** Whether a boundary of the polygon is within \c metres of the point. */
    bool isNearBoundary(quint32 polygon, const GeoPoint &point, double metres) const;

private:
    static constexpr quint32 kWhole = 0xffffffffu;
    /** One edge, from its lower to its upper end, so that both sides of a common border reckon alike. */
    struct Edge
    {
        double x0, y0, x1, y1;
    };
    /** The edges of one polygon in one row. */
    struct Slice
    {
        quint32 first = 0;
        quint32 count = 0;
    };
    struct Item
    {
        quint32 polygon;
        quint32 slice; ///< kWhole: the polygon holds all of the cell
    };
    /** Of a polygon: its rows and where their slices begin. */
    struct Rows
    {
        int first = 0;
        int count = 0;
        quint32 firstSlice = 0;
    };

    bool isOdd(const Slice &slice, const GeoPoint &point) const
    {
        bool odd = false;
        for (quint32 i = slice.first; i < slice.first + slice.count; ++i) {
            const Edge &e = m_edges[i];
            if (e.y0 <= point.latitude && point.latitude < e.y1 &&
                point.longitude < e.x0 + (e.x1 - e.x0) * ((point.latitude - e.y0) / (e.y1 - e.y0)))
                odd = !odd;
        }
        return odd;
    }
    void build(const FeatureTable &table);
    std::vector<Edge> edgesOf(const FeatureTable &table, size_t feature);
    void addPolygon(quint32 polygon, const std::vector<Edge> &edges, std::vector<std::pair<quint32, Item>> &found);
    int columnOf(double longitude) const;
    int rowOf(double latitude) const;

    size_t m_size = 0;
    size_t m_badVertices = 0;
    double m_west = 0;
    double m_south = 0;
    double m_columnsPerDegree = 1;
    double m_rowsPerDegree = 1;
    int m_columns = 0;
    int m_rows = 0;
    std::vector<quint32> m_starts; ///< by cell; one more at the end
    std::vector<Item> m_items;
    std::vector<Slice> m_slices;
    std::vector<Edge> m_edges;
    std::vector<Rows> m_rowsOf; ///< by polygon
};

} // namespace guancheng
