// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/mapmaterial.h"
#include "maps/quick/mappresenter.h"

#include <QSGGeometryNode>

QT_FORWARD_DECLARE_CLASS(QQuickWindow)

namespace guancheng {

/**
 * Devices as points of the GPU: calm and abnormal ones where dots are drawn, the abnormal ones alone over a density. The
 * vertices lie around an anchor, so that a pan changes a matrix only; they are written anew when a state changes or the
 * view leaves what they cover. Colours are a palette texture. Render thread.
 */
class PointsNode : public QSGGeometryNode
{
public:
    explicit PointsNode(QQuickWindow *window);
    /** World pixels of the plan that are the origin of the vertices. */
    QPointF anchor() const { return m_anchor; }
    void update(const MapPicture &picture);

private:
    void fill(const MapPicture &picture, const QRectF &world);
    void updateColours(const PointLayer &points, const MapScale &scale);

    QQuickWindow *m_window;
    QSGGeometry m_geometry;
    MapMaterial m_material{MapMaterial::Kind::Points};
    DeviceColours m_colours;
    const PointLayer *m_layer = nullptr;
    quint64 m_serial = 0;
    quint64 m_version = 0;
    QRectF m_covered; ///< world
    QPointF m_anchor;
};

} // namespace guancheng
