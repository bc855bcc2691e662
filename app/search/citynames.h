// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"
#include "search/searchindex.h"

namespace guancheng {

/** Puts all that has a name in the city into the index: districts, streets, places, stations, lines, roads and their bridges.
 */
void addCityNames(const City &city, SearchIndex &index);

} // namespace guancheng
