// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/densitypyramid.h"

#include "maps/layers/morton.h"

namespace guancheng {

namespace {

quint32 denseOf(const std::vector<quint32> &cells)
{
    std::vector<quint32> filled;
    for (const quint32 n : cells) {
        if (n > 0)
            filled.push_back(n);
    }
    if (filled.empty())
        return 1;
    const auto at = filled.begin() + static_cast<qsizetype>(filled.size() * 19 / 20);
    std::nth_element(filled.begin(), at == filled.end() ? at - 1 : at, filled.end());
    return std::max<quint32>(1, at == filled.end() ? filled.back() : *at);
}

} // namespace

DensityPyramid::DensityPyramid(std::span<const quint32> codes, int levels)
{
    levels = std::clamp(levels, 0, 11);
    m_levels.resize(static_cast<size_t>(levels) + 1);
    std::vector<quint32> &finest = m_levels.back();
    finest.resize(size_t(1) << (2 * levels));
    const int shift = 32 - 2 * levels;
    for (const quint32 code : codes)
        ++finest[shift == 32 ? 0 : code >> shift];
    for (size_t level = m_levels.size() - 1; level-- > 0;) {
        const std::vector<quint32> &below = m_levels[level + 1];
        std::vector<quint32> &here = m_levels[level];
        here.resize(below.size() / 4);
        for (size_t i = 0; i < here.size(); ++i)
            here[i] = below[4 * i] + below[4 * i + 1] + below[4 * i + 2] + below[4 * i + 3];
    }
    for (const auto &level : m_levels)
        m_dense.push_back(denseOf(level));
}

quint32 DensityPyramid::count(int level, quint32 x, quint32 y) const
{
    return countAt(level, mortonCode(x, y));
}

} // namespace guancheng
