// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/indicatorfeed.h"

#include "datasources/simulator/nature/rhythm.h"

#include <algorithm>
#include <cmath>

namespace guancheng {
namespace {

constexpr quint64 kStream = 61;
constexpr int kPastReadings = 30;
constexpr TimeMs kShortestPast = 120'000; ///< between two readings of the past: trends take none closer
constexpr double kEpochHours = 0.75;      ///< how long an indicator stays pushed

bool measured(const IndicatorSpec &spec)
{
    return spec.measure.kind != Measure::Kind::None;
}

bool feelsWeather(const IndicatorSpec &spec)
{
    return spec.simulation.follows != WeatherVariable::None || !spec.simulation.weather.empty();
}

bool canBePushed(const IndicatorSpec &spec)
{
    const bool limited = !std::isnan(spec.limits.high[0]) || !std::isnan(spec.limits.low[0]);
    return !measured(spec) && !feelsWeather(spec) && limited && spec.period != Period::Today;
}

double roundedTo(double value, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale) / scale;
}

} // namespace

IndicatorFeed::IndicatorFeed(const Catalogue &catalogue, const SimulatorOptions &options)
    : m_catalogue(catalogue)
    , m_preset(presetOf(options.scenario))
    , m_seed(options.seed)
    , m_background(options.background)
{
    m_bySource.resize(static_cast<size_t>(catalogue.sources().size()));
    m_signOfLife.resize(m_bySource.size(), 0);
    for (int i = 0; i < catalogue.indicators().size(); ++i) {
        const IndicatorSpec &spec = catalogue.indicators()[i];
        if (!measured(spec))
            m_bySource[static_cast<size_t>(spec.source)].push_back({static_cast<quint16>(i), 0});
        m_candidates += canBePushed(spec);
    }
}

double IndicatorFeed::push(int index, TimeMs now) const
{
    if (!canBePushed(m_catalogue.indicators()[index]) || m_candidates == 0)
        return 0;
    // Epochs of each indicator begin at another minute, so that they do not all change together.
    const quint64 own = sim::mix64(m_seed ^ kStream, static_cast<quint64>(index));
    const double epochs = static_cast<double>(now) / 3'600'000 / kEpochHours + sim::unit64(own);
    const auto epoch = static_cast<quint64>(epochs);
    const quint64 draw = sim::mix64(own, epoch);
    if (sim::unit64(draw) >= m_preset.abnormalIndicators * m_background / m_candidates)
        return 0;
    // It rises, stays and falls; the level is drawn with the severity of the day.
    const double phase = epochs - static_cast<double>(epoch);
    const double shape = std::min(1.0, 6 * std::min(phase, 1 - phase));
    const double level = sim::unit64(sim::mix64(draw)) * (0.6 + 2.4 * m_preset.severity);
    return shape * (1 + std::min(3.0, level));
}

double IndicatorFeed::pushed(const IndicatorSpec &spec, double value, double push) const
{
    const bool high = !std::isnan(spec.limits.high[0]);
    const auto &limits = high ? spec.limits.high : spec.limits.low;
    const auto level = std::min<size_t>(3, static_cast<size_t>(push - 1 > 0 ? push - 1 : 0));
    size_t reached = level;
    while (reached > 0 && std::isnan(limits[reached]))
        --reached;
    if (!spec.states.empty())
        return push >= 1 ? limits[reached] : value;
    const double step = reached + 1 < limits.size() && !std::isnan(limits[reached + 1]) ? limits[reached + 1] - limits[reached]
                                                                                        : (limits[reached] - value) * 0.15;
    const double goal = limits[reached] + step * 0.3;
    const double f = std::min(1.0, push);
    return value + (goal - value) * f;
}

double IndicatorFeed::kept(const IndicatorSpec &spec, double value, bool weatherCounts) const
{
    if (weatherCounts && feelsWeather(spec))
        return value;
    const double high = spec.limits.high[0], low = spec.limits.low[0];
    // Clear of the limit, so that the deadband of an old alarm ends as well.
    const double unit = std::pow(10.0, -spec.decimals);
    const double clear = std::max(unit, spec.limits.deadband);
    if (!std::isnan(high) && value > high - clear)
        value = high - clear - std::fmod(std::abs(value - high), std::max(unit, std::abs(high) * 0.04));
    if (!std::isnan(low) && value < low + clear)
        value = low + clear + std::fmod(std::abs(value - low), std::max(unit, std::abs(low) * 0.02));
    return value;
}

double IndicatorFeed::value(int index, TimeMs now, const sim::LocalTime &local, const sim::WeatherState &weather) const
{
    const IndicatorSpec &spec = m_catalogue.indicators()[index];
    const quint64 stream = sim::mix64(m_seed, static_cast<quint64>(index));
    const Rhythm &rhythm = m_catalogue.rhythms()[spec.simulation.rhythm];
    double value = sim::modelValue(spec.simulation, rhythm, local, weather, now, stream, spec.refreshSeconds * 4.0,
                                   spec.period == Period::Today);
    const double away = push(index, now);
    if (spec.period != Period::Today)
        value =
            away > 0 ? pushed(spec, kept(spec, value, false), away) : kept(spec, value, m_preset.temper != sim::Temper::Calm);
    if (!spec.states.empty()) {
        const auto nearest =
            std::min_element(spec.states.begin(), spec.states.end(), [value](const ValueState &a, const ValueState &b) {
                return std::abs(a.value - value) < std::abs(b.value - value);
            });
        return nearest->value;
    }
    return roundedTo(value, spec.decimals);
}

void IndicatorFeed::tellPast(CityInput &city, TimeMs now, int zoneOffsetSeconds, const sim::WeatherProcess &weather)
{
    for (size_t s = 0; s < m_bySource.size(); ++s) {
        const QString &source = m_catalogue.sources()[static_cast<int>(s)].id;
        for (int back = kPastReadings; back > 0; --back) {
            m_batch.clear();
            for (const Due &due : m_bySource[s]) {
                const TimeMs period = m_catalogue.indicators()[due.index].refreshSeconds * TimeMs(1000);
                const TimeMs at = now - back * std::max(period, kShortestPast);
                m_batch.push_back({due.index, value(due.index, at, sim::localTime(at, zoneOffsetSeconds), weather.at(at)), at});
            }
            if (!m_batch.empty())
                city.indicators(source, m_batch);
        }
    }
}

void IndicatorFeed::step(CityInput &city, TimeMs now, const sim::LocalTime &local, const sim::WeatherState &weather)
{
    for (size_t s = 0; s < m_bySource.size(); ++s) {
        const SourceSpec &source = m_catalogue.sources()[static_cast<int>(s)];
        m_batch.clear();
        for (Due &due : m_bySource[s]) {
            if (now < due.at)
                continue;
            const auto period = static_cast<TimeMs>(m_catalogue.indicators()[due.index].refreshSeconds) * 1000;
            // Spread over the period at first; afterwards on the beat.
            due.at = due.at == 0 ? now + static_cast<TimeMs>(sim::mix64(m_seed, due.index) % static_cast<quint64>(period)) + 1
                                 : std::max(due.at + period, now - period);
            m_batch.push_back({due.index, value(due.index, now, local, weather), now});
        }
        if (m_batch.empty() && now < m_signOfLife[s])
            continue;
        // An empty message is the heartbeat of a feed that has nothing to say.
        city.indicators(source.id, m_batch);
        m_signOfLife[s] = now + static_cast<TimeMs>(source.periodSeconds * 1000) - 20;
    }
}

} // namespace guancheng
