// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/feedhealth.h"

#include <QHash>

#include <functional>
#include <memory>
#include <vector>

namespace guancheng {

class Catalogue;

/**
 * The health of every feed. Silence is measured in real time, on the monotonic clock, against the limits of the catalogue;
 * a pause of the backend itself is nobody's silence. A feed that rejects messages is Degraded for ten seconds. A source that
 * the catalogue does not name (the files, the clients) has no rhythm: its silence says nothing. A feed that for two
 * seconds has told nothing of the present, only of another time, is skewed: Degraded, with the measured offset.
 * Thread: the backend's.
 */
class SourcesWatch
{
public:
    static constexpr int kMostSources = 256;
    static constexpr TimeMs kDegradedMs = 10'000;

    static constexpr TimeMs kAheadMs = 10'000;  ///< data times may lie so far ahead of the city's clock ...
    static constexpr TimeMs kBehindMs = 60'000; ///< ... or so far behind, or as far as silence that is a loss
    static constexpr TimeMs kSkewedMs = 2000;   ///< real time without timely data

    /** A reading from ahead was of a clock that was wrong: it does not make those of the present late. */
    static bool isLate(TimeMs at, TimeMs known, TimeMs now) { return at < known && !(known > now + kAheadMs && at <= now); }

    /** With `replays`, simulated sources are recordings. */
    SourcesWatch(std::shared_ptr<const Catalogue> catalogue, std::function<TimeMs()> monotonic, bool replays = false);

    /** New, or its state as its driver sees it (Lost, Stopped ...), which holds until the next message. */
    void declare(const SourceHealth &source);
    /** A message came; \c at is city time. */
    void received(const QString &source, TimeMs at);
    /**
     * The newest data time of a message that came at \c now; both city time. \c rate: seconds of the city in a real
     * one, by which a message may be late. Times <= 0 say nothing.
     */
    void timed(const QString &source, TimeMs newest, TimeMs now, double rate);
    void rejected(const QString &source, qint64 count, const QString &reason);
    /** Out of order: older than what is known. */
    void late(const QString &source, qint64 count);
    /** Said before, word by word. */
    void duplicate(const QString &source, qint64 count);
    /** How many devices rest on the feed. */
    void carries(const QString &source, qint64 devices);
    /** A state that does not come from messages: the journal's. */
    void report(const QString &source, FeedState state, const QString &message);
    /** Whether anything changed since the last call; counts alone are told once a second. */
    bool tick();

    const std::vector<FeedHealth> &list() const { return m_list; }

private:
    struct Track
    {
        TimeMs lastSign = 0;
        TimeMs lastReject = 0;
        TimeMs untimely = 0;   ///< offset of its last data, when they were not of the present
        TimeMs lastTimely = 0; ///< real time of the last message that told of the present
        TimeMs staleAfter = 0;
        TimeMs lostAfter = 0;
        bool hasRhythm = false;
        FeedState declared = FeedState::Live; ///< to which it returns, without a rhythm
        bool told = false;                    ///< the state was declared, silence does not change it
    };
    /** The index, or -1 when there are too many. */
    int find(const QString &source);
    void judgeTimes(int index);
    FeedState stateOf(const FeedHealth &health, const Track &track) const;
    void setState(int index, FeedState state, const QString &message);

    std::shared_ptr<const Catalogue> m_catalogue;
    std::function<TimeMs()> m_monotonic;
    std::vector<FeedHealth> m_list;
    std::vector<Track> m_tracks;
    QHash<QString, int> m_index;
    TimeMs m_lastTick = 0;
    TimeMs m_lastCounts = 0;
    bool m_replays;
    bool m_changed = false;
    bool m_counted = false;
};

} // namespace guancheng
