// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/operations/linkhealth.h"

using namespace Qt::StringLiterals;

namespace guancheng {

LinkHealth::LinkHealth(const QString &url) : m_url(url)
{
    m_health.id = u"link"_s;
    m_health.nameZh = u"业务后台连接"_s;
    m_health.nameEn = u"Backend link"_s;
}

void LinkHealth::rejected(const QString &place, const QString &reason, TimeMs now)
{
    ++m_health.rejected;
    m_health.message = Error{m_url, place, reason}.toString();
    m_hasProblem = true;
    m_problemAt = now;
}

void LinkHealth::problem(const QString &reason, TimeMs now)
{
    m_health.message = Error{m_url, {}, reason}.toString();
    m_hasProblem = true;
    m_problemAt = now;
}

std::optional<FeedHealth> LinkHealth::report(const Signs &signs, TimeMs now, bool due)
{
    m_wasLive = m_wasLive || signs.live;
    m_health.state = judge(signs, now);
    const bool urgent = !m_everTold || m_health.state != m_told.state || m_health.message != m_told.message;
    if (!urgent && (!due || m_health == m_told))
        return {};
    m_told = m_health;
    m_everTold = true;
    return m_health;
}

FeedState LinkHealth::judge(const Signs &signs, TimeMs now) const
{
    if (m_stopped)
        return FeedState::Stopped;
    if (!signs.live)
        return m_wasLive || m_hasProblem ? FeedState::Lost : FeedState::Connecting;
    // Two and a half heartbeats: lost within three seconds of the last sign of life.
    if (signs.silence * 2 >= signs.heartbeat * 5)
        return FeedState::Lost;
    if (signs.silence * 2 >= signs.heartbeat * 3)
        return FeedState::Stale;
    if (!signs.complete)
        return FeedState::Connecting;
    return m_hasProblem && now - m_problemAt < kMemory ? FeedState::Degraded : FeedState::Live;
}

} // namespace guancheng
