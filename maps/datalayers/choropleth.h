// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/style/layerstyle.h"

namespace guancheng {

/** Areas with their value and the rules that colour them by class. */
struct Choropleth
{
    std::shared_ptr<const FeatureTable> table; ///< the areas, with a column kValue
    std::shared_ptr<const LayerStyle> style;
    std::vector<double> breaks; ///< where a class begins, the first one included; empty: no values

    static inline const QString kValue = QStringLiteral("guancheng:value");
};

/**
 * Colours areas by a value (see ChoroplethStyle): of \c table itself when it holds the areas, by a code that table and
 * areas share, by the place of the points of \c table in \c areas (odd-even), or in squares. \c areas may be null. Areas
 * without a value are hatched. Worker; about 1 us a point and polygon near it.
 */
Choropleth makeChoropleth(const std::shared_ptr<const FeatureTable> &table, const std::shared_ptr<const FeatureTable> &areas,
                          const LayerStyle &style);

/** Lower ends of at most \c count classes of the values (NaN: none), each holding something; ascending, distinct. */
std::vector<double> classBreaks(std::vector<double> values, ChoroplethStyle::Method method, int count,
                                const std::vector<double> &given);

} // namespace guancheng
