// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alarm.h"
#include "domain/incident.h"
#include "domain/records.h"

#include <QHash>
#include <QStringList>

namespace guancheng {

/** What was counted since midnight of the city. */
struct DayCounts
{
    qint64 day = 0;    ///< days since 1970-01-01 in the time of the city
    qint64 serial = 0; ///< of the last case id of the day
    qint64 opened = 0;
    qint64 dispatched = 0;
    qint64 automatic = 0;
    qint64 closed = 0;
    qint64 onTime = 0;
    bool operator==(const DayCounts &) const = default;
};

/** All state that the journal can bring back; a plain value, cheap to copy (shared until one side changes). */
struct CityTables
{
    QHash<QString, Incident> incidents;   ///< open ones and the newest final ones
    QStringList finals;                   ///< ids of the final ones, oldest first
    QHash<QString, Alarm> alarms;         ///< all that are not both normal and acknowledged
    QHash<QString, Order> orders;         ///< of open cases
    QHash<QString, QStringList> ordersOf; ///< case -> its orders, oldest first
    QHash<QString, Warning> warnings;     ///< in force
    CityMode mode = CityMode::Ordinary;
    DayCounts today;
};

} // namespace guancheng
