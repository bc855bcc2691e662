// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/maptile.h"
#include "maps/quick/mapview.h"

#include <QColor>
#include <QSGNode>

#include <vector>

namespace guancheng {

/** Who draws the map: the tiles of the processor alone, or tiles with points and units as geometry of the GPU. */
enum class PresenterKind : quint8 { Auto, Tiles, Geometry };

/** All that a presenter needs for one frame; valid during present(). */
struct MapPicture
{
    QRectF bounds; ///< of the item
    QColor ground;
    const MapView *view = nullptr;
    const std::vector<DrawnTile> *standIns = nullptr; ///< of the old scale, below
    const std::vector<DrawnTile> *tiles = nullptr;
    std::shared_ptr<const MapTilePlan> plan; ///< null before there is one
    const TileLayers *content = nullptr;
    quint64 pointsVersion = 0; ///< another number: states of points changed
};

/**
 * The map in the scene graph. Both kinds show the same stores at the same level of detail. Render thread, while the
 * thread of the interface waits.
 */
class MapPresenter : public QSGTransformNode
{
public:
    virtual void present(const MapPicture &picture) = 0;
};

} // namespace guancheng
