// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/boundedqueue.h"
#include "stores/change.h"

namespace guancheng {

/** One piece of state on its way to the picture. */
using StateItem = std::variant<IndicatorUpdate, DimensionScore, Figure, FeedHealth, QStringList, CityMode, DataOrigin>;

/** A newer value of an indicator without a trend leaves the trend that waits. */
struct MergeState
{
    void operator()(StateItem &old, StateItem &&newer) const
    {
        auto *before = std::get_if<IndicatorUpdate>(&old);
        auto *after = std::get_if<IndicatorUpdate>(&newer);
        if (before && after && after->trend.empty())
            after->trend = std::move(before->trend);
        old = std::move(newer);
    }
};

/** What the link has brought and the interface has not taken yet: cases, alarms, orders and warnings in order, all of them; of
 * state the newest. */
class Inbox : public BoundedQueue<StreamItem, QString, StateItem, MergeState>
{
public:
    using BoundedQueue::BoundedQueue;
    /** All that waits, as one batch. */
    Batch takeBatch();
};

} // namespace guancheng
