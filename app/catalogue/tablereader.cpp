// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/tablereader.h"

#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr NamedValue<Level> kLevels[] = {{"normal"_L1, Level::Normal},
                                         {"minor"_L1, Level::Minor},
                                         {"moderate"_L1, Level::Moderate},
                                         {"major"_L1, Level::Major},
                                         {"critical"_L1, Level::Critical}};
constexpr NamedValue<IncidentSource> kIncidentSources[] = {{"hotline"_L1, IncidentSource::Hotline},
                                                           {"patrol"_L1, IncidentSource::Patrol},
                                                           {"video"_L1, IncidentSource::Video},
                                                           {"device"_L1, IncidentSource::Device},
                                                           {"other"_L1, IncidentSource::Other}};
constexpr NamedValue<Direction> kDirections[] = {{"high-bad"_L1, Direction::HighBad},
                                                 {"low-bad"_L1, Direction::LowBad},
                                                 {"band"_L1, Direction::Band},
                                                 {"none"_L1, Direction::None}};
constexpr NamedValue<WeatherVariable> kWeatherVariables[] = {{"temperature"_L1, WeatherVariable::Temperature},
                                                             {"road-temperature"_L1, WeatherVariable::RoadTemperature},
                                                             {"rain"_L1, WeatherVariable::Rain},
                                                             {"rain-day"_L1, WeatherVariable::RainDay},
                                                             {"gust"_L1, WeatherVariable::Gust},
                                                             {"visibility"_L1, WeatherVariable::Visibility},
                                                             {"humidity"_L1, WeatherVariable::Humidity},
                                                             {"lightning"_L1, WeatherVariable::Lightning},
                                                             {"tide"_L1, WeatherVariable::Tide}};

/** Four limits, mildest first; null where a level has none. \c sign is 1 for high limits, -1 for low ones. */
std::array<double, 4> readSide(const JsonCursor &side, double sign)
{
    std::array<double, 4> limits{kNoLimit, kNoLimit, kNoLimit, kNoLimit};
    double last = -std::numeric_limits<double>::infinity();
    std::size_t index = 0;
    for (const JsonCursor &item : side.items()) {
        if (index == limits.size()) {
            item.fail(u"there are four levels"_s);
            break;
        }
        if (!item.value().isNull()) {
            limits[index] = item.toNumber();
            if (sign * limits[index] < last)
                item.fail(
                    u"a worse level must not have a %1 limit than the one before"_s.arg(sign > 0 ? "lower"_L1 : "higher"_L1));
            last = sign * limits[index];
        }
        ++index;
    }
    return limits;
}

bool hasAny(const std::array<double, 4> &side)
{
    return std::any_of(side.begin(), side.end(), [](double limit) { return !std::isnan(limit); });
}

/** The mildest limit that exists. */
double first(const std::array<double, 4> &side)
{
    const auto found = std::find_if(side.begin(), side.end(), [](double limit) { return !std::isnan(limit); });
    return found == side.end() ? kNoLimit : *found;
}

void checkSides(const JsonCursor &cursor, const Limits &limits, Direction direction)
{
    const bool high = direction == Direction::HighBad || direction == Direction::Band;
    const bool low = direction == Direction::LowBad || direction == Direction::Band;
    if (hasAny(limits.high) != high)
        cursor.fail(high ? u"this direction needs high limits"_s : u"this direction has no high limits"_s);
    else if (hasAny(limits.low) != low)
        cursor.fail(low ? u"this direction needs low limits"_s : u"this direction has no low limits"_s);
    else if (direction == Direction::Band && first(limits.low) >= first(limits.high))
        cursor.fail(u"the low limits leave no room below the high ones"_s);
}

} // namespace

Level readLevel(const JsonCursor &cursor, QLatin1StringView key)
{
    return readEnum(cursor, key, kLevels);
}

Level readLevel(const JsonCursor &cursor, QLatin1StringView key, Level fallback)
{
    return readEnum(cursor, key, kLevels, fallback);
}

IncidentSource readIncidentSource(const JsonCursor &cursor, QLatin1StringView key)
{
    return readEnum(cursor, key, kIncidentSources);
}

IncidentSource incidentSourceOf(const JsonCursor &item)
{
    const QString text = item.toString();
    for (const auto &name : kIncidentSources) {
        if (name.name == text)
            return name.value;
    }
    item.fail(u"there is no source of cases '%1'"_s.arg(text));
    return IncidentSource::Other;
}

Direction readDirection(const JsonCursor &cursor, QLatin1StringView key)
{
    return readEnum(cursor, key, kDirections);
}

Limits readLimits(const JsonCursor &cursor, Direction direction)
{
    const JsonCursor member = cursor.optional("limits"_L1);
    Limits limits;
    limits.high = readSide(member.optional("high"_L1), 1);
    limits.low = readSide(member.optional("low"_L1), -1);
    limits.deadband = member.number("deadband"_L1, 0);
    checkSides(member, limits, direction);
    return limits;
}

AlarmText readAlarmText(const JsonCursor &cursor)
{
    const JsonCursor text = cursor.child("alarm"_L1);
    return {text.string("causeZh"_L1),          text.string("causeEn"_L1),  text.string("consequenceZh"_L1),
            text.string("consequenceEn"_L1),    text.string("actionZh"_L1), text.string("actionEn"_L1),
            text.integer("minutesToRespond"_L1)};
}

SimulationModel readSimulation(const JsonCursor &cursor, QLatin1StringView key, const Registry<Rhythm> &rhythms)
{
    const JsonCursor member = cursor.child(key);
    SimulationModel model;
    model.base = member.number("base"_L1);
    model.rhythm = readReference(member, "rhythm"_L1, rhythms, "rhythm"_L1);
    model.weekendFactor = member.number("weekendFactor"_L1, model.weekendFactor);
    model.noise = member.number("noise"_L1, model.noise);
    model.drift = member.number("drift"_L1, model.drift);
    model.driftHours = member.number("driftHours"_L1, model.driftHours);
    model.minimum = member.number("min"_L1, model.minimum);
    model.maximum = member.number("max"_L1, model.maximum);
    if (model.minimum > model.maximum)
        member.fail("min"_L1, u"is greater than max"_s);
    model.follows = readEnum(member, "follows"_L1, kWeatherVariables, WeatherVariable::None);
    for (const JsonCursor &item : member.optional("weather"_L1).items()) {
        model.weather.push_back({readEnum(item, "variable"_L1, kWeatherVariables), item.number("from"_L1),
                                 item.boolean("below"_L1, false), item.number("coefficient"_L1)});
    }
    return model;
}

void checkSum(const JsonCursor &cursor, double sum, QLatin1StringView what)
{
    if (std::abs(sum - 1) > 1e-6)
        cursor.fail(u"%1 must add up to 1, not %2"_s.arg(what).arg(sum, 0, 'g', 9));
}

} // namespace guancheng
