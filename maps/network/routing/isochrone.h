// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features/featuretable.h"
#include "maps/network/routing/roadquestions.h"

namespace guancheng {

/** How far can one get in so many minutes? */
struct IsochroneQuestion
{
    EdgePoint centre;
    std::vector<double> minutes{5, 10, 15};
    size_t vehicle = 0;
    int hourOfWeek = 12;
    bool towards = false;       ///< from where can the centre be reached, instead of what can be reached from it
    double offRoadMetres = 150; ///< what lies so far beside a reached road belongs to it, at walking pace
};

/**
 * A polygon for each number of minutes, the largest first. Columns: minutes, areaKm2, roadKm. On a grid of 25 to 250 m, so that
 * the outline is good to about a cell; every reached road lies within. The error says why there is none. Any thread.
 */
Result<FeatureTable> findIsochrones(const RoadQuestions &roads, const IsochroneQuestion &question);

} // namespace guancheng
