// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/print/sheetmap.h"

#include "maps/geo/mercator.h"
#include "maps/layers/labellayer.h"
#include "maps/layers/polyline.h"
#include "maps/print/mapsheet.h"
#include "maps/print/sheetfeatures.h"
#include "maps/style/symbolset.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

/** Paints one sheet; coordinates are pixels of the view. */
class Painting
{
public:
    Painting(QPainter &painter, const SheetOrder &order, const Viewport &view)
        : m_painter(painter)
        , m_order(order)
        , m_style(*order.snapshot.style)
        , m_view(view)
        , m_scale{view.scale(), 1, order.chinese}
        , m_origin((view.centre * m_scale.scale - QPointF(view.size.width(), view.size.height()) / 2).toPoint())
        , m_page(QPointF(0, 0), view.size)
    {
    }

    void paint()
    {
        m_painter.fillRect(m_page, m_style.sea);
        paintAreas();
        paintLines();
        paintStations();
        paintDataLayers();
        paintDevices();
        paintUnits();
        const auto sprites = std::make_shared<TextSprites>();
        const LabelLayer labels(*m_order.snapshot.geometry, m_order.snapshot.style, m_scale, sprites);
        const auto symbols = std::make_shared<SymbolSet>(m_style, m_scale.look, m_scale.styleZoom());
        const QRect seen(m_origin, m_view.size.toSize());
        const MarkLayer marks(m_order.snapshot.marks, m_order.snapshot.style, symbols, m_scale, sprites, m_order.selectedId,
                              &labels, seen);
        for (const LabelLayer::Placed &label : labels.placed()) {
            if (label.box.intersects(seen) && !marks.covering().meets(label.box))
                paintText(label.text, label.look, label.middle - m_origin);
        }
        paintMarks(marks);
    }

private:
    QPointF at(QPointF world) const { return world * m_scale.scale - QPointF(m_origin); }
    bool isNear(const QRectF &world, double margin) const
    {
        const QRectF box(at(world.topLeft()), world.size() * m_scale.scale);
        const QRectF page = m_page.adjusted(-margin, -margin, margin, margin);
        return box.left() <= page.right() && page.left() <= box.right() && box.top() <= page.bottom() &&
               page.top() <= box.bottom();
    }
    QList<QPointF> line(const QList<QPointF> &world) const
    {
        QList<QPointF> points;
        points.reserve(world.size());
        for (const QPointF p : world)
            points.append(at(p));
        return simplified(thinned(points, 0.1), 0.05);
    }

    void paintAreas()
    {
        const double width = m_style.boundaryWidth.at(m_scale.styleZoom());
        QList<QPainterPath> borders;
        for (const BaseGeometry::Area &area : m_order.snapshot.geometry->areas) {
            if (!isNear(area.box, 4))
                continue;
            QPainterPath path;
            for (const QList<QPointF> &ring : area.rings) {
                const QList<QPointF> points = line(ring);
                if (points.size() < 3)
                    continue;
                path.addPolygon(points);
                path.closeSubpath();
            }
            // Neighbours would leave a hair of sea between them.
            m_painter.strokePath(path, QPen(m_style.land, width + 1));
            m_painter.fillPath(path, m_style.land);
            borders.append(path);
        }
        for (const QPainterPath &path : std::as_const(borders))
            m_painter.strokePath(path, QPen(m_style.boundary, width));
    }

    void stroke(const BaseGeometry::Line &line, const QColor &colour, double width)
    {
        m_painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        for (const QList<QPointF> &run : runsNear(this->line(line.points), m_page.adjusted(-width, -width, width, width)))
            m_painter.drawPolyline(run.constData(), static_cast<int>(run.size()));
    }

    void paintLines()
    {
        const double zoom = m_scale.styleZoom();
        for (const LineStyle &style : m_style.lines) {
            if (zoom < style.minZoom)
                continue;
            const double styled = style.width.at(zoom);
            for (const bool casing : {true, false}) {
                if (casing && !style.casing.isValid())
                    continue;
                for (const BaseGeometry::Line &line : m_order.snapshot.geometry->lines) {
                    const double width = std::max(styled, line.widthWorld * m_scale.scale);
                    if (line.kind == style.kind && isNear(line.box, width))
                        stroke(line, casing ? style.casing : style.colour, casing ? width + 2 * style.casingWidth : width);
                }
            }
        }
    }

    void paintStations()
    {
        const double zoom = m_scale.styleZoom();
        for (const BaseGeometry::Spot &spot : m_order.snapshot.geometry->spots) {
            const bool interchange = spot.kind == "interchange"_L1;
            if (interchange ? zoom < m_style.interchangeZoom : spot.kind != "station"_L1 || zoom < m_style.stationZoom)
                continue;
            const QPointF place = at(spot.place);
            if (!m_page.contains(place))
                continue;
            const double radius = (interchange ? m_style.interchangeRadius : m_style.stationRadius).at(zoom);
            m_painter.setPen(QPen(m_style.station, std::max(0.6, radius * 0.5)));
            m_painter.setBrush(m_style.stationFill);
            m_painter.drawEllipse(place, radius, radius);
        }
        m_painter.setBrush(Qt::NoBrush);
    }

    void paintDataLayers();

    void paintDevices()
    {
        const PointIndex *points = m_order.snapshot.points.get();
        if (!points || points->size() == 0)
            return;
        std::vector<std::pair<QPointF, DeviceState>> seen;
        points->visit(m_view.visible(), [&](quint32 begin, quint32 end) {
            for (quint32 rank = begin; rank < end; ++rank) {
                const QPointF place = at(points->world(rank));
                if (m_page.contains(place))
                    seen.emplace_back(place, points->state(rank));
            }
        });
        if (seen.size() > MapSheet::kVectorPoints)
            paintTexture(seen);
        else
            paintDots(seen);
    }
    void paintDots(const std::vector<std::pair<QPointF, DeviceState>> &seen)
    {
        const double zoom = m_scale.styleZoom();
        m_painter.setPen(Qt::NoPen);
        for (const bool abnormal : {false, true}) {
            const double side = (abnormal ? m_style.abnormalSize : m_style.dotSize).at(zoom);
            for (int state = 0; state <= static_cast<int>(DeviceState::Unknown); ++state) {
                if (isAbnormal(DeviceState(state)) != abnormal)
                    continue;
                QList<QRectF> squares;
                for (const auto &[place, its] : seen) {
                    if (static_cast<int>(its) == state)
                        squares.append(QRectF(place - QPointF(side, side) / 2, QSizeF(side, side)));
                }
                QColor colour = deviceColour(m_style, DeviceState(state));
                colour.setAlphaF(static_cast<float>(abnormal ? 1 : m_style.deviceAlpha));
                m_painter.setBrush(colour);
                m_painter.drawRects(squares);
            }
        }
        m_painter.setBrush(Qt::NoBrush);
    }

    /** Too many to be told apart: how dense they are, as a picture of two pixels a unit; what is abnormal stays sharp. */
    void paintTexture(const std::vector<std::pair<QPointF, DeviceState>> &seen)
    {
        constexpr double kFine = 2;
        QImage image((m_view.size * kFine).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        QColor colour = m_style.deviceCalm;
        colour.setAlphaF(static_cast<float>(m_style.deviceAlpha));
        const int side = std::max(1, static_cast<int>(std::lround(m_style.dotSize.at(m_scale.styleZoom()) * kFine)));
        std::vector<std::pair<QPointF, DeviceState>> abnormal;
        for (const auto &one : seen) {
            if (isAbnormal(one.second))
                abnormal.push_back(one);
            else
                painter.fillRect(QRect((one.first * kFine).toPoint() - QPoint(side / 2, side / 2), QSize(side, side)), colour);
        }
        painter.end();
        m_painter.drawImage(m_page, image);
        paintDots(abnormal);
    }

    void paintUnits()
    {
        const double zoom = m_scale.styleZoom();
        m_painter.setPen(Qt::NoPen);
        for (const UnitMark &unit : *m_order.snapshot.units) {
            const QPointF place = at(unit.place);
            if (!m_page.contains(place))
                continue;
            const bool busy = unit.look == SymbolSet::UnitLook::Busy;
            const bool arrow = busy || standsForMany(unit, m_style, zoom);
            const double size = arrow ? std::max(m_style.unitArrow, m_style.unitSize.at(zoom)) : m_style.unitSize.at(zoom);
            QPainterPath path(QPointF(0, -size));
            path.lineTo(size * 0.62, size * 0.75);
            path.lineTo(0, size * 0.32);
            path.lineTo(-size * 0.62, size * 0.75);
            path.closeSubpath();
            QColor colour = busy                                    ? m_style.unitBusy
                            : unit.look == SymbolSet::UnitLook::Off ? m_style.unitOff
                                                                    : m_style.unitAvailable;
            colour.setAlphaF(static_cast<float>(unit.stale ? m_style.staleAlpha : busy ? 1 : m_style.unitAlpha));
            m_painter.fillPath(QTransform().translate(place.x(), place.y()).rotate(static_cast<double>(unit.heading)).map(path),
                               colour);
        }
    }

    void paintMarks(const MarkLayer &marks)
    {
        for (const MarkLayer::Placed &mark : marks.placed())
            paintMark(mark, QPointF(mark.place - m_origin));
        const LabelStyle *style = m_style.label("mark"_L1);
        if (!style)
            return;
        const TextLook look{.font = m_style.font,
                            .pixelSize = static_cast<int>(std::lround(style->size.at(m_scale.styleZoom()))),
                            .weight = style->weight,
                            .spacing = style->spacing,
                            .colour = style->colour.rgba(),
                            .halo = style->halo.rgba(),
                            .haloWidth = style->haloWidth,
                            .angle = 0};
        for (const MarkLayer::Placed &mark : marks.placed()) {
            if (!mark.label.isEmpty())
                paintText(mark.label, look, mark.labelMiddle - m_origin);
        }
    }

    void paintMark(const MarkLayer::Placed &mark, QPointF place)
    {
        const QColor colour = m_style.level(mark.level);
        if (mark.prominence == MarkLayer::Prominence::Dot) {
            m_painter.setPen(QPen(m_style.markGround, 0.6));
            m_painter.setBrush(colour);
            m_painter.drawEllipse(place, m_style.dotRadius, m_style.dotRadius);
            return;
        }
        if (mark.prominence == MarkLayer::Prominence::Ring) {
            m_painter.setPen(QPen(mark.selected ? m_style.selection : colour, 1.4));
            m_painter.setBrush(m_style.markGround);
            m_painter.drawEllipse(place, m_style.ringRadius, m_style.ringRadius);
        }
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(colour);
        const QTransform grown = QTransform().translate(place.x(), place.y()).scale(m_style.markRadius, m_style.markRadius);
        m_painter.drawPath(grown.map(levelShape(mark.level)));
        QFont font(m_style.font);
        font.setBold(true);
        font.setPixelSize(std::max(1, static_cast<int>(m_style.markRadius * 1.15)));
        m_painter.setFont(font);
        m_painter.setPen(m_style.markInk);
        const double low = mark.level == Level::Major ? m_style.markRadius * 0.22 : 0;
        const QRectF box(place - QPointF(20, 20 - low), QSizeF(40, 40));
        m_painter.drawText(box, Qt::AlignCenter, levelNumeral(mark.level));
    }

    /** Real text above its halo, so that it can be searched and copied. */
    void paintText(const QString &text, const TextLook &look, QPointF middle)
    {
        QFont font(look.font);
        font.setPixelSize(std::max(1, look.pixelSize));
        font.setWeight(static_cast<QFont::Weight>(look.weight));
        if (look.spacing != 0)
            font.setLetterSpacing(QFont::AbsoluteSpacing, look.spacing * look.pixelSize);
        QPainterPath path;
        path.addText(0, 0, font, text);
        const QPointF inner = path.boundingRect().center();
        m_painter.save();
        m_painter.translate(middle);
        m_painter.rotate(look.angle);
        m_painter.translate(-inner);
        if (look.haloWidth > 0)
            m_painter.strokePath(
                path, QPen(QColor::fromRgb(look.halo), 2 * look.haloWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        m_painter.setFont(font);
        m_painter.setPen(QColor::fromRgb(look.colour));
        m_painter.drawText(QPointF(0, 0), text);
        m_painter.restore();
    }

    QPainter &m_painter;
    const SheetOrder &m_order;
    const MapStyle &m_style;
    Viewport m_view;
    MapScale m_scale;
    QPoint m_origin; ///< world pixels
    QRectF m_page;
};

void Painting::paintDataLayers()
{
    if (!m_order.snapshot.dataLayers)
        return;
    for (const ShownLayer &layer : *m_order.snapshot.dataLayers) {
        if (m_scale.styleZoom() < layer.minZoom || m_scale.styleZoom() >= layer.maxZoom)
            continue;
        if (SheetFeatures::isDrawnHere(layer, m_scale.styleZoom()))
            SheetFeatures(layer, m_scale, m_origin, m_page).paint(m_painter);
        if (!layer.raster)
            continue;
        const auto picture = layer.raster->render(m_view.visible(), (m_view.size * 2).toSize());
        if (!picture)
            continue;
        m_painter.setOpacity(layer.opacity);
        m_painter.drawImage(m_page, *picture);
        m_painter.setOpacity(1);
    }
}

} // namespace

void paintSheetMap(QPainter &painter, const SheetOrder &order, const Viewport &view)
{
    Painting(painter, order, view).paint();
}

} // namespace guancheng
