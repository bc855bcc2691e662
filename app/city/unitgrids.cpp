// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/unitgrids.h"

#include <cstdlib>
#include <limits>
#include <numeric>

namespace guancheng {

namespace {
/** A point that has no grid of its street in its own cell has one within so many cells, or none at all. */
constexpr int kReach = 4;
} // namespace

UnitGrids::UnitGrids(const AreaIndex &index, std::size_t streets) : m_counts(streets, 0)
{
    const auto cells = static_cast<std::size_t>(index.columns()) * static_cast<std::size_t>(index.rows());
    m_street.assign(cells, -1);
    m_number.assign(cells, 0);
    for (int row = index.rows() - 1; row >= 0; --row) {
        for (int column = 0; column < index.columns(); ++column) {
            const qint16 street = index.locate(index.cellCentre(column, row)).street;
            if (street < 0)
                continue;
            const auto cell = static_cast<std::size_t>(row * index.columns() + column);
            m_street[cell] = street;
            m_number[cell] = ++m_counts[static_cast<std::size_t>(street)];
        }
    }
}

int UnitGrids::numberAt(const AreaIndex &index, const GeoPoint &point, int street) const
{
    const int cell = index.cellOf(point);
    if (cell < 0 || street < 0)
        return 0;
    if (m_street[static_cast<std::size_t>(cell)] == street)
        return m_number[static_cast<std::size_t>(cell)];
    const int column = cell % index.columns();
    const int row = cell / index.columns();
    int number = 0;
    double best = std::numeric_limits<double>::max();
    for (int r = std::max(0, row - kReach); r <= std::min(index.rows() - 1, row + kReach); ++r) {
        for (int c = std::max(0, column - kReach); c <= std::min(index.columns() - 1, column + kReach); ++c) {
            const auto other = static_cast<std::size_t>(r * index.columns() + c);
            if (m_street[other] != street)
                continue;
            const double d = distanceMetres(point, index.cellCentre(c, r));
            if (d < best) {
                best = d;
                number = m_number[other];
            }
        }
    }
    return number;
}

int UnitGrids::total() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), 0);
}

} // namespace guancheng
