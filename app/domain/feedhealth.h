// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/records.h"

namespace guancheng {

/** What the data of a backend are. Crosses the wire as 'live', 'simulated', 'replay'. */
enum class DataOrigin : quint8 { Live, Simulated, Replay };

/**
 * The health of a feed as whoever listens to it has measured it: what it declared and counted, and how its times lie.
 * SourceHealth::late counts what came out of order.
 */
struct FeedHealth : SourceHealth
{
    FeedHealth() = default;
    /** What a driver declares is the beginning of its health. */
    FeedHealth(const SourceHealth &health) : SourceHealth(health) {}

    qint64 duplicates = 0; ///< said twice: dropped
    qint64 devices = 0;    ///< devices whose newest reading came by this feed
    /** How far its data times lie from the city's clock, ms: ahead > 0, behind < 0; 0 while they are of the present. */
    TimeMs offset = 0;
    bool replayed = false; ///< a recording, not the present; `simulated` is set as well

    /** It talks, but not of now: skewed clock or old data. */
    bool isSkewed() const { return offset != 0 && (state == FeedState::Live || state == FeedState::Degraded); }
    /** Nothing is known of what it watches. */
    bool isLost() const { return state == FeedState::Lost || state == FeedState::Stopped; }
    bool operator==(const FeedHealth &) const = default;
};

} // namespace guancheng
