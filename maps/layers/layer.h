// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/style/rastertarget.h"

#include <QPoint>
#include <QPointF>
#include <QRectF>

#include <cmath>

namespace guancheng {

/** The scale of a picture of the map. World pixels are device pixels counted from the corner of the world. */
struct MapScale
{
    double scale = 256; ///< device pixels of one world unit
    double look = 1;    ///< device pixels of one pixel of a 1080-line screen: how large symbols and letters are
    bool chinese = true;

    /** The zoom that decides what is shown: of the same view on a 1080-line screen. */
    double styleZoom() const { return std::log2(scale / look / 256); }
    QPointF toPixels(QPointF world) const { return world * scale; }
    bool operator==(const MapScale &) const = default;
};

/** What a layer is asked to paint: the part of the map whose upper left world pixel is origin. */
struct TileRequest
{
    MapScale scale;
    QPoint origin;

    QPointF toTile(QPointF world) const { return world * scale.scale - QPointF(origin); }
    QPointF toWorld(QPointF tile) const { return (tile + QPointF(origin)) / scale.scale; }
    /** The world rectangle of a tile of this size with \c margin pixels around it. */
    QRectF world(int width, int height, double margin = 0) const
    {
        return {toWorld({-margin, -margin}), QSizeF(width + 2 * margin, height + 2 * margin) / scale.scale};
    }
};

/**
 * One layer of the map, painted tile by tile.
 * 1. A layer is immutable once it is painted: workers paint several tiles of it at the same time.
 * 2. It paints what is in the tile, also the part of a symbol whose place is in the neighbour, so that tiles meet.
 * 3. It paints over what is there and leaves the picture opaque.
 * 4. It does not fail: what cannot be drawn is left out.
 */
class MapLayer
{
public:
    MapLayer() = default;
    virtual ~MapLayer() = default;
    Q_DISABLE_COPY_MOVE(MapLayer)

    virtual void paint(const RasterTarget &target, const TileRequest &request) const = 0;
};

} // namespace guancheng
