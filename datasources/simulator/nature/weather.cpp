// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/nature/weather.h"

#include "datasources/simulator/nature/random.h"
#include "datasources/simulator/nature/rhythm.h"

#include <algorithm>
#include <cmath>

namespace guancheng::sim {
namespace {

constexpr double kTurn = 2 * 3.14159265358979323846;

enum Stream : quint64 { Temperature = 101, Wind, Gust, Rain, Cloud, Fog, Tide };

double seasonal(double dayOfYear, double warmestDay)
{
    return std::cos(kTurn * (dayOfYear - warmestDay) / 365.2425);
}

void fix(double &value, double fixed)
{
    if (!std::isnan(fixed))
        value = fixed;
}

} // namespace

double WeatherState::of(WeatherVariable variable) const
{
    switch (variable) {
    case WeatherVariable::None: break;
    case WeatherVariable::Temperature: return temperature;
    case WeatherVariable::RoadTemperature: return roadTemperature;
    case WeatherVariable::Rain: return rain;
    case WeatherVariable::RainDay: return rainDay;
    case WeatherVariable::Gust: return gust;
    case WeatherVariable::Visibility: return visibility;
    case WeatherVariable::Humidity: return humidity;
    case WeatherVariable::Lightning: return lightning;
    case WeatherVariable::Tide: return tide;
    }
    return WeatherFix::kNotFixed;
}

WeatherProcess::WeatherProcess(quint64 seed, int zoneOffsetSeconds, Temper temper, const WeatherFix &fixed)
    : m_seed(seed)
    , m_zoneOffsetSeconds(zoneOffsetSeconds)
    , m_temper(temper)
    , m_fix(fixed)
{
}

double WeatherProcess::rainAt(double hours) const
{
    if (!std::isnan(m_fix.rain))
        return m_fix.rain;
    const double wet = fractalNoise(mix64(m_seed, Rain), hours / 9, 3);
    switch (m_temper) {
    case Temper::Calm: return std::max(0.0, wet - 0.45) * 5;
    case Temper::Windy: return std::max(0.0, wet - 0.1) * 6;
    case Temper::Stormy: return 29 + 9 * wet;
    }
    return 0;
}

WeatherState WeatherProcess::at(TimeMs time) const
{
    const LocalTime local = localTime(time, m_zoneOffsetSeconds);
    const double hours = static_cast<double>(time) / 3'600'000;
    const bool stormy = m_temper == Temper::Stormy;
    const auto noise = [&](Stream stream, double periodHours) {
        return fractalNoise(mix64(m_seed, stream), hours / periodHours, 3);
    };

    WeatherState now;
    now.rain = rainAt(hours);
    for (int h = 0; h < 24; h += 2)
        now.rainDay += 2 * rainAt(hours - h);
    // A storm is young: it has not been pouring for a whole day.
    now.rainDay *= stormy ? 0.14 : 1;

    const double daily = std::cos(kTurn * (local.hour - 14.5) / 24);
    const double cloud = std::clamp(0.5 + 0.5 * noise(Cloud, 14) + now.rain / 6, 0.0, 1.0);
    now.temperature = 16.5 + 12 * seasonal(local.dayOfYear, 204) + (3.8 - 2.4 * cloud) * daily + 2.5 * noise(Temperature, 40) -
                      std::min(3.0, now.rain / 8);
    const double sun = std::max(0.0, std::cos(kTurn * (local.hour - 12.5) / 24)) * (1 - 0.8 * cloud);
    fix(now.temperature, m_fix.temperature);
    now.roadTemperature = now.temperature + 11 * sun - (sun > 0 ? 0 : 1.3 * (1 - cloud));

    const double breeze = std::max(0.4, 3.2 + 1.0 * daily + 1.6 * noise(Wind, 11));
    now.wind = breeze;
    now.gust = breeze * 1.5 + 0.6 * (1 + noise(Gust, 0.2));
    if (m_temper != Temper::Calm) { // force 10 to 11, or a little more
        now.gust = (stormy ? 32 : 26.4) + 1.2 * noise(Gust, 0.2) + 0.6 * noise(Wind, 5);
        now.wind = now.gust / 1.62;
    }

    now.humidity = std::clamp(68 + 14 * noise(Fog, 20) - 10 * daily + now.rain * 3, 28.0, 100.0);
    now.visibility = std::max(0.3, 17 + 4 * noise(Fog, 30) - now.rain * 0.3);
    now.lightning = std::max(0.0, now.rain - 12) * 4.5 * (0.7 + 0.3 * noise(Gust, 0.5));
    // The two lunar tides of half a day, and the surge that wind and rain push up the river.
    now.tide = 2.35 + 1.05 * std::cos(kTurn * hours / 12.4206) + 0.25 * std::cos(kTurn * hours / 12.0) +
               (stormy ? 0.75 : 0.02 * now.wind) + 0.05 * noise(Tide, 6);
    fix(now.roadTemperature, m_fix.roadTemperature);
    fix(now.gust, m_fix.gust);
    fix(now.visibility, m_fix.visibility);
    return now;
}

double modelValue(const SimulationModel &model, const Rhythm &rhythm, const LocalTime &local, const WeatherState &weather,
                  TimeMs at, quint64 stream, double periodSeconds, bool perDay)
{
    const double hours = static_cast<double>(at) / 3'600'000;
    double value = 0;
    if (perDay) {
        // One drift for the whole day and no noise: a sum since midnight never falls.
        const double drift = smoothNoise(mix64(stream, 1), static_cast<double>(local.day));
        value =
            model.base * rhythmElapsed(rhythm, local) * (local.weekend ? model.weekendFactor : 1) * (1 + model.drift * drift);
        return std::clamp(value, std::min(model.minimum, model.maximum), model.maximum);
    }
    if (model.follows != WeatherVariable::None) {
        value = weather.of(model.follows) + model.base;
    } else {
        const double drift = model.drift == 0 ? 0 : fractalNoise(mix64(stream, 2), hours / std::max(0.05, model.driftHours), 2);
        value = model.base * rhythmAt(rhythm, local) * (local.weekend ? model.weekendFactor : 1) * (1 + model.drift * drift);
    }
    for (const WeatherTerm &term : model.weather) {
        const double beyond = term.below ? term.from - weather.of(term.variable) : weather.of(term.variable) - term.from;
        value += term.coefficient * std::max(0.0, beyond);
    }
    if (model.noise != 0)
        value *= 1 + 1.6 * model.noise * fractalNoise(mix64(stream, 3), hours * 3600 / std::max(1.0, periodSeconds), 2);
    return std::clamp(value, std::min(model.minimum, model.maximum), model.maximum);
}

} // namespace guancheng::sim
