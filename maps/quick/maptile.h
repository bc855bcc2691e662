// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/layers/baselayer.h"
#include "maps/layers/labellayer.h"
#include "maps/layers/marklayer.h"
#include "maps/layers/pointlayer.h"
#include "maps/layers/traillayer.h"
#include "maps/layers/unitlayer.h"
#include "maps/quick/tilearena.h"
#include "maps/scene/datacontent.h"
#include "maps/scene/mapscene.h"

namespace guancheng {

/** Which tile of a scale: columns and rows of tiles from the corner of the world. */
struct TileKey
{
    int x = 0;
    int y = 0;
    quint64 number() const { return quint64(quint32(y)) << 32 | quint32(x); }
    static TileKey of(quint64 number) { return {static_cast<int>(quint32(number)), static_cast<int>(quint32(number >> 32))}; }
    bool operator==(const TileKey &) const = default;
};

/** What stays the same for one scale and language. */
struct MapTilePlan
{
    quint64 serial = 0;
    MapScale scale;
    std::shared_ptr<const MapStyle> style;
    std::shared_ptr<const SymbolSet> symbols;
    std::shared_ptr<const BaseLayer> base;
    std::shared_ptr<const DataContent> data;
    std::shared_ptr<const LabelLayer> labels; ///< of base map and data
};

/** What moves; a layer may be null. */
struct TileLayers
{
    std::shared_ptr<const PointLayer> points;
    std::shared_ptr<const UnitLayer> units;
    std::shared_ptr<const TrailLayer> trails;
    std::shared_ptr<const MarkLayer> marks;
    /** Dots and units are drawn by the presenter: the picture holds what is below them, the overlay what is above. */
    bool split = false;
};

/** The pictures of a tile. What is null has to be painted. */
struct TilePictures
{
    QImage ground;  ///< base map and data below the points: kept, as it outlives many pictures
    QImage under;   ///< and density or calm dots, the top byte as in the ground; the ground itself where there are none
    QImage picture; ///< all layers
    QImage overlay; ///< names and marks, transparent: only where the layers are split
    std::shared_ptr<BitMask> cover; ///< what lies over the points in the picture
};

/** A tile as a worker made it. */
struct PaintedMapTile
{
    TilePictures pictures;
    bool groundIsNew = false;
    double milliseconds = 0;
};

/** Makes the plan of a scale: thins the geometry, places the names. Worker; \c symbols of the same look are used again. */
std::shared_ptr<const MapTilePlan> makePlan(const MapSnapshot &snapshot, const MapScale &scale, quint64 serial,
                                            std::shared_ptr<TextSprites> sprites, std::shared_ptr<const SymbolSet> symbols,
                                            const std::shared_ptr<RasterCache> &rasters = nullptr);

/** The plan with other data layers, and where it looks different. Worker. */
struct DataPlan
{
    std::shared_ptr<const MapTilePlan> plan;
    std::vector<DataContent::Change> changes;
};
DataPlan planWithData(const MapTilePlan &plan, const MapSnapshot &snapshot, std::shared_ptr<TextSprites> sprites,
                      const std::shared_ptr<RasterCache> &rasters = nullptr);

/** Paints one tile; ground and under of \c old are used again where they are not null. Worker. */
PaintedMapTile paintTile(const MapTilePlan &plan, const TileLayers &content, TileKey key, TileArena &arena,
                         const TilePictures &old);

/**
 * Brings the points at these world pixels of a finished tile up to date, in its memory. Nobody else may use the pictures
 * meanwhile, the scene graph included. \c scratch is empty before and after.
 */
void patchTile(const MapTilePlan &plan, const PointLayer &points, TileKey key, const TilePictures &pictures,
               std::span<const QPoint> places, BitMask &scratch);

} // namespace guancheng
