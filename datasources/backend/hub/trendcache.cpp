// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/hub/trendcache.h"

#include <bit>

namespace guancheng {

void TrendCache::refresh(quint16 index)
{
    if (index >= m_entries.size())
        m_entries.resize(index + size_t(1));
    Entry &entry = m_entries[index];
    std::vector<float> values = m_view.indicatorTrend(index);
    // Bitwise: NaN stands for 'missing' and must equal itself.
    const bool same = std::ranges::equal(
        values, entry.values, [](float a, float b) { return std::bit_cast<quint32>(a) == std::bit_cast<quint32>(b); });
    if (same && entry.version > 0)
        return;
    entry.values = std::move(values);
    ++entry.version;
}

quint32 TrendCache::version(quint16 index) const
{
    return index < m_entries.size() ? m_entries[index].version : 0;
}

const std::vector<float> &TrendCache::trend(quint16 index) const
{
    static const std::vector<float> kNone;
    return index < m_entries.size() ? m_entries[index].values : kNone;
}

} // namespace guancheng
