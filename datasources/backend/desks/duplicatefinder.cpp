// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/desks/duplicatefinder.h"

#include <cmath>

namespace guancheng {

/** Cells of about 100 m x 110 m: 50 m around a point touch at most the eight around its own. */
static constexpr double kCell = 0.001;

quint64 DuplicateFinder::cellOf(const GeoPoint &point, int column, int row)
{
    const auto x = static_cast<quint64>(static_cast<qint64>(std::floor((point.longitude + 181) / kCell)) + column);
    const auto y = static_cast<quint64>(static_cast<qint64>(std::floor((point.latitude + 91) / kCell)) + row);
    return (x << 32U) | y;
}

QString DuplicateFinder::find(const QString &key, const QString &matter, const GeoPoint &point, TimeMs at) const
{
    if (!key.isEmpty()) {
        if (const QString known = m_byKey.value(key); !known.isEmpty())
            return known;
    }
    if (matter.isEmpty() || !point.isValid())
        return {};
    for (int row = -1; row <= 1; ++row) {
        for (int column = -1; column <= 1; ++column) {
            const quint64 cell = cellOf(point, column, row);
            for (auto it = m_byCell.constFind(cell); it != m_byCell.constEnd() && it.key() == cell; ++it) {
                if (it->matter == matter && std::abs(at - it->at) <= kWindow && distanceMetres(it->point, point) <= kMetres)
                    return it->incident;
            }
        }
    }
    return {};
}

void DuplicateFinder::add(const QString &incident, const QString &key, const QString &matter, const GeoPoint &point, TimeMs at)
{
    if (!key.isEmpty()) {
        m_byKey.insert(key, incident);
        m_keyOf.insert(incident, key);
    }
    if (matter.isEmpty() || !point.isValid())
        return;
    const quint64 cell = cellOf(point);
    m_byCell.insert(cell, {incident, matter, point, at});
    m_cellOf.insert(incident, cell);
    m_order.emplace_back(at, incident);
}

void DuplicateFinder::remove(const QString &incident)
{
    if (const auto key = m_keyOf.constFind(incident); key != m_keyOf.constEnd()) {
        m_byKey.remove(*key);
        m_keyOf.erase(key);
    }
    const auto cell = m_cellOf.constFind(incident);
    if (cell == m_cellOf.constEnd())
        return;
    for (auto it = m_byCell.find(*cell); it != m_byCell.end() && it.key() == *cell;)
        it = it->incident == incident ? m_byCell.erase(it) : std::next(it);
    m_cellOf.erase(cell);
}

void DuplicateFinder::forget(TimeMs now)
{
    while (!m_order.empty() && m_order.front().first + kWindow < now) {
        const QString incident = m_order.front().second;
        m_order.pop_front();
        const auto cell = m_cellOf.constFind(incident);
        if (cell == m_cellOf.constEnd())
            continue;
        for (auto it = m_byCell.find(*cell); it != m_byCell.end() && it.key() == *cell;)
            it = it->incident == incident ? m_byCell.erase(it) : std::next(it);
        m_cellOf.erase(cell);
    }
}

} // namespace guancheng
