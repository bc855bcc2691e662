// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "datasources/core/cityinput.h"
#include "datasources/simulator/nature/random.h"
#include "datasources/simulator/nature/weather.h"
#include "datasources/simulator/simulatoroptions.h"

namespace guancheng {

/**
 * The indicators that no one counts but their feed: each published at its refresh period with the value of its model,
 * and the signs of life of every feed. On ordinary days the values keep within their limits but for what the weather
 * does to them and a few that the scenario makes abnormal for a while. Indicators that the backend measures itself are
 * left alone.
 */
class IndicatorFeed
{
public:
    IndicatorFeed(const Catalogue &catalogue, const SimulatorOptions &options);

    /** What the feeds told before \c now, oldest first: as many readings as a trend has points, so that it has a past. */
    void tellPast(CityInput &city, TimeMs now, int zoneOffsetSeconds, const sim::WeatherProcess &weather);
    void step(CityInput &city, TimeMs now, const sim::LocalTime &local, const sim::WeatherState &weather);

private:
    struct Due
    {
        quint16 index = 0;
        TimeMs at = 0;
    };
    double value(int index, TimeMs now, const sim::LocalTime &local, const sim::WeatherState &weather) const;
    double kept(const IndicatorSpec &spec, double value, bool weatherCounts) const;
    /** How far the indicator is pushed now: 0 = not at all. */
    double push(int index, TimeMs now) const;
    double pushed(const IndicatorSpec &spec, double value, double push) const;

    const Catalogue &m_catalogue;
    const ScenarioPreset &m_preset;
    quint64 m_seed;
    double m_background;
    std::vector<std::vector<Due>> m_bySource;
    std::vector<TimeMs> m_signOfLife; ///< by source: when the next one is due
    std::vector<IndicatorReading> m_batch;
    int m_candidates = 0; ///< indicators that can be pushed
};

} // namespace guancheng
