// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/routing/roadquestions.h"

#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr float kNever = std::numeric_limits<float>::infinity();
constexpr quint32 kFragment = 50; ///< nodes: a component below that is a fragment
constexpr double kPassOverMetres = 100;
constexpr int kHours = 168;

int hourIndex(int hourOfWeek)
{
    return (hourOfWeek % kHours + kHours) % kHours;
}

/** Seconds from one place on an edge to another one on the same edge without leaving it. */
float withinEdge(const SearchGround &ground, quint32 edge, float from, float to)
{
    if (from == to)
        return 0;
    const float metres = ground.graph.arrays().edgeMetres[edge];
    return from < to ? (to - from) * metres * ground.along(edge) : (from - to) * metres * ground.against(edge);
}

/** Into the sorted list of the best, at most \c count. */
void offer(std::vector<NearestUnit> &best, size_t count, const NearestUnit &unit)
{
    const auto known = std::find_if(best.begin(), best.end(), [&](const NearestUnit &each) { return each.slot == unit.slot; });
    if (known != best.end())
        best.erase(known);
    else if (best.size() == count) {
        if (best.back().seconds <= unit.seconds)
            return;
        best.pop_back();
    }
    const auto place = std::upper_bound(best.begin(), best.end(), unit.seconds,
                                        [](float seconds, const NearestUnit &each) { return seconds < each.seconds; });
    best.insert(place, unit);
}

} // namespace

RoadQuestions::RoadQuestions(std::shared_ptr<const RoadGraph> graph, Vehicles vehicles)
    : m_graph(std::move(graph))
    , m_vehicles(std::move(vehicles))
    , m_live(m_graph->edgeCount())
    , m_pool(m_graph)
    , m_costs(m_vehicles.size() * kHours)
{
}

std::shared_ptr<const CostTable> RoadQuestions::costs(size_t vehicle, int hourOfWeek) const
{
    const std::lock_guard lock(m_costMutex);
    auto &table = m_costs[vehicle * kHours + static_cast<size_t>(hourIndex(hourOfWeek))];
    if (!table)
        table = std::make_shared<const CostTable>(costTable(*m_graph, m_vehicles[vehicle], hourIndex(hourOfWeek)));
    return table;
}

EdgePoint RoadQuestions::snap(const GeoPoint &point, size_t vehicle, double farthest) const
{
    const auto table = costs(vehicle, 12);
    const RoadArrays &arrays = m_graph->arrays();
    const auto isOpen = [&](quint32 edge) {
        const quint32 group = m_graph->groupOf(edge) << 1;
        return (*table)[group] < kNever || (*table)[group | 1U] < kNever;
    };
    SnapGrid::Hit hit = m_graph->segments().nearest(arrays, point, farthest, isOpen);
    if (hit.edge == EdgePoint::kNone)
        return {};
    if (m_graph->componentSize(m_graph->componentOf(arrays.edgeFrom[hit.edge])) < kFragment) {
        const auto leadsOn = [&](quint32 edge) {
            return isOpen(edge) && m_graph->componentSize(m_graph->componentOf(arrays.edgeFrom[edge])) >= kFragment;
        };
        const double limit = std::min(farthest, hit.metres + kPassOverMetres);
        if (const SnapGrid::Hit other = m_graph->segments().nearest(arrays, point, limit, leadsOn);
            other.edge != EdgePoint::kNone)
            hit = other;
    }
    // From the place on the segment to the share of the whole edge.
    double before = 0, whole = 0;
    for (quint32 i = 0; i + 1 < arrays.pointCount(hit.edge); ++i) {
        const double length = distanceMetres(arrays.point(hit.edge, i), arrays.point(hit.edge, i + 1));
        before += i < hit.segment ? length : i == hit.segment ? hit.along * length : 0;
        whole += length;
    }
    return {hit.edge, static_cast<float>(whole > 0 ? std::clamp(before / whole, 0.0, 1.0) : 0), static_cast<float>(hit.metres)};
}

void RoadQuestions::nearest(const NearestQuestion &question, const RoadUnits &units, NearestAnswer &answer) const
{
    answer.units.clear();
    answer.unreachable = 0;
    answer.isComplete = false;
    answer.reasonZh.clear();
    answer.reasonEn.clear();
    if (question.target.edge >= m_graph->edgeCount() || question.count == 0) {
        answer.reasonZh = u"附近没有可通行的道路"_s;
        answer.reasonEn = u"There is no road near"_s;
        return;
    }
    const auto lock = units.lock();
    answer.units.reserve(question.count);
    size_t met = 0;
    const SearchPool::Lease lease = m_pool.take();
    (*lease).prepareUnits(units.size());
    for (size_t vehicle = 0; vehicle < m_vehicles.size(); ++vehicle) {
        if ((question.vehicles >> vehicle & 1U) == 0 || units.countOf(vehicle) == 0)
            continue;
        (*lease).begin();
        searchNearest(question, vehicle, units, *lease, answer);
        met += (*lease).unitsMet();
    }
    if (answer.units.size() < question.count)
        explain(question, units, met, answer);
}

void RoadQuestions::searchNearest(const NearestQuestion &question, size_t vehicle, const RoadUnits &units, SearchSpace &space,
                                  NearestAnswer &answer) const
{
    const auto table = costs(vehicle, question.hourOfWeek);
    const auto conditions = m_live.now();
    const SearchGround ground{*m_graph, *table, *conditions, m_vehicles[vehicle]};
    const RoadArrays &arrays = m_graph->arrays();
    const auto most = static_cast<float>(question.withinSeconds);
    float limit = answer.units.size() == question.count ? answer.units.back().seconds : most;
    const auto consider = [&](quint32 slot, const RoadUnits::Unit &unit, float seconds, float metres) {
        if (unit.vehicle != vehicle || (unit.kinds & question.kinds) == 0 || !(unit.isFree || question.withBusy) ||
            seconds > most)
            return;
        if (!space.improveUnit(slot, seconds))
            return;
        offer(answer.units, question.count, {slot, seconds, metres, unit.at + question.staleAfter < question.now});
        limit = answer.units.size() == question.count ? answer.units.back().seconds : most;
    };
    const EdgePoint &target = question.target;
    for (quint32 slot = units.firstOn(target.edge); slot != RoadUnits::kNone; slot = units.unit(slot).next) {
        const RoadUnits::Unit &unit = units.unit(slot);
        const float seconds = withinEdge(ground, target.edge, unit.place.fraction, target.fraction);
        if (seconds < kNever)
            consider(slot, unit, seconds, std::fabs(unit.place.fraction - target.fraction) * arrays.edgeMetres[target.edge]);
    }
    seed<SearchDirection::Backward>(ground, space, target);
    explore<SearchDirection::Backward>(
        ground, space, [&](quint32, const SearchSpace::Label &label) { return label.seconds <= limit; },
        [&](quint32, const SearchSpace::Label &label, const RoadGraph::Arc &arc, float cost) {
            if (!units.isOccupied(arc.edge))
                return;
            for (quint32 slot = units.firstOn(arc.edge); slot != RoadUnits::kNone; slot = units.unit(slot).next) {
                const RoadUnits::Unit &unit = units.unit(slot);
                // The arc runs from the settled node outwards; the unit comes the other way along it.
                const float part = (arc.group & 1U) != 0 ? 1 - unit.place.fraction : unit.place.fraction;
                consider(slot, unit, label.seconds + part * arc.metres * cost, label.metres + part * arc.metres);
            }
        },
        [&limit] { return limit; }, [](quint32) { return 1.0F; }, [](quint32) { return 0.0F; });
}

void RoadQuestions::explain(const NearestQuestion &question, const RoadUnits &units, size_t met, NearestAnswer &answer)
{
    size_t fit = 0;
    for (quint32 slot = 0; slot < units.size(); ++slot) {
        const RoadUnits::Unit &unit = units.unit(slot);
        const bool isAsked =
            unit.place.isValid() && (question.vehicles >> unit.vehicle & 1U) != 0 && (unit.kinds & question.kinds) != 0;
        fit += isAsked && (unit.isFree || question.withBusy) ? 1U : 0U;
    }
    answer.unreachable = fit - std::min(fit, met);
    answer.isComplete = true;
    const double minutes = question.withinSeconds / 60;
    if (answer.unreachable > 0) {
        answer.reasonZh = u"另有 %1 个单元不能在 %2 分钟内由道路到达"_s.arg(answer.unreachable).arg(minutes, 0, 'f', 0);
        answer.reasonEn = u"%1 more cannot get there by road within %2 min"_s.arg(answer.unreachable).arg(minutes, 0, 'f', 0);
    } else {
        answer.reasonZh = u"仅有 %1 个可用单元"_s.arg(fit);
        answer.reasonEn = u"There are only %1 units that would do"_s.arg(fit);
    }
}

void RoadQuestions::travelTo(const EdgePoint &to, std::span<const EdgePoint> from, size_t vehicle, int hourOfWeek,
                             double withinSeconds, std::span<Travel> out) const
{
    std::fill(out.begin(), out.end(), Travel{});
    if (to.edge >= m_graph->edgeCount())
        return;
    const auto table = costs(vehicle, hourOfWeek);
    const auto conditions = m_live.now();
    const SearchGround ground{*m_graph, *table, *conditions, m_vehicles[vehicle]};
    const RoadArrays &arrays = m_graph->arrays();
    const SearchPool::Lease lease = m_pool.take();
    SearchSpace &space = *lease;
    const auto better = [](Travel &travel, float seconds, float metres) {
        if (seconds < travel.seconds)
            travel = {seconds, metres};
    };
    // Few places: all that are open are asked at each end of their edge when the search is over.
    std::array<quint32, 64> waiting{}; // nodes that still matter, as long as there is room to remember them
    size_t count = 0;
    bool isBounded = from.size() * 2 <= waiting.size();
    for (const EdgePoint &place : from) {
        if (place.edge >= m_graph->edgeCount())
            continue;
        const auto await = [&](quint32 node, float cost) {
            if (isBounded && cost < kNever &&
                std::find(waiting.begin(), waiting.begin() + count, node) == waiting.begin() + count)
                waiting[count++] = node;
        };
        await(arrays.edgeTo[place.edge], ground.along(place.edge));
        await(arrays.edgeFrom[place.edge], ground.against(place.edge));
    }
    const auto most = static_cast<float>(withinSeconds);
    seed<SearchDirection::Backward>(ground, space, to);
    explore<SearchDirection::Backward>(
        ground, space,
        [&](quint32 node, const SearchSpace::Label &label) {
            const auto found = isBounded ? std::find(waiting.begin(), waiting.begin() + count, node) : waiting.end();
            if (found != waiting.end() && static_cast<size_t>(found - waiting.begin()) < count)
                *found = waiting[--count];
            return label.seconds <= most && !(isBounded && count == 0);
        },
        [](quint32, const SearchSpace::Label &, const RoadGraph::Arc &, float) {}, [most] { return most; },
        [](quint32) { return 1.0F; }, [](quint32) { return 0.0F; });
    for (size_t i = 0; i < from.size(); ++i) {
        const EdgePoint &place = from[i];
        if (place.edge >= m_graph->edgeCount())
            continue;
        const float metres = arrays.edgeMetres[place.edge];
        if (place.edge == to.edge) {
            const float seconds = withinEdge(ground, to.edge, place.fraction, to.fraction);
            better(out[i], seconds, std::fabs(place.fraction - to.fraction) * metres);
        }
        const auto through = [&](quint32 node, float part, float cost) {
            if (space.isReached(node) && cost < kNever)
                better(out[i], space.label(node).seconds + part * metres * cost, space.label(node).metres + part * metres);
        };
        through(arrays.edgeTo[place.edge], 1 - place.fraction, ground.along(place.edge));
        through(arrays.edgeFrom[place.edge], place.fraction, ground.against(place.edge));
        if (out[i].seconds > most)
            out[i] = {};
    }
}

} // namespace guancheng
