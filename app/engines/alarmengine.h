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
    /**
     * 'raised', 'changed', 'cleared', 'acknowledged', 'rearmed' (asks again after its time), 'shelved', 'unshelved',
     * 'suppressed', 'released', 'retired' (out of service), 'reinstated', 'linked'
     */
    QString change;
};

/**
 * The states of an alarm: ISA-18.2 over the reduced state model of OPC UA Part 9. Pure; any thread.
 *
 * An alarm is on the list until it is both inactive and acknowledged. Three states keep it quiet whatever its condition does:
 * Shelved (by a person, for a time or until the condition is gone; shelvedUntil 0), Suppressed (by logic, while another alarm
 * makes it needless) and OutOfService (by a person, until put back). Leaving one of them it is new where the condition still
 * holds, and over where it does not. Nothing is silenced by an acknowledgement and nothing acknowledged by silence: silence
 * belongs to a seat and is no state of the alarm.
 */
class AlarmEngine
{
public:
    static QString idOf(const QString &source, const QString &type) { return source + u'/' + type; }
    static bool isListed(const Alarm &alarm) { return alarm.active || alarm.state != AlarmState::Acknowledged; }
    /** Whether somebody or the logic keeps it quiet. */
    static bool isQuiet(const Alarm &alarm);

    /**
     * The condition holds. The same level again is no news (null): raising is idempotent. A worse level of an
     * acknowledged alarm asks for a new acknowledgement; a quiet one stays quiet.
     */
    static std::optional<AlarmOutcome> raise(const Alarm *known, const AlarmSignal &signal);
    /**
     * The condition is gone; null when it was before. An alarm that does not latch and is at most Moderate needs nobody
     * then and counts as acknowledged by 'auto'; the others wait for a person. Shelving until the condition is gone and
     * suppression end here.
     */
    static std::optional<AlarmOutcome> clear(const Alarm &alarm, bool latched, TimeMs at);
    /** An acknowledged alarm whose condition still holds asks again; null for any other. */
    static std::optional<AlarmOutcome> rearm(const Alarm &alarm, TimeMs at);
    /** \c by is the alarm that makes this one needless while it holds; null when it is quiet already or over. */
    static std::optional<AlarmOutcome> suppress(const Alarm &alarm, const QString &by, TimeMs at);
    /** Nothing suppresses it any more; null when nothing did. */
    static std::optional<AlarmOutcome> release(const Alarm &alarm, TimeMs at);

    static Ruling<AlarmOutcome> acknowledge(const Alarm &alarm, const QString &actor, TimeMs at);
    /** For 1 to 1 440 minutes, with a reason. */
    static Ruling<AlarmOutcome> shelve(const Alarm &alarm, const QString &actor, int minutes, const QString &reason, TimeMs at);
    /** Once: until the condition is gone, with a reason. */
    static Ruling<AlarmOutcome> shelveOnce(const Alarm &alarm, const QString &actor, const QString &reason, TimeMs at);
    static Ruling<AlarmOutcome> unshelve(const Alarm &alarm, TimeMs at);
    /** Out of service, with a reason: from any state but this. */
    static Ruling<AlarmOutcome> retire(const Alarm &alarm, const QString &actor, const QString &reason, TimeMs at);
    static Ruling<AlarmOutcome> reinstate(const Alarm &alarm, TimeMs at);
};

} // namespace guancheng
