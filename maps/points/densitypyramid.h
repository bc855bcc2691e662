// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/points/bigarray.h"

#include <QtTypes>

#include <span>
#include <vector>

namespace guancheng {

/**
 * How many points lie in each cell of 1, 4, 16 ... cells of a square, each level in Morton order, so that a cell is the
 * sum of the four that follow each other in the level below. Immutable after construction; any thread.
 */
class DensityPyramid
{
public:
    DensityPyramid() = default;
    /** \c codes are Morton codes of 16 bits a side, ascending; the finest level has 4^levels cells, levels <= 11. */
    DensityPyramid(std::span<const quint32> codes, int levels);

    /** Levels 0 (one cell) ... finest(). -1: empty. */
    int finest() const { return static_cast<int>(m_levels.size()) - 1; }
    quint32 count(int level, quint32 x, quint32 y) const;
    quint32 countAt(int level, quint32 code) const { return m_levels[static_cast<size_t>(level)][code]; }
    /** A count that only one cell in twenty of those that are not empty passes: what 'dense' means at this level. */
    quint32 dense(int level) const { return m_dense[static_cast<size_t>(level)]; }

private:
    std::vector<BigArray<quint32>> m_levels;
    std::vector<quint32> m_dense;
};

} // namespace guancheng
