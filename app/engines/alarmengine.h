// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alarm.h"
#include "engines/refusal.h"

#include <optional>

namespace guancheng {

/** What a source says when its condition holds. */
struct AlarmSignal
{
    QString source;
    QString type;
    Level level = Level::Minor;
    Place place;
    double value = std::numeric_limits<double>::quiet_NaN();
    double limit = std::numeric_limits<double>::quiet_NaN();
    QString owner;
    TimeMs at = 0;
};

/** The alarm after a transition and the name of the change on the stream. */
struct AlarmOutcome
{
    Alarm alarm;
    QString change; ///< 'raised', 'changed', 'cleared', 'acknowledged', 'shelved', 'unshelved', 'linked'
};

/**
 * The states of an alarm: ISA-18.2 over the reduced state model of OPC UA Part 9. Pure; any thread.
 * An alarm is on the list until it is both inactive and acknowledged; a shelved one stays until its time is over.
 */
class AlarmEngine
{
public:
    static QString idOf(const QString &source, const QString &type) { return source + u'/' + type; }
    static bool isListed(const Alarm &alarm) { return alarm.active || alarm.state != AlarmState::Acknowledged; }

    /**
     * The condition holds. The same level again is no news (null): raising is idempotent. A worse level of an
     * acknowledged alarm asks for a new acknowledgement (re-alarm); a shelved one stays shelved.
     */
    static std::optional<AlarmOutcome> raise(const Alarm *known, const AlarmSignal &signal);
    /**
     * The condition is gone; null when it was before. An alarm that does not latch and is at most Moderate needs nobody
     * then and counts as acknowledged by 'auto'; the others wait for a person.
     */
    static std::optional<AlarmOutcome> clear(const Alarm &alarm, bool latched, TimeMs at);
    static Ruling<AlarmOutcome> acknowledge(const Alarm &alarm, const QString &actor, TimeMs at);
    /** For 1 to 1 440 minutes, with a reason. */
    static Ruling<AlarmOutcome> shelve(const Alarm &alarm, const QString &actor, int minutes, const QString &reason, TimeMs at);
    static Ruling<AlarmOutcome> unshelve(const Alarm &alarm, TimeMs at);
};

} // namespace guancheng
