// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/replay/replaysource.h"

#include <QLoggingCategory>

#include <algorithm>
#include <cmath>

namespace guancheng {

Q_LOGGING_CATEGORY(lcReplay, "guancheng.replay", QtInfoMsg)

namespace {

constexpr double kMaximumSpeed = 3'600;

} // namespace

ReplaySource::ReplaySource(std::unique_ptr<Recording> recording, CityInput &city, QObject *parent)
    : QObject(parent)
    , m_recording(std::move(recording))
    , m_city(city)
    , m_position(m_recording->begin())
{
}

void ReplaySource::start(TimeMs cityNow)
{
    m_cityNow = cityNow;
    const ReadingReport &report = m_recording->report();
    qCInfo(lcReplay) << m_recording->name() << report.lines << "records," << report.malformed << "malformed";
    for (const Error &problem : report.problems)
        qCWarning(lcReplay).noquote() << problem.toString();
    m_recording->declare(m_city);
    m_recording->restore(m_city, stamp());
}

void ReplaySource::play()
{
    if (m_playing || m_position >= end())
        return;
    m_playing = true;
    Q_EMIT playingChanged(true);
}

void ReplaySource::pause()
{
    if (!m_playing)
        return;
    m_playing = false;
    Q_EMIT playingChanged(false);
}

void ReplaySource::setSpeed(double speed)
{
    if (speed > 0 && speed <= kMaximumSpeed)
        m_speed = speed;
}

void ReplaySource::seek(TimeMs position)
{
    m_position = std::clamp(position, begin(), std::max(begin(), end()));
    m_fraction = 0;
    m_recording->restore(m_city, stamp());
    Q_EMIT positionChanged(m_position);
}

void ReplaySource::advance(TimeMs cityNow)
{
    const TimeMs passed = cityNow - m_cityNow;
    m_cityNow = std::max(m_cityNow, cityNow);
    if (passed <= 0)
        return;
    if (!m_playing) {
        m_recording->play(m_city, m_position, m_position, stamp()); // it stands, but it is not lost
        return;
    }
    const double distance = static_cast<double>(passed) * m_speed + m_fraction;
    m_fraction = distance - std::floor(distance);
    const TimeMs from = m_position;
    m_position = std::min(end(), from + static_cast<TimeMs>(std::floor(distance)));
    m_recording->play(m_city, from, m_position, stamp());
    Q_EMIT positionChanged(m_position);
    if (m_position >= end()) {
        pause();
        Q_EMIT finished();
    }
}

} // namespace guancheng
