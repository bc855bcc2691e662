// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/incidentstore.h"

#include <limits>

namespace guancheng {

const Incident *IncidentStore::find(const QString &id) const
{
    const auto found = m_held.constFind(id);
    return found == m_held.cend() ? nullptr : &found->incident;
}

bool IncidentStore::isOrphaned(const QString &id) const
{
    const auto found = m_held.constFind(id);
    return found != m_held.cend() && found->orphaned;
}

std::vector<const Incident *> IncidentStore::mostUrgent(Stage stage, int limit) const
{
    std::vector<const Incident *> result;
    const Order &keys = order(stage);
    result.reserve(std::min(keys.size(), static_cast<size_t>(std::max(0, limit))));
    for (const Key &key : keys) {
        if (static_cast<int>(result.size()) >= limit)
            break;
        if (const Incident *incident = find(key.second))
            result.push_back(incident);
    }
    return result;
}

void IncidentStore::each(const std::function<void(const Incident &, bool)> &visit) const
{
    for (const Held &held : m_held)
        visit(held.incident, held.orphaned);
}

bool IncidentStore::upsert(const Incident &incident)
{
    setAside(incident);
    const auto found = m_held.find(incident.id);
    if (found != m_held.end()) {
        if (!found->orphaned && incident.version <= found->incident.version) {
            ++m_late;
            return false;
        }
        unlink(*found);
        m_held.erase(found);
    }
    insert(incident, false);
    trimFinal();
    return true;
}

void IncidentStore::reset(const std::vector<Incident> &rows, bool keepUnknown)
{
    const QHash<QString, Held> old = std::exchange(m_held, {});
    for (Order &keys : m_order)
        keys.clear();
    for (quint64 &stamp : m_stamps)
        ++stamp;
    m_final.clear();
    m_open = 0;
    m_orphaned = 0;
    m_held.reserve(static_cast<qsizetype>(rows.size()));
    for (const Incident &incident : rows) {
        if (const auto twice = m_held.find(incident.id); twice != m_held.end()) {
            unlink(*twice);
            m_held.erase(twice);
        }
        insert(incident, false);
    }
    // Orphans of before first: they keep the names that they have got.
    for (const bool before : {true, false}) {
        for (const Held &held : old) {
            if (held.orphaned == before && (before || (keepUnknown && !held.incident.isFinal())))
                keep(held.incident);
        }
    }
    trimFinal();
}

IncidentStore::Key IncidentStore::keyOf(const Incident &incident)
{
    return {incident.stageDueAt > 0 ? incident.stageDueAt : std::numeric_limits<TimeMs>::max(), incident.id};
}

void IncidentStore::keep(const Incident &incident)
{
    const Incident *known = find(incident.id);
    if (!known)
        insert(incident, true);
    else if (!isSame(*known, incident))
        insert(renamed(incident), true);
}

bool IncidentStore::isSame(const Incident &one, const Incident &other)
{
    return one.openedAt == other.openedAt;
}

Incident IncidentStore::renamed(Incident incident) const
{
    const QString number = incident.id;
    for (int copy = 1; m_held.contains(incident.id); ++copy)
        incident.id = number + QLatin1Char('~') + QString::number(copy);
    return incident;
}

void IncidentStore::setAside(const Incident &incident)
{
    const auto found = m_held.constFind(incident.id);
    if (found == m_held.cend() || !found->orphaned || isSame(found->incident, incident))
        return;
    const Incident orphan = renamed(found->incident);
    unlink(*found);
    m_held.erase(found);
    insert(orphan, true);
}

void IncidentStore::insert(const Incident &incident, bool orphaned)
{
    m_held.insert(incident.id, Held{incident, orphaned});
    const auto stage = static_cast<size_t>(incident.stage);
    m_order[stage].insert(keyOf(incident));
    ++m_stamps[stage];
    if (incident.isFinal())
        m_final.insert({incident.stageSince, incident.id});
    else
        ++m_open;
    m_orphaned += orphaned ? 1 : 0;
}

void IncidentStore::unlink(const Held &held)
{
    const Incident &incident = held.incident;
    const auto stage = static_cast<size_t>(incident.stage);
    m_order[stage].erase(keyOf(incident));
    ++m_stamps[stage];
    if (incident.isFinal())
        m_final.erase({incident.stageSince, incident.id});
    else
        --m_open;
    m_orphaned -= held.orphaned ? 1 : 0;
}

void IncidentStore::trimFinal()
{
    while (m_final.size() > kFinalKept) {
        unlink(m_held.take(m_final.begin()->second));
    }
}

} // namespace guancheng
