// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/pack/city/cityareas.h"

#include <QJsonObject>

namespace guancheng {

/** Stations and lines of the metro from the route relations; both directions of a line are one run, branches are others. */
Result<QJsonObject> cityMetro(const ImportJob &job, const CityAreas &areas, StageReport *report);

/** Motorways, trunk and primary roads with a name or number, as points from which the wall draws smooth curves. */
Result<QJsonArray> cityRoads(const ImportJob &job, StageReport *report);

/** Rivers and canals with a name. */
Result<QJsonArray> cityRivers(const ImportJob &job, StageReport *report);

} // namespace guancheng
