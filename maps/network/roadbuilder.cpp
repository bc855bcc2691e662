// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/roadbuilder.h"

#include "maps/geo/geodesic.h"
#include "maps/network/waycolumns.h"

#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr double kMetresPerE7 = 6371008.8 * 3.14159265358979323846 / 180 / 1e7;

quint64 keyOf(qint32 longitude, qint32 latitude)
{
    return quint64(static_cast<quint32>(longitude)) << 32 | static_cast<quint32>(latitude);
}

double shrinkAt(qint32 latitudeE7)
{
    return std::max(0.01, std::cos(latitudeE7 / 1e7 * 3.14159265358979323846 / 180));
}

double metresBetween(qint32 lon1, qint32 lat1, qint32 lon2, qint32 lat2)
{
    return std::hypot((double(lon2) - lon1) * shrinkAt(lat1), double(lat2) - lat1) * kMetresPerE7;
}

} // namespace

void RoadBuilder::add(const FeatureTable &lines)
{
    add(lines, m_options);
}

void RoadBuilder::add(const FeatureTable &lines, const RoadBuildOptions &options)
{
    const WayColumns columns(lines);
    std::vector<double> turned;
    for (size_t feature = 0; feature < lines.size(); ++feature) {
        if (lines.kinds[feature] != GeometryKind::Line) {
            ++m_report.skipped;
            continue;
        }
        bool reversed = false;
        const Way way = columns.way(feature, options, reversed);
        for (quint32 part = lines.partStarts[feature]; part < lines.partStarts[feature + 1]; ++part) {
            const std::span<const double> points = lines.part(part);
            if (!reversed) {
                add(points, way);
                continue;
            }
            turned.clear();
            for (size_t i = points.size() / 2; i-- > 0;)
                turned.insert(turned.end(), {points[2 * i], points[2 * i + 1]});
            add(turned, way);
        }
    }
}

void RoadBuilder::add(std::span<const double> line, const Way &way)
{
    const size_t before = m_lon.size();
    for (size_t i = 0; i + 1 < line.size(); i += 2) {
        if (!(std::fabs(line[i]) <= 180 && std::fabs(line[i + 1]) <= 90)) {
            ++m_report.badPoints;
            continue;
        }
        const auto lon = static_cast<qint32>(std::lround(line[i] * 1e7));
        const auto lat = static_cast<qint32>(std::lround(line[i + 1] * 1e7));
        if (m_lon.size() > before && m_lon.back() == lon && m_lat.back() == lat)
            continue;
        m_lon.push_back(lon);
        m_lat.push_back(lat);
    }
    if (m_lon.size() - before < 2) {
        m_lon.resize(before);
        m_lat.resize(before);
        ++m_report.skipped;
        return;
    }
    Stored stored{way, profileIndex(way), nameIndex(way.name)};
    stored.way.name = {};
    stored.way.profile.clear();
    m_lines.push_back(
        {static_cast<quint32>(before), static_cast<quint32>(m_lon.size() - before), static_cast<quint32>(m_ways.size())});
    m_ways.push_back(std::move(stored));
    ++m_report.lines;
}

quint32 RoadBuilder::nameIndex(const WayName &name)
{
    if (name == WayName{})
        return 0;
    const QString key = name.zh % u'\n' % name.en % u'\n' % name.code;
    const auto found = m_nameIndex.constFind(key);
    if (found != m_nameIndex.constEnd())
        return *found;
    m_nameIndex.insert(key, static_cast<quint32>(m_names.size()));
    m_names.push_back(name);
    return static_cast<quint32>(m_names.size() - 1);
}

quint16 RoadBuilder::profileIndex(const Way &way)
{
    SpeedProfile profile{way.profile};
    if (profile.factors.size() != 24 && profile.factors.size() != 168)
        profile = defaultProfile(way.wayClass);
    for (float &factor : profile.factors)
        factor = factor >= 0.05F ? std::min(factor, 1.5F) : 0.05F;
    // Few differ, and the last one is often asked for again.
    for (size_t i = m_profiles.size(); i-- > 0;) {
        if (m_profiles[i] == profile)
            return static_cast<quint16>(i);
    }
    if (m_profiles.size() == 65535)
        return 0;
    m_profiles.push_back(std::move(profile));
    return static_cast<quint16>(m_profiles.size() - 1);
}

void RoadBuilder::joinEnds()
{
    const double tolerance = m_options.toleranceMetres;
    if (!(tolerance > 0))
        return;
    const double cellLat = tolerance / kMetresPerE7;
    QHash<quint64, std::vector<quint32>> cells; ///< of the positions that the ends have now
    const auto cellOf = [&](qint32 lon, qint32 lat, int dx, int dy) {
        const double cellLon = cellLat / shrinkAt(lat / 1'000'000 * 1'000'000);
        return keyOf(static_cast<qint32>(std::floor(lon / cellLon)) + dx, static_cast<qint32>(std::floor(lat / cellLat)) + dy);
    };
    const auto join = [&](quint32 vertex) {
        quint32 nearest = vertex;
        double best = tolerance;
        for (int dx = -1; dx <= 1; ++dx) {
            for (int dy = -1; dy <= 1; ++dy) {
                const auto found = cells.constFind(cellOf(m_lon[vertex], m_lat[vertex], dx, dy));
                if (found == cells.constEnd())
                    continue;
                for (const quint32 other : *found) {
                    const double metres = metresBetween(m_lon[vertex], m_lat[vertex], m_lon[other], m_lat[other]);
                    if (metres < best || (metres == 0 && nearest == vertex)) {
                        best = metres;
                        nearest = other;
                    }
                }
            }
        }
        if (nearest == vertex) {
            cells[cellOf(m_lon[vertex], m_lat[vertex], 0, 0)].push_back(vertex);
            return;
        }
        m_report.joined += best > 0 ? 1U : 0U;
        m_lon[vertex] = m_lon[nearest];
        m_lat[vertex] = m_lat[nearest];
    };
    for (const Line &line : m_lines) {
        join(line.first);
        join(line.first + line.count - 1);
    }
}

void RoadBuilder::touchMiddles()
{
    const double tolerance = m_options.toleranceMetres;
    if (!(tolerance > 0))
        return;
    QHash<quint64, int> uses;
    for (const Line &line : m_lines) {
        for (quint32 v = line.first; v < line.first + line.count; ++v)
            ++uses[keyOf(m_lon[v], m_lat[v])];
    }
    std::vector<quint32> ends; ///< that meet nothing, from west to east
    for (const Line &line : m_lines) {
        for (const quint32 v : {line.first, line.first + line.count - 1}) {
            if (uses.value(keyOf(m_lon[v], m_lat[v])) == 1)
                ends.push_back(v);
        }
    }
    std::sort(ends.begin(), ends.end(), [&](quint32 x, quint32 y) { return m_lon[x] < m_lon[y]; });

    std::vector<Insert> inserts;
    for (const Line &line : m_lines) {
        for (quint32 v = line.first; v + 1 < line.first + line.count; ++v) {
            const double shrink = shrinkAt(m_lat[v]);
            const double marginLat = tolerance / kMetresPerE7;
            const double west = std::min(m_lon[v], m_lon[v + 1]) - marginLat / shrink;
            const double east = std::max(m_lon[v], m_lon[v + 1]) + marginLat / shrink;
            auto it =
                std::lower_bound(ends.begin(), ends.end(), west, [&](quint32 end, double limit) { return m_lon[end] < limit; });
            for (; it != ends.end() && m_lon[*it] <= east; ++it) {
                const quint32 end = *it;
                if (end == line.first || end == line.first + line.count - 1 ||
                    m_lat[end] < std::min(m_lat[v], m_lat[v + 1]) - marginLat ||
                    m_lat[end] > std::max(m_lat[v], m_lat[v + 1]) + marginLat)
                    continue;
                const double dx = (double(m_lon[v + 1]) - m_lon[v]) * shrink;
                const double dy = double(m_lat[v + 1]) - m_lat[v];
                const double px = (double(m_lon[end]) - m_lon[v]) * shrink;
                const double py = double(m_lat[end]) - m_lat[v];
                const double along = std::clamp((px * dx + py * dy) / std::max(1.0, dx * dx + dy * dy), 0.0, 1.0);
                if (std::hypot(px - along * dx, py - along * dy) * kMetresPerE7 <= tolerance)
                    inserts.push_back({v, along, m_lon[end], m_lat[end]});
            }
        }
    }
    m_report.touched += inserts.size();
    insert(inserts);
}

void RoadBuilder::meetAtCrossings()
{
    // Segments by cells of about 500 m; each pair once, where the later one is added.
    constexpr double kCellE7 = 50'000;
    struct Segment
    {
        quint32 vertex;
        quint32 line;
    };
    QHash<quint64, std::vector<Segment>> cells;
    std::vector<Insert> inserts;
    const auto side = [this](quint32 a, quint32 b, quint32 p) {
        return (double(m_lon[b]) - m_lon[a]) * (double(m_lat[p]) - m_lat[a]) -
               (double(m_lat[b]) - m_lat[a]) * (double(m_lon[p]) - m_lon[a]);
    };
    const auto meet = [&](quint32 v, quint32 w) {
        const double a = side(w, w + 1, v), b = side(w, w + 1, v + 1);
        const double c = side(v, v + 1, w), d = side(v, v + 1, w + 1);
        if (!((a > 0) != (b > 0) && (c > 0) != (d > 0)))
            return;
        const double t = a / (a - b), u = c / (c - d);
        const auto lon = static_cast<qint32>(std::lround(m_lon[v] + (double(m_lon[v + 1]) - m_lon[v]) * t));
        const auto lat = static_cast<qint32>(std::lround(m_lat[v] + (double(m_lat[v + 1]) - m_lat[v]) * t));
        inserts.push_back({v, t, lon, lat});
        inserts.push_back({w, u, lon, lat});
        ++m_report.crossed;
    };
    for (quint32 line = 0; line < m_lines.size(); ++line) {
        if ((m_ways[m_lines[line].way].way.flags & (WayBridge | WayTunnel)) != 0)
            continue;
        for (quint32 v = m_lines[line].first; v + 1 < m_lines[line].first + m_lines[line].count; ++v) {
            const auto from = [&](const std::vector<qint32> &values) {
                return static_cast<int>(std::floor(std::min(values[v], values[v + 1]) / kCellE7));
            };
            const auto to = [&](const std::vector<qint32> &values) {
                return static_cast<int>(std::floor(std::max(values[v], values[v + 1]) / kCellE7));
            };
            std::vector<quint32> met;
            for (int x = from(m_lon); x <= to(m_lon); ++x) {
                for (int y = from(m_lat); y <= to(m_lat); ++y) {
                    std::vector<Segment> &cell = cells[keyOf(x, y)];
                    for (const Segment &other : cell) {
                        if (other.line != line && std::find(met.begin(), met.end(), other.vertex) == met.end()) {
                            met.push_back(other.vertex);
                            meet(v, other.vertex);
                        }
                    }
                    cell.push_back({v, line});
                }
            }
        }
    }
    insert(inserts);
}

void RoadBuilder::insert(std::vector<Insert> &inserts)
{
    if (inserts.empty())
        return;
    std::sort(inserts.begin(), inserts.end(),
              [](const Insert &a, const Insert &b) { return a.vertex != b.vertex ? a.vertex < b.vertex : a.along < b.along; });
    std::vector<qint32> lons, lats;
    auto next = inserts.begin();
    for (Line &line : m_lines) {
        const quint32 old = line.first;
        line.first = static_cast<quint32>(lons.size());
        for (quint32 v = old; v < old + line.count; ++v) {
            lons.push_back(m_lon[v]);
            lats.push_back(m_lat[v]);
            for (; next != inserts.end() && next->vertex == v; ++next) {
                lons.push_back(next->longitude);
                lats.push_back(next->latitude);
            }
        }
        line.count = static_cast<quint32>(lons.size()) - line.first;
    }
    m_lon = std::move(lons);
    m_lat = std::move(lats);
}

void RoadBuilder::cut(const Line &line, const std::vector<quint32> &uses, RoadArrays &arrays,
                      QHash<quint64, quint32> &nodes) const
{
    const auto nodeAt = [&](quint32 v) {
        const auto it = nodes.constFind(keyOf(m_lon[v], m_lat[v]));
        if (it != nodes.constEnd())
            return *it;
        const auto node = static_cast<quint32>(arrays.nodeCount());
        nodes.insert(keyOf(m_lon[v], m_lat[v]), node);
        arrays.nodeLongitudeE7.push_back(m_lon[v]);
        arrays.nodeLatitudeE7.push_back(m_lat[v]);
        return node;
    };
    const Stored &stored = m_ways[line.way];
    const quint32 last = line.first + line.count - 1;
    quint32 begin = line.first;
    double metres = 0;
    for (quint32 v = line.first + 1; v <= last; ++v) {
        metres += geodesicMetres({m_lon[v - 1] / 1e7, m_lat[v - 1] / 1e7}, {m_lon[v] / 1e7, m_lat[v] / 1e7});
        if (v != last && uses[v] < 2)
            continue;
        const quint32 from = nodeAt(begin);
        const quint32 to = nodeAt(v);
        // What the joining of the ends has shrunk to a point is no street.
        if (from != to || metres > m_options.toleranceMetres) {
            arrays.edgeFrom.push_back(from);
            arrays.edgeTo.push_back(to);
            arrays.edgeMetres.push_back(static_cast<float>(metres));
            arrays.edgeClass.push_back(stored.way.wayClass);
            arrays.edgeFlags.push_back(stored.way.flags);
            arrays.edgeAccess.push_back(stored.way.access);
            arrays.edgeSpeedKmh.push_back(stored.way.speedKmh > 0 ? stored.way.speedKmh
                                                                  : static_cast<quint8>(defaultSpeedKmh(stored.way.wayClass)));
            arrays.edgeProfile.push_back(stored.profile);
            arrays.edgeName.push_back(stored.name);
            for (quint32 s = begin + 1; s < v; ++s) {
                arrays.shapeLongitudeE7.push_back(m_lon[s]);
                arrays.shapeLatitudeE7.push_back(m_lat[s]);
            }
            arrays.edgeShape.push_back(static_cast<quint32>(arrays.shapeLongitudeE7.size()));
        }
        begin = v;
        metres = 0;
    }
}

Result<RoadArrays> RoadBuilder::build()
{
    joinEnds();
    if (m_options.meetAtCrossings)
        meetAtCrossings();
    touchMiddles();
    // How many lines use the position of each vertex; an end counts for two, it is always a node.
    std::vector<std::pair<quint64, quint32>> keys(m_lon.size());
    for (quint32 v = 0; v < m_lon.size(); ++v)
        keys[v] = {keyOf(m_lon[v], m_lat[v]), v};
    std::sort(keys.begin(), keys.end());
    std::vector<quint32> uses(m_lon.size(), 1);
    for (const Line &line : m_lines)
        uses[line.first] = uses[line.first + line.count - 1] = 2;
    for (size_t i = 0; i < keys.size();) {
        size_t end = i;
        quint32 sum = 0;
        for (; end < keys.size() && keys[end].first == keys[i].first; ++end)
            sum += uses[keys[end].second];
        for (; i < end; ++i)
            uses[keys[i].second] = sum;
    }
    RoadArrays arrays;
    arrays.edgeShape.push_back(0);
    QHash<quint64, quint32> nodes;
    for (const Line &line : m_lines)
        cut(line, uses, arrays, nodes);
    arrays.names = std::move(m_names);
    arrays.profiles = std::move(m_profiles);
    const RoadBuildReport report = m_report;
    *this = RoadBuilder(m_options);
    m_report = report;
    if (arrays.edgeCount() == 0)
        return Error{u"road network"_s, {}, u"there is no line among the features"_s};
    return arrays;
}

} // namespace guancheng
