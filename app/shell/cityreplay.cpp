// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/cityreplay.h"

#include <QDateTime>
#include <QStringList>
#include <QTimeZone>

#include <algorithm>

namespace guancheng {

namespace {

constexpr int kStepMs = 250;

} // namespace

Result<TimeMs> replayPosition(const ReplayOptions &options, TimeMs begin)
{
    if (options.from.isEmpty())
        return begin;
    const QTimeZone zone = QTimeZone::fromSecondsAheadOfUtc(options.zoneOffsetSeconds);
    if (const QTime time = QTime::fromString(options.from, Qt::ISODate); time.isValid()) {
        const QDate day = QDateTime::fromMSecsSinceEpoch(begin, zone).date();
        return QDateTime(day, time, zone).toMSecsSinceEpoch();
    }
    const QDateTime moment = QDateTime::fromString(options.from, Qt::ISODate);
    if (!moment.isValid())
        return Error{QStringLiteral("command line"), QStringLiteral("replay-from"),
                     QStringLiteral("'%1' is neither HH:MM nor an ISO 8601 time").arg(options.from)};
    return moment.toMSecsSinceEpoch();
}

CityReplay::CityReplay(CityInput &city, std::shared_ptr<const Clock> clock, std::vector<std::unique_ptr<Recording>> recordings,
                       const ReplayOptions &options, Listener told)
    : m_clock(std::move(clock))
    , m_listener(std::move(told))
{
    for (std::unique_ptr<Recording> &recording : recordings) {
        auto source = std::make_unique<ReplaySource>(std::move(recording), city);
        const Result<TimeMs> position = replayPosition(options, source->begin());
        source->setSpeed(options.speed);
        source->start(m_clock->now());
        if (position)
            source->seek(*position);
        source->play();
        if (!m_tracks.empty() && source->duration() > line().duration())
            m_line = m_tracks.size();
        m_tracks.push_back({std::move(source)});
    }
    for (Track &track : m_tracks)
        track.distance = track.source->position() - line().position();
    connect(&m_timer, &QTimer::timeout, this, [this] {
        for (const Track &track : m_tracks)
            track.source->advance(m_clock->now());
        tell();
    });
    m_timer.start(kStepMs);
    tell();
}

ReplayStatus CityReplay::status() const
{
    if (m_tracks.empty())
        return {};
    ReplayStatus status;
    QStringList names;
    for (const Track &track : m_tracks) {
        names.append(track.source->recording().name());
        status.playing = status.playing || track.source->isPlaying();
    }
    names.removeDuplicates();
    status.name = names.join(QStringLiteral("、"));
    status.begin = line().begin();
    status.end = line().end();
    status.position = line().position();
    status.speed = line().speed();
    return status;
}

void CityReplay::carryOut(const ReplayWish &wish)
{
    if (m_tracks.empty())
        return;
    // What was played until now was played at the old speed and place.
    for (const Track &track : m_tracks)
        track.source->advance(m_clock->now());
    switch (wish.kind) {
    case ReplayWish::Kind::Seek: seek(static_cast<TimeMs>(wish.value)); break;
    case ReplayWish::Kind::Play:
        for (const Track &track : m_tracks)
            track.source->play();
        break;
    case ReplayWish::Kind::Pause:
        for (const Track &track : m_tracks)
            track.source->pause();
        break;
    case ReplayWish::Kind::Speed:
        for (const Track &track : m_tracks)
            track.source->setSpeed(wish.value);
        break;
    }
    tell();
}

void CityReplay::seek(TimeMs position)
{
    const TimeMs wanted = std::clamp(position, line().begin(), line().end());
    // A shorter recording that had ended goes on from where it is put; a paused replay stays paused.
    const bool playing = status().playing;
    for (const Track &track : m_tracks) {
        track.source->seek(wanted + track.distance);
        if (playing)
            track.source->play();
    }
}

void CityReplay::tell()
{
    const ReplayStatus now = status();
    if (!m_listener || now == m_told)
        return;
    m_told = now;
    m_listener(now);
}

} // namespace guancheng
