// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/ledger/citystate.h"

#include "engines/alarmengine.h"

#include <QDate>

namespace guancheng {

using namespace Qt::StringLiterals;

template<typename T>
static const T *find(const QHash<QString, T> &table, const QString &id)
{
    const auto found = table.constFind(id);
    return found == table.constEnd() ? nullptr : &*found;
}

const Incident *CityState::incident(const QString &id) const
{
    return find(m_tables.incidents, id);
}

const Alarm *CityState::alarm(const QString &id) const
{
    return find(m_tables.alarms, id);
}

const Order *CityState::order(const QString &id) const
{
    return find(m_tables.orders, id);
}

bool CityState::isActive(const Order &order)
{
    return order.status != "refused"_L1 && order.status != "done"_L1 && order.status != "cancelled"_L1;
}

const Order *CityState::activeOrder(const QString &incident) const
{
    const QStringList ids = m_tables.ordersOf.value(incident);
    for (auto id = ids.crbegin(); id != ids.crend(); ++id) {
        const Order *held = order(*id);
        if (held && isActive(*held))
            return held;
    }
    return nullptr;
}

qint64 CityState::dayOf(TimeMs at) const
{
    const qint64 seconds = at / 1000 + m_offsetSeconds;
    return seconds >= 0 ? seconds / 86'400 : -1;
}

QString CityState::nextCaseId(TimeMs at) const
{
    // The clock may go back over midnight; ids never do.
    const qint64 day = std::max(dayOf(at), m_tables.today.day);
    const qint64 serial = day == m_tables.today.day ? m_tables.today.serial + 1 : 1;
    const QDate date = QDate(1970, 1, 1).addDays(day);
    return u"C%1-%2"_s.arg(date.toString(u"yyyyMMdd"_s)).arg(serial, 6, 10, QLatin1Char('0'));
}

void CityState::apply(const StreamEvent &event)
{
    std::visit([&](const auto &entity) { put(event, entity); }, event.entity);
}

void CityState::put(const StreamEvent &event, const Incident &incident)
{
    Incident &held = m_tables.incidents[incident.id];
    const Incident before = held;
    held = incident;
    held.timeline = before.timeline;
    held.timeline.append(event.entry);
    count(event, before, held);
    if (incident.isFinal() && !before.isFinal())
        retire(incident.id);
    else if (!incident.isFinal() && before.isFinal())
        m_tables.finals.removeAll(incident.id); // a change that could not be stored was taken back
}

void CityState::count(const StreamEvent &event, const Incident &before, const Incident &after)
{
    DayCounts &today = m_tables.today;
    if (const qint64 day = dayOf(event.at); day > today.day)
        today = {.day = day};
    if (event.change == "opened"_L1) {
        ++today.opened;
        ++today.serial;
    } else if (event.change == "dispatched"_L1) {
        const bool first = std::none_of(before.timeline.begin(), before.timeline.end(),
                                        [](const TimelineEntry &entry) { return entry.verb == "dispatch"_L1; });
        today.dispatched += first ? 1 : 0;
        today.automatic += first && after.automatic ? 1 : 0;
    } else if (event.change == "closed"_L1) {
        ++today.closed;
        today.onTime += after.dueAt == 0 || after.stageSince <= after.dueAt ? 1 : 0;
    }
}

void CityState::retire(const QString &incident)
{
    for (const QString &id : m_tables.ordersOf.take(incident))
        m_tables.orders.remove(id);
    m_tables.finals.append(incident);
    if (m_tables.finals.size() > kMostFinals)
        m_tables.incidents.remove(m_tables.finals.takeFirst());
}

void CityState::put(const StreamEvent &, const Alarm &alarm)
{
    if (AlarmEngine::isListed(alarm))
        m_tables.alarms.insert(alarm.id, alarm);
    else
        m_tables.alarms.remove(alarm.id);
}

void CityState::put(const StreamEvent &, const Order &order)
{
    const Incident *held = incident(order.incident);
    if (!held || held->isFinal())
        return;
    if (!m_tables.orders.contains(order.id))
        m_tables.ordersOf[order.incident].append(order.id);
    m_tables.orders.insert(order.id, order);
}

void CityState::put(const StreamEvent &event, const Warning &warning)
{
    if (warning.cancelled || event.change == "expired"_L1)
        m_tables.warnings.remove(warning.id);
    else
        m_tables.warnings.insert(warning.id, warning);
}

} // namespace guancheng
