// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"
#include "maps/network/roadbuilder.h"

namespace guancheng {

/**
 * The main roads of a city file as a network, with the generated or surveyed local streets of \c streets (may be empty). The
 * file draws roads through named points without saying where they join, so all lines meet where they cross on the map; between
 * the main roads a net of local ways some 400 m apart is made up where there are no streets, so that every place is near a
 * road. Those are marked WayGenerated: times over them are estimates, better than the straight line by rivers and classes of
 * roads only. An error when the city has no roads at all. Takes about a second for Shanghai: a job for a worker.
 */
Result<RoadArrays> roadsOfCity(const City &city, const FeatureTable &streets = {});

} // namespace guancheng
