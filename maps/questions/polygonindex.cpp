// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/questions/polygonindex.h"

#include <algorithm>
#include <cmath>

namespace guancheng {

namespace {

constexpr double kMetresPerDegree = 6371008.8 * 3.14159265358979323846 / 180;

FeatureTable tableOfRing(std::span<const double> ring)
{
    FeatureTable table;
    table.kinds = {GeometryKind::Polygon};
    table.partStarts = {0, 1};
    table.vertexStarts = {0, static_cast<quint32>(ring.size() / 2)};
    table.vertices.assign(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(ring.size() / 2 * 2));
    return table;
}

bool isGood(double longitude, double latitude)
{
    return std::fabs(longitude) <= 360 && std::fabs(latitude) <= 90;
}

} // namespace

PolygonIndex::PolygonIndex(const FeatureTable &table)
{
    build(table);
}

PolygonIndex::PolygonIndex(std::span<const double> ring)
{
    build(tableOfRing(ring));
}

int PolygonIndex::columnOf(double longitude) const
{
    return std::clamp(static_cast<int>(std::floor((longitude - m_west) * m_columnsPerDegree)), 0, m_columns - 1);
}

int PolygonIndex::rowOf(double latitude) const
{
    return std::clamp(static_cast<int>(std::floor((latitude - m_south) * m_rowsPerDegree)), 0, m_rows - 1);
}

std::vector<PolygonIndex::Edge> PolygonIndex::edgesOf(const FeatureTable &table, size_t feature)
{
    std::vector<Edge> edges;
    if (table.kinds[feature] != GeometryKind::Polygon)
        return edges;
    std::vector<std::pair<double, double>> ring;
    for (quint32 part = table.partStarts[feature]; part < table.partStarts[feature + 1]; ++part) {
        const std::span<const double> vertices = table.part(part);
        ring.clear();
        for (size_t i = 0; i + 1 < vertices.size(); i += 2) {
            if (isGood(vertices[i], vertices[i + 1]))
                ring.emplace_back(vertices[i], vertices[i + 1]);
            else
                ++m_badVertices;
        }
        for (size_t i = 0; ring.size() > 2 && i < ring.size(); ++i) {
            auto a = ring[i];
            auto b = ring[(i + 1) % ring.size()];
            if (b.second < a.second || (b.second == a.second && b.first < a.first))
                std::swap(a, b);
            edges.push_back({a.first, a.second, b.first, b.second});
        }
    }
    return edges;
}

void PolygonIndex::build(const FeatureTable &table)
{
    m_size = table.size();
    m_rowsOf.resize(m_size);
    double west = 361, south = 91, east = -361, north = -91;
    std::vector<std::vector<Edge>> edges;
    edges.reserve(m_size);
    for (size_t i = 0; i < m_size; ++i) {
        edges.push_back(edgesOf(table, i));
        for (const Edge &e : edges.back()) {
            west = std::min({west, e.x0, e.x1});
            east = std::max({east, e.x0, e.x1});
            south = std::min(south, e.y0);
            north = std::max(north, e.y1);
        }
    }
    if (east < west)
        return;
    // Cells of a quarter to an eighth of a polygon; more cells than that cost memory and save nothing.
    const int side = std::clamp(static_cast<int>(std::sqrt(static_cast<double>(m_size)) * 12), 64, 1024);
    m_columns = side;
    m_rows = side;
    m_west = west;
    m_south = south;
    // A little wider, so that the eastern and northern border lie within.
    m_columnsPerDegree = side / (std::max(east - west, 1e-9) * (1 + 1e-9) + 1e-12);
    m_rowsPerDegree = side / (std::max(north - south, 1e-9) * (1 + 1e-9) + 1e-12);

    std::vector<std::pair<quint32, Item>> found;
    for (quint32 polygon = 0; polygon < m_size; ++polygon)
        addPolygon(polygon, edges[polygon], found);
    m_starts.assign(static_cast<size_t>(m_columns) * static_cast<size_t>(m_rows) + 1, 0);
    for (const auto &[cell, item] : found)
        ++m_starts[cell + 1];
    for (size_t cell = 1; cell < m_starts.size(); ++cell)
        m_starts[cell] += m_starts[cell - 1];
    m_items.resize(found.size());
    std::vector<quint32> next(m_starts.begin(), m_starts.end() - 1);
    for (const auto &[cell, item] : found)
        m_items[next[cell]++] = item;
}

void PolygonIndex::addPolygon(quint32 polygon, const std::vector<Edge> &edges, std::vector<std::pair<quint32, Item>> &found)
{
    Rows &rows = m_rowsOf[polygon];
    rows.firstSlice = static_cast<quint32>(m_slices.size());
    if (edges.empty())
        return;
    double south = 91, north = -91, west = 361, east = -361;
    for (const Edge &e : edges) {
        south = std::min(south, e.y0);
        north = std::max(north, e.y1);
        west = std::min({west, e.x0, e.x1});
        east = std::max({east, e.x0, e.x1});
    }
    rows.first = rowOf(south);
    rows.count = rowOf(north) - rows.first + 1;
    const int firstColumn = columnOf(west);
    const int columns = columnOf(east) - firstColumn + 1;
    std::vector<std::vector<Edge>> byRow(static_cast<size_t>(rows.count));
    std::vector<bool> touched(static_cast<size_t>(rows.count) * static_cast<size_t>(columns));
    for (const Edge &e : edges) {
        const int last = rowOf(e.y1);
        for (int row = rowOf(e.y0); row <= last; ++row) {
            byRow[static_cast<size_t>(row - rows.first)].push_back(e);
            const double rise = e.y1 - e.y0;
            const auto at = [&](double y) {
                const double t = rise > 0 ? std::clamp((y - e.y0) / rise, 0.0, 1.0) : 0;
                return e.x0 + (e.x1 - e.x0) * t;
            };
            const double a = at(m_south + row / m_rowsPerDegree);
            const double b = rise > 0 ? at(m_south + (row + 1) / m_rowsPerDegree) : e.x1;
            const double slack = 1e-6 / m_columnsPerDegree;
            const int from = columnOf(std::min(a, b) - slack);
            const int to = columnOf(std::max(a, b) + slack);
            for (int column = from; column <= to; ++column)
                touched[static_cast<size_t>(row - rows.first) * static_cast<size_t>(columns) +
                        static_cast<size_t>(column - firstColumn)] = true;
        }
    }
    for (int r = 0; r < rows.count; ++r) {
        const auto sliceIndex = static_cast<quint32>(m_slices.size());
        const std::vector<Edge> &row = byRow[static_cast<size_t>(r)];
        const Slice slice{static_cast<quint32>(m_edges.size()), static_cast<quint32>(row.size())};
        m_edges.insert(m_edges.end(), row.begin(), row.end());
        m_slices.push_back(slice);
        for (int c = 0; c < columns; ++c) {
            const auto cell = static_cast<quint32>((rows.first + r) * m_columns + firstColumn + c);
            if (touched[static_cast<size_t>(r) * static_cast<size_t>(columns) + static_cast<size_t>(c)]) {
                found.emplace_back(cell, Item{polygon, sliceIndex});
                continue;
            }
            const GeoPoint middle{m_west + (firstColumn + c + 0.5) / m_columnsPerDegree,
                                  m_south + (rows.first + r + 0.5) / m_rowsPerDegree};
            if (isOdd(slice, middle))
                found.emplace_back(cell, Item{polygon, kWhole});
        }
    }
}

bool PolygonIndex::contains(quint32 polygon, const GeoPoint &point) const
{
    bool result = false;
    visit(point, [&](quint32 found) { result = result || found == polygon; });
    return result;
}

bool PolygonIndex::isNearBoundary(quint32 polygon, const GeoPoint &point, double metres) const
{
    const Rows &rows = m_rowsOf[polygon];
    if (rows.count == 0 || !point.isValid())
        return false;
    const double margin = metres / kMetresPerDegree;
    const double shrink = std::cos(point.latitude * 3.14159265358979323846 / 180);
    const int from = std::max(rowOf(point.latitude - margin) - rows.first, 0);
    const int to = std::min(rowOf(point.latitude + margin) - rows.first, rows.count - 1);
    for (int r = from; r <= to; ++r) {
        const Slice &slice = m_slices[rows.firstSlice + static_cast<quint32>(r)];
        for (quint32 i = slice.first; i < slice.first + slice.count; ++i) {
            const Edge &e = m_edges[i];
            const double ax = (e.x0 - point.longitude) * shrink, ay = e.y0 - point.latitude;
            const double dx = (e.x1 - e.x0) * shrink, dy = e.y1 - e.y0;
            const double square = dx * dx + dy * dy;
            const double t = square > 0 ? std::clamp(-(ax * dx + ay * dy) / square, 0.0, 1.0) : 0;
            if (std::hypot(ax + t * dx, ay + t * dy) <= margin)
                return true;
        }
    }
    return false;
}

} // namespace guancheng
