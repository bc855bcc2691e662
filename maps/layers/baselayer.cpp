// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/baselayer.h"

#include "maps/layers/polyline.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr double kThin = 0.7;          // pixels that nobody sees
constexpr qsizetype kPieceLength = 48; // points

QRectF boxOf(const QList<QPointF> &points)
{
    QRectF box(points.first(), QSizeF(0, 0));
    for (const QPointF p : points) {
        box.setLeft(std::min(box.left(), p.x()));
        box.setRight(std::max(box.right(), p.x()));
        box.setTop(std::min(box.top(), p.y()));
        box.setBottom(std::max(box.bottom(), p.y()));
    }
    return box;
}

QList<QPointF> toPixels(const QList<QPointF> &world, const MapScale &scale)
{
    QList<QPointF> result;
    result.reserve(world.size());
    for (const QPointF p : world)
        result.append(scale.toPixels(p));
    return thinned(result, kThin);
}

template<typename Piece>
void cutInPieces(const QList<QPointF> &line, std::vector<Piece> &pieces)
{
    for (qsizetype first = 0; first + 1 < line.size(); first += kPieceLength - 1) {
        const QList<QPointF> part = line.mid(first, kPieceLength);
        pieces.push_back({part, boxOf(part)});
    }
}

/** QRectF::intersects is false for boxes without width, such as those of straight lines. */
bool touches(const QRectF &a, const QRectF &b)
{
    return a.left() <= b.right() && b.left() <= a.right() && a.top() <= b.bottom() && b.top() <= a.bottom();
}

template<typename Piece>
QPainterPath pathNear(const std::vector<Piece> &pieces, const QRectF &box)
{
    QPainterPath path;
    for (const Piece &piece : pieces) {
        if (!touches(piece.box, box))
            continue;
        for (const QList<QPointF> &run : runsNear(piece.points, box)) {
            if (path.isEmpty() || path.currentPosition() != run.first())
                path.moveTo(run.first());
            for (qsizetype i = 1; i < run.size(); ++i)
                path.lineTo(run[i]);
        }
    }
    return path;
}

} // namespace

BaseLayer::BaseLayer(std::shared_ptr<const BaseGeometry> geometry, std::shared_ptr<const MapStyle> style, const MapScale &scale)
    : m_geometry(std::move(geometry))
    , m_style(std::move(style))
    , m_scale(scale)
{
    addAreas();
    addStrokes();
}

void BaseLayer::addAreas()
{
    for (const BaseGeometry::Area &area : m_geometry->areas) {
        std::vector<Ring> &rings = m_areas.emplace_back();
        for (const QList<QPointF> &ring : area.rings) {
            QList<QPointF> points = toPixels(ring, m_scale);
            if (points.size() < 3)
                continue;
            cutInPieces(points, m_boundaries);
            rings.push_back({points, boxOf(points)});
        }
    }
}

void BaseLayer::addStrokes()
{
    const double zoom = m_scale.styleZoom();
    for (size_t i = 0; i < m_style->lines.size(); ++i) {
        const LineStyle &style = m_style->lines[i];
        if (zoom < style.minZoom)
            continue;
        const double width = style.width.at(zoom) * m_scale.look;
        for (const BaseGeometry::Line &line : m_geometry->lines) {
            if (line.kind != style.kind)
                continue;
            Stroke stroke{i, std::max(width, line.widthWorld * m_scale.scale), {}};
            cutInPieces(toPixels(line.points, m_scale), stroke.pieces);
            m_strokes.push_back(std::move(stroke));
        }
    }
}

void BaseLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    QImage image = target.image();
    image.fill(m_style->sea);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-request.origin);
    const QRectF tile(request.origin, QSizeF(target.width, target.height));
    paintGround(painter, tile);
    paintStrokes(painter, tile);
    paintStations(painter, tile);
}

void BaseLayer::paintGround(QPainter &painter, const QRectF &tile) const
{
    const QRectF near = tile.adjusted(-4, -4, 4, 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style->land);
    for (const std::vector<Ring> &area : m_areas) {
        QPainterPath path;
        for (const Ring &ring : area) {
            if (!touches(ring.box, near))
                continue;
            const QList<QPointF> inside = clippedRing(ring.points, near);
            if (inside.size() >= 3) {
                path.addPolygon(inside);
                path.closeSubpath();
            }
        }
        if (!path.isEmpty())
            painter.drawPath(path);
    }
    const double width = m_style->boundaryWidth.at(m_scale.styleZoom()) * m_scale.look;
    painter.setBrush(Qt::NoBrush);
    const QPainterPath borders = pathNear(m_boundaries, near);
    // Neighbours are filled with soft edges: a line of land closes the seam, then comes the border itself.
    painter.strokePath(borders, QPen(m_style->land, width + 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.strokePath(borders, QPen(m_style->boundary, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
}

void BaseLayer::paintStrokes(QPainter &painter, const QRectF &tile) const
{
    for (size_t first = 0; first < m_strokes.size();) {
        const LineStyle &style = m_style->lines[m_strokes[first].style];
        size_t last = first;
        std::vector<std::pair<QPainterPath, double>> paths;
        for (; last < m_strokes.size() && m_strokes[last].style == m_strokes[first].style; ++last) {
            const double width = m_strokes[last].width;
            const double margin = width / 2 + style.casingWidth * m_scale.look + 2;
            QPainterPath path = pathNear(m_strokes[last].pieces, tile.adjusted(-margin, -margin, margin, margin));
            if (!path.isEmpty())
                paths.emplace_back(std::move(path), width);
        }
        // All casings of a kind first: crossings stay open.
        if (style.casing.isValid()) {
            for (const auto &[path, width] : paths) {
                painter.strokePath(path, QPen(style.casing, width + 2 * style.casingWidth * m_scale.look, Qt::SolidLine,
                                              Qt::RoundCap, Qt::RoundJoin));
            }
        }
        for (const auto &[path, width] : paths)
            painter.strokePath(path, QPen(style.colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        first = last;
    }
}

void BaseLayer::paintStations(QPainter &painter, const QRectF &tile) const
{
    const double zoom = m_scale.styleZoom();
    if (zoom < m_style->interchangeZoom)
        return;
    const double plain = m_style->stationRadius.at(zoom) * m_scale.look;
    const double interchange = m_style->interchangeRadius.at(zoom) * m_scale.look;
    const double margin = interchange + plain + 2;
    const QRectF near = tile.adjusted(-margin, -margin, margin, margin);
    painter.setBrush(m_style->stationFill);
    for (const BaseGeometry::Spot &spot : m_geometry->spots) {
        const bool isInterchange = spot.kind == "interchange"_L1;
        if (!isInterchange && (spot.kind != "station"_L1 || zoom < m_style->stationZoom))
            continue;
        const QPointF place = m_scale.toPixels(spot.place);
        if (!near.contains(place))
            continue;
        const double radius = isInterchange ? interchange : plain;
        painter.setPen(QPen(m_style->station, std::max(1.0, radius * 0.5)));
        painter.drawEllipse(place, radius, radius);
    }
}

} // namespace guancheng
