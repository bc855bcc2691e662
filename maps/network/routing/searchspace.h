// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/network/routing/liveroads.h"

#include <memory>
#include <mutex>

namespace guancheng {

/** What a search over a graph needs to write to, made once and used again: no allocation a question. One question at a time. */
class SearchSpace
{
public:
    static constexpr quint32 kNoArc = 0xffffffffu;
    struct Label
    {
        float seconds = 0;
        float metres = 0;
        quint32 edge = kNoArc; ///< by which the search came: edge << 1 | direction, or kNoArc at the start
    };
    struct Entry
    {
        float key;
        quint32 node;
    };

    explicit SearchSpace(const RoadGraph &graph);

    /** Forgets everything. */
    void begin();
    bool isReached(quint32 node) const { return m_times[node].stamp == m_stamp; }
    float seconds(quint32 node) const { return m_times[node].seconds; }
    Label label(quint32 node) const { return {m_times[node].seconds, m_ways[node].metres, m_ways[node].edge}; }
    /** A better way to the node is taken over; false when what is known is as good. */
    bool improve(quint32 node, float seconds, float metres, quint32 edge)
    {
        Time &time = m_times[node];
        if (time.stamp == m_stamp && time.seconds <= seconds)
            return false;
        time = {seconds, m_stamp};
        m_ways[node] = {metres, edge};
        return true;
    }
    bool isEmpty() const { return m_heap.empty(); }
    void push(float key, quint32 node);
    /** The entry with the least key. */
    Entry pop();

    /** Of the units that a search has met, the fewest seconds each; grows to the number of units once. */
    bool improveUnit(quint32 slot, float seconds);
    void prepareUnits(size_t units);
    size_t unitsMet() const { return m_unitsMet; }

    /** Marks on edges, of the penalties of a route; all 1 after prepareMarks(). */
    void prepareMarks(size_t edges) { m_marks.assign(edges, 1); }
    float mark(quint32 edge) const { return m_marks[edge]; }
    void setMark(quint32 edge, float factor) { m_marks[edge] = factor; }

private:
    struct UnitLabel
    {
        float seconds = 0;
        quint32 stamp = 0;
    };
    /** What every arc looks at, apart from what only improvements write: half as many lines of the cache. */
    struct Time
    {
        float seconds = 0;
        quint32 stamp = 0;
    };
    struct Way
    {
        float metres = 0;
        quint32 edge = kNoArc;
    };
    std::vector<Time> m_times; ///< by node
    std::vector<Way> m_ways;   ///< by node
    std::vector<Entry> m_heap; ///< four children a parent: shallower, and one line of the cache holds all of them
    std::vector<UnitLabel> m_units;
    std::vector<float> m_marks;
    size_t m_unitsMet = 0;
    quint32 m_stamp = 0;
};

/** Spaces that wait for the next question. Any thread. */
class SearchPool
{
public:
    explicit SearchPool(std::shared_ptr<const RoadGraph> graph) : m_graph(std::move(graph)) {}

    /** Gives its space back when it goes. */
    class Lease
    {
    public:
        Lease(SearchPool &pool, std::unique_ptr<SearchSpace> space) : m_pool(pool), m_space(std::move(space)) {}
        ~Lease() { m_pool.giveBack(std::move(m_space)); }
        Q_DISABLE_COPY_MOVE(Lease)
        SearchSpace &operator*() const { return *m_space; }

    private:
        SearchPool &m_pool;
        std::unique_ptr<SearchSpace> m_space;
    };
    Lease take();

private:
    void giveBack(std::unique_ptr<SearchSpace> space);

    std::shared_ptr<const RoadGraph> m_graph;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<SearchSpace>> m_free;
};

/** On what a search runs. */
struct SearchGround
{
    const RoadGraph &graph;
    const CostTable &costs;
    const RoadConditions &conditions;
    const VehicleClass &vehicle;
    bool isUsual = conditions.changes().empty();

    /** Seconds a metre on an edge of this group in the direction; infinite where the vehicle may not go. */
    float secondsPerMetre(quint32 edge, quint32 groupAndDirection) const
    {
        const float usual = costs[groupAndDirection];
        // On most days no road is closed: then the bits are not even looked at.
        return isUsual || !(usual < std::numeric_limits<float>::infinity()) || !conditions.touches(edge)
                   ? usual
                   : conditions.secondsPerMetre(edge, usual, vehicle);
    }
    float along(quint32 edge) const { return secondsPerMetre(edge, graph.groupOf(edge) << 1); }
    float against(quint32 edge) const { return secondsPerMetre(edge, graph.groupOf(edge) << 1 | 1U); }
};

enum class SearchDirection : quint8 { Forward, Backward };

/** Puts the start of a search into the space: both ends of the edge, as far as the vehicle may go there. */
template<SearchDirection kDirection>
void seed(const SearchGround &ground, SearchSpace &space, const EdgePoint &place)
{
    const RoadArrays &arrays = ground.graph.arrays();
    const float metres = arrays.edgeMetres[place.edge];
    constexpr bool kForward = kDirection == SearchDirection::Forward;
    const auto start = [&](quint32 node, float part, float cost) {
        if (cost < std::numeric_limits<float>::infinity() &&
            space.improve(node, part * metres * cost, part * metres, SearchSpace::kNoArc))
            space.push(part * metres * cost, node);
    };
    // Forward: out of the place to the nodes. Backward: from the nodes to the place.
    start(arrays.edgeTo[place.edge], 1 - place.fraction, kForward ? ground.along(place.edge) : ground.against(place.edge));
    start(arrays.edgeFrom[place.edge], place.fraction, kForward ? ground.against(place.edge) : ground.along(place.edge));
}

/**
 * Dijkstra's search from what is in the heap. \c settled(node, label) is called for each node in the order of its seconds and
 * ends the search with false; \c crossed(node, label, arc, secondsPerMetre) for each arc that leaves a settled node, before its
 * head is looked at; beyond \c bound() seconds nothing is looked for. \c potential(node) is a lower bound of the seconds that
 * remain (A*), 0 for plain search.
 */
template<SearchDirection kDirection, typename Settled, typename Crossed, typename Bound, typename Factor, typename Potential>
void explore(const SearchGround &ground, SearchSpace &space, Settled settled, Crossed crossed, Bound bound, Factor factor,
             Potential potential)
{
    constexpr quint32 kFlip = kDirection == SearchDirection::Backward ? 1 : 0;
    while (!space.isEmpty()) {
        const SearchSpace::Entry entry = space.pop();
        if (entry.key > space.seconds(entry.node) + potential(entry.node))
            continue; // a better way was found after this entry was made
        const SearchSpace::Label label = space.label(entry.node);
        if (!settled(entry.node, label))
            return;
        for (const RoadGraph::Arc &arc : ground.graph.arcs(entry.node)) {
            const float cost = ground.secondsPerMetre(arc.edge, arc.group ^ kFlip);
            if (!(cost < std::numeric_limits<float>::infinity()))
                continue;
            crossed(entry.node, label, arc, cost);
            const float seconds = label.seconds + arc.metres * cost * factor(arc.edge);
            if (seconds > bound())
                continue;
            if (space.improve(arc.head, seconds, label.metres + arc.metres, arc.edge << 1 | (arc.group & 1U)))
                space.push(seconds + potential(arc.head), arc.head);
        }
    }
}

} // namespace guancheng
