// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/routing/isochrone.h"

#include "maps/geo/geodesic.h"
#include "maps/geo/measure.h"
#include "maps/network/routing/contour.h"

#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr double kMetresPerDegree = 6371008.8 * 3.14159265358979323846 / 180;
constexpr double kWalkSeconds = 1 / 1.2; ///< a metre beside the road
constexpr float kNever = std::numeric_limits<float>::infinity();

/** A part of an edge that is reached, from where it is entered. */
struct Stretch
{
    quint32 edge;
    float from; ///< fraction
    float to;
    float seconds; ///< at 'from'
    float secondsPerMetre;
};

std::vector<Stretch> reach(const RoadQuestions &roads, const IsochroneQuestion &question, float most)
{
    const auto table = roads.costs(question.vehicle, question.hourOfWeek);
    const auto conditions = roads.live().now();
    const SearchGround ground{roads.graph(), *table, *conditions, roads.vehicles()[question.vehicle]};
    const RoadArrays &arrays = roads.graph().arrays();
    const SearchPool::Lease lease = roads.space();
    std::vector<Stretch> stretches;
    const auto add = [&](quint32 edge, float from, float to, float seconds, float cost) {
        const float metres = std::fabs(to - from) * arrays.edgeMetres[edge];
        if (!(cost < kNever) || seconds > most)
            return;
        const float share = metres * cost > 0 ? std::min(1.0F, (most - seconds) / (metres * cost)) : 1.0F;
        stretches.push_back({edge, from, from + (to - from) * share, seconds, cost});
    };
    const EdgePoint &centre = question.centre;
    const float along = ground.along(centre.edge);
    const float against = ground.against(centre.edge);
    add(centre.edge, centre.fraction, 1, 0, question.towards ? against : along);
    add(centre.edge, centre.fraction, 0, 0, question.towards ? along : against);
    const auto run = [&]<SearchDirection kDirection>() {
        seed<kDirection>(ground, *lease, centre);
        explore<kDirection>(
            ground, *lease, [&](quint32, const SearchSpace::Label &label) { return label.seconds <= most; },
            [&](quint32, const SearchSpace::Label &label, const RoadGraph::Arc &arc, float cost) {
                const bool isAgainst = (arc.group & 1U) != 0;
                add(arc.edge, isAgainst ? 1.0F : 0.0F, isAgainst ? 0.0F : 1.0F, label.seconds, cost);
            },
            [most] { return most; }, [](quint32) { return 1.0F; }, [](quint32) { return 0.0F; });
    };
    if (question.towards)
        run.operator()<SearchDirection::Backward>();
    else
        run.operator()<SearchDirection::Forward>();
    return stretches;
}

/** Seconds until each crossing of a grid over the reached roads. */
class TimeField
{
public:
    TimeField(const RoadGraph &graph, const std::vector<Stretch> &stretches, double offRoadMetres) : m_offRoad(offRoadMetres)
    {
        std::vector<GeoPoint> line;
        double east = -180, north = -90;
        for (const Stretch &stretch : stretches)
            graph.appendShape(stretch.edge, stretch.from, stretch.to, line);
        for (const GeoPoint &point : line) {
            m_west = std::min(m_west, point.longitude);
            m_south = std::min(m_south, point.latitude);
            east = std::max(east, point.longitude);
            north = std::max(north, point.latitude);
        }
        m_shrink = std::max(0.01, std::cos((m_south + north) / 2 * 3.14159265358979323846 / 180));
        const double width = (east - m_west) * m_shrink * kMetresPerDegree;
        const double height = (north - m_south) * kMetresPerDegree;
        m_cell = std::clamp(std::max(width, height) / 500, 25.0, 1e5);
        const double margin = offRoadMetres + 2 * m_cell;
        m_west -= margin / kMetresPerDegree / m_shrink;
        m_south -= margin / kMetresPerDegree;
        m_lattice.columns = static_cast<int>((width + 2 * margin) / m_cell) + 2;
        m_lattice.rows = static_cast<int>((height + 2 * margin) / m_cell) + 2;
        m_lattice.values.assign(static_cast<size_t>(m_lattice.columns) * static_cast<size_t>(m_lattice.rows), kNever);
        m_off.assign(m_lattice.values.size(), kNever);
        for (const Stretch &stretch : stretches)
            draw(graph, stretch);
        spread();
    }

    const Lattice &lattice() const { return m_lattice; }
    double cell() const { return m_cell; }
    GeoPoint toGeo(QPointF grid) const
    {
        return {m_west + grid.x() * m_cell / kMetresPerDegree / m_shrink, m_south + grid.y() * m_cell / kMetresPerDegree};
    }

private:
    void improve(int column, int row, double seconds, double off)
    {
        if (column < 1 || row < 1 || column >= m_lattice.columns - 1 || row >= m_lattice.rows - 1)
            return;
        const size_t at = static_cast<size_t>(row) * static_cast<size_t>(m_lattice.columns) + static_cast<size_t>(column);
        if (seconds < double(m_lattice.values[at])) {
            m_lattice.values[at] = static_cast<float>(seconds);
            m_off[at] = static_cast<float>(off);
        }
    }
    void draw(const RoadGraph &graph, const Stretch &stretch)
    {
        m_line.clear();
        graph.appendShape(stretch.edge, stretch.from, stretch.to, m_line);
        // The length in the data counts, which may differ from that of the drawn line.
        const double drawn = lengthMetres(m_line);
        const double metres = std::fabs(double(stretch.to - stretch.from)) * double(graph.arrays().edgeMetres[stretch.edge]);
        const double pace = drawn > 0 ? metres / drawn * double(stretch.secondsPerMetre) : 0;
        double seconds = double(stretch.seconds);
        for (size_t i = 1; i < m_line.size(); ++i) {
            const double length = distanceMetres(m_line[i - 1], m_line[i]);
            const int steps = static_cast<int>(length / m_cell * 2) + 1;
            for (int s = 0; s <= steps; ++s) {
                const double t = double(s) / steps;
                const double x = gridX(m_line[i - 1].longitude + (m_line[i].longitude - m_line[i - 1].longitude) * t);
                const double y = gridY(m_line[i - 1].latitude + (m_line[i].latitude - m_line[i - 1].latitude) * t);
                const double at = seconds + t * length * pace;
                const auto column = static_cast<int>(std::floor(x));
                const auto row = static_cast<int>(std::floor(y));
                for (int dy = 0; dy <= 1; ++dy) {
                    for (int dx = 0; dx <= 1; ++dx) // the crossings around count as the road itself: it lies within
                        improve(column + dx, row + dy, at, 0);
                }
            }
            seconds += length * pace;
        }
    }
    double gridX(double longitude) const { return (longitude - m_west) * m_shrink * kMetresPerDegree / m_cell; }
    double gridY(double latitude) const { return (latitude - m_south) * kMetresPerDegree / m_cell; }
    /** Off the roads at walking pace: two sweeps over the grid, forth and back. */
    void spread()
    {
        const auto from = [&](int column, int row, int dx, int dy) {
            const size_t at =
                static_cast<size_t>(row + dy) * static_cast<size_t>(m_lattice.columns) + static_cast<size_t>(column + dx);
            const double step = m_cell * (dx != 0 && dy != 0 ? 1.4142 : 1.0);
            const double off = double(m_off[at]) + step;
            if (off <= m_offRoad)
                improve(column, row, double(m_lattice.values[at]) + step * kWalkSeconds, off);
        };
        for (int row = 1; row < m_lattice.rows - 1; ++row) {
            for (int column = 1; column < m_lattice.columns - 1; ++column) {
                for (const auto &[dx, dy] : {std::pair(-1, 0), {-1, -1}, {0, -1}, {1, -1}})
                    from(column, row, dx, dy);
            }
        }
        for (int row = m_lattice.rows - 2; row > 0; --row) {
            for (int column = m_lattice.columns - 2; column > 0; --column) {
                for (const auto &[dx, dy] : {std::pair(1, 0), {1, 1}, {0, 1}, {-1, 1}})
                    from(column, row, dx, dy);
            }
        }
    }

    double m_offRoad;
    double m_west = 180;
    double m_south = 90;
    double m_shrink = 1;
    double m_cell = 50;
    Lattice m_lattice;
    std::vector<float> m_off; ///< metres from the road
    std::vector<GeoPoint> m_line;
};

double roadKilometres(const RoadArrays &arrays, const std::vector<Stretch> &stretches, float seconds)
{
    double metres = 0;
    for (const Stretch &stretch : stretches) {
        const double length = std::fabs(double(stretch.to - stretch.from)) * double(arrays.edgeMetres[stretch.edge]);
        const double left = (double(seconds) - double(stretch.seconds)) / std::max(1e-9, double(stretch.secondsPerMetre));
        metres += std::clamp(left, 0.0, length);
    }
    return metres / 1000;
}

} // namespace

Result<FeatureTable> findIsochrones(const RoadQuestions &roads, const IsochroneQuestion &question)
{
    std::vector<double> minutes = question.minutes;
    std::erase_if(minutes, [](double m) { return !(m > 0 && m <= 24 * 60); });
    std::sort(minutes.begin(), minutes.end(), std::greater<>());
    if (question.centre.edge >= roads.graph().edgeCount() || minutes.empty())
        return Error{
            u"isochrone"_s, {}, u"附近没有可通行的道路，或时间无效 / there is no road near, or no time was asked for"_s};
    const auto most = static_cast<float>(minutes.front() * 60);
    const std::vector<Stretch> stretches = reach(roads, question, most);
    if (stretches.empty())
        return Error{u"isochrone"_s, {}, u"该道路已封闭 / the road is closed"_s};
    const TimeField field(roads.graph(), stretches, std::clamp(question.offRoadMetres, 0.0, 2000.0));

    FeatureTable table;
    table.name = u"可达范围"_s;
    table.datum = u"WGS-84"_s;
    table.partStarts = {0};
    table.vertexStarts = {0};
    const auto number = [](const QString &name) {
        return FeatureTable::Column{name, FeatureTable::ColumnType::Number, {}, {}};
    };
    table.columns = {number(u"minutes"_s), number(u"areaKm2"_s), number(u"roadKm"_s)};
    for (const double each : minutes) {
        const auto limit = static_cast<float>(each * 60);
        const auto ceiling = limit + static_cast<float>(2 * field.cell() * kWalkSeconds);
        double area = 0;
        for (const std::vector<QPointF> &ring : contourRings(field.lattice(), limit, ceiling)) {
            std::vector<GeoPoint> points;
            for (const QPointF &point : ring) {
                points.push_back(field.toGeo(point));
                table.vertices.insert(table.vertices.end(), {points.back().longitude, points.back().latitude});
            }
            area += signedAreaSquareMetres(points);
            table.vertexStarts.push_back(static_cast<quint32>(table.vertices.size() / 2));
        }
        table.kinds.push_back(GeometryKind::Polygon);
        table.partStarts.push_back(static_cast<quint32>(table.vertexStarts.size() - 1));
        const std::array values{each, std::fabs(area) / 1e6, roadKilometres(roads.graph().arrays(), stretches, limit)};
        for (size_t c = 0; c < values.size(); ++c)
            table.columns[c].numbers.push_back(values[c]);
    }
    return table;
}

} // namespace guancheng
