// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/city.h"

namespace guancheng {

City::City(CityData data)
    : m_data(std::move(data))
    , m_index(m_data.districts, m_data.streets, m_data.bounds)
    , m_grids(m_index, m_data.streets.size())
    , m_streetsOf(m_data.districts.size())
{
    for (std::size_t i = 0; i < m_data.districts.size(); ++i)
        m_districtByAdcode.insert(m_data.districts[i].adcode, static_cast<int>(i));
    for (std::size_t i = 0; i < m_data.streets.size(); ++i) {
        m_streetByCode.insert(m_data.streets[i].code, static_cast<int>(i));
        m_streetsOf[m_data.streets[i].district].push_back(static_cast<quint16>(i));
    }
    for (std::size_t i = 0; i < m_data.places.size(); ++i) {
        NamedPlace &named = m_data.places[i];
        named.area = locate(named.point);
        m_placeById.insert(named.id, static_cast<int>(i));
    }
}

int City::districtIndex(QStringView adcode) const
{
    return m_districtByAdcode.value(adcode.toString(), -1);
}

int City::streetIndex(QStringView code) const
{
    return m_streetByCode.value(code.toString(), -1);
}

const NamedPlace *City::place(QStringView id) const
{
    const int at = m_placeById.value(id.toString(), -1);
    return at < 0 ? nullptr : &m_data.places[static_cast<std::size_t>(at)];
}

const std::vector<quint16> &City::streetsOf(int district) const
{
    static const std::vector<quint16> none;
    return district >= 0 && district < static_cast<int>(m_streetsOf.size()) ? m_streetsOf[static_cast<std::size_t>(district)]
                                                                            : none;
}

Place City::place(const GeoPoint &point, const QString &name) const
{
    Place place;
    place.point = point;
    place.name = name;
    const Area area = locate(point);
    if (area.district >= 0)
        place.district = m_data.districts[static_cast<std::size_t>(area.district)].adcode;
    if (area.street >= 0) {
        place.street = m_data.streets[static_cast<std::size_t>(area.street)].code;
        if (const int number = m_grids.numberAt(m_index, point, area.street))
            place.grid = QStringLiteral("%1-%2").arg(place.street).arg(number, 3, 10, QLatin1Char('0'));
    }
    return place;
}

} // namespace guancheng
