// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/cityroads.h"

#include "city/curve.h"

#include <array>
#include <cmath>

namespace guancheng {

namespace {

constexpr double kStepMetres = 150;
constexpr double kNetMetres = 400;
constexpr double kDegrees = 180 / 3.14159265358979323846 / 6371008.8; ///< of a metre of latitude

using Point = std::pair<double, double>;

/** Whether a river lies between two places: the local net has no bridges. */
class Rivers
{
public:
    explicit Rivers(const City &city)
    {
        for (const River &river : city.rivers()) {
            const std::vector<GeoPoint> line = smoothCurve(std::span<const NamedPoint>(river.points), kStepMetres);
            for (size_t i = 1; i < line.size(); ++i)
                m_pieces.push_back({line[i - 1], line[i]});
        }
        std::sort(m_pieces.begin(), m_pieces.end(), [](const Piece &a, const Piece &b) { return west(a) < west(b); });
        for (const Piece &piece : m_pieces)
            m_widest = std::max(m_widest, std::fabs(piece.a.longitude - piece.b.longitude));
    }
    bool separate(const Point &a, const Point &b) const
    {
        const double from = std::min(a.first, b.first) - m_widest;
        const double to = std::max(a.first, b.first);
        auto it =
            std::lower_bound(m_pieces.begin(), m_pieces.end(), from, [](const Piece &p, double x) { return west(p) < x; });
        for (; it != m_pieces.end() && west(*it) <= to; ++it) {
            if (cross(a, b, {it->a.longitude, it->a.latitude}, {it->b.longitude, it->b.latitude}))
                return true;
        }
        return false;
    }

private:
    struct Piece
    {
        GeoPoint a;
        GeoPoint b;
    };
    static double west(const Piece &piece) { return std::min(piece.a.longitude, piece.b.longitude); }
    static double side(const Point &a, const Point &b, const Point &p)
    {
        return (b.first - a.first) * (p.second - a.second) - (b.second - a.second) * (p.first - a.first);
    }
    static bool cross(const Point &a, const Point &b, const Point &c, const Point &d)
    {
        return (side(a, b, c) > 0) != (side(a, b, d) > 0) && (side(c, d, a) > 0) != (side(c, d, b) > 0);
    }

    std::vector<Piece> m_pieces;
    double m_widest = 0;
};

WayClass classOf(RoadClass roadClass)
{
    switch (roadClass) {
    case RoadClass::Expressway: return WayClass::Expressway;
    case RoadClass::Elevated: return WayClass::Elevated;
    case RoadClass::Arterial: break;
    }
    return WayClass::Primary;
}

void addMainRoads(const City &city, RoadBuilder &builder)
{
    std::vector<double> line;
    for (const Road &road : city.roads()) {
        RoadBuilder::Way way;
        way.wayClass = classOf(road.roadClass);
        way.name = {road.nameZh, road.nameEn, road.code};
        way.access = defaultAccess(way.wayClass);
        line.clear();
        for (const GeoPoint &point : smoothCurve(std::span<const NamedPoint>(road.points), kStepMetres, road.loop))
            line.insert(line.end(), {point.longitude, point.latitude});
        builder.add(line, way);
    }
}

/** A square net within the districts; no way of it crosses a river. */
void addNet(const City &city, RoadBuilder &builder)
{
    const GeoBox &box = city.bounds();
    const double stepLat = kNetMetres * kDegrees;
    const double stepLon = stepLat / std::cos((box.south + box.north) / 2 * 3.14159265358979323846 / 180);
    const auto columns = static_cast<int>((box.east - box.west) / stepLon) + 1;
    const auto rows = static_cast<int>((box.north - box.south) / stepLat) + 1;
    std::vector<bool> inside(static_cast<size_t>(columns) * static_cast<size_t>(rows));
    const auto at = [&](int column, int row) { return Point{box.west + column * stepLon, box.south + row * stepLat}; };
    const auto index = [&](int column, int row) {
        return static_cast<size_t>(row) * static_cast<size_t>(columns) + static_cast<size_t>(column);
    };
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const Point point = at(column, row);
            inside[index(column, row)] = city.locate({point.first, point.second}).district >= 0;
        }
    }
    const Rivers rivers(city);
    RoadBuilder::Way way;
    way.wayClass = WayClass::Local;
    way.flags = WayGenerated;
    const auto join = [&](int c0, int r0, int c1, int r1) {
        if (c1 >= columns || r1 >= rows || !inside[index(c0, r0)] || !inside[index(c1, r1)])
            return;
        const Point a = at(c0, r0), b = at(c1, r1);
        if (!rivers.separate(a, b))
            builder.add(std::array{a.first, a.second, b.first, b.second}, way);
    };
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            join(column, row, column + 1, row);
            join(column, row, column, row + 1);
        }
    }
}

} // namespace

Result<RoadArrays> roadsOfCity(const City &city, const FeatureTable &streets)
{
    RoadBuildOptions options;
    options.meetAtCrossings = true;
    options.toleranceMetres = 1;
    RoadBuilder builder(options);
    addMainRoads(city, builder);
    if (streets.size() > 0)
        builder.add(streets);
    else
        addNet(city, builder);
    return builder.build();
}

} // namespace guancheng
