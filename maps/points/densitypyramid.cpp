// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/points/densitypyramid.h"

#include "maps/points/morton.h"

#include <algorithm>
#include <array>

namespace guancheng {

namespace {

/** By counting: exact up to 4 095 points a cell, beyond that cells are 'dense' anyway. */
quint32 denseOf(std::span<const quint32> cells)
{
    std::array<quint32, 4096> seen{};
    for (const quint32 n : cells)
        ++seen[std::min<quint32>(n, 4095)];
    const size_t filled = cells.size() - seen[0];
    if (filled == 0)
        return 1;
    size_t below = 0;
    for (quint32 n = 1; n < seen.size() - 1; ++n) {
        below += seen[n];
        if (below > filled * 19 / 20)
            return n;
    }
    std::vector<quint32> many;
    std::copy_if(cells.begin(), cells.end(), std::back_inserter(many), [](quint32 n) { return n >= 4095; });
    const size_t at = std::min(many.size() - 1, filled * 19 / 20 - std::min(below, filled * 19 / 20));
    std::nth_element(many.begin(), many.begin() + static_cast<qsizetype>(at), many.end());
    return many[at];
}

} // namespace

DensityPyramid::DensityPyramid(std::span<const quint32> codes, int levels)
{
    levels = std::clamp(levels, 0, 11);
    m_levels.resize(static_cast<size_t>(levels) + 1);
    BigArray<quint32> &finest = m_levels.back();
    finest = BigArray<quint32>(size_t(1) << (2 * levels), 0);
    const int shift = 32 - 2 * levels;
    for (const quint32 code : codes)
        ++finest[shift == 32 ? 0 : code >> shift];
    for (size_t level = m_levels.size() - 1; level-- > 0;) {
        const BigArray<quint32> &below = m_levels[level + 1];
        BigArray<quint32> &here = m_levels[level];
        here = BigArray<quint32>(below.size() / 4);
        for (size_t i = 0; i < here.size(); ++i)
            here[i] = below[4 * i] + below[4 * i + 1] + below[4 * i + 2] + below[4 * i + 3];
    }
    for (const auto &level : m_levels)
        m_dense.push_back(denseOf(level.span()));
}

quint32 DensityPyramid::count(int level, quint32 x, quint32 y) const
{
    return countAt(level, mortonCode(x, y));
}

} // namespace guancheng
