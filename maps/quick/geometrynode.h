// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/mapnode.h"
#include "maps/quick/pointsnode.h"
#include "maps/quick/unitsnode.h"

namespace guancheng {

/**
 * The presenter for a real GPU: base map and density as textures, points and units as geometry on them, names and marks
 * as textures on top. Render thread.
 */
class GeometryNode : public MapPresenter
{
public:
    explicit GeometryNode(QQuickWindow *window);
    void present(const MapPicture &picture) override;

private:
    MapNode *m_tiles;
    QSGTransformNode *m_pointsPlace;
    PointsNode *m_points;
    QSGTransformNode *m_unitsPlace;
    UnitsNode *m_units;
    TileGroup m_oldOverlays; ///< of the old scale, until the first tile of the new one is there
    TileGroup m_overlays;
    quint64 m_round = 0;
};

} // namespace guancheng
