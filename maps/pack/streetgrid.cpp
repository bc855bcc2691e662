// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/streetgrid.h"

#include "city/curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace guancheng {

namespace {

constexpr double kStep = 220; ///< metres between the lines where it is densest
constexpr double kMetresPerDegree = 111'195;
constexpr double kCell = 0.005; ///< degrees
constexpr quint32 kNone = 0xffffffffU;

qint64 cellAt(const GeoPoint &p, int dx, int dy)
{
    return (static_cast<qint64>(std::floor(p.longitude / kCell)) + dx) * 1'000'000 +
           static_cast<qint64>(std::floor(p.latitude / kCell)) + dy;
}

/** A number in 0 to 1 that depends on nothing but these. */
double noise(quint32 a, quint32 b, quint32 c)
{
    quint64 x = (static_cast<quint64>(a) << 40) ^ (static_cast<quint64>(b) << 20) ^ c;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return static_cast<double>((x ^ (x >> 31)) >> 11) / static_cast<double>(1ULL << 53);
}

/** Lines are left out in powers of two, so that those of a wide grid go on in a dense one. */
int levelOf(double squareKilometres)
{
    if (squareKilometres < 4)
        return 0;
    return squareKilometres < 14 ? 1 : 2;
}

/** The direction, modulo a quarter turn, that most of the length of the main roads in the district has. */
double mainAxis(const City &city, int district)
{
    double x = 0;
    double y = 0;
    for (const Road &road : city.roads()) {
        for (size_t i = 1; i < road.points.size(); ++i) {
            const GeoPoint &a = road.points[i - 1].point;
            const GeoPoint &b = road.points[i].point;
            if (city.locate({(a.longitude + b.longitude) / 2, (a.latitude + b.latitude) / 2}).district != district)
                continue;
            const double squeeze = std::cos(a.latitude * std::numbers::pi / 180);
            const double dx = (b.longitude - a.longitude) * squeeze;
            const double dy = b.latitude - a.latitude;
            const double angle = 4 * std::atan2(dy, dx);
            x += std::hypot(dx, dy) * std::cos(angle);
            y += std::hypot(dx, dy) * std::sin(angle);
        }
    }
    return x == 0 && y == 0 ? 0 : std::atan2(y, x) / 4;
}

GeoBox boxOf(const District &district)
{
    GeoBox box{180, 90, -180, -90};
    for (const GeoPolygon &polygon : district.polygons) {
        for (const GeoPoint &p : polygon.front()) {
            box.west = std::min(box.west, p.longitude);
            box.east = std::max(box.east, p.longitude);
            box.south = std::min(box.south, p.latitude);
            box.north = std::max(box.north, p.latitude);
        }
    }
    return box;
}

} // namespace

/** The grid of one district in metres around the middle of its box, turned along its axis. */
struct StreetNet::Grid
{
    GeoPoint middle;
    double squeeze = 1;
    double sine = 0;
    double cosine = 1;
    int half = 0;              ///< nodes from the middle to a side
    std::vector<qint8> levels; ///< by node; -1 = no street
    std::vector<quint32> nodes;

    int size() const { return 2 * half + 1; }
    size_t at(int i, int j) const { return static_cast<size_t>(j) * static_cast<size_t>(size()) + static_cast<size_t>(i); }
    bool has(int i, int j) const { return i >= 0 && j >= 0 && i < size() && j < size() && levels[at(i, j)] >= 0; }
    GeoPoint position(int i, int j) const
    {
        const double u = (i - half) * kStep;
        const double v = (j - half) * kStep;
        // A slow swing, so that long streets are not rulers, and a little disorder.
        const double x = u + 50 * std::sin(v / 1500) + 30 * (noise(static_cast<quint32>(i), static_cast<quint32>(j), 1) - 0.5);
        const double y = v + 50 * std::sin(u / 1700) + 30 * (noise(static_cast<quint32>(i), static_cast<quint32>(j), 2) - 0.5);
        const double east = x * cosine - y * sine;
        const double north = x * sine + y * cosine;
        const GeoPoint p{middle.longitude + east / (kMetresPerDegree * squeeze), middle.latitude + north / kMetresPerDegree};
        return {std::round(p.longitude * 1e7) / 1e7, std::round(p.latitude * 1e7) / 1e7};
    }
    /** Whether the street from (i, j) to the next node of the row or the column is there. */
    bool edge(int i, int j, bool row) const
    {
        const int ni = row ? i + 1 : i;
        const int nj = row ? j : j + 1;
        if (!has(i, j) || !has(ni, nj))
            return false;
        const int level = std::max(levels[at(i, j)], levels[at(ni, nj)]);
        const int line = (row ? j : i) - half;
        if (line % (1 << level) != 0)
            return false;
        // Some blocks are larger; never where a wider grid goes on.
        return line % 4 == 0 || noise(static_cast<quint32>(i), static_cast<quint32>(j), row ? 3 : 4) > 0.07;
    }
};

StreetNet::StreetNet(const City &city)
{
    for (const River &river : city.rivers()) {
        if (river.widthMetres < 150)
            continue; // a creek has a bridge in every street
        for (const GeoPoint &p : smoothCurve(river.points, 60))
            m_water[cellAt(p, 0, 0)].emplace_back(p, river.widthMetres / 2);
    }
    for (size_t i = 0; i < city.districts().size(); ++i)
        addDistrict(city, static_cast<quint16>(i));
    index();
}

bool StreetNet::inRiver(const GeoPoint &p) const
{
    for (int dx = -1; dx <= 1; ++dx) {
        for (int dy = -1; dy <= 1; ++dy) {
            const auto found = m_water.find(cellAt(p, dx, dy));
            if (found == m_water.end())
                continue;
            for (const auto &[q, half] : found->second) {
                if (distanceMetres(p, q) < half)
                    return true;
            }
        }
    }
    return false;
}

void StreetNet::classify(const City &city, quint16 district, Grid &grid) const
{
    std::vector<qint16> streets(grid.levels.size(), -1);
    std::vector<int> counts(city.streets().size(), 0);
    for (int j = 0; j < grid.size(); ++j) {
        for (int i = 0; i < grid.size(); ++i) {
            const GeoPoint p = grid.position(i, j);
            const Area area = city.locate(p);
            if (area.district != district || area.street < 0)
                continue;
            ++counts[static_cast<size_t>(area.street)];
            if (!inRiver(p))
                streets[grid.at(i, j)] = area.street;
        }
    }
    for (size_t k = 0; k < streets.size(); ++k) {
        if (streets[k] >= 0)
            grid.levels[k] = static_cast<qint8>(levelOf(counts[static_cast<size_t>(streets[k])] * kStep * kStep / 1e6));
    }
}

void StreetNet::addDistrict(const City &city, quint16 district)
{
    const GeoBox box = boxOf(city.districts()[district]);
    Grid grid;
    grid.middle = {(box.west + box.east) / 2, (box.south + box.north) / 2};
    grid.squeeze = std::cos(grid.middle.latitude * std::numbers::pi / 180);
    const double angle = mainAxis(city, district);
    grid.sine = std::sin(angle);
    grid.cosine = std::cos(angle);
    const double reach = std::hypot((box.east - box.west) * grid.squeeze, box.north - box.south) / 2 * kMetresPerDegree;
    // A district as large as a province gets streets around its middle only: memory stays bounded.
    grid.half = std::clamp(static_cast<int>(reach / kStep) + 1, 1, 700);
    const auto cells = static_cast<size_t>(grid.size()) * static_cast<size_t>(grid.size());
    grid.levels.assign(cells, -1);
    grid.nodes.assign(cells, kNone);
    classify(city, district, grid);
    addRuns(grid, district, true);
    addRuns(grid, district, false);
}

quint32 StreetNet::nodeOf(Grid &grid, int i, int j, quint16 district)
{
    quint32 &node = grid.nodes[grid.at(i, j)];
    if (node == kNone) {
        node = static_cast<quint32>(m_positions.size());
        m_positions.push_back(grid.position(i, j));
        m_districts.push_back(district);
        m_degrees.push_back(0);
        m_parents.push_back(node);
    }
    return node;
}

void StreetNet::addRuns(Grid &grid, quint16 district, bool rows)
{
    const auto crossed = [&](int i, int j) {
        return rows ? grid.edge(i, j, false) || (j > 0 && grid.edge(i, j - 1, false))
                    : grid.edge(i, j, true) || (i > 0 && grid.edge(i - 1, j, true));
    };
    for (int line = 0; line < grid.size(); ++line) {
        Run run;
        for (int along = 0; along < grid.size(); ++along) {
            const int i = rows ? along : line;
            const int j = rows ? line : along;
            const bool goesOn = grid.edge(i, j, rows);
            if (run.nodes.empty() && !goesOn)
                continue;
            if (run.nodes.empty() || !goesOn || crossed(i, j)) {
                const quint32 node = nodeOf(grid, i, j, district);
                if (!run.nodes.empty()) {
                    ++m_degrees[run.nodes.back()];
                    ++m_degrees[node];
                    unite(run.nodes.back(), node);
                }
                run.nodes.push_back(node);
            }
            if (!goesOn) {
                run.district = district;
                run.major = (line - grid.half) % 8 == 0;
                m_runs.push_back(std::move(run));
                run = Run();
            }
        }
    }
}

void StreetNet::index()
{
    m_streetNodes = m_positions.size();
    for (quint32 node = 0; node < m_positions.size(); ++node)
        m_cells[cellAt(m_positions[node], 0, 0)].push_back(node);
}

template<typename Accept>
std::optional<quint32> StreetNet::search(const GeoPoint &p, double metres, Accept accept) const
{
    const int reach = static_cast<int>(metres / (kCell * kMetresPerDegree * 0.4)) + 1;
    double best = metres;
    std::optional<quint32> result;
    for (int dx = -reach; dx <= reach; ++dx) {
        for (int dy = -reach; dy <= reach; ++dy) {
            const auto found = m_cells.find(cellAt(p, dx, dy));
            if (found == m_cells.end())
                continue;
            for (const quint32 node : found->second) {
                const double distance = distanceMetres(p, m_positions[node]);
                if (distance <= best && accept(node)) {
                    best = distance;
                    result = node;
                }
            }
        }
    }
    return result;
}

std::optional<quint32> StreetNet::nearest(const GeoPoint &p, double metres) const
{
    return search(p, metres, [](quint32) { return true; });
}

std::vector<std::pair<quint32, quint32>> StreetNet::borderLinks()
{
    std::vector<std::pair<quint32, quint32>> links;
    for (quint32 node = 0; node < m_streetNodes; ++node) {
        if (m_degrees[node] != 1)
            continue;
        const auto other = search(m_positions[node], 350, [&](quint32 n) { return m_districts[n] != m_districts[node]; });
        if (!other)
            continue;
        links.emplace_back(node, *other);
        unite(node, *other);
    }
    return links;
}

quint32 StreetNet::addElement(const GeoPoint &at)
{
    const auto node = static_cast<quint32>(m_positions.size());
    m_positions.push_back(at);
    m_districts.push_back(0);
    m_degrees.push_back(0);
    m_parents.push_back(node);
    return node;
}

quint32 StreetNet::root(quint32 node)
{
    while (m_parents[node] != node) {
        m_parents[node] = m_parents[m_parents[node]];
        node = m_parents[node];
    }
    return node;
}

void StreetNet::unite(quint32 a, quint32 b)
{
    m_parents[root(a)] = root(b);
}

std::vector<std::pair<quint32, quint32>> StreetNet::joinComponents()
{
    std::vector<std::pair<quint32, quint32>> links;
    std::unordered_map<quint32, std::vector<quint32>> members;
    for (quint32 node = 0; node < m_positions.size(); ++node)
        members[root(node)].push_back(node);
    std::vector<std::vector<quint32> *> ordered;
    for (auto &[top, nodes] : members)
        ordered.push_back(&nodes);
    // Small ones first; by their first node, so that the order is always the same.
    std::sort(ordered.begin(), ordered.end(),
              [](const auto *a, const auto *b) { return std::pair(a->size(), a->front()) < std::pair(b->size(), b->front()); });
    for (size_t k = 0; k + 1 < ordered.size(); ++k) {
        const std::vector<quint32> &nodes = *ordered[k];
        const quint32 top = root(nodes.front());
        const size_t stride = nodes.size() / 200 + 1;
        double best = std::numeric_limits<double>::infinity();
        std::pair<quint32, quint32> link{kNone, kNone};
        for (const double reach : {800.0, 6000.0, 60000.0}) {
            for (size_t i = 0; i < nodes.size(); i += stride) {
                const auto other =
                    search(m_positions[nodes[i]], std::min(best, reach), [&](quint32 n) { return root(n) != top; });
                if (!other)
                    continue;
                best = distanceMetres(m_positions[nodes[i]], m_positions[*other]);
                link = {nodes[i], *other};
            }
            if (link.first != kNone)
                break;
        }
        if (link.first == kNone)
            continue; // already one with the rest, or nothing within 60 km
        links.push_back(link);
        unite(link.first, link.second);
    }
    return links;
}

} // namespace guancheng
