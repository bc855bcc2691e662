// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datum/datumcheck.h"

#include "city/curve.h"

#include <QPointF>

#include <array>
#include <bit>
#include <cmath>

namespace guancheng {

namespace {

constexpr double kMarginDegrees = 0.06; ///< around the city, so that displaced data are still on the grid
constexpr int kSide = 2 * DatumReference::kReach + 1;
constexpr int kCentre = 2;                             ///< cells: how near to the middle a match counts as here
constexpr int kSearched = DatumReference::kReach - 10; ///< cells; nearer to the edge the surroundings are cut off
constexpr int kBeside = 5;                             ///< cells from the best that belong to it
constexpr size_t kLeastCells = 25;

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

/** How many of the cells meet one of the city, by displacement. */
struct DatumReference::Histogram
{
    std::array<double, size_t(kSide) * kSide> counts{};

    double &at(int x, int y) { return counts[static_cast<size_t>(y + kReach) * kSide + static_cast<size_t>(x + kReach)]; }
    double at(int x, int y) const { return counts[static_cast<size_t>(y + kReach) * kSide + static_cast<size_t>(x + kReach)]; }

    /** The sum over a square around a displacement, inside of the histogram, and its number of cells. */
    std::pair<double, int> square(int x, int y, int half) const
    {
        double sum = 0;
        int count = 0;
        for (int dy = std::max(-kReach, y - half); dy <= std::min(kReach, y + half); ++dy)
            for (int dx = std::max(-kReach, x - half); dx <= std::min(kReach, x + half); ++dx, ++count)
                sum += at(dx, dy);
        return {sum, count};
    }

    /** Height of a displacement above its surroundings: what follows from the mere density of the city is taken away. */
    double excess(int x, int y) const
    {
        const auto [near, nearCount] = square(x, y, 1);
        const auto [wide, wideCount] = square(x, y, 10);
        const auto [hole, holeCount] = square(x, y, 4);
        return near / nearCount - (wide - hole) / (wideCount - holeCount);
    }
};

void DatumReference::Grid::set(int column, int row)
{
    bits[static_cast<size_t>(row) * words + static_cast<size_t>(column) / 64] |= 1ULL << (column % 64);
}

bool DatumReference::Grid::get(int column, int row) const
{
    return (bits[static_cast<size_t>(row) * words + static_cast<size_t>(column) / 64] >> (column % 64)) & 1;
}

DatumReference::DatumReference(const City &city)
{
    const GeoBox &bounds = city.bounds();
    m_box = {bounds.west - kMarginDegrees, bounds.south - kMarginDegrees, bounds.east + kMarginDegrees,
             bounds.north + kMarginDegrees};
    const double middle = (m_box.south + m_box.north) / 2 * 3.14159265358979 / 180;
    m_metresNorth = 111132.9 - 559.8 * std::cos(2 * middle);
    m_metresEast = 111412.8 * std::cos(middle) - 93.5 * std::cos(3 * middle);
    m_columns = static_cast<int>((m_box.east - m_box.west) * m_metresEast / kCellMetres) + 1;
    m_rows = static_cast<int>((m_box.north - m_box.south) * m_metresNorth / kCellMetres) + 1;
    const size_t words = static_cast<size_t>(m_columns) / 64 + 2;
    m_grids.assign(3, Grid{std::vector<quint64>(words * static_cast<size_t>(m_rows)), words});
    for (const District &district : city.districts())
        for (const GeoPolygon &polygon : district.polygons)
            for (const GeoRing &ring : polygon)
                addLine(m_grids[0], ring);
    for (const MetroLine &line : city.metroLines())
        for (const MetroRoute &route : line.routes)
            addLine(m_grids[1], smoothCurve(route.path, 100, route.loop));
    for (const Road &road : city.roads())
        addLine(m_grids[1], smoothCurve(road.points, 100, road.loop));
    for (const River &river : city.rivers())
        addLine(m_grids[1], smoothCurve(river.points, 100));
    for (const Station &station : city.stations()) {
        addPoint(m_grids[2], station.point);
        m_named.insert(station.nameZh, station.point);
        m_named.insert(station.nameZh + QStringLiteral("站"), station.point);
        m_named.insert(station.nameEn.toLower(), station.point);
    }
    for (const NamedPlace &place : city.places()) {
        if (place.approximate)
            continue;
        addPoint(m_grids[2], place.point);
        m_named.insert(place.nameZh, place.point);
        m_named.insert(place.nameEn.toLower(), place.point);
    }
}

QPointF DatumReference::toMetres(const GeoPoint &point) const
{
    return {(point.longitude - m_box.west) * m_metresEast, (point.latitude - m_box.south) * m_metresNorth};
}

double DatumReference::kilometresOutside(const GeoPoint &point) const
{
    const GeoPoint nearest{std::clamp(point.longitude, m_box.west, m_box.east),
                           std::clamp(point.latitude, m_box.south, m_box.north)};
    return distanceMetres(point, nearest) / 1000;
}

void DatumReference::addPoint(Grid &grid, const GeoPoint &point)
{
    const QPointF metres = toMetres(point);
    const int column = static_cast<int>(metres.x() / kCellMetres);
    const int row = static_cast<int>(metres.y() / kCellMetres);
    if (column >= 0 && column < m_columns && row >= 0 && row < m_rows)
        grid.set(column, row);
}

void DatumReference::addLine(Grid &grid, std::span<const GeoPoint> line)
{
    for (size_t i = 1; i < line.size(); ++i) {
        const GeoPoint a = line[i - 1];
        const GeoPoint b = line[i];
        const int steps = static_cast<int>(distanceMetres(a, b) / (kCellMetres / 2)) + 1;
        for (int s = 0; s <= steps; ++s) {
            const double t = static_cast<double>(s) / steps;
            addPoint(grid, {a.longitude + (b.longitude - a.longitude) * t, a.latitude + (b.latitude - a.latitude) * t});
        }
    }
}

DatumReference::Match DatumReference::match(const std::vector<GeoPoint> &points) const
{
    std::vector<quint32> cells;
    for (const GeoPoint &point : points) {
        if (!m_box.contains(point))
            continue;
        const QPointF metres = toMetres(point);
        cells.push_back(static_cast<quint32>(static_cast<int>(metres.y() / kCellMetres) * m_columns +
                                             static_cast<int>(metres.x() / kCellMetres)));
    }
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    Match best;
    if (cells.size() < kLeastCells)
        return best;
    for (const Grid &grid : m_grids) {
        const Match one = matchGrid(grid, cells);
        best.here = std::max(best.here, one.here);
        if (one.best > best.best) {
            best.best = one.best;
            best.bestMetres = one.bestMetres;
            best.rival = one.rival;
        }
    }
    return best;
}

DatumReference::Match DatumReference::matchGrid(const Grid &grid, const std::vector<quint32> &cells) const
{
    auto histogram = std::make_unique<Histogram>();
    for (const quint32 cell : cells) {
        const int column = static_cast<int>(cell) % m_columns;
        const int row = static_cast<int>(cell) / m_columns;
        const int first = std::max(0, column - kReach);
        const int last = std::min(m_columns - 1, column + kReach);
        for (int y = std::max(0, row - kReach); y <= std::min(m_rows - 1, row + kReach); ++y) {
            const quint64 *line = grid.bits.data() + static_cast<size_t>(y) * grid.words;
            for (int word = first / 64; word <= last / 64; ++word) {
                for (quint64 bits = line[word]; bits != 0; bits &= bits - 1) {
                    const int x = word * 64 + std::countr_zero(bits);
                    if (x >= first && x <= last)
                        histogram->at(x - column, y - row) += 1;
                }
            }
        }
    }
    std::vector<double> heights;
    heights.reserve(histogram->counts.size());
    Match match;
    int bestX = 0, bestY = 0;
    double best = -1e9, here = -1e9;
    for (int y = -kReach; y <= kReach; ++y)
        for (int x = -kReach; x <= kReach; ++x) {
            const double height = histogram->excess(x, y);
            heights.push_back(std::fabs(height));
            if (std::abs(x) <= kCentre && std::abs(y) <= kCentre)
                here = std::max(here, height);
            if (height > best && std::max(std::abs(x), std::abs(y)) <= kSearched) {
                best = height;
                bestX = x;
                bestY = y;
            }
        }
    double rival = 0;
    for (int y = -kSearched; y <= kSearched; ++y)
        for (int x = -kSearched; x <= kSearched; ++x)
            if (std::max(std::abs(x - bestX), std::abs(y - bestY)) > kBeside)
                rival = std::max(rival, histogram->excess(x, y));
    double sum = 0;
    for (const double count : histogram->counts)
        sum += count;
    // Few meetings vary by chance alone; nine cells are averaged.
    const double chance = std::sqrt(sum / static_cast<double>(histogram->counts.size()) / 9) + 0.15;
    const double deviation = std::max(median(std::move(heights)) * 1.4826, chance);
    match.here = here / deviation;
    match.best = best / deviation;
    match.rival = rival / deviation;
    match.bestMetres = std::hypot(bestX, bestY) * kCellMetres;
    return match;
}

const GeoPoint *DatumReference::named(const QString &name) const
{
    const auto it = m_named.constFind(name);
    return it == m_named.cend() ? nullptr : &*it;
}

} // namespace guancheng
