// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alarm.h"

#include <QHash>

#include <deque>
#include <set>
#include <tuple>
#include <vector>

namespace guancheng {

/**
 * The alarms that are not normal (active, or not yet acknowledged, or shelved ...), by id and in the order of the list:
 * unacknowledged first, then the worst, then the newest. Thread: GUI.
 */
class AlarmStore
{
public:
    const Alarm *find(const QString &id) const;
    int count() const { return static_cast<int>(m_held.size()); }
    int activeCount() const { return m_active; } ///< active and neither shelved, suppressed nor out of service
    int unacknowledgedCount() const { return m_unacknowledged; }
    int shelvedCount() const { return m_shelved; }
    /** How many times an alarm became active at `since` or later; looks back at most an hour. */
    int raisedSince(TimeMs since) const;
    quint64 lateCount() const { return m_late; }
    /** Grows with every change. */
    quint64 stamp() const { return m_stamp; }
    /** The first of the list, at most `limit`. */
    std::vector<const Alarm *> first(int limit) const;

    /** Takes the alarm as it is now; one that is normal again is forgotten. False when it is older than what is known. */
    bool upsert(const Alarm &alarm);
    void reset(const std::vector<Alarm> &rows);

private:
    using Key = std::tuple<int, int, TimeMs, QString>; ///< 0 when it waits for a person, -level, -activeAt, id

    static bool isNormal(const Alarm &alarm);
    static Key keyOf(const Alarm &alarm);
    void insert(const Alarm &alarm);
    void erase(const QString &id);
    void count(const Alarm &alarm, int by);
    void noteRaised(TimeMs at);

    QHash<QString, Alarm> m_held;
    std::set<Key> m_order;
    std::multiset<TimeMs> m_raised; ///< of the last hour
    int m_active = 0;
    int m_unacknowledged = 0;
    int m_shelved = 0;
    quint64 m_late = 0;
    quint64 m_stamp = 0;
};

} // namespace guancheng
