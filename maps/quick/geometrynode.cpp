// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/geometrynode.h"

#include <QMatrix4x4>

namespace guancheng {

namespace {

/** Places what lies around \c anchor (world pixels of the plan) as append() of the compositor places the tiles. */
QMatrix4x4 placeOf(QPointF anchor, const MapView &view, double planScale)
{
    const double factor = view.scale().scale / planScale;
    const QPointF centre = view.viewport.centre * view.scale().scale;
    const QSize device = view.deviceSize();
    const QPointF corner(std::round(centre.x() - device.width() / 2.0), std::round(centre.y() - device.height() / 2.0));
    const QPointF at = (anchor * factor - corner) / view.pixelRatio;
    QMatrix4x4 matrix;
    matrix.translate(static_cast<float>(at.x()), static_cast<float>(at.y()));
    matrix.scale(static_cast<float>(factor / view.pixelRatio));
    return matrix;
}

void setPlace(QSGTransformNode *node, const QMatrix4x4 &matrix)
{
    if (node->matrix() != matrix)
        node->setMatrix(matrix);
}

} // namespace

GeometryNode::GeometryNode(QQuickWindow *window)
    : m_tiles(new MapNode(window))
    , m_pointsPlace(new QSGTransformNode)
    , m_points(new PointsNode(window))
    , m_unitsPlace(new QSGTransformNode)
    , m_units(new UnitsNode(window))
    , m_oldOverlays(window, TileGroup::Picture::Overlay)
    , m_overlays(window, TileGroup::Picture::Overlay)
{
    appendChildNode(m_tiles);
    m_pointsPlace->appendChildNode(m_points);
    appendChildNode(m_pointsPlace);
    m_unitsPlace->appendChildNode(m_units);
    appendChildNode(m_unitsPlace);
    appendChildNode(m_oldOverlays.node());
    appendChildNode(m_overlays.node());
}

void GeometryNode::present(const MapPicture &picture)
{
    m_tiles->present(picture);
    m_points->update(picture);
    m_units->update(picture);
    if (picture.plan) {
        setPlace(m_pointsPlace, placeOf(m_points->anchor(), *picture.view, picture.plan->scale.scale));
        setPlace(m_unitsPlace, placeOf(m_units->anchor(), *picture.view, picture.plan->scale.scale));
    }
    ++m_round;
    static const std::vector<DrawnTile> kNone;
    m_oldOverlays.update(picture.tiles->empty() ? *picture.standIns : kNone, m_round);
    m_overlays.update(*picture.tiles, m_round);
}

} // namespace guancheng
