// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/areaindex.h"

namespace guancheng {

/**
 * The unit grids (网格) of the city. The real ones are not public: these are the cells of AreaIndex, about 420 x 430 m,
 * each given to the street of its centre and numbered within it from 1, from north to south, each row from west to
 * east. The same city file always gives the same numbers. Immutable; any thread.
 */
class UnitGrids
{
public:
    UnitGrids() = default;
    UnitGrids(const AreaIndex &index, std::size_t streets);

    /** The number of the grid of \c street at \c point, or the nearest of that street; 0 where the street has none near. */
    int numberAt(const AreaIndex &index, const GeoPoint &point, int street) const;
    /** How many grids a street has. */
    int count(int street) const { return m_counts[static_cast<std::size_t>(street)]; }
    int total() const;

private:
    std::vector<qint16> m_street;  ///< by cell
    std::vector<quint16> m_number; ///< by cell
    std::vector<quint16> m_counts; ///< by street
};

} // namespace guancheng
