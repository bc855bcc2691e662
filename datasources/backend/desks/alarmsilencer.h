// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alarm.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <memory>
#include <vector>

namespace guancheng {

class Catalogue;
enum class AlarmReach : quint8;

/**
 * Which alarms make which others needless: suppression by logic, from the catalogue (AlarmType::suppressedBy). An alarm
 * suppresses while its condition holds, also when it is shelved or suppressed itself; out of service it is not believed.
 * Costs two look-ups for types that neither suppress nor are suppressed. Thread: the backend's.
 */
class AlarmSilencer
{
public:
    explicit AlarmSilencer(std::shared_ptr<const Catalogue> catalogue);

    /** The alarm changes; ids of the others that this may silence or let speak again. \c before may be null. */
    QStringList note(const Alarm *before, const Alarm &after);
    /** The alarm that makes this one needless now; empty when none does. */
    QString silencedBy(const Alarm &alarm) const;

private:
    static QString keyOf(int type, AlarmReach reach, const Alarm &alarm);
    /** Where an alarm of this type is looked for by others. */
    QStringList suppressorKeys(const Alarm &alarm) const;
    /** Where this alarm looks for what silences it. */
    QStringList wardKeys(const Alarm &alarm) const;
    static bool holds(const Alarm &alarm);

    std::shared_ptr<const Catalogue> m_catalogue;
    std::vector<std::vector<AlarmReach>> m_reaches; ///< by type: within which it silences others
    QHash<QString, QSet<QString>> m_standing;
    QHash<QString, QSet<QString>> m_wards;
};

} // namespace guancheng
