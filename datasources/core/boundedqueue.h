// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>

#include <algorithm>
#include <mutex>
#include <type_traits>
#include <utility>
#include <vector>

namespace guancheng {

/** The newer value takes the place of the older. */
struct ReplaceState
{
    template<typename State>
    void operator()(State &old, std::type_identity_t<State> &&newer) const
    {
        old = std::move(newer);
    }
};

/**
 * What waits between a source and the pulse of the interface. Any thread puts, one thread takes.
 *
 * Events are kept in order, all of them: they are never dropped and never merged. When more than `eventMark` wait,
 * isCrowded() says so and the source grants its peer no further credit until they are taken.
 * Of state only the newest value a key is kept (`Merge` puts it in place of the older one), so it is bounded by the number of
 * keys; at most `stateLimit` keys: a value of yet another key is dropped and counted.
 */
template<typename Event, typename Key, typename State, typename Merge = ReplaceState>
class BoundedQueue
{
public:
    struct Taken
    {
        std::vector<Event> events;
        std::vector<State> states; ///< in the order in which their keys came first
        bool isEmpty() const { return events.empty() && states.empty(); }
    };
    struct Counters
    {
        quint64 events = 0;
        quint64 states = 0;
        quint64 overwritten = 0; ///< state that was newer before anyone looked
        quint64 dropped = 0;     ///< state beyond the limit of keys
        size_t highWater = 0;    ///< most events that ever waited
    };

    explicit BoundedQueue(size_t eventMark = 10'000, size_t stateLimit = 20'000)
        : m_eventMark(eventMark)
        , m_stateLimit(stateLimit)
    {
    }

    /** True when the queue was empty: somebody has to be told. */
    bool putEvent(Event event)
    {
        const std::scoped_lock lock(m_mutex);
        const bool wasEmpty = isEmpty();
        m_waiting.events.push_back(std::move(event));
        ++m_counters.events;
        m_counters.highWater = std::max(m_counters.highWater, m_waiting.events.size());
        return wasEmpty;
    }
    /** True when the queue was empty. */
    bool putState(const Key &key, State state)
    {
        const std::scoped_lock lock(m_mutex);
        const bool wasEmpty = isEmpty();
        ++m_counters.states;
        if (const auto found = m_index.constFind(key); found != m_index.cend()) {
            Merge{}(m_waiting.states[*found], std::move(state));
            ++m_counters.overwritten;
        } else if (m_waiting.states.size() >= m_stateLimit) {
            ++m_counters.dropped;
        } else {
            m_index.insert(key, m_waiting.states.size());
            m_waiting.states.push_back(std::move(state));
        }
        return wasEmpty;
    }
    /** All that waits; the queue is empty then. */
    Taken take()
    {
        const std::scoped_lock lock(m_mutex);
        m_index.clear();
        return std::exchange(m_waiting, {});
    }
    bool isCrowded() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_waiting.events.size() > m_eventMark;
    }
    Counters counters() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_counters;
    }

private:
    bool isEmpty() const { return m_waiting.isEmpty(); }

    mutable std::mutex m_mutex;
    Taken m_waiting;
    QHash<Key, size_t> m_index;
    Counters m_counters;
    size_t m_eventMark;
    size_t m_stateLimit;
};

} // namespace guancheng
