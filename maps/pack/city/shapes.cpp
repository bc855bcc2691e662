// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/city/shapes.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace guancheng {

namespace {

bool ringContains(const GeoRing &ring, const GeoPoint &p)
{
    bool inside = false;
    for (size_t i = 1; i < ring.size(); ++i) {
        const GeoPoint &a = ring[i - 1];
        const GeoPoint &b = ring[i];
        if ((a.latitude > p.latitude) == (b.latitude > p.latitude))
            continue;
        const double at = a.longitude + (p.latitude - a.latitude) / (b.latitude - a.latitude) * (b.longitude - a.longitude);
        inside = inside != (p.longitude < at);
    }
    return inside;
}

double ringArea(const GeoRing &ring)
{
    double sum = 0;
    for (size_t i = 1; i < ring.size(); ++i)
        sum += ring[i - 1].longitude * ring[i].latitude - ring[i].longitude * ring[i - 1].latitude;
    return std::abs(sum) / 2;
}

/** Where the rings cross this latitude, from west to east. */
std::vector<double> crossings(const std::vector<GeoPolygon> &polygons, double latitude)
{
    std::vector<double> result;
    for (const GeoPolygon &polygon : polygons) {
        for (const GeoRing &ring : polygon) {
            for (size_t i = 1; i < ring.size(); ++i) {
                const GeoPoint &a = ring[i - 1];
                const GeoPoint &b = ring[i];
                if ((a.latitude > latitude) != (b.latitude > latitude))
                    result.push_back(a.longitude +
                                     (latitude - a.latitude) / (b.latitude - a.latitude) * (b.longitude - a.longitude));
            }
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

/** How far p is beside the line from a to b, in metres on the plane around a. */
double besides(const GeoPoint &p, const GeoPoint &a, const GeoPoint &b)
{
    constexpr double kMetres = 111'195;
    const double squeeze = std::cos(a.latitude * std::numbers::pi / 180);
    const double bx = (b.longitude - a.longitude) * squeeze * kMetres;
    const double by = (b.latitude - a.latitude) * kMetres;
    const double px = (p.longitude - a.longitude) * squeeze * kMetres;
    const double py = (p.latitude - a.latitude) * kMetres;
    const double length = bx * bx + by * by;
    const double t = length > 0 ? std::clamp((px * bx + py * by) / length, 0.0, 1.0) : 0;
    return std::hypot(px - t * bx, py - t * by);
}

using Key = std::pair<qint64, qint64>;

Key keyOf(const GeoPoint &p)
{
    return {std::llround(p.longitude * 1e7), std::llround(p.latitude * 1e7)};
}

/** Whether most of the line runs beside one of the others. */
bool isParallel(const std::vector<GeoPoint> &line, const std::vector<std::vector<GeoPoint>> &others, double apart)
{
    size_t near = 0;
    for (const GeoPoint &p : line) {
        near += std::any_of(others.begin(), others.end(), [&](const std::vector<GeoPoint> &other) {
            for (size_t i = 1; i < other.size(); ++i) {
                if (besides(p, other[i - 1], other[i]) <= apart)
                    return true;
            }
            return false;
        });
    }
    return near * 10 > line.size() * 6;
}

} // namespace

std::vector<GeoPolygon> polygonsOf(const FeatureTable &table, size_t feature)
{
    std::vector<GeoRing> rings;
    for (size_t p = table.partStarts[feature]; p < table.partStarts[feature + 1]; ++p) {
        const std::span<const double> vertices = table.part(p);
        GeoRing ring;
        for (size_t i = 0; i + 1 < vertices.size(); i += 2)
            ring.push_back({vertices[i], vertices[i + 1]});
        if (ring.size() < 3)
            continue;
        ring.push_back(ring.front());
        rings.push_back(std::move(ring));
    }
    // The larger can hold the smaller, never the other way.
    std::stable_sort(rings.begin(), rings.end(), [](const GeoRing &a, const GeoRing &b) { return ringArea(a) > ringArea(b); });
    std::vector<GeoPolygon> polygons;
    for (size_t i = 0; i < rings.size(); ++i) {
        int depth = 0;
        for (size_t k = 0; k < i; ++k)
            depth += ringContains(rings[k], rings[i].front());
        if (depth % 2 == 0) {
            polygons.push_back({std::move(rings[i])});
            // The moved ring still has to hold others: read it from where it is now.
            rings[i] = polygons.back().front();
            continue;
        }
        const auto holder = std::find_if(polygons.rbegin(), polygons.rend(), [&](const GeoPolygon &polygon) {
            return ringContains(polygon.front(), rings[i].front());
        });
        if (holder != polygons.rend())
            holder->push_back(rings[i]);
    }
    return polygons;
}

bool contains(const std::vector<GeoPolygon> &polygons, const GeoPoint &p)
{
    bool inside = false;
    for (const GeoPolygon &polygon : polygons) {
        for (const GeoRing &ring : polygon)
            inside = inside != ringContains(ring, p);
    }
    return inside;
}

GeoPoint interiorPoint(const std::vector<GeoPolygon> &polygons)
{
    if (polygons.empty())
        return {};
    const GeoRing &outline = polygons.front().front();
    const auto [south, north] = std::minmax_element(
        outline.begin(), outline.end(), [](const GeoPoint &a, const GeoPoint &b) { return a.latitude < b.latitude; });
    GeoPoint best = outline.front();
    double widest = -1;
    for (const double share : {0.5, 0.4, 0.6, 0.3, 0.7}) {
        const double latitude = south->latitude + share * (north->latitude - south->latitude);
        const std::vector<double> at = crossings(polygons, latitude);
        for (size_t i = 0; i + 1 < at.size(); i += 2) {
            if (at[i + 1] - at[i] > widest * 1.3) {
                widest = at[i + 1] - at[i];
                best = {(at[i] + at[i + 1]) / 2, latitude};
            }
        }
    }
    return best;
}

double areaOf(const std::vector<GeoPolygon> &polygons)
{
    double sum = 0;
    for (const GeoPolygon &polygon : polygons) {
        sum += ringArea(polygon.front());
        for (size_t i = 1; i < polygon.size(); ++i)
            sum -= ringArea(polygon[i]);
    }
    return sum;
}

std::vector<GeoPoint> simplified(const std::vector<GeoPoint> &line, double metres)
{
    if (line.size() < 3)
        return line;
    std::vector<quint8> keep(line.size()); // bytes: of bits GCC believes that they may be nowhere
    keep.front() = 1;
    keep.back() = 1;
    // With a list of what is left to do: a line of millions of points must not fill the stack.
    std::vector<std::pair<size_t, size_t>> left{{0, line.size() - 1}};
    while (!left.empty()) {
        const auto [first, last] = left.back();
        left.pop_back();
        double worst = metres;
        size_t split = 0;
        for (size_t i = first + 1; i < last; ++i) {
            const double distance = besides(line[i], line[first], line[last]);
            if (distance > worst) {
                worst = distance;
                split = i;
            }
        }
        if (split == 0)
            continue;
        keep[split] = 1;
        left.emplace_back(first, split);
        left.emplace_back(split, last);
    }
    std::vector<GeoPoint> result;
    for (size_t i = 0; i < line.size(); ++i) {
        if (keep[i] != 0)
            result.push_back(line[i]);
    }
    return result;
}

std::vector<std::vector<GeoPoint>> chains(std::vector<std::vector<GeoPoint>> lines, double apart)
{
    QMultiHash<Key, size_t> ends;
    for (size_t i = 0; i < lines.size(); ++i) {
        ends.insert(keyOf(lines[i].front()), i);
        ends.insert(keyOf(lines[i].back()), i);
    }
    std::vector<bool> used(lines.size(), false);
    const auto extend = [&](std::vector<GeoPoint> &chain) {
        for (;;) {
            size_t next = lines.size();
            const auto candidates = ends.values(keyOf(chain.back()));
            for (const size_t candidate : candidates) {
                if (!used[candidate] && (next == lines.size() || lines[candidate].size() > lines[next].size() ||
                                         (lines[candidate].size() == lines[next].size() && candidate < next)))
                    next = candidate;
            }
            if (next == lines.size())
                return;
            used[next] = true;
            std::vector<GeoPoint> &line = lines[next];
            if (keyOf(line.front()) != keyOf(chain.back()))
                std::reverse(line.begin(), line.end());
            chain.insert(chain.end(), line.begin() + 1, line.end());
        }
    };
    std::vector<std::vector<GeoPoint>> joined;
    for (size_t i = 0; i < lines.size(); ++i) {
        if (used[i])
            continue;
        used[i] = true;
        std::vector<GeoPoint> chain = lines[i];
        extend(chain);
        std::reverse(chain.begin(), chain.end());
        extend(chain);
        joined.push_back(std::move(chain));
    }
    std::stable_sort(joined.begin(), joined.end(), [](const auto &a, const auto &b) { return lengthOf(a) > lengthOf(b); });
    std::vector<std::vector<GeoPoint>> result;
    for (std::vector<GeoPoint> &chain : joined) {
        // Only a few chains of one road are long enough to be of use.
        if (result.size() < 20 && !isParallel(simplified(chain, apart), result, apart))
            result.push_back(std::move(chain));
    }
    return result;
}

double lengthOf(const std::vector<GeoPoint> &line)
{
    double length = 0;
    for (size_t i = 1; i < line.size(); ++i)
        length += distanceMetres(line[i - 1], line[i]);
    return length;
}

} // namespace guancheng
