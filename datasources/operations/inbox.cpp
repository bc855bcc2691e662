// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/operations/inbox.h"

namespace guancheng {

namespace {

template<typename... Cases>
struct Overloaded : Cases...
{
    using Cases::operator()...;
};

} // namespace

Batch Inbox::takeBatch()
{
    Taken taken = take();
    Batch batch;
    batch.stream = std::move(taken.events);
    const Overloaded sort{
        [&](IndicatorUpdate &item) { batch.indicators.push_back(std::move(item)); },
        [&](DimensionScore &item) { batch.scores.push_back(std::move(item)); },
        [&](Figure &item) { batch.figures.push_back(std::move(item)); },
        [&](FeedHealth &item) { batch.sources.push_back(std::move(item)); },
        [&](QStringList &item) { batch.knownSources = std::move(item); },
        [&](CityMode &item) { batch.mode = item; },
        [&](DataOrigin &item) { batch.origin = item; },
    };
    for (StateItem &item : taken.states)
        std::visit(sort, item);
    return batch;
}

} // namespace guancheng
