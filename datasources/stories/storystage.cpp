// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/stories/storystage.h"

#include <algorithm>

namespace guancheng {
namespace {

quint16 streetOf(const City &city, const StoryPlace &place)
{
    const int named = place.street.isEmpty() ? -1 : city.streetIndex(place.street);
    return static_cast<quint16>(std::max(0, named >= 0 ? named : city.locate(place.point).street));
}

} // namespace

SimulatorOptions stageOptions(const Story &story, SimulatorOptions options)
{
    options.background = story.background;
    options.weather = {story.weather.temperature, story.weather.roadTemperature, story.weather.rain, story.weather.gust,
                       story.weather.visibility};
    options.zoneOffsetSeconds = story.utcOffsetSeconds;
    return options;
}

SimulatorExtras stageExtras(const Story &story, const Catalogue &catalogue, const City &city)
{
    SimulatorExtras extras;
    for (const StoryUnit &entry : story.units) {
        Unit unit;
        unit.id = entry.id;
        unit.callsign = entry.callsign;
        unit.kind = static_cast<quint16>(entry.kind);
        unit.department = catalogue.departments()[catalogue.unitKinds()[entry.kind].department].id;
        unit.street = streetOf(city, entry.place);
        extras.units.push_back({unit, entry.place.point});
    }
    for (const StoryCamera &camera : story.cameras)
        extras.cameras.push_back({camera.id, camera.name, camera.place.point, streetOf(city, camera.place), true});
    return extras;
}

} // namespace guancheng
