// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/routing/searchspace.h"

namespace guancheng {

SearchSpace::SearchSpace(const RoadGraph &graph) : m_times(graph.nodeCount()), m_ways(graph.nodeCount())
{
    // No search pushes more than its seeds and one entry an arc.
    m_heap.reserve(graph.edgeCount() * 2 + 8);
}

void SearchSpace::begin()
{
    m_heap.clear();
    m_unitsMet = 0;
    if (++m_stamp == 0) { // after four thousand million questions the old stamps would count again
        std::fill(m_times.begin(), m_times.end(), Time{});
        std::fill(m_units.begin(), m_units.end(), UnitLabel{});
        m_stamp = 1;
    }
}

void SearchSpace::push(float key, quint32 node)
{
    size_t at = m_heap.size();
    m_heap.push_back({key, node});
    while (at > 0) {
        const size_t parent = (at - 1) / 4;
        if (m_heap[parent].key <= key)
            break;
        m_heap[at] = m_heap[parent];
        at = parent;
    }
    m_heap[at] = {key, node};
}

SearchSpace::Entry SearchSpace::pop()
{
    const Entry least = m_heap.front();
    const Entry last = m_heap.back();
    m_heap.pop_back();
    const size_t size = m_heap.size();
    if (size == 0)
        return least;
    size_t at = 0;
    for (;;) {
        const size_t first = at * 4 + 1;
        if (first >= size)
            break;
        size_t best = first;
        for (size_t child = first + 1; child < std::min(first + 4, size); ++child)
            best = m_heap[child].key < m_heap[best].key ? child : best;
        if (last.key <= m_heap[best].key)
            break;
        m_heap[at] = m_heap[best];
        at = best;
    }
    m_heap[at] = last;
    return least;
}

void SearchSpace::prepareUnits(size_t units)
{
    if (m_units.size() < units)
        m_units.resize(units);
}

bool SearchSpace::improveUnit(quint32 slot, float seconds)
{
    UnitLabel &label = m_units[slot];
    if (label.stamp == m_stamp && label.seconds <= seconds)
        return false;
    m_unitsMet += label.stamp == m_stamp ? 0U : 1U;
    label = {seconds, m_stamp};
    return true;
}

SearchPool::Lease SearchPool::take()
{
    std::unique_ptr<SearchSpace> space;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_free.empty()) {
            space = std::move(m_free.back());
            m_free.pop_back();
        }
    }
    if (!space)
        space = std::make_unique<SearchSpace>(*m_graph);
    space->begin();
    return {*this, std::move(space)};
}

void SearchPool::giveBack(std::unique_ptr<SearchSpace> space)
{
    const std::lock_guard lock(m_mutex);
    m_free.push_back(std::move(space));
}

} // namespace guancheng
