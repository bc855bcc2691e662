// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/desks/duplicatefinder.h"
#include "datasources/backend/desks/hall.h"
#include "datasources/backend/desks/latency.h"
#include "datasources/backend/desks/mattermatcher.h"
#include "engines/caseengine.h"
#include "engines/dispatchengine.h"

#include <deque>
#include <queue>

namespace guancheng {

/** What came of something that was found. */
struct Found
{
    QString incident;
    bool duplicate = false;
};

/**
 * The desk for cases and orders: opens and merges, dispatches by rule, keeps the clocks of the stages and the orders of the
 * units. Rules are those of CaseEngine and DispatchEngine. Thread: the backend's.
 */
class CaseDesk
{
public:
    explicit CaseDesk(const Hall &hall);

    /** After the journal was read: clocks, reservations and known places come back. */
    void restore();
    void setListener(FieldListener *listener);
    /** The directory changed: orders of units that no longer exist are withdrawn. */
    void unitsChanged();

    /** Opens a case, or finds that it is known. \c alarm may be empty. */
    Found found(const Report &report, const QString &alarm, const QString &actor);
    /** Reason when the report from the field fits no open case. */
    Status field(const FieldEvent &event);
    /** Does what the rules allow, with all that follows for orders and units. */
    Ruling<quint64> act(const QString &incident, CaseAction action);
    /** Puts back what a command changed that could not be stored. */
    void takeBack(const Incident &before, const QString &reason);
    Result<Recommendation> recommend(const QString &incident) const;
    /** Clocks that are due, and cases that wait for a unit. */
    void tick(TimeMs now);

    DispatchEngine &dispatch() { return m_dispatch; }
    const DispatchEngine &dispatch() const { return m_dispatch; }
    const Latency &latency() const { return m_latency; }
    /** Called when a case became final, with the alarm that led to it. */
    void setFinalHandler(std::function<void(const Incident &)> handler) { m_final = std::move(handler); }

    /** Whether what happens counts for the statistics: the past that is told does not. */
    void setCounted(bool counted)
    {
        m_retryAt = counted && !m_counted ? 0 : m_retryAt;
        m_counted = counted;
    }
    qint64 opened() const { return m_opened; }
    qint64 dispatched() const { return m_dispatched; }
    qint64 automatic() const { return m_automatic; }
    qint64 closed() const { return m_closed; }

private:
    quint64 commit(const CaseOutcome &outcome);
    void schedule(const Incident &incident);
    void count(const CaseOutcome &outcome);
    void follow(const Incident &before, const CaseOutcome &outcome, const CaseAction &action);
    void issueOrder(const Incident &incident, const DispatchCandidate &candidate);
    void changeOrder(const QString &incident, const QString &status, bool tell);
    void autoDispatch(const QString &incident);
    bool sendNearest(const QString &incident);
    void retryWaiting();
    QSet<QString> refusals(const QString &incident) const;
    void withdrawOrphans();

    Hall m_hall;
    CaseEngine m_engine;
    DispatchEngine m_dispatch;
    MatterMatcher m_matcher;
    DuplicateFinder m_duplicates;
    FieldListener *m_listener = nullptr;
    std::function<void(const Incident &)> m_final;

    using Timer = std::pair<TimeMs, QString>;
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> m_timers;
    QHash<QString, TimeMs> m_scheduled; ///< case -> the timer that counts
    std::deque<QString> m_waiting;      ///< cases for which nobody was free
    TimeMs m_retryAt = 0;

    bool m_counted = true;
    qint64 m_receivedNs = 0; ///< monotonic, of the alert that is being handled; 0 = none
    Latency m_latency;
    qint64 m_opened = 0;
    qint64 m_dispatched = 0;
    qint64 m_automatic = 0;
    qint64 m_closed = 0;
};

} // namespace guancheng
