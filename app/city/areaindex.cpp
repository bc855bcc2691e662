// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/areaindex.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace guancheng {

namespace {

/** Outlines of neighbours that are drawn apart by up to so much (degrees of latitude, 330 m) are meant to meet. */
constexpr double kSliver = 0.003;

/** Whether the segment a-b has a point in the box (Liang-Barsky). */
bool crosses(const GeoPoint &a, const GeoPoint &b, const GeoBox &box)
{
    double from = 0;
    double to = 1;
    const auto clip = [&from, &to](double direction, double low, double high) {
        if (direction == 0)
            return low <= 0 && high >= 0;
        const double p = low / direction;
        const double q = high / direction;
        from = std::max(from, std::min(p, q));
        to = std::min(to, std::max(p, q));
        return from <= to;
    };
    return clip(b.longitude - a.longitude, box.west - a.longitude, box.east - a.longitude) &&
           clip(b.latitude - a.latitude, box.south - a.latitude, box.north - a.latitude);
}

double squaredDistanceToSegment(double px, double py, double ax, double ay, double bx, double by)
{
    const double dx = bx - ax;
    const double dy = by - ay;
    const double length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((px - ax) * dx + (py - ay) * dy) / length, 0.0, 1.0) : 0.0;
    const double ex = ax + t * dx - px;
    const double ey = ay + t * dy - py;
    return ex * ex + ey * ey;
}

} // namespace

AreaIndex::AreaIndex(std::span<const District> districts, std::span<const Street> streets, const GeoBox &bounds)
    : m_bounds(bounds)
    , m_columns(static_cast<int>(std::ceil((bounds.east - bounds.west) / kCellLon)))
    , m_rows(static_cast<int>(std::ceil((bounds.north - bounds.south) / kCellLat)))
    , m_lonScale(std::cos((bounds.south + bounds.north) / 2 * std::numbers::pi / 180))
{
    for (const District &district : districts)
        addOutline(district);
    addSeeds(streets, districts.size());
    m_cells.resize(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows));
    for (int row = 0; row < m_rows; ++row) {
        for (int column = 0; column < m_columns; ++column)
            fillCell(column, row);
    }
}

std::span<const AreaIndex::Edge> AreaIndex::Outline::inRow(int row) const
{
    const int at = row - firstRow;
    if (at < 0 || at >= static_cast<int>(rows.size()))
        return {};
    return rows[static_cast<std::size_t>(at)];
}

void AreaIndex::addOutline(const District &district)
{
    const auto rowOf = [this](double latitude) {
        return std::clamp(static_cast<int>(std::floor((latitude - m_bounds.south) / kCellLat)), 0, std::max(0, m_rows - 1));
    };
    int first = m_rows;
    int last = -1;
    std::vector<Edge> edges;
    for (const GeoPolygon &polygon : district.polygons) {
        for (const GeoRing &ring : polygon) {
            for (std::size_t i = 1; i < ring.size(); ++i) {
                edges.push_back({ring[i - 1], ring[i]});
                first = std::min(first, rowOf(std::min(ring[i - 1].latitude, ring[i].latitude)));
                last = std::max(last, rowOf(std::max(ring[i - 1].latitude, ring[i].latitude)));
            }
        }
    }
    Outline outline;
    outline.firstRow = first;
    if (last >= first)
        outline.rows.resize(static_cast<std::size_t>(last - first) + 1);
    for (const Edge &edge : edges) {
        const int to = rowOf(std::max(edge.a.latitude, edge.b.latitude));
        for (int row = rowOf(std::min(edge.a.latitude, edge.b.latitude)); row <= to; ++row)
            outline.rows[static_cast<std::size_t>(row - first)].push_back(edge);
    }
    m_outlines.push_back(std::move(outline));
}

void AreaIndex::addSeeds(std::span<const Street> streets, std::size_t districts)
{
    m_seeds.resize(districts);
    for (std::size_t i = 0; i < streets.size(); ++i) {
        const Street &street = streets[i];
        m_seeds[street.district].push_back({street.seed.longitude * m_lonScale, street.seed.latitude, static_cast<qint16>(i)});
    }
}

bool AreaIndex::contains(const Outline &outline, int row, const GeoPoint &point)
{
    bool inside = false;
    for (const Edge &e : outline.inRow(row)) {
        if ((e.a.latitude > point.latitude) == (e.b.latitude > point.latitude))
            continue;
        const double at = (e.b.longitude - e.a.longitude) * (point.latitude - e.a.latitude) / (e.b.latitude - e.a.latitude);
        inside ^= point.longitude < at + e.a.longitude;
    }
    return inside;
}

AreaIndex::Choice AreaIndex::choiceFor(std::size_t district, int column, int row)
{
    const double west = (m_bounds.west + column * kCellLon) * m_lonScale;
    const double east = west + kCellLon * m_lonScale;
    const double south = m_bounds.south + row * kCellLat;
    const double north = south + kCellLat;
    // A seed can be nearest somewhere in the cell only if it comes closer than another one's farthest corner.
    double reach = std::numeric_limits<double>::max();
    for (const Seed &seed : m_seeds[district]) {
        const double dx = std::max(std::abs(seed.x - west), std::abs(seed.x - east));
        const double dy = std::max(std::abs(seed.y - south), std::abs(seed.y - north));
        reach = std::min(reach, dx * dx + dy * dy);
    }
    Choice choice{static_cast<qint16>(district), 0, static_cast<quint32>(m_choiceSeeds.size())};
    for (const Seed &seed : m_seeds[district]) {
        const double dx = std::max({west - seed.x, seed.x - east, 0.0});
        const double dy = std::max({south - seed.y, seed.y - north, 0.0});
        if (dx * dx + dy * dy > reach)
            continue;
        m_choiceSeeds.push_back(seed);
        ++choice.streets;
    }
    return choice;
}

void AreaIndex::fillCell(int column, int row)
{
    const GeoBox box{m_bounds.west + column * kCellLon, m_bounds.south + row * kCellLat,
                     m_bounds.west + (column + 1) * kCellLon, m_bounds.south + (row + 1) * kCellLat};
    const GeoPoint centre = cellCentre(column, row);
    Cell &cell = m_cells[static_cast<std::size_t>(row * m_columns + column)];
    cell.firstChoice = static_cast<quint32>(m_choices.size());
    bool certain = true;
    for (std::size_t d = 0; d < m_outlines.size(); ++d) {
        bool cut = false;
        for (const Edge &edge : m_outlines[d].inRow(row)) {
            if ((cut = crosses(edge.a, edge.b, box)))
                break;
        }
        if (!cut && !contains(m_outlines[d], row, centre))
            continue;
        certain = certain && !cut;
        m_choices.push_back(choiceFor(d, column, row));
        ++cell.choices;
    }
    // One district and at most one street for the whole cell: nothing to choose.
    if (certain && cell.choices == 1 && m_choices.back().streets <= 1) {
        cell.area = {m_choices.back().district, nearestStreet(m_choices.back(), centre)};
        m_choices.pop_back();
        cell.choices = 0;
    }
}

GeoPoint AreaIndex::cellCentre(int column, int row) const
{
    return {m_bounds.west + (column + 0.5) * kCellLon, m_bounds.south + (row + 0.5) * kCellLat};
}

int AreaIndex::cellOf(const GeoPoint &point) const
{
    // Written so that a NaN is outside.
    if (!(point.longitude >= m_bounds.west && point.latitude >= m_bounds.south && point.longitude <= m_bounds.east &&
          point.latitude <= m_bounds.north))
        return -1;
    const int column = static_cast<int>((point.longitude - m_bounds.west) / kCellLon);
    const int row = static_cast<int>((point.latitude - m_bounds.south) / kCellLat);
    if (column >= m_columns || row >= m_rows)
        return -1;
    return row * m_columns + column;
}

qint16 AreaIndex::nearestStreet(const Choice &choice, const GeoPoint &point) const
{
    const double x = point.longitude * m_lonScale;
    qint16 best = -1;
    double distance = std::numeric_limits<double>::max();
    for (quint32 i = choice.firstStreet; i < choice.firstStreet + choice.streets; ++i) {
        const Seed &seed = m_choiceSeeds[i];
        const double d = (seed.x - x) * (seed.x - x) + (seed.y - point.latitude) * (seed.y - point.latitude);
        if (d < distance) {
            distance = d;
            best = seed.street;
        }
    }
    return best;
}

double AreaIndex::distanceToOutline(std::size_t district, int row, const GeoPoint &point) const
{
    double best = std::numeric_limits<double>::max();
    for (int r = row - 1; r <= row + 1; ++r) {
        for (const Edge &e : m_outlines[district].inRow(r)) {
            best = std::min(best,
                            squaredDistanceToSegment(point.longitude * m_lonScale, point.latitude, e.a.longitude * m_lonScale,
                                                     e.a.latitude, e.b.longitude * m_lonScale, e.b.latitude));
        }
    }
    return best;
}

Area AreaIndex::locateInSliver(int cell, const GeoPoint &point) const
{
    const int row = cell / m_columns;
    const int column = cell % m_columns;
    Area nearest;
    double distance = kSliver * kSliver;
    int districts = 0;
    std::array<bool, 64> seen{};
    const auto consider = [&](const Choice &choice) {
        const auto district = static_cast<std::size_t>(choice.district);
        if (district < seen.size()) {
            districts += !seen[district];
            seen[district] = true;
        }
        const double d = distanceToOutline(district, row, point);
        if (d < distance) {
            distance = d;
            nearest = {choice.district, nearestStreet(choice, point)};
        }
    };
    for (int r = std::max(0, row - 1); r <= std::min(m_rows - 1, row + 1); ++r) {
        for (int c = std::max(0, column - 1); c <= std::min(m_columns - 1, column + 1); ++c) {
            const Cell &around = m_cells[static_cast<std::size_t>(r * m_columns + c)];
            for (quint32 i = 0; i < around.choices; ++i)
                consider(m_choices[around.firstChoice + i]);
        }
    }
    // With one district alone around, the point lies beyond the coast or the city limit.
    return districts >= 2 ? nearest : Area{};
}

Area AreaIndex::locate(const GeoPoint &point) const
{
    const int at = cellOf(point);
    if (at < 0)
        return {};
    const Cell &cell = m_cells[static_cast<std::size_t>(at)];
    if (cell.choices == 0)
        return cell.area;
    for (quint32 i = 0; i < cell.choices; ++i) {
        const Choice &choice = m_choices[cell.firstChoice + i];
        if (contains(m_outlines[static_cast<std::size_t>(choice.district)], at / m_columns, point))
            return {choice.district, nearestStreet(choice, point)};
    }
    return locateInSliver(at, point);
}

} // namespace guancheng
