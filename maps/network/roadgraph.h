// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/network/roadarrays.h"
#include "maps/network/snapgrid.h"

#include <memory>

namespace guancheng {

/** A place on an edge: \c fraction of its length from 'from' to 'to'. */
struct EdgePoint
{
    static constexpr quint32 kNone = 0xffffffffu;
    quint32 edge = kNone;
    float fraction = 0;
    float offMetres = 0; ///< how far the asked position is from the road
    bool isValid() const { return edge != kNone; }
};

/** What a road network is like; for the log and for whoever hands in data. */
struct RoadDiagnostics
{
    size_t nodes = 0;
    size_t edges = 0;
    double kilometres = 0;
    size_t components = 0;  ///< without regard to one-ways
    size_t largest = 0;     ///< nodes of the largest component
    size_t dangling = 0;    ///< nodes with one edge
    size_t loops = 0;       ///< edges that end where they begin
    size_t zeroLength = 0;  ///< edges shorter than 1 cm
    size_t unreachable = 0; ///< nodes of the largest component that cannot both be reached from it and reach it by car
    QString toString() const;
};

/**
 * A road network ready for questions: compressed sparse rows over the arrays, renumbered along the Z curve so that what is
 * near on the ground is near in memory, and a grid of its segments. Immutable; any thread. About 60 bytes an edge on top of
 * the arrays.
 */
class RoadGraph
{
public:
    /** One direction of an edge at a node. Its cost is metres x seconds per metre of its group. */
    struct Arc
    {
        quint32 head = 0;  ///< the node at the other end
        quint32 edge = 0;  ///< index
        float metres = 0;  ///< of the edge
        quint32 group = 0; ///< (group << 1) | (1 when the arc runs from 'to' to 'from')
    };
    /** Edges of one group cost the same a metre for every vehicle at every hour. */
    struct Group
    {
        WayClass wayClass = WayClass::Local;
        quint8 access = AccessAll;
        quint8 speedKmh = 50;
        bool oneway = false;
        quint16 profile = 0;
        auto operator<=>(const Group &) const = default;
    };

    /** Renumbers and indexes; the error says what contradicts itself. 300 000 nodes take about 0.3 s. */
    static Result<std::shared_ptr<const RoadGraph>> build(RoadArrays arrays);

    /** In the numbering of this graph, which differs from that of the arrays it was built from. */
    const RoadArrays &arrays() const { return m_arrays; }
    size_t nodeCount() const { return m_arrays.nodeCount(); }
    size_t edgeCount() const { return m_arrays.edgeCount(); }
    std::span<const Arc> arcs(quint32 node) const
    {
        return std::span(m_arcs).subspan(m_arcStart[node], m_arcStart[node + 1] - m_arcStart[node]);
    }
    std::span<const Group> groups() const { return m_groups; }
    quint32 groupOf(quint32 edge) const { return m_edgeGroup[edge]; }
    /** The connected component of a node, one-ways ignored; 0 is the largest. */
    quint32 componentOf(quint32 node) const { return m_component[node]; }
    /** How many nodes a component has. */
    quint32 componentSize(quint32 component) const { return m_componentSize[component]; }
    const WayName &nameOf(quint32 edge) const { return m_arrays.names[m_arrays.edgeName[edge]]; }
    const SnapGrid &segments() const { return m_grid; }

    /** The position of a place on an edge. */
    GeoPoint position(const EdgePoint &place) const;
    /** The points of an edge between two fractions, both ends included; backwards where \c to < \c from. Appends. */
    void appendShape(quint32 edge, float from, float to, std::vector<GeoPoint> &line) const;

    RoadDiagnostics diagnostics() const;

    /** The least length of an edge as a share of the straight line between its ends; at most 1. For lower bounds. */
    double leastStretch() const { return m_leastStretch; }
    /** Cosine of the latitude farthest from the equator. */
    double leastCosine() const { return m_leastCosine; }

private:
    explicit RoadGraph(RoadArrays arrays);
    void renumber();
    void group();
    void connect();
    void findComponents();
    void findBounds();

    RoadArrays m_arrays;
    std::vector<quint32> m_arcStart;
    std::vector<Arc> m_arcs;
    std::vector<Group> m_groups;
    std::vector<quint32> m_edgeGroup;
    std::vector<quint32> m_component;
    std::vector<quint32> m_componentSize;
    SnapGrid m_grid;
    double m_leastStretch = 1;
    double m_leastCosine = 1;
};

} // namespace guancheng
