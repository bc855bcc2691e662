// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/story.h"
#include "city/city.h"
#include "datasources/simulator/simulator.h"

namespace guancheng {

/** The options of the simulator around a story: its weather, its share of the ordinary life; the seed stays the caller's. */
SimulatorOptions stageOptions(const Story &story, SimulatorOptions options);
/** The units and cameras of a story; a unit belongs to the street that holds its place. */
SimulatorExtras stageExtras(const Story &story, const Catalogue &catalogue, const City &city);

} // namespace guancheng
