// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/simulator/nature/rhythm.h"
#include "domain/clock.h"

namespace guancheng::sim {

/** The weather over the city at one time. */
struct WeatherState
{
    double temperature = 0;     ///< °C
    double roadTemperature = 0; ///< °C
    double wind = 0;            ///< m/s, ten-minute mean
    double gust = 0;            ///< m/s
    double rain = 0;            ///< mm in the last hour
    double rainDay = 0;         ///< mm in the last 24 h
    double visibility = 0;      ///< km
    double humidity = 0;        ///< %
    double lightning = 0;       ///< strokes in the last hour
    double tide = 0;            ///< m above the city's datum, Huangpu at 黄浦公园

    /** NaN for None. */
    double of(WeatherVariable variable) const;
};

/** How rough the weather is: none passes a warning limit; a gale is in force; a gale with pouring rain. */
enum class Temper : quint8 { Calm, Windy, Stormy };

/** What a story insists on; NaN = as it comes. */
struct WeatherFix
{
    double temperature = kNotFixed;
    double roadTemperature = kNotFixed;
    double rain = kNotFixed;
    double gust = kNotFixed;
    double visibility = kNotFixed;

    static constexpr double kNotFixed = std::numeric_limits<double>::quiet_NaN();
};

/**
 * The weather of a seed: a pure function of the time, so that asking in another order changes nothing.
 * Seasons of the lower Yangtze: 4.5 °C in January, 28.5 °C in July.
 */
class WeatherProcess
{
public:
    WeatherProcess(quint64 seed, int zoneOffsetSeconds, Temper temper, const WeatherFix &fix = {});
    WeatherState at(TimeMs at) const;

private:
    double rainAt(double hours) const;

    quint64 m_seed;
    int m_zoneOffsetSeconds;
    Temper m_temper;
    WeatherFix m_fix;
};

/**
 * The value of a model at a time (see SimulationModel). `stream` tells values of one model apart; `periodSeconds` is
 * how long its noise stays the same, so that a trend is smooth. `perDay`: the sum since midnight (Period::Today).
 */
double modelValue(const SimulationModel &model, const Rhythm &rhythm, const LocalTime &local, const WeatherState &weather,
                  TimeMs at, quint64 stream, double periodSeconds, bool perDay = false);

} // namespace guancheng::sim
