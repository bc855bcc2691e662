// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/desks/sourceswatch.h"

#include "catalogue/catalogue.h"

namespace guancheng {

using namespace Qt::StringLiterals;

static constexpr TimeMs kPauseMs = 1000; ///< a longer step between two ticks is a pause of our own

static QString lengthOf(TimeMs ms)
{
    const TimeMs seconds = ms / 1000;
    if (seconds < 120)
        return u"%1 秒"_s.arg(seconds);
    if (seconds < 2 * 3600)
        return u"%1 分"_s.arg(seconds / 60);
    return seconds < 2 * 86'400 ? u"%1 小时"_s.arg(seconds / 3600) : u"%1 天"_s.arg(seconds / 86'400);
}

SourcesWatch::SourcesWatch(std::shared_ptr<const Catalogue> catalogue, std::function<TimeMs()> monotonic, bool replays)
    : m_catalogue(std::move(catalogue))
    , m_monotonic(std::move(monotonic))
    , m_replays(replays)
{
}

int SourcesWatch::find(const QString &source)
{
    if (const auto known = m_index.constFind(source); known != m_index.constEnd())
        return *known;
    if (m_list.size() >= kMostSources || source.isEmpty() || source.size() > 128)
        return -1;
    FeedHealth health;
    health.id = source;
    health.nameZh = health.nameEn = source;
    Track track;
    if (const SourceSpec *spec = m_catalogue->sources().find(source)) {
        health.nameZh = spec->nameZh;
        health.nameEn = spec->nameEn;
        track.staleAfter = static_cast<TimeMs>(spec->staleAfterSeconds * 1000);
        track.lostAfter = static_cast<TimeMs>(spec->lostAfterSeconds * 1000);
        track.hasRhythm = true;
    }
    track.lastSign = track.lastTimely = m_monotonic();
    const auto index = static_cast<int>(m_list.size());
    m_index.insert(source, index);
    m_list.push_back(std::move(health));
    m_tracks.push_back(track);
    m_changed = true;
    return index;
}

void SourcesWatch::setState(int index, FeedState state, const QString &message)
{
    FeedHealth &health = m_list[static_cast<size_t>(index)];
    if (health.state == state && health.message == message)
        return;
    health.state = state;
    health.message = message;
    m_changed = true;
}

void SourcesWatch::declare(const SourceHealth &source)
{
    const int index = find(source.id);
    if (index < 0)
        return;
    FeedHealth &health = m_list[static_cast<size_t>(index)];
    if (!source.nameZh.isEmpty())
        health.nameZh = source.nameZh;
    if (!source.nameEn.isEmpty())
        health.nameEn = source.nameEn;
    health.simulated = source.simulated;
    health.replayed = source.simulated && m_replays;
    health.offset = 0;
    Track &track = m_tracks[static_cast<size_t>(index)];
    track.told = source.state == FeedState::Lost || source.state == FeedState::Stopped;
    track.lastSign = track.lastTimely = m_monotonic();
    track.untimely = 0;
    track.declared = source.state;
    setState(index, source.state, source.message);
    m_changed = true;
}

void SourcesWatch::received(const QString &source, TimeMs at)
{
    const int index = find(source);
    if (index < 0)
        return;
    FeedHealth &health = m_list[static_cast<size_t>(index)];
    Track &track = m_tracks[static_cast<size_t>(index)];
    ++health.received;
    health.lastAt = std::max(health.lastAt, at);
    track.lastSign = m_monotonic();
    track.told = false;
    m_counted = true;
    const FeedState state = stateOf(health, track);
    if (health.state != state)
        setState(index, state, state == FeedState::Live ? QString() : health.message);
}

FeedState SourcesWatch::stateOf(const FeedHealth &health, const Track &track) const
{
    const bool rejects = track.lastReject > 0 && track.lastSign - track.lastReject < kDegradedMs;
    return health.offset != 0 || rejects ? FeedState::Degraded : FeedState::Live;
}

void SourcesWatch::timed(const QString &source, TimeMs newest, TimeMs now, double rate)
{
    const int index = find(source);
    if (index < 0 || newest <= 0 || m_replays) // the times of a recording are laid on the clock by the replay itself
        return;
    Track &track = m_tracks[static_cast<size_t>(index)];
    const double room = std::max(1.0, rate);
    const TimeMs behind = std::max(kBehindMs, track.lostAfter);
    const TimeMs offset = newest - now;
    const bool timely = static_cast<double>(offset) <= static_cast<double>(kAheadMs) * room &&
                        static_cast<double>(-offset) <= static_cast<double>(behind) * room;
    // In whole seconds: a feed that stands still falls behind a little with every message.
    track.untimely = timely ? 0 : offset / 1000 * 1000;
    if (timely)
        track.lastTimely = m_monotonic();
    judgeTimes(index);
}

void SourcesWatch::judgeTimes(int index)
{
    FeedHealth &health = m_list[static_cast<size_t>(index)];
    const Track &track = m_tracks[static_cast<size_t>(index)];
    const bool skewed = health.offset != 0 || m_monotonic() - track.lastTimely >= kSkewedMs;
    const TimeMs offset = skewed ? track.untimely : 0;
    if (std::exchange(health.offset, offset) == offset)
        return;
    m_counted = true;
    if (track.told || health.isLost())
        return;
    QString words;
    if (offset != 0)
        words = u"数据时间%1 %2"_s.arg(offset > 0 ? u"超前"_s : u"落后"_s, lengthOf(std::abs(offset)));
    const FeedState state = stateOf(health, track);
    if (health.state != state)
        setState(index, state, words);
    else
        health.message = words;
}

void SourcesWatch::duplicate(const QString &source, qint64 count)
{
    const int index = find(source);
    if (index < 0 || count <= 0)
        return;
    m_list[static_cast<size_t>(index)].duplicates += count;
    m_counted = true;
}

void SourcesWatch::carries(const QString &source, qint64 devices)
{
    const int index = find(source);
    if (index >= 0 && std::exchange(m_list[static_cast<size_t>(index)].devices, devices) != devices)
        m_counted = true;
}

void SourcesWatch::rejected(const QString &source, qint64 count, const QString &reason)
{
    const int index = find(source);
    if (index < 0 || count <= 0)
        return;
    m_list[static_cast<size_t>(index)].rejected += count;
    m_tracks[static_cast<size_t>(index)].lastReject = m_monotonic();
    m_tracks[static_cast<size_t>(index)].lastSign = m_monotonic();
    m_counted = true;
    setState(index, FeedState::Degraded, reason);
}

void SourcesWatch::late(const QString &source, qint64 count)
{
    const int index = find(source);
    if (index < 0 || count <= 0)
        return;
    m_list[static_cast<size_t>(index)].late += count;
    m_counted = true;
}

void SourcesWatch::report(const QString &source, FeedState state, const QString &message)
{
    const int index = find(source);
    if (index < 0)
        return;
    m_tracks[static_cast<size_t>(index)].told = true;
    setState(index, state, message);
}

bool SourcesWatch::tick()
{
    const TimeMs now = m_monotonic();
    const TimeMs pause = m_lastTick > 0 && now - m_lastTick > kPauseMs ? now - m_lastTick : 0;
    m_lastTick = now;
    for (size_t i = 0; i < m_list.size(); ++i) {
        Track &track = m_tracks[i];
        track.lastSign += pause;
        track.lastTimely += pause;
        judgeTimes(static_cast<int>(i)); // its data may be rare, its signs of life are not
        const FeedState state = m_list[i].state;
        if (track.told || state == FeedState::Stopped)
            continue;
        const TimeMs silence = now - track.lastSign;
        if (!track.hasRhythm) {
            // The last reason stays readable beside the count.
            if (state == FeedState::Degraded && track.declared == FeedState::Live && silence >= kDegradedMs)
                setState(static_cast<int>(i), FeedState::Live, m_list[i].message);
            continue;
        }
        const auto seconds = [](TimeMs ms) { return QString::number(static_cast<double>(ms) / 1000, 'g', 3); };
        const auto index = static_cast<int>(i);
        if (silence >= track.lostAfter && state != FeedState::Lost)
            setState(index, FeedState::Lost, u"超过 %1 秒无数据"_s.arg(seconds(track.lostAfter)));
        else if (silence >= track.staleAfter && silence < track.lostAfter &&
                 (state == FeedState::Live || state == FeedState::Degraded))
            setState(index, FeedState::Stale, u"超过 %1 秒无数据"_s.arg(seconds(track.staleAfter)));
    }
    if (m_counted && now - m_lastCounts >= 1000) {
        m_lastCounts = now;
        m_counted = false;
        m_changed = true;
    }
    return std::exchange(m_changed, false);
}

} // namespace guancheng
