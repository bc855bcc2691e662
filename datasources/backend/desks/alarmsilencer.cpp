// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/desks/alarmsilencer.h"

#include "catalogue/catalogue.h"

#include <algorithm>

namespace guancheng {

AlarmSilencer::AlarmSilencer(std::shared_ptr<const Catalogue> catalogue)
    : m_catalogue(std::move(catalogue))
    , m_reaches(static_cast<size_t>(m_catalogue->alarmTypes().size()))
{
    for (const AlarmType &type : m_catalogue->alarmTypes()) {
        for (const AlarmSuppression &by : type.suppressedBy) {
            std::vector<AlarmReach> &reaches = m_reaches[static_cast<size_t>(by.type)];
            if (std::ranges::find(reaches, by.reach) == reaches.end())
                reaches.push_back(by.reach);
        }
    }
}

QString AlarmSilencer::keyOf(int type, AlarmReach reach, const Alarm &alarm)
{
    QString place;
    switch (reach) {
    case AlarmReach::Source: place = alarm.source; break;
    case AlarmReach::Street: place = alarm.place.street; break;
    case AlarmReach::District: place = alarm.place.district; break;
    case AlarmReach::City: place = QStringLiteral("city"); break;
    }
    // Nothing is known to be near what has no place.
    return place.isEmpty() ? QString() : QStringLiteral("%1:%2:%3").arg(type).arg(static_cast<int>(reach)).arg(place);
}

QStringList AlarmSilencer::suppressorKeys(const Alarm &alarm) const
{
    QStringList keys;
    const int type = m_catalogue->alarmTypes().indexOf(alarm.type);
    if (type < 0)
        return keys;
    for (const AlarmReach reach : m_reaches[static_cast<size_t>(type)])
        keys.append(keyOf(type, reach, alarm));
    keys.removeAll(QString());
    return keys;
}

QStringList AlarmSilencer::wardKeys(const Alarm &alarm) const
{
    QStringList keys;
    const AlarmType *type = m_catalogue->alarmTypes().find(alarm.type);
    if (!type)
        return keys;
    for (const AlarmSuppression &by : type->suppressedBy)
        keys.append(keyOf(by.type, by.reach, alarm));
    keys.removeAll(QString());
    return keys;
}

bool AlarmSilencer::holds(const Alarm &alarm)
{
    return alarm.active && alarm.state != AlarmState::OutOfService;
}

QStringList AlarmSilencer::note(const Alarm *before, const Alarm &after)
{
    QStringList touched;
    const auto remove = [](QHash<QString, QSet<QString>> &table, const QString &key, const QString &id) {
        const auto held = table.find(key);
        if (held == table.end() || !held->remove(id) || !held->isEmpty())
            return false;
        table.erase(held);
        return true;
    };
    const QStringList stood = before && holds(*before) ? suppressorKeys(*before) : QStringList();
    const QStringList stands = holds(after) ? suppressorKeys(after) : QStringList();
    for (const QString &key : stood) {
        if (!stands.contains(key) && remove(m_standing, key, after.id))
            touched.append(key);
    }
    for (const QString &key : stands) {
        if (!m_standing.contains(key))
            touched.append(key);
        m_standing[key].insert(after.id);
    }
    if (before && before->active) {
        for (const QString &key : wardKeys(*before))
            remove(m_wards, key, after.id);
    }
    if (after.active) {
        for (const QString &key : wardKeys(after))
            m_wards[key].insert(after.id);
    }
    QStringList concerned;
    for (const QString &key : std::as_const(touched)) {
        for (const QString &id : m_wards.value(key))
            concerned.append(id);
    }
    concerned.sort(); // the order of a hash differs from run to run, the journal's must not
    concerned.removeDuplicates();
    return concerned;
}

QString AlarmSilencer::silencedBy(const Alarm &alarm) const
{
    QString first;
    for (const QString &key : wardKeys(alarm)) {
        for (const QString &id : m_standing.value(key)) {
            if (first.isEmpty() || id < first)
                first = id;
        }
    }
    return first;
}

} // namespace guancheng
