// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engines/alarmload/floodmeter.h"

#include <QHash>
#include <QString>

#include <array>
#include <vector>

namespace guancheng {

/** Who rings most: one source of alarms and what it rang in the last 24 hours. */
struct AlarmContributor
{
    QString id; ///< of the alarm: source + type
    qint64 count = 0;
    double share = 0; ///< of all alarms of the 24 hours
};

/**
 * The alarm budget of the hall and of each seat: rates, class, floods, and the few alarms that make most of the noise, which
 * are the ones to mend first (EEMUA 191, 'bad actors'). One thread.
 */
class AlarmBudget
{
public:
    /** An alarm rang, at a seat or, with an empty one, at nobody's in particular; the hall counts all. */
    void note(const QString &alarmId, const QString &seat, TimeMs at);
    void advance(TimeMs now);

    const FloodMeter &hall() const { return m_hall; }
    /** Null for a seat where nothing ever rang. */
    const FloodMeter *seat(const QString &seat) const;
    QStringList seats() const;
    /** At most \c count, the loudest first; equal ones by their id. */
    std::vector<AlarmContributor> topContributors(size_t count) const;
    /** Alarms that rang in the last 24 hours, by hours. */
    qint64 perDay() const { return m_perDay; }

private:
    static constexpr qint64 kHours = 24;
    struct Count
    {
        std::array<quint32, kHours> byHour{};
        qint64 sum = 0;
    };
    void forgetHours(qint64 hour);

    FloodMeter m_hall;
    QHash<QString, FloodMeter> m_seats;
    QHash<QString, Count> m_counts;
    qint64 m_hour = 0; ///< newest hour that was counted
    qint64 m_perDay = 0;
};

} // namespace guancheng
