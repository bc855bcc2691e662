// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alarm.h"
#include "engines/alarmload/alarmbudget.h"
#include "engines/alarmload/chatterwatch.h"

#include <QHash>

#include <set>
#include <tuple>
#include <vector>

namespace guancheng {

/**
 * The alarms that are not normal (active, or not yet acknowledged, or shelved ...), by id and in the order of the list:
 * unacknowledged first, then the worst, then the newest; and the budget of attention that they take. An alarm rings when it
 * becomes active, or comes back from the shelf, while nobody has silenced it. Thread: GUI.
 */
class AlarmStore
{
public:
    const Alarm *find(const QString &id) const;
    int count() const { return static_cast<int>(m_held.size()); }
    int activeCount() const { return m_active; } ///< active and neither shelved, suppressed nor out of service
    int unacknowledgedCount() const { return m_unacknowledged; }
    int shelvedCount() const { return m_shelved; }
    /** Of the hall and of each seat (the owner department of the alarm), by the alarms that rang. */
    const AlarmBudget &budget() const { return m_budget; }
    /** The same for the types: a city of millions of devices is loud by kind, not by device. */
    const AlarmBudget &budgetByType() const { return m_types; }
    /** Whether it comes and goes three times a minute. */
    bool isChattering(const QString &id) const { return m_chatter.isChattering(id); }
    /** Whether it has stood for more than a day. */
    bool isStale(const Alarm &alarm) const { return ChatterWatch::isStale(alarm.active, alarm.activeAt, m_now); }
    qsizetype chatteringCount() const { return m_chatter.chatteringCount(); }
    /** To be called once a second. A clock that goes back far is a replay that was moved: the budget starts from what stands.
     */
    void advance(TimeMs now);
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
    static bool rings(const Alarm &alarm);
    void noteRings(std::vector<const Alarm *> alarms, const QHash<QString, Alarm> &known);
    /** \c known is the alarm as it was, or null. */
    void noteRing(const Alarm *known, const Alarm &alarm);

    QHash<QString, Alarm> m_held;
    std::set<Key> m_order;
    AlarmBudget m_budget;
    AlarmBudget m_types;
    ChatterWatch m_chatter;
    TimeMs m_now = 0;
    int m_active = 0;
    int m_unacknowledged = 0;
    int m_shelved = 0;
    quint64 m_late = 0;
    quint64 m_stamp = 0;
};

} // namespace guancheng
