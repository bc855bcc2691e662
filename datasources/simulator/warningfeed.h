// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "datasources/core/cityinput.h"
#include "datasources/simulator/nature/weather.h"

namespace guancheng {

/**
 * The weather service: issues, raises, lowers and cancels warnings as the weather passes the limits of its kinds. Up at
 * once, down after half an hour, renewed before they run out.
 */
class WarningFeed
{
public:
    WarningFeed(const Catalogue &catalogue, QString feed);
    void step(CityInput &city, TimeMs now, const sim::WeatherState &weather);

private:
    struct Watch
    {
        int kind = -1; ///< index in the catalogue
        size_t rule = 0;
        Warning warning;
        TimeMs lastReached = 0;
        int issued = 0;
    };
    void issue(CityInput &city, Watch &watch, Level level, TimeMs now);

    const Catalogue &m_catalogue;
    QString m_feed;
    std::vector<Watch> m_watches;
    TimeMs m_next = 0;
    bool m_first = true;
};

} // namespace guancheng
