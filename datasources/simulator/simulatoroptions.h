// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/simulator/nature/weather.h"
#include "domain/clock.h"

#include <QList>
#include <QString>

#include <limits>
#include <optional>

namespace guancheng {

/** What kind of day it is. */
enum class Scenario : quint8 {
    Calm,      ///< few alarms an hour in the whole city
    Busy,      ///< a gale warning, several things wrong at once
    Emergency, ///< gale and rainstorm, ponding, ferries stopped, tens of alarms
    Lost       ///< calm weather, but two feeds are lost and one is stale
};
/** 'calm', 'busy', 'emergency', 'lost'; nothing for another word. */
std::optional<Scenario> scenarioByName(const QString &name);

/** Something wrong with a feed for some time. */
struct FeedFailure
{
    enum class Kind : quint8 {
        Lost,       ///< silence
        Stale,      ///< goes on talking, but of the past: the times stand still
        Noise,      ///< values jump by +-amount (share), one in fifty is missing, one message in a hundred unreadable
        ClockSkew,  ///< times are off by `amount` seconds
        Duplicates, ///< a share of `amount` of the messages comes twice
        OutOfOrder, ///< messages change places with the next one
        Burst       ///< `amount` times as many messages
    };
    QString feed; ///< id in the catalogue; empty = all feeds
    Kind kind = Kind::Lost;
    double amount = 0;
    TimeMs from = 0;
    TimeMs until = std::numeric_limits<TimeMs>::max();
};
/** 'lost', 'stale', 'noise', 'clock-skew', 'duplicates', 'out-of-order', 'burst'; nothing for another word. */
std::optional<FeedFailure::Kind> feedFailureByName(const QString &name);

/** What the invented city is like. The same options, seed and calls of advance() give the same city to the byte. */
struct SimulatorOptions
{
    quint64 seed = 1;
    quint32 devices = 110'000;
    quint32 units = 3'000;
    quint32 cameras = 20'000;
    double recordsPerSecond = 400;
    double casesPerDistrictDay = 6'000;
    double background = 1; ///< factor on cases and alarms: 0 = none but those of a story
    Scenario scenario = Scenario::Calm;
    QList<FeedFailure> failures; ///< in addition to those of the scenario
    sim::WeatherFix weather;     ///< what a story insists on
    int zoneOffsetSeconds = 8 * 3600;
};

/** What a scenario means in numbers. */
struct ScenarioPreset
{
    sim::Temper temper = sim::Temper::Calm;
    double episodesPerHour = 0;    ///< devices that pass a limit
    double episodeMinutes = 0;     ///< mean duration
    double weatherEpisodes = 0;    ///< share of them on devices that feel the weather
    double severity = 0;           ///< 0 = almost all minor, 1 = up to critical
    double abnormalIndicators = 0; ///< beside those that the weather brings
    double caseFactor = 1;
};
const ScenarioPreset &presetOf(Scenario scenario);

} // namespace guancheng
