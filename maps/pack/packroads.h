// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"
#include "domain/result.h"
#include "maps/network/roadarrays.h"

namespace guancheng {

/**
 * The road network of a city: that of the pack in \c packDir, or, where there is none (the built-in city: empty), its main
 * roads with the generated streets. Takes about a second: a job for a worker.
 */
Result<RoadArrays> roadsOfPack(const City &city, const QString &packDir);

} // namespace guancheng
