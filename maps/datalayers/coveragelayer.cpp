// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/coveragelayer.h"

#include "maps/datalayers/strokes.h"
#include "maps/geo/mercator.h"
#include "maps/layers/polyline.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace guancheng {

namespace {

constexpr double kMaxMetres = 1e5;

} // namespace

CoverageLayer::CoverageLayer(std::shared_ptr<const LayerGeometry> geometry, const CoverageStyle &style, const MapScale &scale)
    : m_geometry(std::move(geometry))
    , m_style(style)
    , m_scale(scale)
    , m_metres(m_style.metres, m_geometry->table())
{
    const Box box = bounds();
    if (box.isEmpty())
        return;
    // A metre is longest on the map where it is farthest from the equator.
    const double perMetre = std::max(worldPerMetre(box.top), worldPerMetre(box.bottom));
    m_reach =
        m_style.metres.greatest(scale.styleZoom(), kMaxMetres) * perMetre * scale.scale + m_style.outlineWidth * scale.look + 2;
}

double CoverageLayer::radiusOf(const LayerGeometry::Item &item) const
{
    return m_metres.at(m_scale.styleZoom(), item.feature, 0, kMaxMetres) * worldPerMetre((item.box.top + item.box.bottom) / 2) *
           m_scale.scale;
}

void CoverageLayer::drawShapes(QPainter &painter, const TileRequest &request, const Box &box, const std::vector<quint32> &items,
                               const QColor &colour, double grow) const
{
    TileLines lines(*m_geometry, request, box);
    const double tolerance = 0.2 / m_scale.scale;
    for (const quint32 i : items) {
        const LayerGeometry::Item &item = m_geometry->items()[i];
        if (item.kind == GeometryKind::Polygon) {
            QPainterPath path;
            for (const LayerGeometry::Part &part : m_geometry->parts(item)) {
                QList<QPointF> ring;
                m_geometry->thinnedRing(part, tolerance, box, [&](QPointF world) { ring.append(request.toTile(world)); });
                ring = clippedRing(ring, QRectF(request.toTile({box.left, box.top}), request.toTile({box.right, box.bottom})));
                path.addPolygon(ring);
                path.closeSubpath();
            }
            painter.setPen(grow > 0 ? QPen(colour, 2 * grow) : QPen(Qt::NoPen));
            painter.setBrush(colour);
            painter.drawPath(path);
            continue;
        }
        const double radius = radiusOf(item) + grow;
        if (item.kind == GeometryKind::Point) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour);
            painter.drawEllipse(request.toTile({item.box.left, item.box.top}), radius, radius);
            continue;
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, 2 * radius, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        for (const TileLine &line : lines.of(m_geometry->parts(item).front(), false, false, 0))
            painter.drawPolyline(line.points.constData(), static_cast<int>(line.points.size()));
    }
}

void CoverageLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    std::vector<quint32> found;
    const Box box = Box::of(request.world(target.width, target.height, m_reach));
    m_geometry->tree().find(box, found);
    if (found.empty())
        return;
    QImage sheet(target.width, target.height, QImage::Format_ARGB32_Premultiplied);
    sheet.fill(Qt::transparent);
    QPainter painter(&sheet);
    painter.setRenderHint(QPainter::Antialiasing);
    // All outlines, then all insides in place of what is there: of the outlines only that of the whole is left.
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    const double width = m_style.outlineWidth * m_scale.look;
    if (width > 0)
        drawShapes(painter, request, box, found, QColor::fromRgb(m_style.outline), width);
    QColor inside = QColor::fromRgb(m_style.colour);
    inside.setAlphaF(static_cast<float>(m_style.opacity));
    drawShapes(painter, request, box, found, inside, 0);
    painter.end();
    blendSprite(target, 0, 0, sheet);
}

} // namespace guancheng
