// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"
#include "datasources/protocol/messages.h"

#include <QSet>

namespace guancheng {

/**
 * What a session asked to see: areas (adcodes or street codes, as prefixes) and departments; empty = all.
 *
 * An entity without area is only for sessions without areas. Warnings, indicators, figures and sources belong to the whole
 * city. An entity that a session was told of and that leaves its filter is told of once more, so that the session knows.
 */
class Filter
{
public:
    Filter() = default;
    Filter(QStringList areas, QStringList departments, const std::vector<QString> &streets);

    bool isOpen() const { return m_areas.isEmpty() && m_departments.isEmpty(); }
    bool hasAreas() const { return !m_areas.isEmpty(); }

    bool admits(const Incident &incident) const;
    bool admits(const Alarm &alarm) const;
    bool admits(const Order &order, const CityView &view) const;
    bool admits(const Warning &) const { return true; }
    bool admits(const Unit &unit) const;
    /** By index of the city's streets. */
    bool admitsStreet(quint16 street) const;

    /** Whether the event is for this session; remembers what it was told of. */
    bool takes(const protocol::StreamEntity &entity, const CityView &view);
    /** Remembers an entity of a snapshot. */
    void tell(const QString &id);
    void forgetTold() { m_told.clear(); }

private:
    bool admitsPlace(const Place &place) const;
    bool admitsDepartment(const QString &department) const;

    QStringList m_areas;
    QStringList m_departments;
    std::vector<bool> m_streets;
    QSet<QString> m_told; ///< only kept with a filter
};

} // namespace guancheng
