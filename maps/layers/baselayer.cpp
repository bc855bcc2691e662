// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/baselayer.h"

#include "maps/layers/polyline.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr double kTolerance = 0.2;     // pixels that nobody sees
constexpr qsizetype kPieceLength = 24; // points

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
    return simplified(thinned(result, 2 * kTolerance), kTolerance);
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

/** The parts of the pieces that come near \c box. */
template<typename Piece>
std::vector<QList<QPointF>> linesNear(const std::vector<Piece> &pieces, const QRectF &box)
{
    std::vector<QList<QPointF>> lines;
    for (const Piece &piece : pieces) {
        if (!touches(piece.box, box))
            continue;
        for (QList<QPointF> &run : runsNear(piece.points, box)) {
            // Goes on where the last piece ended.
            if (!lines.empty() && lines.back().last() == run.first())
                lines.back().append(run.mid(1));
            else
                lines.push_back(std::move(run));
        }
    }
    return lines;
}

/** Line by line: one path of all of them would be filled as one shape, which takes ten times as long. */
void drawLines(QPainter &painter, const std::vector<QList<QPointF>> &lines, const QColor &colour, double width)
{
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, width > 2.5 ? Qt::RoundJoin : Qt::BevelJoin));
    for (const QList<QPointF> &line : lines)
        painter.drawPolyline(line.constData(), static_cast<int>(line.size()));
}

} // namespace

BaseLayer::BaseLayer(std::shared_ptr<const BaseGeometry> geometry, std::shared_ptr<const MapStyle> style, const MapScale &scale)
    : m_geometry(std::move(geometry))
    , m_style(std::move(style))
    , m_scale(scale)
{
    addAreas();
    addStrokes();
    addStations();
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
    const QImage plain = image.copy();
    paintStrokes(painter, tile);
    painter.end();
    paintStations(target, request.origin);
    for (int y = 0; y < target.height; ++y) {
        const auto *before = reinterpret_cast<const quint32 *>(plain.constScanLine(y));
        quint32 *line = target.row(y);
        for (int x = 0; x < target.width; ++x)
            line[x] = (line[x] & 0x00ffffffu) | (((line[x] ^ before[x]) & 0x00ffffffu) != 0 ? kStructure : kPlain);
    }
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
    const auto borders = linesNear(m_boundaries, near);
    // Neighbours are filled with soft edges: a line of land closes the seam, then comes the border itself.
    drawLines(painter, borders, m_style->land, width + 1.5);
    drawLines(painter, borders, m_style->boundary, width);
}

void BaseLayer::paintStrokes(QPainter &painter, const QRectF &tile) const
{
    for (size_t first = 0; first < m_strokes.size();) {
        const LineStyle &style = m_style->lines[m_strokes[first].style];
        size_t last = first;
        std::vector<std::pair<std::vector<QList<QPointF>>, double>> strokes;
        for (; last < m_strokes.size() && m_strokes[last].style == m_strokes[first].style; ++last) {
            const double width = m_strokes[last].width;
            const double margin = width / 2 + style.casingWidth * m_scale.look + 2;
            auto lines = linesNear(m_strokes[last].pieces, tile.adjusted(-margin, -margin, margin, margin));
            if (!lines.empty())
                strokes.emplace_back(std::move(lines), width);
        }
        // All casings of a kind first: crossings stay open.
        for (const auto &[lines, width] : strokes) {
            if (style.casing.isValid())
                drawLines(painter, lines, style.casing, width + 2 * style.casingWidth * m_scale.look);
        }
        for (const auto &[lines, width] : strokes)
            drawLines(painter, lines, style.colour, width);
        first = last;
    }
}

QImage BaseLayer::stationSprite(double radius) const
{
    const double pen = std::max(1.0, radius * 0.5);
    const int half = static_cast<int>(std::ceil(radius + pen));
    QImage image(2 * half + 1, 2 * half + 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_style->station, pen));
    painter.setBrush(m_style->stationFill);
    painter.drawEllipse(QPointF(half + 0.5, half + 0.5), radius, radius);
    painter.end();
    return image;
}

void BaseLayer::addStations()
{
    const double zoom = m_scale.styleZoom();
    m_stationSprites[0] = stationSprite(m_style->stationRadius.at(zoom) * m_scale.look);
    m_stationSprites[1] = stationSprite(m_style->interchangeRadius.at(zoom) * m_scale.look);
    for (const BaseGeometry::Spot &spot : m_geometry->spots) {
        const bool interchange = spot.kind == "interchange"_L1;
        const bool shown =
            interchange ? zoom >= m_style->interchangeZoom : spot.kind == "station"_L1 && zoom >= m_style->stationZoom;
        if (shown)
            m_stations.push_back({m_scale.toPixels(spot.place).toPoint(), interchange});
    }
}

void BaseLayer::paintStations(const RasterTarget &target, QPoint origin) const
{
    const int reach = m_stationSprites[1].width();
    const QRect near = QRect(origin, QSize(target.width, target.height)).adjusted(-reach, -reach, reach, reach);
    for (const Station &station : m_stations) {
        if (!near.contains(station.place))
            continue;
        const QPoint at = station.place - origin;
        blendCentred(target, at.x(), at.y(), m_stationSprites[station.interchange]);
    }
}

} // namespace guancheng
