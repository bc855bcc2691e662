// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/warningfeed.h"

#include <cmath>

namespace guancheng {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr TimeMs kPeriodMs = 60'000;
constexpr TimeMs kHoldMs = 30 * 60'000;
constexpr TimeMs kRenewMs = 3'600'000;

/** When the simulated service warns: somewhat before the weather reaches what the colours of the kind stand for. */
struct Rule
{
    QLatin1String kind;
    WeatherVariable variable;
    bool below;
    double limits[4]; ///< index 0 = blue
};
const Rule kRules[] = {
    {QLatin1String("gale"), WeatherVariable::Gust, false, {12.5, 18.7, 24, 35}},
    {QLatin1String("rainstorm"), WeatherVariable::Rain, false, {6, 10, 17, 34}},
    {QLatin1String("lightning"), WeatherVariable::Lightning, false, {kNone, 10, 60, 170}},
    {QLatin1String("fog"), WeatherVariable::Visibility, true, {kNone, 0.5, 0.2, 0.05}},
    {QLatin1String("heat"), WeatherVariable::Temperature, false, {kNone, 35, 37, 40}},
    {QLatin1String("low-temperature"), WeatherVariable::Temperature, true, {-3, -5, -7, kNone}},
    {QLatin1String("road-icing"), WeatherVariable::RoadTemperature, true, {kNone, 0, -2, -4}},
    {QLatin1String("high-tide"), WeatherVariable::Tide, false, {4.55, 4.91, 5.10, 5.29}},
};

Level levelOf(const Rule &rule, const sim::WeatherState &weather)
{
    const double value = weather.of(rule.variable);
    for (int i = 3; i >= 0; --i)
        if (rule.below ? value <= rule.limits[i] : value >= rule.limits[i])
            return static_cast<Level>(i + 1);
    return Level::Normal;
}

} // namespace

WarningFeed::WarningFeed(const Catalogue &catalogue, QString feed) : m_catalogue(catalogue), m_feed(std::move(feed))
{
    for (size_t i = 0; i < std::size(kRules); ++i) {
        const int kind = catalogue.warningKinds().indexOf(QString(kRules[i].kind));
        if (kind >= 0)
            m_watches.push_back({kind, i, {}, 0, 0});
    }
}

void WarningFeed::issue(CityInput &city, Watch &watch, Level level, TimeMs now)
{
    const WarningKind &kind = m_catalogue.warningKinds()[watch.kind];
    Warning &warning = watch.warning;
    const bool renewed = !warning.id.isEmpty() && level != Level::Normal;
    if (level == Level::Normal) {
        warning.cancelled = true;
        city.warning(m_feed, warning);
        warning = {};
        return;
    }
    if (!renewed)
        warning.id = QStringLiteral("SIM-%1-%2").arg(kind.id).arg(now / kPeriodMs);
    warning.kind = kind.id;
    warning.level = level;
    warning.issuer = kind.issuerZh;
    // What is in force when the city comes up was issued some time ago.
    warning.issuedAt = m_first ? now - kHoldMs - TimeMs(watch.rule) * 7 * kPeriodMs : now;
    warning.expiresAt = now + TimeMs(kind.validHours) * 3'600'000;
    const WarningColour *colour = m_catalogue.warningColour(level);
    const auto i = static_cast<size_t>(level) - 1;
    warning.headlineZh = kind.nameZh + (colour ? colour->nameZh : QString()) + QStringLiteral("预警：") + kind.textZh[i];
    warning.headlineEn = kind.nameEn + QStringLiteral(" warning") +
                         (colour ? QStringLiteral(", ") + colour->nameEn : QString()) + QStringLiteral(": ") + kind.textEn[i];
    city.warning(m_feed, warning);
}

void WarningFeed::step(CityInput &city, TimeMs now, const sim::WeatherState &weather)
{
    if (now < m_next)
        return;
    m_next = now + kPeriodMs;
    for (Watch &watch : m_watches) {
        const Level current = watch.warning.id.isEmpty() ? Level::Normal : watch.warning.level;
        const Level level = levelOf(kRules[watch.rule], weather);
        if (level >= current && level != Level::Normal)
            watch.lastReached = now;
        const bool up = level > current;
        const bool down = level < current && now - watch.lastReached >= kHoldMs;
        const bool renew = level == current && current != Level::Normal && watch.warning.expiresAt - now < kRenewMs;
        if (up || down || renew)
            issue(city, watch, level, now);
    }
    m_first = false;
}

} // namespace guancheng
