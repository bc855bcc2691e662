// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/world.h"
#include "datasources/backend/worldparts.h"

namespace guancheng {

// The past of a city without a journal: see CityHistory.

bool World::fresh() const
{
    return m->ledger.isEmpty();
}

void World::reach(TimeMs at)
{
    m->clock.standAt(at);
    m->cases.setCounted(false);
    m->cases.tick(at);
    m->ledger.flush();
}

void World::present()
{
    m->ledger.flush();
    m->cases.setCounted(true);
    m->clock.run();
}

void World::counted(const DayBefore &day, TimeMs at)
{
    DayCounts counts;
    counts.day = m->state.dayOf(at);
    counts.serial = counts.opened = day.opened;
    counts.dispatched = day.dispatched;
    counts.automatic = day.automatic;
    counts.closed = day.closed;
    counts.onTime = day.onTime;
    m->ledger.writeCounts(counts, at);
}

const Incident *World::caseOf(const QString &id) const
{
    return m->state.incident(id);
}

const Order *World::orderOf(const QString &incident) const
{
    return m->state.activeOrder(incident);
}

void World::trends(const std::function<double(const Measure &measure, double present, TimeMs at)> &then)
{
    m->indicators.remember(now(), then);
}

} // namespace guancheng
