// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/routing/router.h"

#include "maps/geo/geodesic.h"

#include <QSet>

#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr float kPenalty = 1.5F;
constexpr double kMostLonger = 1.4;
constexpr double kMostShared = 0.7;
constexpr float kNever = std::numeric_limits<float>::infinity();

/** The ways between two places, one search after another in one space. */
class RouteSearch
{
public:
    RouteSearch(const RoadQuestions &roads, const RouteQuestion &question, SearchSpace &space)
        : m_question(question)
        , m_table(roads.costs(question.vehicle, question.hourOfWeek))
        , m_conditions(roads.live().now())
        , m_ground{roads.graph(), *m_table, *m_conditions, roads.vehicles()[question.vehicle]}
        , m_space(space)
        , m_goal(roads.graph().position(question.to))
    {
        const float least = *std::min_element(m_table->begin(), m_table->end());
        // A little less than the truth, for what floats round away.
        m_secondsPerMetre = least < kNever ? double(least) * roads.graph().leastStretch() * 0.999 : 0;
        m_space.prepareMarks(roads.graph().edgeCount());
    }

    /** The best way under the marks; without edges when there is none. */
    Route next()
    {
        m_space.begin();
        const RoadArrays &arrays = m_ground.graph.arrays();
        const EdgePoint &to = m_question.to;
        float best = kNever;
        quint32 last = SearchSpace::kNoArc;
        bool lastAgainst = false;
        if (to.edge == m_question.from.edge)
            best = direct();
        seed<SearchDirection::Forward>(m_ground, m_space, m_question.from);
        const auto arrive = [&](quint32 node, float seconds, float part, float cost, bool against) {
            const float total = seconds + part * arrays.edgeMetres[to.edge] * cost * m_space.mark(to.edge);
            if (cost < kNever && total < best) {
                best = total;
                last = node;
                lastAgainst = against;
            }
        };
        explore<SearchDirection::Forward>(
            m_ground, m_space,
            [&](quint32 node, const SearchSpace::Label &label) {
                if (label.seconds + potential(node) >= best)
                    return false;
                if (node == arrays.edgeFrom[to.edge])
                    arrive(node, label.seconds, to.fraction, m_ground.along(to.edge), false);
                if (node == arrays.edgeTo[to.edge])
                    arrive(node, label.seconds, 1 - to.fraction, m_ground.against(to.edge), true);
                return true;
            },
            [](quint32, const SearchSpace::Label &, const RoadGraph::Arc &, float) {}, [] { return kNever; },
            [&](quint32 edge) { return m_space.mark(edge); }, [&](quint32 node) { return potential(node); });
        return last != SearchSpace::kNoArc ? trace(last, lastAgainst) : best < kNever ? traceDirect() : Route{};
    }

    void penalise(const Route &route)
    {
        for (const quint32 edge : route.edges)
            m_space.setMark(edge >> 1, m_space.mark(edge >> 1) * kPenalty);
    }

private:
    float potential(quint32 node) const
    {
        constexpr double kMetresPerDegree = 6371008.8 * 3.14159265358979323846 / 180;
        const GeoPoint point = m_ground.graph.arrays().node(node);
        const double x = (point.longitude - m_goal.longitude) * m_ground.graph.leastCosine();
        const double y = point.latitude - m_goal.latitude;
        return static_cast<float>(std::hypot(x, y) * kMetresPerDegree * m_secondsPerMetre);
    }
    float direct() const
    {
        const EdgePoint &from = m_question.from;
        const float part = std::fabs(m_question.to.fraction - from.fraction);
        const float cost = m_question.to.fraction >= from.fraction ? m_ground.along(from.edge) : m_ground.against(from.edge);
        return cost < kNever ? part * m_ground.graph.arrays().edgeMetres[from.edge] * cost * m_space.mark(from.edge) : kNever;
    }
    void addPiece(Route &route, quint32 edge, bool against, float from, float to)
    {
        const float metres = std::fabs(to - from) * m_ground.graph.arrays().edgeMetres[edge];
        const float cost = against ? m_ground.against(edge) : m_ground.along(edge);
        route.edges.push_back(edge << 1 | (against ? 1U : 0U));
        route.metres += double(metres);
        route.seconds += metres > 0 ? double(metres) * double(cost) : 0;
        m_pieces.push_back({route.line.size(), metres, metres > 0 ? metres * cost : 0});
        m_ground.graph.appendShape(edge, from, to, m_shape);
        for (const GeoPoint &point : m_shape) {
            if (route.line.empty() || !(route.line.back() == point))
                route.line.push_back(point);
        }
        m_shape.clear();
    }
    Route traceDirect()
    {
        Route route;
        m_pieces.clear();
        const EdgePoint &from = m_question.from;
        addPiece(route, from.edge, m_question.to.fraction < from.fraction, from.fraction, m_question.to.fraction);
        addSteps(route);
        return route;
    }
    Route trace(quint32 last, bool lastAgainst)
    {
        const RoadArrays &arrays = m_ground.graph.arrays();
        std::vector<quint32> back;
        quint32 node = last;
        while (m_space.label(node).edge != SearchSpace::kNoArc) {
            const quint32 edge = m_space.label(node).edge;
            back.push_back(edge);
            node = (edge & 1U) != 0 ? arrays.edgeTo[edge >> 1] : arrays.edgeFrom[edge >> 1];
        }
        Route route;
        m_pieces.clear();
        const EdgePoint &from = m_question.from;
        const float along = m_ground.along(from.edge);
        const float against = m_ground.against(from.edge);
        const bool isLoop = arrays.edgeFrom[from.edge] == arrays.edgeTo[from.edge];
        const bool firstAgainst = isLoop ? !(along < kNever) || from.fraction * against < (1 - from.fraction) * along
                                         : node == arrays.edgeFrom[from.edge];
        addPiece(route, from.edge, firstAgainst, from.fraction, firstAgainst ? 0.0F : 1.0F);
        for (size_t i = back.size(); i-- > 0;) {
            const bool isAgainst = (back[i] & 1U) != 0;
            addPiece(route, back[i] >> 1, isAgainst, isAgainst ? 1.0F : 0.0F, isAgainst ? 0.0F : 1.0F);
        }
        addPiece(route, m_question.to.edge, lastAgainst, lastAgainst ? 1.0F : 0.0F, m_question.to.fraction);
        addSteps(route);
        return route;
    }
    Turn turnAt(const Route &route, size_t piece) const
    {
        const size_t at = m_pieces[piece].firstPoint;
        const quint32 edge = route.edges[piece] >> 1;
        const quint8 flags = m_ground.graph.arrays().edgeFlags[edge];
        if ((flags & WayRoundabout) != 0)
            return Turn::Roundabout;
        if (at < 2 || at >= route.line.size())
            return Turn::Straight;
        // The last point of the piece before is where the turn happens.
        const double in = initialBearing(route.line[at - 2], route.line[at - 1]);
        const double out = initialBearing(route.line[at - 1], route.line[at]);
        const double angle = std::remainder(out - in, 360);
        const bool isRight = angle > 0;
        const double size = std::fabs(angle);
        if (size > 170)
            return Turn::Back;
        if (size > 125)
            return isRight ? Turn::SharpRight : Turn::SharpLeft;
        if (size > 50)
            return isRight ? Turn::Right : Turn::Left;
        if (size > 22)
            return isRight ? Turn::SlightRight : Turn::SlightLeft;
        return (flags & WayRamp) != 0 ? Turn::Ramp : Turn::Straight;
    }
    void addSteps(Route &route) const
    {
        const RoadArrays &arrays = m_ground.graph.arrays();
        quint32 name = 0;
        for (size_t i = 0; i < route.edges.size(); ++i) {
            const quint32 edge = route.edges[i] >> 1;
            const Turn turn = i == 0 ? Turn::Depart : turnAt(route, i);
            const bool isSame = arrays.edgeName[edge] == name;
            const bool goesOn =
                turn == Turn::Straight || turn == Turn::SlightLeft || turn == Turn::SlightRight || turn == Turn::Ramp;
            // A named street is one step whatever its bends; among nameless ones only turns tell steps apart.
            const bool isNew = route.steps.empty() || !isSame || (name == 0 ? !goesOn : turn == Turn::Back);
            if (m_pieces[i].metres < 0.5F && !route.steps.empty())
                continue;
            if (isNew) {
                RouteStep step;
                step.turn = turn;
                step.name = arrays.names[arrays.edgeName[edge]];
                step.firstPoint = std::min(m_pieces[i].firstPoint > 0 ? m_pieces[i].firstPoint - 1 : 0, route.line.size() - 1);
                if (step.firstPoint + 1 < route.line.size())
                    step.bearing = initialBearing(route.line[step.firstPoint], route.line[step.firstPoint + 1]);
                route.steps.push_back(step);
                name = arrays.edgeName[edge];
            }
            RouteStep &step = route.steps.back();
            step.metres += double(m_pieces[i].metres);
            step.seconds += double(m_pieces[i].seconds);
            step.bridge = step.bridge || (arrays.edgeFlags[edge] & WayBridge) != 0;
            step.tunnel = step.tunnel || (arrays.edgeFlags[edge] & WayTunnel) != 0;
        }
    }

    struct Piece
    {
        size_t firstPoint;
        float metres;
        float seconds;
    };
    const RouteQuestion &m_question;
    std::shared_ptr<const CostTable> m_table;
    std::shared_ptr<const RoadConditions> m_conditions;
    SearchGround m_ground;
    SearchSpace &m_space;
    GeoPoint m_goal;
    double m_secondsPerMetre = 0;
    std::vector<Piece> m_pieces;
    std::vector<GeoPoint> m_shape;
};

/** How much of the length of a route lies on roads of another one. */
double sharedLength(const RoadArrays &arrays, const Route &route, const Route &other)
{
    const QSet<quint32> edges(other.edges.begin(), other.edges.end());
    double shared = 0, whole = 0;
    for (const quint32 edge : route.edges) {
        whole += double(arrays.edgeMetres[edge >> 1]);
        shared += edges.contains(edge) ? double(arrays.edgeMetres[edge >> 1]) : 0;
    }
    return whole > 0 ? shared / whole : 1;
}

Error noWay(const RoadGraph &graph, const RouteQuestion &question)
{
    const RoadArrays &arrays = graph.arrays();
    const bool isSeparate =
        graph.componentOf(arrays.edgeFrom[question.from.edge]) != graph.componentOf(arrays.edgeFrom[question.to.edge]);
    return {u"route"_s,
            {},
            isSeparate
                ? u"两地的道路不相连 / the roads of the two places are not connected"_s
                : u"没有可通行的路线：道路封闭、单行或限制车种 / no way: closed roads, one-ways or vehicle restrictions"_s};
}

QString lengthText(double metres, bool chinese)
{
    if (metres >= 950)
        return QString::number(metres / 1000, 'f', 1) + (chinese ? u" 公里"_s : u" km"_s);
    return QString::number(std::max(10.0, std::round(metres / 10) * 10), 'f', 0) + (chinese ? u" 米"_s : u" m"_s);
}

} // namespace

Result<std::vector<Route>> findRoutes(const RoadQuestions &roads, const RouteQuestion &question)
{
    const RoadGraph &graph = roads.graph();
    if (question.from.edge >= graph.edgeCount() || question.to.edge >= graph.edgeCount())
        return Error{u"route"_s, {}, u"起点或终点附近没有可通行的道路 / there is no road near the start or the goal"_s};
    const SearchPool::Lease lease = roads.space();
    RouteSearch search(roads, question, *lease);
    std::vector<Route> routes;
    for (int tries = 0; tries <= question.alternatives * 3 && static_cast<int>(routes.size()) <= question.alternatives;
         ++tries) {
        Route route = search.next();
        if (route.edges.empty())
            break;
        search.penalise(route);
        const bool isGood = routes.empty() || (route.seconds <= routes.front().seconds * kMostLonger &&
                                               std::all_of(routes.begin(), routes.end(), [&](const Route &other) {
                                                   return sharedLength(graph.arrays(), route, other) <= kMostShared;
                                               }));
        if (!isGood)
            continue;
        route.shared = routes.empty() ? 0 : sharedLength(graph.arrays(), route, routes.front());
        routes.push_back(std::move(route));
    }
    if (routes.empty())
        return noWay(graph, question);
    std::stable_sort(routes.begin() + 1, routes.end(), [](const Route &a, const Route &b) { return a.seconds < b.seconds; });
    return routes;
}

QString describe(const RouteStep &step, bool chinese)
{
    static constexpr std::array kZh{"出发，沿"_L1,     "直行，沿"_L1,   "稍向左，沿"_L1, "左转进入"_L1,
                                    "向左后方转入"_L1, "稍向右，沿"_L1, "右转进入"_L1,   "向右后方转入"_L1,
                                    "掉头，沿"_L1,     "进入环岛"_L1,   "走匝道"_L1};
    static constexpr std::array kEn{
        "Start on"_L1,      "Go on along"_L1,     "Keep left on"_L1,          "Turn left into"_L1, "Turn sharp left into"_L1,
        "Keep right on"_L1, "Turn right into"_L1, "Turn sharp right into"_L1, "Turn back on"_L1,   "Take the roundabout"_L1,
        "Take the ramp"_L1};
    const auto turn = static_cast<size_t>(step.turn);
    if (chinese) {
        const QString name = !step.name.zh.isEmpty() ? step.name.zh : u"无名道路"_s;
        const QString over = step.tunnel ? u"（经隧道）"_s : step.bridge ? u"（经桥）"_s : QString();
        return QString::fromUtf8(kZh[turn].data(), kZh[turn].size()) + name + over + u"，行驶 "_s +
               lengthText(step.metres, true);
    }
    const QString name = !step.name.en.isEmpty() ? step.name.en : !step.name.zh.isEmpty() ? step.name.zh : u"a nameless road"_s;
    const QString over = step.tunnel ? u" (tunnel)"_s : step.bridge ? u" (bridge)"_s : QString();
    return kEn[turn] + u' ' + name + over + u", "_s + lengthText(step.metres, false);
}

FeatureTable toTable(const std::vector<Route> &routes)
{
    FeatureTable table;
    table.name = u"路线"_s;
    table.datum = u"WGS-84"_s;
    table.partStarts = {0};
    table.vertexStarts = {0};
    const auto number = [](const QString &name) {
        return FeatureTable::Column{name, FeatureTable::ColumnType::Number, {}, {}};
    };
    table.columns = {number(u"rank"_s), number(u"minutes"_s), number(u"km"_s), number(u"shared"_s)};
    for (size_t i = routes.size(); i-- > 0;) {
        for (const GeoPoint &point : routes[i].line)
            table.vertices.insert(table.vertices.end(), {point.longitude, point.latitude});
        table.kinds.push_back(GeometryKind::Line);
        table.vertexStarts.push_back(static_cast<quint32>(table.vertices.size() / 2));
        table.partStarts.push_back(static_cast<quint32>(table.vertexStarts.size() - 1));
        const std::array values{double(i + 1), routes[i].seconds / 60, routes[i].metres / 1000, routes[i].shared};
        for (size_t c = 0; c < values.size(); ++c)
            table.columns[c].numbers.push_back(values[c]);
    }
    return table;
}

} // namespace guancheng
