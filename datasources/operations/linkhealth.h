// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/feedhealth.h"
#include "domain/result.h"

#include <optional>

namespace guancheng {

/** The health of the link to the backend as a feed like any other: state, counters, last problem. Pure. */
class LinkHealth
{
public:
    /** What the state is judged by. */
    struct Signs
    {
        bool live = false;     ///< welcomed
        bool complete = false; ///< all snapshots are there
        TimeMs silence = 0;    ///< since the last message
        TimeMs heartbeat = 1000;
    };
    /** How long a problem makes the link Degraded. */
    static constexpr TimeMs kMemory = 10'000;

    explicit LinkHealth(const QString &url);

    void heard(TimeMs cityTime)
    {
        ++m_health.received;
        m_health.lastAt = cityTime;
    }
    void late() { ++m_health.late; }
    /** A message that cannot be used. */
    void rejected(const QString &place, const QString &reason, TimeMs now);
    /** Something else that the operator has to know. */
    void problem(const QString &reason, TimeMs now);
    void stop() { m_stopped = true; }

    const QString &url() const { return m_url; }
    /** The health when it changed since the last call: state and message at once, counters when `due`. */
    std::optional<FeedHealth> report(const Signs &signs, TimeMs now, bool due);
    const FeedHealth &current() const { return m_health; }

private:
    FeedState judge(const Signs &signs, TimeMs now) const;

    QString m_url;
    FeedHealth m_health;
    FeedHealth m_told;
    TimeMs m_problemAt = 0;
    bool m_hasProblem = false;
    bool m_wasLive = false;
    bool m_stopped = false;
    bool m_everTold = false;
};

} // namespace guancheng
