// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>

#include <vector>

namespace guancheng {

/** Values at the crossings of a square grid, row by row. */
struct Lattice
{
    int columns = 0;
    int rows = 0;
    std::vector<float> values;
    float at(int column, int row) const
    {
        return values[static_cast<size_t>(row) * static_cast<size_t>(columns) + static_cast<size_t>(column)];
    }
};

/**
 * The rings around all that is not above \c limit (marching squares, linear between the crossings), in units of the grid. The
 * outermost crossings have to be above the limit, then every ring is
 * closed. With rows that grow upwards outer rings run counterclockwise and holes clockwise. Values
 * above \c ceiling, infinity too, count as \c ceiling.
 */
std::vector<std::vector<QPointF>> contourRings(const Lattice &lattice, float limit, float ceiling);

} // namespace guancheng
