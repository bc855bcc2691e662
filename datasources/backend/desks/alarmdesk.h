// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/desks/alarmsilencer.h"
#include "datasources/backend/desks/casedesk.h"
#include "datasources/backend/desks/directory.h"
#include "datasources/backend/desks/hall.h"
#include "engines/alarmdelay.h"
#include "engines/alarmengine.h"
#include "engines/alarmrules/alarmconditions.h"

namespace guancheng {

/**
 * The desk for alarms: conditions of devices and indicators become alarms after their delays, alarms open cases, shelving
 * ends by itself, what was acknowledged long ago asks again, and alarms that others make needless are suppressed and released.
 * What a person does is kept with who, when and why. A normal reading of a quiet device costs two comparisons and two look-ups,
 * and the rules of its class. Thread: the backend's.
 */
class AlarmDesk
{
public:
    /** The type of the alarms of indicators, whose source is the id of the indicator. */
    static const QString kIndicatorType;

    AlarmDesk(const Hall &hall, const Directory &directory, CaseDesk &cases);

    void restore();
    /** The directory changed: alarms of devices that no longer exist are cleared. */
    void devicesChanged();
    /** After the directory has the reading. */
    void device(const TelemetryRecord &record);
    /** Level by the IndicatorEngine, which has the deadband. */
    void indicator(int index, Level level, double value, TimeMs at);
    void tick(TimeMs now);
    void incidentFinal(const Incident &incident);

    /** What a person does; \c why may be empty where the engine asks for no reason. */
    Ruling<quint64> acknowledge(const QString &id, const QString &actor, const QString &why = {});
    Ruling<quint64> shelve(const QString &id, const QString &actor, int minutes, const QString &why);
    Ruling<quint64> shelveOnce(const QString &id, const QString &actor, const QString &why);
    Ruling<quint64> unshelve(const QString &id, const QString &actor, const QString &why = {});
    Ruling<quint64> retire(const QString &id, const QString &actor, const QString &why);
    Ruling<quint64> reinstate(const QString &id, const QString &actor, const QString &why = {});
    void takeBack(const Alarm &before);

    qint64 raised() const { return m_raised; }
    /** Active alarms of these device classes; empty = all. */
    qint64 active(const std::vector<int> &classes) const;

private:
    static constexpr quint64 kIndicatorKey = quint64(1) << 40U;

    /** The level of a reading after limits, deadband and rules goes through the delays. */
    void weigh(const TelemetryRecord &record, const DeviceClass &type, Level byRule);
    void weighIndicator(int index, Level level, TimeMs at);
    void rulesExpired(TimeMs now);
    void settle(quint64 key, Level level);
    void settleDevice(quint32 slot, Level level);
    void settleIndicator(int index, Level level);
    void raise(const AlarmSignal &signal);
    void clear(const QString &id, bool latched);
    /** \c deed says who did it and why; empty when nobody did. */
    quint64 write(const AlarmOutcome &outcome, const TimelineEntry &deed = {});
    /** Suppresses the alarm or lets it speak again, as the others stand now. */
    void silence(const QString &id);
    void setTimers(const Alarm &alarm);
    void endShelving(TimeMs now);
    void askAgain(TimeMs now);
    void openCase(const QString &id);
    /** The matter that the alarm opens, index in the catalogue; -1 = none. */
    int matterOf(const Alarm &alarm) const;
    Ruling<quint64> rule(const QString &id, const TimelineEntry &deed,
                         const std::function<Ruling<AlarmOutcome>(const Alarm &)> &rule);
    TimelineEntry deedOf(const QString &verb, const QString &actor, const QString &why) const;
    void countActive(const Alarm *before, const Alarm *after);
    int classOf(const Alarm &alarm) const;

    Hall m_hall;
    const Directory &m_directory;
    CaseDesk &m_cases;
    AlarmDelay m_delay;
    AlarmConditions m_conditions;
    QHash<int, double> m_indicatorValues;
    QHash<int, Level> m_indicatorLevels; ///< by their limits alone
    QHash<int, qint64> m_activeByClass;
    QHash<QString, int> m_classes; ///< alarm -> device class, of active ones
    using Timer = std::pair<TimeMs, QString>;
    using Timers = std::priority_queue<Timer, std::vector<Timer>, std::greater<>>;
    Timers m_shelved;
    Timers m_acknowledged; ///< of types that ask again
    AlarmSilencer m_silencer;
    qint64 m_raised = 0;
};

} // namespace guancheng
