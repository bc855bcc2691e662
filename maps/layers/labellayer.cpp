// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/labellayer.h"

#include <QLineF>

#include "maps/layers/polyline.h"

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

QRect around(QPoint middle, QSize size)
{
    return {middle - QPoint(size.width() / 2, size.height() / 2), size};
}

} // namespace

LabelLayer::LabelLayer(const BaseGeometry &geometry, std::shared_ptr<const MapStyle> style, const MapScale &scale,
                       std::shared_ptr<TextSprites> sprites)
    : m_style(std::move(style))
    , m_scale(scale)
    , m_sprites(std::move(sprites))
{
    const double zoom = m_scale.styleZoom();
    for (const LabelStyle &label : m_style->labels) {
        if (zoom < label.minZoom || zoom >= label.maxZoom)
            continue;
        if (label.kind == "district"_L1)
            placeAreas(geometry, label);
        else if (label.kind == "road"_L1 || label.kind == "river"_L1)
            placeLines(geometry, label);
        else
            placeSpots(geometry, label);
    }
}

TextLook LabelLayer::lookOf(const LabelStyle &style) const
{
    const double zoom = m_scale.styleZoom();
    return {.font = m_style->font,
            .pixelSize = static_cast<int>(std::lround(style.size.at(zoom) * m_scale.look)),
            .weight = style.weight,
            .spacing = m_scale.chinese ? style.spacing : style.spacing / 3,
            .colour = style.colour.rgba(),
            .halo = style.halo.rgba(),
            .haloWidth = style.haloWidth * m_scale.look,
            .angle = 0};
}

bool LabelLayer::placeAt(const QString &text, const TextLook &look, QPoint middle, QSize size)
{
    const int gap = look.pixelSize / 4;
    const QRect box = around(middle, size).adjusted(-gap, -gap / 2, gap, gap / 2);
    if (m_taken.meets(box))
        return false;
    m_taken.insert(box, 0);
    const int margin = static_cast<int>(look.haloWidth) + 3;
    m_placed.push_back({text, look, middle, box});
    m_tallest = std::max(m_tallest, stepAside(m_placed.back()));
    m_pixels.insert(around(middle, size).adjusted(-margin, -margin, margin, margin), static_cast<quint32>(m_placed.size() - 1));
    return true;
}

bool LabelLayer::placeTurned(const QString &text, const TextLook &look, QPoint middle, QSizeF size)
{
    // A turned text is a row of squares: far tighter than its box.
    const double angle = look.angle * std::numbers::pi / 180;
    const QPointF direction(std::cos(angle), std::sin(angle));
    const double side = size.height();
    const int count = std::max(1, static_cast<int>(std::ceil(size.width() / side)));
    std::vector<QRect> squares;
    for (int i = 0; i < count; ++i) {
        const double at = count == 1 ? 0 : -size.width() / 2 + side / 2 + (size.width() - side) * i / (count - 1);
        squares.push_back(around(middle + (direction * at).toPoint(), QSizeF(side, side).toSize()));
        if (m_taken.meets(squares.back()))
            return false;
    }
    QRect box;
    for (const QRect &square : squares) {
        m_taken.insert(square, 0);
        box |= square;
    }
    const int margin = static_cast<int>(look.haloWidth + side / 2) + 2;
    m_placed.push_back({text, look, middle, box});
    m_pixels.insert(box.adjusted(-margin, -margin, margin, margin), static_cast<quint32>(m_placed.size() - 1));
    return true;
}

std::vector<QRect> LabelLayer::namesNear(const QRect &box) const
{
    std::vector<QRect> result;
    m_pixels.visit(box.adjusted(0, -m_tallest, 0, m_tallest), [&](quint32 i) {
        const int step = stepAside(m_placed[i]);
        result.push_back(m_placed[i].box.adjusted(0, -step, 0, step));
    });
    return result;
}

void LabelLayer::placeAreas(const BaseGeometry &geometry, const LabelStyle &style)
{
    const TextLook look = lookOf(style);
    for (const BaseGeometry::Area &area : geometry.areas) {
        const QString &name = nameOf(area.nameZh, area.nameEn);
        const QSize size = m_sprites->measure(name, look).toSize();
        const QPoint middle = m_scale.toPixels(area.centre).toPoint();
        // In the old town districts are smaller than their names: a little up or down is still inside.
        for (const int step : {0, -1, 1}) {
            if (placeAt(name, look, middle + QPoint(0, step * size.height()), size))
                break;
        }
    }
}

void LabelLayer::placeSpots(const BaseGeometry &geometry, const LabelStyle &style)
{
    const TextLook look = lookOf(style);
    const bool beside = style.kind != "street"_L1; // the others have a mark of their own at the place
    for (const BaseGeometry::Spot &spot : geometry.spots) {
        if (spot.kind != style.kind)
            continue;
        const QString &name = nameOf(spot.nameZh, spot.nameEn);
        const QSize size = m_sprites->measure(name, look).toSize();
        const QPoint place = m_scale.toPixels(spot.place).toPoint();
        if (!beside) {
            placeAt(name, look, place, size);
            continue;
        }
        const int dx = size.width() / 2 + look.pixelSize / 2 + static_cast<int>(3 * m_scale.look);
        const int dy = size.height() / 2 + look.pixelSize / 4 + static_cast<int>(3 * m_scale.look);
        for (const QPoint offset : {QPoint(dx, 0), QPoint(-dx, 0), QPoint(0, -dy), QPoint(0, dy)}) {
            if (placeAt(name, look, place + offset, size))
                break;
        }
    }
}

bool LabelLayer::isLineLabel(const LabelStyle &style, const BaseGeometry::Line &line) const
{
    if (style.kind == "river"_L1)
        return line.kind == "river"_L1;
    const double zoom = m_scale.styleZoom();
    const LineStyle *drawn = m_style->line(QLatin1StringView(line.kind.toLatin1()));
    return line.kind != "river"_L1 && line.kind != "metro"_L1 && drawn && zoom >= drawn->minZoom;
}

void LabelLayer::placeLines(const BaseGeometry &geometry, const LabelStyle &style)
{
    TextLook look = lookOf(style);
    for (const BaseGeometry::Line &line : geometry.lines) {
        if (!isLineLabel(style, line))
            continue;
        const QString &name = nameOf(line.nameZh, line.nameEn);
        const QSizeF size = m_sprites->measure(name, look);
        QList<QPointF> pixels;
        pixels.reserve(line.points.size());
        for (const QPointF p : line.points)
            pixels.append(m_scale.toPixels(p));
        for (const LinePlace &place : straightPlaces(thinned(pixels, 2), size.width() * 1.1, style.repeat * m_scale.look)) {
            look.angle = place.angle;
            placeTurned(name, look, place.middle.toPoint(), size);
        }
    }
}

int LabelLayer::stepAside(const Placed &label) const
{
    return label.box.height() + label.look.pixelSize / 4;
}

std::optional<QPoint> LabelLayer::freePlace(const Placed &label, const BoxGrid &covered) const
{
    if (!covered.meets(label.box))
        return label.middle;
    if (label.look.angle != 0)
        return std::nullopt;
    for (const int dy : {-stepAside(label), stepAside(label)}) {
        const QRect box = label.box.translated(0, dy);
        if (!covered.meets(box) && !m_taken.meets(box))
            return label.middle + QPoint(0, dy);
    }
    return std::nullopt;
}

void LabelLayer::paintBeside(const RasterTarget &target, const TileRequest &request, const BoxGrid &covered) const
{
    // A name of the neighbour may step into this tile.
    const QRect near = QRect(request.origin, QSize(target.width, target.height)).adjusted(0, -m_tallest, 0, m_tallest);
    std::vector<quint32> here;
    m_pixels.visit(near, [&](quint32 i) { here.push_back(i); });
    std::sort(here.begin(), here.end());
    here.erase(std::unique(here.begin(), here.end()), here.end());
    for (const quint32 i : here) {
        const Placed &label = m_placed[i];
        const std::optional<QPoint> middle = freePlace(label, covered);
        if (!middle)
            continue;
        const auto sprite = m_sprites->sprite(label.text, label.look);
        const QPoint at = *middle + sprite->topLeft - request.origin;
        blendSprite(target, at.x(), at.y(), sprite->image);
    }
}

} // namespace guancheng
