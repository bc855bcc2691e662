// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datalayers/datalayer.h"
#include "maps/datalayers/layergeometry.h"
#include "maps/style/layerstyle.h"
#include "maps/style/legendentry.h"

namespace guancheng {

/** A layer ready to be drawn at any scale: what depends on data and style alone. Immutable; any thread. */
struct LayerData
{
    std::shared_ptr<const LayerGeometry> geometry;
    std::shared_ptr<const LayerStyle> style; ///< the one given, or that of the classes of a choropleth
    std::vector<LegendEntry> legend;
    size_t skipped = 0;  ///< features with a geometry of which nothing can be drawn
    QStringList missing; ///< attributes that the style asks for and the data do not have
};

/**
 * Prepares data and style; \c areas for a choropleth, may be null. \c style null: a quiet one, \c hue tells its colour.
 * A job for a worker: 0.3 s for a million vertices.
 */
std::shared_ptr<const LayerData> makeLayerData(const std::shared_ptr<const FeatureTable> &table,
                                               const std::shared_ptr<const FeatureTable> &areas,
                                               std::shared_ptr<const LayerStyle> style, int hue);

/** The layer for one scale: heat, clusters, coverage and rules as the style and the zoom want. A job for a worker. */
std::shared_ptr<const DataLayer> makeDataLayer(const std::shared_ptr<const LayerData> &data, const MapScale &scale,
                                               const QString &font);

/** What the colours mean, counted; at most 60 entries. */
std::vector<LegendEntry> makeLegend(const FeatureTable &table, const LayerStyle &style);

} // namespace guancheng
