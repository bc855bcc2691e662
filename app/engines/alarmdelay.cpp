// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/alarmdelay.h"

namespace guancheng {

void AlarmDelay::restore(quint64 key, Level level)
{
    if (level != Level::Normal)
        m_states.insert(key, {level, level, 0});
}

std::optional<Level> AlarmDelay::feed(quint64 key, Level level, TimeMs at, TimeMs onDelay, TimeMs offDelay)
{
    auto known = m_states.find(key);
    if (known == m_states.end()) {
        if (level == Level::Normal)
            return {};
        known = m_states.insert(key, {});
    }
    State &state = *known;
    if (level == state.settled) {
        state.due = 0;
        state.pending = level;
        if (level == Level::Normal)
            m_states.erase(known);
        return {};
    }
    const TimeMs delay = level > state.settled ? onDelay : offDelay;
    if (delay <= 0) {
        state = {level, level, 0};
        if (level == Level::Normal)
            m_states.erase(known);
        return level;
    }
    // Another level of the same direction goes on with the running timer.
    const bool running = state.due > 0 && (state.pending > state.settled) == (level > state.settled);
    state.pending = level;
    if (!running) {
        state.due = at + delay;
        m_timers.push({state.due, key});
    }
    return {};
}

void AlarmDelay::expire(TimeMs now, const std::function<void(quint64, Level)> &settle)
{
    while (!m_timers.empty() && m_timers.top().first <= now) {
        const Timer timer = m_timers.top();
        m_timers.pop();
        const auto known = m_states.find(timer.second);
        if (known == m_states.end() || known->due != timer.first)
            continue;
        const Level level = known->pending;
        *known = {level, level, 0};
        if (level == Level::Normal)
            m_states.erase(known);
        settle(timer.second, level);
    }
}

} // namespace guancheng
