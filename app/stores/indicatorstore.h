// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stores/change.h"

#include <span>

namespace guancheng {

/** The indicators of the catalogue by index, each with its trend, and the scores of the dimensions. Thread: GUI. */
class IndicatorStore
{
public:
    /** The value; missing while nothing was heard of it. */
    const IndicatorValue &value(quint16 index) const;
    /** At most kTrendPoints values, oldest first, NaN = missing. */
    std::span<const float> trend(quint16 index) const;
    size_t size() const { return m_slots.size(); }

    const DimensionScore &score(quint8 dimension) const;

    void apply(const IndicatorUpdate &update);
    void apply(const DimensionScore &score);

private:
    struct Slot
    {
        IndicatorValue value;
        std::vector<float> trend;
    };

    std::vector<Slot> m_slots;
    std::vector<DimensionScore> m_scores;
};

} // namespace guancheng
