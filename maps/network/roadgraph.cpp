// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/roadgraph.h"

#include <cmath>
#include <map>
#include <numeric>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

quint64 spread(quint32 value)
{
    quint64 v = value;
    v = (v | v << 16) & 0x0000ffff0000ffffULL;
    v = (v | v << 8) & 0x00ff00ff00ff00ffULL;
    v = (v | v << 4) & 0x0f0f0f0f0f0f0f0fULL;
    v = (v | v << 2) & 0x3333333333333333ULL;
    return (v | v << 1) & 0x5555555555555555ULL;
}

/** Along the Z curve. */
quint64 order(qint32 longitudeE7, qint32 latitudeE7)
{
    return spread(static_cast<quint32>(longitudeE7) + 0x80000000U) | spread(static_cast<quint32>(latitudeE7) + 0x80000000U)
                                                                         << 1;
}

template<typename T>
std::vector<T> permuted(const std::vector<T> &values, const std::vector<quint32> &order)
{
    std::vector<T> result;
    result.reserve(values.size());
    for (const quint32 i : order)
        result.push_back(values[i]);
    return result;
}

quint32 root(std::vector<quint32> &parents, quint32 node)
{
    while (parents[node] != node) {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    return node;
}

} // namespace

Result<std::shared_ptr<const RoadGraph>> RoadGraph::build(RoadArrays arrays)
{
    if (const QString problem = arrays.inconsistency(); !problem.isEmpty())
        return Error{u"road network"_s, {}, problem};
    return std::shared_ptr<const RoadGraph>(new RoadGraph(std::move(arrays)));
}

RoadGraph::RoadGraph(RoadArrays arrays) : m_arrays(std::move(arrays))
{
    renumber();
    group();
    connect();
    findComponents();
    findBounds();
    m_grid = SnapGrid(m_arrays);
}

void RoadGraph::renumber()
{
    RoadArrays &a = m_arrays;
    std::vector<quint32> nodes(a.nodeCount());
    std::iota(nodes.begin(), nodes.end(), 0U);
    std::vector<quint64> keys(nodes.size());
    for (const quint32 n : nodes)
        keys[n] = order(a.nodeLongitudeE7[n], a.nodeLatitudeE7[n]);
    std::stable_sort(nodes.begin(), nodes.end(), [&](quint32 x, quint32 y) { return keys[x] < keys[y]; });
    std::vector<quint32> rank(nodes.size());
    for (quint32 i = 0; i < nodes.size(); ++i)
        rank[nodes[i]] = i;
    a.nodeLongitudeE7 = permuted(a.nodeLongitudeE7, nodes);
    a.nodeLatitudeE7 = permuted(a.nodeLatitudeE7, nodes);

    for (size_t e = 0; e < a.edgeCount(); ++e) {
        a.edgeFrom[e] = rank[a.edgeFrom[e]];
        a.edgeTo[e] = rank[a.edgeTo[e]];
    }
    std::vector<quint32> edges(a.edgeCount());
    std::iota(edges.begin(), edges.end(), 0U);
    std::stable_sort(edges.begin(), edges.end(), [&](quint32 x, quint32 y) {
        return std::min(a.edgeFrom[x], a.edgeTo[x]) < std::min(a.edgeFrom[y], a.edgeTo[y]);
    });
    std::vector<qint32> longitudes, latitudes;
    longitudes.reserve(a.shapeLongitudeE7.size());
    latitudes.reserve(a.shapeLatitudeE7.size());
    std::vector<quint32> starts{0};
    starts.reserve(edges.size() + 1);
    for (const quint32 e : edges) {
        for (quint32 s = a.edgeShape[e]; s < a.edgeShape[e + 1]; ++s) {
            longitudes.push_back(a.shapeLongitudeE7[s]);
            latitudes.push_back(a.shapeLatitudeE7[s]);
        }
        starts.push_back(static_cast<quint32>(longitudes.size()));
    }
    a.shapeLongitudeE7 = std::move(longitudes);
    a.shapeLatitudeE7 = std::move(latitudes);
    a.edgeShape = std::move(starts);
    a.edgeFrom = permuted(a.edgeFrom, edges);
    a.edgeTo = permuted(a.edgeTo, edges);
    a.edgeMetres = permuted(a.edgeMetres, edges);
    a.edgeClass = permuted(a.edgeClass, edges);
    a.edgeFlags = permuted(a.edgeFlags, edges);
    a.edgeAccess = permuted(a.edgeAccess, edges);
    a.edgeSpeedKmh = permuted(a.edgeSpeedKmh, edges);
    a.edgeProfile = permuted(a.edgeProfile, edges);
    a.edgeName = permuted(a.edgeName, edges);
}

void RoadGraph::group()
{
    std::map<Group, quint32> known;
    m_edgeGroup.resize(edgeCount());
    for (size_t e = 0; e < edgeCount(); ++e) {
        const Group group{m_arrays.edgeClass[e], m_arrays.edgeAccess[e], m_arrays.edgeSpeedKmh[e],
                          (m_arrays.edgeFlags[e] & WayOneway) != 0, m_arrays.edgeProfile[e]};
        const auto [it, isNew] = known.try_emplace(group, static_cast<quint32>(m_groups.size()));
        if (isNew)
            m_groups.push_back(group);
        m_edgeGroup[e] = it->second;
    }
}

void RoadGraph::connect()
{
    const RoadArrays &a = m_arrays;
    m_arcStart.assign(nodeCount() + 1, 0);
    for (size_t e = 0; e < edgeCount(); ++e) {
        ++m_arcStart[a.edgeFrom[e] + 1];
        ++m_arcStart[a.edgeTo[e] + 1];
    }
    std::partial_sum(m_arcStart.begin(), m_arcStart.end(), m_arcStart.begin());
    m_arcs.resize(m_arcStart.back());
    std::vector<quint32> next(m_arcStart.begin(), m_arcStart.end() - 1);
    for (quint32 e = 0; e < edgeCount(); ++e) {
        m_arcs[next[a.edgeFrom[e]]++] = {a.edgeTo[e], e, a.edgeMetres[e], m_edgeGroup[e] << 1};
        m_arcs[next[a.edgeTo[e]]++] = {a.edgeFrom[e], e, a.edgeMetres[e], m_edgeGroup[e] << 1 | 1U};
    }
}

void RoadGraph::findComponents()
{
    std::vector<quint32> parents(nodeCount());
    std::iota(parents.begin(), parents.end(), 0U);
    for (size_t e = 0; e < edgeCount(); ++e)
        parents[root(parents, m_arrays.edgeFrom[e])] = root(parents, m_arrays.edgeTo[e]);
    std::vector<quint32> sizes(nodeCount(), 0);
    for (quint32 n = 0; n < nodeCount(); ++n)
        ++sizes[root(parents, n)];
    std::vector<quint32> roots;
    for (quint32 n = 0; n < nodeCount(); ++n) {
        if (parents[n] == n)
            roots.push_back(n);
    }
    std::stable_sort(roots.begin(), roots.end(), [&](quint32 x, quint32 y) { return sizes[x] > sizes[y]; });
    std::vector<quint32> number(nodeCount(), 0);
    for (quint32 i = 0; i < roots.size(); ++i) {
        number[roots[i]] = i;
        m_componentSize.push_back(sizes[roots[i]]);
    }
    m_component.resize(nodeCount());
    for (quint32 n = 0; n < nodeCount(); ++n)
        m_component[n] = number[root(parents, n)];
}

void RoadGraph::findBounds()
{
    for (quint32 n = 0; n < nodeCount(); ++n)
        m_leastCosine = std::min(m_leastCosine, std::cos(m_arrays.node(n).latitude * 3.14159265358979323846 / 180));
    for (quint32 e = 0; e < edgeCount(); ++e) {
        const double straight = distanceMetres(m_arrays.node(m_arrays.edgeFrom[e]), m_arrays.node(m_arrays.edgeTo[e]));
        if (straight > 0)
            m_leastStretch = std::min(m_leastStretch, double(m_arrays.edgeMetres[e]) / straight);
    }
}

GeoPoint RoadGraph::position(const EdgePoint &place) const
{
    if (place.edge >= edgeCount())
        return {};
    std::vector<GeoPoint> line;
    appendShape(place.edge, place.fraction, place.fraction, line);
    return line.front();
}

void RoadGraph::appendShape(quint32 edge, float from, float to, std::vector<GeoPoint> &line) const
{
    const size_t count = m_arrays.pointCount(edge);
    double whole = 0;
    for (size_t i = 1; i < count; ++i)
        whole += distanceMetres(m_arrays.point(edge, i - 1), m_arrays.point(edge, i));
    const double low = std::min(from, to) * whole;
    const double high = std::max(from, to) * whole;
    const auto first = static_cast<std::ptrdiff_t>(line.size());
    const auto between = [](const GeoPoint &a, const GeoPoint &b, double t) {
        return GeoPoint{a.longitude + (b.longitude - a.longitude) * t, a.latitude + (b.latitude - a.latitude) * t};
    };
    double passed = 0;
    for (size_t i = 1; i < count; ++i) {
        const GeoPoint a = m_arrays.point(edge, i - 1);
        const GeoPoint b = m_arrays.point(edge, i);
        const double length = distanceMetres(a, b);
        const bool isLast = i + 1 == count;
        if (static_cast<std::ptrdiff_t>(line.size()) == first && (low <= passed + length || isLast))
            line.push_back(between(a, b, length > 0 ? std::clamp((low - passed) / length, 0.0, 1.0) : 0));
        if (static_cast<std::ptrdiff_t>(line.size()) > first) {
            if (high <= passed + length || isLast) {
                line.push_back(between(a, b, length > 0 ? std::clamp((high - passed) / length, 0.0, 1.0) : 1));
                break;
            }
            line.push_back(b);
        }
        passed += length;
    }
    if (to < from)
        std::reverse(line.begin() + first, line.end());
}

RoadDiagnostics RoadGraph::diagnostics() const
{
    RoadDiagnostics result;
    result.nodes = nodeCount();
    result.edges = edgeCount();
    for (quint32 e = 0; e < edgeCount(); ++e) {
        result.kilometres += double(m_arrays.edgeMetres[e]) / 1000;
        result.loops += m_arrays.edgeFrom[e] == m_arrays.edgeTo[e] ? 1U : 0U;
        result.zeroLength += m_arrays.edgeMetres[e] < 0.01F ? 1U : 0U;
    }
    quint32 hub = 0;
    for (quint32 n = 0; n < nodeCount(); ++n) {
        result.components = std::max<size_t>(result.components, m_component[n] + 1);
        result.largest += m_component[n] == 0 ? 1U : 0U;
        result.dangling += arcs(n).size() == 1 ? 1U : 0U;
        if (m_component[n] == 0 && (m_component[hub] != 0 || arcs(n).size() > arcs(hub).size()))
            hub = n;
    }
    // From the busiest crossing of the largest component: what cannot be driven to and back.
    const auto reached = [&](quint32 against) {
        std::vector<bool> seen(nodeCount());
        std::vector<quint32> open;
        if (nodeCount() > 0)
            open.push_back(hub);
        while (!open.empty()) {
            const quint32 node = open.back();
            open.pop_back();
            if (seen[node])
                continue;
            seen[node] = true;
            for (const Arc &arc : arcs(node)) {
                const Group &group = m_groups[arc.group >> 1];
                const bool isAgainst = ((arc.group & 1U) ^ against) != 0;
                if ((group.access & AccessCar) != 0 && !(group.oneway && isAgainst) && !seen[arc.head])
                    open.push_back(arc.head);
            }
        }
        return seen;
    };
    const std::vector<bool> there = reached(0);
    const std::vector<bool> back = reached(1);
    for (quint32 n = 0; n < nodeCount(); ++n)
        result.unreachable += m_component[n] == 0 && !(there[n] && back[n]) ? 1U : 0U;
    return result;
}

QString RoadDiagnostics::toString() const
{
    return u"%1 nodes, %2 edges, %3 km; %4 components, the largest of %5 nodes (%6 of them not to be driven to and back); %7 "
           u"ends, "
           "%8 loops, %9 of no length"_s.arg(nodes)
               .arg(edges)
               .arg(kilometres, 0, 'f', 1)
               .arg(components)
               .arg(largest)
               .arg(unreachable)
               .arg(dangling)
               .arg(loops)
               .arg(zeroLength);
}

} // namespace guancheng
