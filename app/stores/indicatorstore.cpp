// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/indicatorstore.h"

namespace guancheng {

namespace {
/** An index beyond this is no indicator of a real catalogue (1 000+ in a city) but a broken message. */
constexpr size_t kMostIndicators = 16384;
} // namespace

const IndicatorValue &IndicatorStore::value(quint16 index) const
{
    static const IndicatorValue missing;
    return index < m_slots.size() ? m_slots[index].value : missing;
}

std::span<const float> IndicatorStore::trend(quint16 index) const
{
    return index < m_slots.size() ? std::span<const float>(m_slots[index].trend) : std::span<const float>();
}

const DimensionScore &IndicatorStore::score(quint8 dimension) const
{
    static const DimensionScore missing;
    return dimension < m_scores.size() ? m_scores[dimension] : missing;
}

void IndicatorStore::apply(const IndicatorUpdate &update)
{
    const size_t index = update.value.index;
    if (index >= kMostIndicators)
        return;
    if (index >= m_slots.size())
        m_slots.resize(index + 1);
    Slot &slot = m_slots[index];
    slot.value = update.value;
    if (!update.trend.empty())
        slot.trend = update.trend;
    if (slot.trend.size() > kTrendPoints)
        slot.trend.erase(slot.trend.begin(), slot.trend.end() - kTrendPoints);
}

void IndicatorStore::apply(const DimensionScore &score)
{
    if (score.dimension >= m_scores.size())
        m_scores.resize(score.dimension + size_t(1));
    m_scores[score.dimension] = score;
}

} // namespace guancheng
