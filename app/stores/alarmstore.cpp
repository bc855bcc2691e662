// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/alarmstore.h"

#include <algorithm>

namespace guancheng {

const Alarm *AlarmStore::find(const QString &id) const
{
    const auto found = m_held.constFind(id);
    return found == m_held.cend() ? nullptr : &*found;
}

void AlarmStore::advance(TimeMs now)
{
    if (now < m_now - FloodMeter::kTenMinutes) {
        m_budget = {};
        m_types = {};
        m_chatter = {};
        std::vector<const Alarm *> held;
        for (const Alarm &alarm : std::as_const(m_held))
            held.push_back(&alarm);
        noteRings(std::move(held), {});
    }
    m_now = now;
    m_budget.advance(now);
    m_types.advance(now);
    m_chatter.advance(now);
}

std::vector<const Alarm *> AlarmStore::first(int limit) const
{
    std::vector<const Alarm *> result;
    for (const Key &key : m_order) {
        if (static_cast<int>(result.size()) >= limit)
            break;
        if (const Alarm *alarm = find(std::get<3>(key)))
            result.push_back(alarm);
    }
    return result;
}

bool AlarmStore::upsert(const Alarm &alarm)
{
    const Alarm *known = find(alarm.id);
    if (known && alarm.version <= known->version) {
        ++m_late;
        return false;
    }
    noteRing(known, alarm);
    if ((known && known->active) != alarm.active)
        m_chatter.note(alarm.id, alarm.changedAt);
    erase(alarm.id);
    insert(alarm);
    return true;
}

void AlarmStore::reset(const std::vector<Alarm> &rows)
{
    std::vector<const Alarm *> told;
    told.reserve(rows.size());
    for (const Alarm &alarm : rows)
        told.push_back(&alarm);
    noteRings(std::move(told), m_held);
    m_held.clear();
    m_order.clear();
    m_active = m_unacknowledged = m_shelved = 0;
    ++m_stamp;
    for (const Alarm &alarm : rows) {
        erase(alarm.id);
        insert(alarm);
    }
}

bool AlarmStore::isNormal(const Alarm &alarm)
{
    return !alarm.active && alarm.state == AlarmState::Acknowledged;
}

AlarmStore::Key AlarmStore::keyOf(const Alarm &alarm)
{
    return {alarm.state == AlarmState::Unacknowledged ? 0 : 1, -static_cast<int>(alarm.level), -alarm.activeAt, alarm.id};
}

void AlarmStore::insert(const Alarm &alarm)
{
    ++m_stamp;
    if (isNormal(alarm))
        return;
    m_held.insert(alarm.id, alarm);
    m_order.insert(keyOf(alarm));
    count(alarm, 1);
}

void AlarmStore::erase(const QString &id)
{
    const auto found = m_held.find(id);
    if (found == m_held.end())
        return;
    m_order.erase(keyOf(*found));
    count(*found, -1);
    m_held.erase(found);
}

void AlarmStore::count(const Alarm &alarm, int by)
{
    const bool seen = alarm.state == AlarmState::Unacknowledged || alarm.state == AlarmState::Acknowledged;
    m_active += alarm.active && seen ? by : 0;
    m_unacknowledged += alarm.state == AlarmState::Unacknowledged ? by : 0;
    m_shelved += alarm.state == AlarmState::Shelved ? by : 0;
}

bool AlarmStore::rings(const Alarm &alarm)
{
    return alarm.active && (alarm.state == AlarmState::Unacknowledged || alarm.state == AlarmState::Acknowledged);
}

void AlarmStore::noteRings(std::vector<const Alarm *> alarms, const QHash<QString, Alarm> &known)
{
    std::ranges::stable_sort(alarms, {}, &Alarm::activeAt);
    for (const Alarm *alarm : alarms) {
        const auto before = known.constFind(alarm->id);
        noteRing(before == known.cend() ? nullptr : &*before, *alarm);
    }
}

void AlarmStore::noteRing(const Alarm *known, const Alarm &alarm)
{
    if (!rings(alarm) || (known && rings(*known) && known->activeAt == alarm.activeAt))
        return;
    const bool back = known && known->active && known->activeAt == alarm.activeAt; // from the shelf
    const TimeMs at = back ? alarm.changedAt : alarm.activeAt;
    m_budget.note(alarm.id, alarm.owner, at);
    m_types.note(alarm.type, {}, at);
}

} // namespace guancheng
