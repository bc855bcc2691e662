// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <QHash>
#include <QString>

#include <array>

namespace guancheng {

/**
 * Alarms that are a nuisance: chattering ones, that change three times or more within 60 seconds, until they have been quiet
 * for 60; and stale ones, that stand for more than 24 hours (ISA-18.2 16.6). Only alarms that changed lately take memory. One
 * thread.
 */
class ChatterWatch
{
public:
    static constexpr TimeMs kWindow = 60'000;
    static constexpr TimeMs kStale = 86'400'000;

    /** The alarm became active or inactive; whether it now chatters. */
    bool note(const QString &alarmId, TimeMs at);
    bool isChattering(const QString &alarmId) const;
    qsizetype chatteringCount() const { return m_chattering; }
    /** Forgets what has been quiet; ids that no longer chatter. */
    QStringList advance(TimeMs now);

    static bool isStale(bool active, TimeMs activeAt, TimeMs now) { return active && activeAt != 0 && now - activeAt > kStale; }

private:
    static constexpr size_t kChanges = 3;
    struct Changes
    {
        std::array<TimeMs, kChanges> at{}; ///< the newest, at[0] the oldest of them; 0 = fewer
        bool chatters = false;
    };

    QHash<QString, Changes> m_changes;
    qsizetype m_chattering = 0;
};

} // namespace guancheng
