// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/enums.h"
#include "domain/place.h"

#include <QString>

#include <limits>

namespace guancheng {

/** An alarm (ISA-18.2, state model of OPC UA Part 9). Identity is source + type: raising it again changes the same alarm. */
struct Alarm
{
    QString id;          ///< source + '/' + type
    quint64 version = 0; ///< journal sequence of the last change
    QString source;      ///< device, indicator or feed
    QString type;        ///< alarm type in the catalogue: cause, consequence, action, time to respond
    Level level = Level::Minor;
    bool active = false;
    AlarmState state = AlarmState::Unacknowledged;
    Place place;
    double value = std::numeric_limits<double>::quiet_NaN(); ///< that raised it, unit of the source
    double limit = std::numeric_limits<double>::quiet_NaN(); ///< that it passed
    TimeMs activeAt = 0;
    TimeMs changedAt = 0;
    QString owner;          ///< department
    QString acknowledgedBy; ///< seat; empty while nobody did
    TimeMs acknowledgedAt = 0;
    TimeMs shelvedUntil = 0;
    QString reason;   ///< of shelving
    QString incident; ///< case that it led to, may be empty

    friend bool operator==(const Alarm &a, const Alarm &b) { return a.id == b.id && a.version == b.version; }
};

} // namespace guancheng
