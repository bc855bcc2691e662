// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/incident.h"

#include <QHash>

#include <array>
#include <functional>
#include <set>
#include <vector>

namespace guancheng {

/**
 * The open cases, and the newest final ones, by id and by stage in the order of their stage limit. Thread: GUI.
 *
 * A case that the backend no longer knows, because it came back with another or an older journal, is never lost without a
 * word: it stays, marked orphaned, until the backend speaks of it again. A journal that begins anew also counts anew: where
 * it gives the number of an orphan to another case (opened at another time), the orphan goes on as 'NUMBER~1'.
 */
class IncidentStore
{
public:
    static constexpr int kFinalKept = 200;
    static constexpr int kStages = 7;

    const Incident *find(const QString &id) const;
    bool isOrphaned(const QString &id) const;
    int openCount() const { return m_open; }
    int count(Stage stage) const { return static_cast<int>(order(stage).size()); }
    int orphanedCount() const { return m_orphaned; }
    /** Changes that were older than what is known, and therefore ignored. */
    quint64 lateCount() const { return m_late; }
    /** Grows whenever something changed among the cases of the stage. */
    quint64 stamp(Stage stage) const { return m_stamps[static_cast<size_t>(stage)]; }
    /** The cases of the stage whose limit comes first, at most `limit`; those without a limit last. */
    std::vector<const Incident *> mostUrgent(Stage stage, int limit) const;
    void each(const std::function<void(const Incident &, bool orphaned)> &visit) const;

    /** Takes the case as it is now. False when it is older than what is known. */
    bool upsert(const Incident &incident);
    /** Takes the place of everything. With `keepUnknown` open cases that are not in `rows` stay, marked orphaned. */
    void reset(const std::vector<Incident> &rows, bool keepUnknown);

private:
    struct Held
    {
        Incident incident;
        bool orphaned = false;
    };
    using Key = std::pair<TimeMs, QString>; ///< stage limit, id
    using Order = std::set<Key>;

    static Key keyOf(const Incident &incident);
    const Order &order(Stage stage) const { return m_order[static_cast<size_t>(stage)]; }
    /** Keeps an orphan, unless the backend speaks of it. */
    void keep(const Incident &incident);
    static bool isSame(const Incident &one, const Incident &other);
    /** With an id that is free. */
    Incident renamed(Incident incident) const;
    /** Makes room for a case that has got the number of an orphan. */
    void setAside(const Incident &incident);
    void insert(const Incident &incident, bool orphaned);
    void unlink(const Held &held);
    void trimFinal();

    QHash<QString, Held> m_held;
    std::array<Order, kStages> m_order;
    std::array<quint64, kStages> m_stamps{};
    std::set<Key> m_final; ///< by time of the last change of stage
    int m_open = 0;
    int m_orphaned = 0;
    quint64 m_late = 0;
};

} // namespace guancheng
