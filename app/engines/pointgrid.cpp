// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/pointgrid.h"

#include <algorithm>
#include <cmath>

namespace guancheng {

PointGrid::PointGrid(double west, double south, double east, double north)
    : m_west(west)
    , m_south(south)
    , m_columns(std::clamp(static_cast<int>(std::ceil((east - west) / kCellDegrees)), 1, 1000))
    , m_rows(std::clamp(static_cast<int>(std::ceil((north - south) / kCellDegrees)), 1, 1000))
    , m_cellMetres(kCellDegrees * 111'000 * std::cos(north * 3.14159265358979323846 / 180))
    , m_cells(static_cast<size_t>(m_columns) * static_cast<size_t>(m_rows))
{
}

int PointGrid::columnOf(double longitude) const
{
    return static_cast<int>(std::clamp((longitude - m_west) / kCellDegrees, 0.0, m_columns - 1.0));
}

int PointGrid::rowOf(double latitude) const
{
    return static_cast<int>(std::clamp((latitude - m_south) / kCellDegrees, 0.0, m_rows - 1.0));
}

void PointGrid::move(quint32 slot, const GeoPoint &point)
{
    if (slot >= m_cellOf.size())
        m_cellOf.resize(slot + 1, -1);
    const qint32 to = point.isValid() ? static_cast<qint32>(cell(columnOf(point.longitude), rowOf(point.latitude))) : -1;
    const qint32 from = m_cellOf[slot];
    if (from == to)
        return;
    if (from >= 0) {
        std::vector<quint32> &slots = m_cells[static_cast<size_t>(from)];
        const auto position = std::find(slots.begin(), slots.end(), slot);
        *position = slots.back();
        slots.pop_back();
    }
    if (to >= 0)
        m_cells[static_cast<size_t>(to)].push_back(slot);
    m_cellOf[slot] = to;
}

void PointGrid::clear()
{
    for (std::vector<quint32> &slots : m_cells)
        slots.clear();
    m_cellOf.clear();
}

} // namespace guancheng
