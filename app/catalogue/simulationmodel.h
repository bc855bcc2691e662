// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <array>
#include <limits>
#include <vector>

namespace guancheng {

/** A named rhythm of a day: factors for the hours 0 to 23, to be interpolated between full hours; 1 at about 10:00. */
struct Rhythm
{
    QString id; ///< 'flat', 'commute', 'day', 'sleep' ...
    std::array<double, 24> weekday{};
    std::array<double, 24> weekend{};
};

/** A variable of the weather that the simulator keeps. */
enum class WeatherVariable : quint8 {
    None,
    Temperature,     ///< degrees Celsius
    RoadTemperature, ///< degrees Celsius
    Rain,            ///< mm in the last hour
    RainDay,         ///< mm in the last 24 hours
    Gust,            ///< m/s
    Visibility,      ///< km
    Humidity,        ///< %
    Lightning,       ///< strokes in the last hour
    Tide             ///< m above the city's datum
};

/** Adds coefficient x (how far the variable is beyond 'from'): above it, or below it when 'below'. */
struct WeatherTerm
{
    WeatherVariable variable = WeatherVariable::None;
    double from = 0;
    bool below = false;
    double coefficient = 0; ///< unit of the value per unit of the variable
};

/** How the value counts in time. */
enum class Period : quint8 {
    Instant, ///< now
    Hour,    ///< last 60 minutes
    Day,     ///< last 24 hours
    Today    ///< since midnight: 'base' is the sum of a whole day, the rhythm says when it comes
};

/**
 * How a plausible value is made without knowing what it means:
 *   value = base x rhythm(hour) x (weekend ? weekendFactor : 1) x (1 + drift x slow(t)) + sum of the weather terms,
 *           then x (1 + noise x normal(0, 1)), kept within min and max;
 * slow(t) wanders between -1 and 1 within driftHours. With 'follows' the value is that variable of the weather
 * (plus 'base' and the noise). For Period::Today the formula gives the rate, summed up from midnight.
 */
struct SimulationModel
{
    double base = 0;
    int rhythm = 0; ///< index in the catalogue
    double weekendFactor = 1;
    double noise = 0; ///< share
    double drift = 0; ///< share
    double driftHours = 6;
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
    WeatherVariable follows = WeatherVariable::None;
    std::vector<WeatherTerm> weather;
};

} // namespace guancheng
