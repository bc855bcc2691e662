// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"
#include "datasources/backend/ledger/citytables.h"

namespace guancheng {

/**
 * The state as the fold of the events: the live city and the replay of a journal use the same function, so they cannot
 * differ. Thread: one.
 */
class CityState
{
public:
    /** Final cases that stay in memory. */
    static constexpr qsizetype kMostFinals = 200;

    explicit CityState(int utcOffsetSeconds = 8 * 3600) : m_offsetSeconds(utcOffsetSeconds) {}

    void apply(const StreamEvent &event);
    void setMode(CityMode mode) { m_tables.mode = mode; }
    void setCounts(const DayCounts &counts) { m_tables.today = counts; }
    void restore(CityTables tables) { m_tables = std::move(tables); }
    const CityTables &tables() const { return m_tables; }

    /** The entities, or null. Valid until the next apply(). */
    const Incident *incident(const QString &id) const;
    const Alarm *alarm(const QString &id) const;
    const Order *order(const QString &id) const;
    /** The order that is being carried out for the case, or null. */
    const Order *activeOrder(const QString &incident) const;
    static bool isActive(const Order &order);

    /** The id of the next case: 'C20261122-000123'. */
    QString nextCaseId(TimeMs at) const;
    /** Days since 1970-01-01 in the time of the city. */
    qint64 dayOf(TimeMs at) const;

private:
    void put(const StreamEvent &event, const Incident &incident);
    void put(const StreamEvent &event, const Alarm &alarm);
    void put(const StreamEvent &event, const Order &order);
    void put(const StreamEvent &event, const Warning &warning);
    void count(const StreamEvent &event, const Incident &before, const Incident &after);
    void retire(const QString &incident);

    int m_offsetSeconds;
    CityTables m_tables;
};

} // namespace guancheng
