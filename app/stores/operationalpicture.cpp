// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/operationalpicture.h"

#include <algorithm>

namespace guancheng {

namespace {

template<typename... Cases>
struct Overloaded : Cases...
{
    using Cases::operator()...;
};

void makeUnique(QStringList &ids)
{
    ids.sort();
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

} // namespace

OperationalPicture::OperationalPicture(QObject *parent) : QObject(parent) {}
OperationalPicture::~OperationalPicture() = default;

void OperationalPicture::apply(const Batch &batch)
{
    ChangeSet changes;
    for (const StreamItem &item : batch.stream)
        std::visit([&](const auto &one) { apply(one, changes); }, item);
    for (const IndicatorUpdate &update : batch.indicators) {
        m_indicators.apply(update);
        changes.indicators.push_back(update.value.index);
    }
    for (const DimensionScore &score : batch.scores)
        m_indicators.apply(score);
    for (const Figure &figure : batch.figures)
        m_figures.apply(figure);
    for (const FeedHealth &source : batch.sources)
        m_sources.apply(source);
    if (batch.knownSources)
        m_sources.retain(*batch.knownSources);
    changes.scores = !batch.scores.empty();
    changes.figures = !batch.figures.empty();
    changes.sources = !batch.sources.empty() || batch.knownSources;
    const CityMode mode = batch.mode.value_or(m_mode);
    const DataOrigin origin = batch.origin.value_or(m_origin);
    changes.mode = mode != m_mode || origin != m_origin;
    m_mode = mode;
    m_origin = origin;
    makeUnique(changes.incidents);
    makeUnique(changes.alarms);
    makeUnique(changes.orders);
    if (!changes.isEmpty())
        Q_EMIT changed(changes);
}

void OperationalPicture::tick(TimeMs now)
{
    m_alarms.advance(now);
    if (!m_warnings.expire(now))
        return;
    ChangeSet changes;
    changes.warnings = true;
    Q_EMIT changed(changes);
}

void OperationalPicture::apply(const StreamChange &change, ChangeSet &changes)
{
    std::visit(Overloaded{
                   [&](const Incident &incident) {
                       if (!m_incidents.upsert(incident))
                           return;
                       if (incident.isFinal())
                           m_orders.forget(incident.id);
                       changes.incidents.append(incident.id);
                       if (change.entry.seq > 0)
                           changes.entries.push_back({incident.id, change.entry});
                   },
                   [&](const Alarm &alarm) {
                       if (m_alarms.upsert(alarm))
                           changes.alarms.append(alarm.id);
                   },
                   [&](const Order &order) {
                       if (m_orders.upsert(order))
                           changes.orders.append(order.id);
                   },
                   [&](const Warning &warning) { changes.warnings = m_warnings.upsert(warning) || changes.warnings; },
               },
               change.entity);
}

void OperationalPicture::apply(const StreamSnapshot &snapshot, ChangeSet &changes)
{
    std::visit(Overloaded{
                   [&](const std::vector<Incident> &rows) {
                       m_incidents.reset(rows, snapshot.keepUnknown);
                       changes.incidentsReset = true;
                   },
                   [&](const std::vector<Alarm> &rows) {
                       m_alarms.reset(rows);
                       changes.alarmsReset = true;
                   },
                   [&](const std::vector<Order> &rows) {
                       m_orders.reset(rows);
                       changes.ordersReset = true;
                   },
                   [&](const std::vector<Warning> &rows) {
                       m_warnings.reset(rows);
                       changes.warnings = true;
                   },
               },
               snapshot.rows);
}

} // namespace guancheng
