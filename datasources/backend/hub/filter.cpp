// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/hub/filter.h"

namespace guancheng {

Filter::Filter(QStringList areas, QStringList departments, const std::vector<QString> &streets)
    : m_areas(std::move(areas))
    , m_departments(std::move(departments))
{
    if (m_areas.isEmpty())
        return;
    m_streets.reserve(streets.size());
    for (const QString &code : streets)
        m_streets.push_back(std::ranges::any_of(m_areas, [&code](const QString &area) { return code.startsWith(area); }));
}

bool Filter::admitsPlace(const Place &place) const
{
    return m_areas.isEmpty() || std::ranges::any_of(m_areas, [&place](const QString &area) {
               return place.street.startsWith(area) || place.district.startsWith(area);
           });
}

bool Filter::admitsDepartment(const QString &department) const
{
    return m_departments.isEmpty() || m_departments.contains(department);
}

bool Filter::admits(const Incident &incident) const
{
    return admitsPlace(incident.place) && admitsDepartment(incident.department);
}

bool Filter::admits(const Alarm &alarm) const
{
    return admitsPlace(alarm.place) && admitsDepartment(alarm.owner);
}

bool Filter::admits(const Order &order, const CityView &view) const
{
    if (isOpen())
        return true;
    const Result<Incident> incident = view.incident(order.incident);
    return incident && admits(*incident);
}

bool Filter::admits(const Unit &unit) const
{
    return admitsStreet(unit.street) && admitsDepartment(unit.department);
}

bool Filter::admitsStreet(quint16 street) const
{
    return m_areas.isEmpty() || (street < m_streets.size() && m_streets[street]);
}

void Filter::tell(const QString &id)
{
    if (!isOpen())
        m_told.insert(id);
}

bool Filter::takes(const protocol::StreamEntity &entity, const CityView &view)
{
    if (isOpen())
        return true;
    return std::visit(
        [this, &view](const auto &value) {
            bool admitted = false;
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, Order>)
                admitted = admits(value, view);
            else
                admitted = admits(value);
            if (admitted) {
                m_told.insert(value.id);
                return true;
            }
            return m_told.remove(value.id);
        },
        entity);
}

} // namespace guancheng
