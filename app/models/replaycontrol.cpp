// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/replaycontrol.h"

#include <algorithm>
#include <cmath>

namespace guancheng {

QList<double> ReplayControl::speeds()
{
    return {1, 10, 60, 300, 1800};
}

void ReplayControl::setStatus(const ReplayStatus &status)
{
    if (status == m_status)
        return;
    m_status = status;
    Q_EMIT statusChanged();
}

void ReplayControl::want(ReplayWish::Kind kind, double value, const ReplayStatus &shown)
{
    if (!isAvailable())
        return;
    setStatus(shown);
    Q_EMIT wanted({kind, value});
}

void ReplayControl::play()
{
    if (m_status.position >= m_status.end)
        seek(begin());
    ReplayStatus shown = m_status;
    shown.playing = true;
    want(ReplayWish::Kind::Play, 0, shown);
}

void ReplayControl::pause()
{
    ReplayStatus shown = m_status;
    shown.playing = false;
    want(ReplayWish::Kind::Pause, 0, shown);
}

void ReplayControl::toggle()
{
    if (m_status.playing)
        pause();
    else
        play();
}

void ReplayControl::setSpeed(double speed)
{
    if (!(speed > 0))
        return;
    ReplayStatus shown = m_status;
    shown.speed = speed;
    want(ReplayWish::Kind::Speed, speed, shown);
}

void ReplayControl::stepSpeed(int by)
{
    const QList<double> known = speeds();
    if (by > 0) {
        const auto above = std::ranges::upper_bound(known, m_status.speed);
        if (above != known.end())
            setSpeed(*above);
    } else {
        const auto here = std::ranges::lower_bound(known, m_status.speed);
        if (here != known.begin())
            setSpeed(*std::prev(here));
    }
}

void ReplayControl::seek(double position)
{
    if (!std::isfinite(position))
        return;
    ReplayStatus shown = m_status;
    shown.position = static_cast<TimeMs>(std::clamp(position, begin(), end()));
    want(ReplayWish::Kind::Seek, static_cast<double>(shown.position), shown);
}

void ReplayControl::stepBy(double percent)
{
    seek(position() + (end() - begin()) * percent / 100);
}

} // namespace guancheng
