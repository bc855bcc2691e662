// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

#include <QtTypes>

#include <vector>

namespace guancheng {

/**
 * Moving points by dense slot in square cells of about 2 km; moving within a cell costs one comparison. Points outside of
 * the bounds count to the cells at the border. One thread.
 */
class PointGrid
{
public:
    PointGrid(double west, double south, double east, double north);

    /** Puts the slot there, or takes it away when the point is not valid. */
    void move(quint32 slot, const GeoPoint &point);
    void clear();

    /**
     * Visits the slots near \c point ring by ring of cells, nearest ring first. After each ring \c goOn is asked with the
     * distance in metres below which everything has been seen.
     */
    template<typename Visit, typename GoOn>
    void around(const GeoPoint &point, Visit visit, GoOn goOn) const
    {
        const int column = columnOf(point.longitude);
        const int row = rowOf(point.latitude);
        const int rings = std::max({column, m_columns - 1 - column, row, m_rows - 1 - row});
        for (int ring = 0; ring <= rings; ++ring) {
            for (int r = row - ring; r <= row + ring; ++r) {
                if (r < 0 || r >= m_rows)
                    continue;
                const int step = (r == row - ring || r == row + ring || ring == 0) ? 1 : 2 * ring;
                for (int c = column - ring; c <= column + ring; c += step) {
                    if (c < 0 || c >= m_columns)
                        continue;
                    for (const quint32 slot : m_cells[cell(c, r)])
                        visit(slot);
                }
            }
            if (!goOn(ring * m_cellMetres))
                return;
        }
    }

private:
    int columnOf(double longitude) const;
    int rowOf(double latitude) const;
    size_t cell(int column, int row) const
    {
        return static_cast<size_t>(row) * static_cast<size_t>(m_columns) + static_cast<size_t>(column);
    }

    static constexpr double kCellDegrees = 0.02;
    double m_west;
    double m_south;
    int m_columns;
    int m_rows;
    double m_cellMetres; ///< the shorter side
    std::vector<std::vector<quint32>> m_cells;
    std::vector<qint32> m_cellOf; ///< by slot, -1 = nowhere
};

} // namespace guancheng
