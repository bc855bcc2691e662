// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/alarmstore.h"

namespace guancheng {

namespace {
constexpr TimeMs kHour = 3'600'000;
}

const Alarm *AlarmStore::find(const QString &id) const
{
    const auto found = m_held.constFind(id);
    return found == m_held.cend() ? nullptr : &*found;
}

int AlarmStore::raisedSince(TimeMs since) const
{
    return static_cast<int>(std::distance(m_raised.lower_bound(since), m_raised.end()));
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
    TimeMs knownActiveAt = 0;
    if (const Alarm *known = find(alarm.id)) {
        if (alarm.version <= known->version) {
            ++m_late;
            return false;
        }
        knownActiveAt = known->activeAt;
        erase(alarm.id);
    }
    if (alarm.active && alarm.activeAt != knownActiveAt)
        noteRaised(alarm.activeAt);
    insert(alarm);
    return true;
}

void AlarmStore::reset(const std::vector<Alarm> &rows)
{
    m_held.clear();
    m_order.clear();
    m_raised.clear();
    m_active = m_unacknowledged = m_shelved = 0;
    ++m_stamp;
    for (const Alarm &alarm : rows) {
        erase(alarm.id);
        noteRaised(alarm.activeAt);
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

void AlarmStore::noteRaised(TimeMs at)
{
    m_raised.insert(at);
    m_raised.erase(m_raised.begin(), m_raised.lower_bound(*m_raised.rbegin() - kHour));
}

} // namespace guancheng
