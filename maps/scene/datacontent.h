// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datalayers/datalayer.h"
#include "maps/scene/layerentry.h"
#include "maps/scene/rastercache.h"

namespace guancheng {

/**
 * The data layers of a scene, ready for one scale. Immutable; any thread. A layer is made again only when its data or the
 * scale change; opacity and order cost nothing but the tiles.
 */
struct DataContent
{
    struct Entry
    {
        ShownLayer shown;
        std::shared_ptr<const DataLayer> layer; ///< null: not at this zoom
        quint32 opacity = 256;
        bool top = false; ///< above the devices
    };
    /** Where the map looks different, world pixels. */
    struct Change
    {
        QRect box;
        bool ground = false; ///< below the devices too
    };

    std::shared_ptr<const std::vector<ShownLayer>> source;
    std::vector<Entry> entries; ///< the bottom one first

    /** Of what the stores feed, 0..256; shown where the tree does not speak of it. */
    quint32 opacityOf(LayerKind kind) const;
    /** The names of all layers, the topmost first. */
    std::vector<LabelWishes> wishes() const;
    /** Paints the layers of one slot. \c ground keeps the marks of kStructure; see rastertarget.h. */
    void paint(const RasterTarget &target, const TileRequest &request, bool ground) const;
    /** What differs from another content of the same scale. */
    std::vector<Change> changesFrom(const DataContent &other, const MapScale &scale) const;
};

/** Worker; \c previous (of the same scale) and \c rasters may be null, then there are no raster layers. */
std::shared_ptr<const DataContent> makeDataContent(const std::shared_ptr<const std::vector<ShownLayer>> &layers,
                                                   const MapScale &scale, const QString &font, const DataContent *previous,
                                                   const std::shared_ptr<RasterCache> &rasters);

/** Paints a layer with \c opacity 0..256: mixed pixel by pixel here, so that nothing translucent lies over the map. */
void paintFaded(const MapLayer &layer, const RasterTarget &target, const TileRequest &request, quint32 opacity);

} // namespace guancheng
