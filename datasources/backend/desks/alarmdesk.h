// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/desks/casedesk.h"
#include "datasources/backend/desks/directory.h"
#include "datasources/backend/desks/hall.h"
#include "engines/alarmdelay.h"
#include "engines/alarmengine.h"

namespace guancheng {

/**
 * The desk for alarms: conditions of devices and indicators become alarms after their delays, alarms open cases, shelving
 * ends by itself. A normal reading of a quiet device costs two comparisons and one look-up. Thread: the backend's.
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

    Ruling<quint64> acknowledge(const QString &id, const QString &actor);
    Ruling<quint64> shelve(const QString &id, const QString &actor, int minutes, const QString &reason);
    Ruling<quint64> unshelve(const QString &id);
    void takeBack(const Alarm &before);

    qint64 raised() const { return m_raised; }
    /** Active alarms of these device classes; empty = all. */
    qint64 active(const std::vector<int> &classes) const;

private:
    static constexpr quint64 kIndicatorKey = quint64(1) << 40U;

    void settle(quint64 key, Level level);
    void settleDevice(quint32 slot, Level level);
    void settleIndicator(int index, Level level);
    void raise(const AlarmSignal &signal, int matter, const Report &report);
    void clear(const QString &id, bool latched);
    quint64 write(const AlarmOutcome &outcome);
    void openCase(const QString &id, int matter, const Report &report);
    Ruling<quint64> rule(const QString &id, const std::function<Ruling<AlarmOutcome>(const Alarm &)> &rule);
    void countActive(const Alarm *before, const Alarm *after);
    int classOf(const Alarm &alarm) const;

    Hall m_hall;
    const Directory &m_directory;
    CaseDesk &m_cases;
    AlarmDelay m_delay;
    QHash<int, double> m_indicatorValues;
    QHash<int, qint64> m_activeByClass;
    QHash<QString, int> m_classes; ///< alarm -> device class, of active ones
    using Timer = std::pair<TimeMs, QString>;
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> m_shelved;
    qint64 m_raised = 0;
};

} // namespace guancheng
