// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/simulatoroptions.h"

namespace guancheng {
namespace {

template<typename T, size_t N>
std::optional<T> find(const std::pair<QStringView, T> (&known)[N], const QString &name)
{
    for (const auto &[word, value] : known)
        if (word == name)
            return value;
    return std::nullopt;
}

} // namespace

std::optional<Scenario> scenarioByName(const QString &name)
{
    static constexpr std::pair<QStringView, Scenario> kNames[] = {
        {u"calm", Scenario::Calm}, {u"busy", Scenario::Busy}, {u"emergency", Scenario::Emergency}, {u"lost", Scenario::Lost}};
    return find(kNames, name);
}

std::optional<FeedFailure::Kind> feedFailureByName(const QString &name)
{
    using Kind = FeedFailure::Kind;
    static constexpr std::pair<QStringView, Kind> kNames[] = {{u"lost", Kind::Lost},
                                                              {u"stale", Kind::Stale},
                                                              {u"noise", Kind::Noise},
                                                              {u"clock-skew", Kind::ClockSkew},
                                                              {u"duplicates", Kind::Duplicates},
                                                              {u"out-of-order", Kind::OutOfOrder},
                                                              {u"burst", Kind::Burst}};
    return find(kNames, name);
}

const ScenarioPreset &presetOf(Scenario scenario)
{
    static constexpr ScenarioPreset kCalm{sim::Temper::Calm, 7, 40, 0.1, 0.15, 1, 1};
    static constexpr ScenarioPreset kBusy{sim::Temper::Windy, 24, 35, 0.4, 0.6, 4, 1.15};
    static constexpr ScenarioPreset kEmergency{sim::Temper::Stormy, 150, 22, 0.8, 1, 6, 1.4};
    switch (scenario) {
    case Scenario::Busy: return kBusy;
    case Scenario::Emergency: return kEmergency;
    case Scenario::Calm:
    case Scenario::Lost: break;
    }
    return kCalm;
}

} // namespace guancheng
