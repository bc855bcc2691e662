// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/enums.h"

#include <QHash>

#include <functional>
#include <optional>
#include <queue>
#include <vector>

namespace guancheng {

/**
 * On- and off-delay of alarm conditions by a numeric key: a level counts only after it has held for its delay. Costs
 * nothing for keys in their normal state. The delay is measured in the time of the readings. One thread.
 */
class AlarmDelay
{
public:
    /** The level that key stands at after its delays. */
    Level settled(quint64 key) const { return m_states.value(key).settled; }
    /** Whether the key is anything but normal and quiet. */
    bool isTracked(quint64 key) const { return m_states.contains(key); }
    /** Starts from a level that was settled before, for a restart. */
    void restore(quint64 key, Level level);
    /** A new level; the settled one when it changes at once. */
    std::optional<Level> feed(quint64 key, Level level, TimeMs at, TimeMs onDelay, TimeMs offDelay);
    /** Settles what has held long enough at \c now. */
    void expire(TimeMs now, const std::function<void(quint64 key, Level level)> &settle);

private:
    struct State
    {
        Level settled = Level::Normal;
        Level pending = Level::Normal;
        TimeMs due = 0; ///< when pending settles; 0 = nothing is pending
    };
    using Timer = std::pair<TimeMs, quint64>;

    QHash<quint64, State> m_states;
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> m_timers;
};

} // namespace guancheng
