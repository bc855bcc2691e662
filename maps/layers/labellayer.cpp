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

/** So near to each other, pixels of a 1080-line screen, equal names are one thing. */
constexpr double kSamePlace = 150;
constexpr double kSameArea = 420;

QRect around(QPoint middle, QSize size)
{
    return {middle - QPoint(size.width() / 2, size.height() / 2), size};
}

} // namespace

LabelLayer::LabelLayer(const BaseGeometry &geometry, std::shared_ptr<const MapStyle> style, const MapScale &scale,
                       std::shared_ptr<TextSprites> sprites, const std::vector<LabelWishes> &data)
    : m_style(std::move(style))
    , m_scale(scale)
    , m_sprites(std::move(sprites))
{
    std::vector<std::pair<const LabelCandidate *, quint32>> wishes;
    for (const LabelWishes &layer : data) {
        for (const LabelCandidate &label : *layer.labels)
            wishes.emplace_back(&label, layer.opacity);
    }
    std::stable_sort(wishes.begin(), wishes.end(),
                     [](const auto &a, const auto &b) { return a.first->priority > b.first->priority; });
    auto wish = wishes.cbegin();
    for (; wish != wishes.cend() && wish->first->priority > kBeforeBase; ++wish)
        placeData(*wish->first, wish->second);
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
    for (; wish != wishes.cend(); ++wish)
        placeData(*wish->first, wish->second);
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
    m_placed.push_back({text, look, middle, box, m_opacity});
    m_names[text].push_back(middle);
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
    m_placed.push_back({text, look, middle, box, m_opacity});
    m_names[text].push_back(middle);
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
        if (isNamedNear(name, middle, kSameArea * m_scale.look) || isNamedNear(area.nameZh, middle, kSameArea * m_scale.look))
            continue; // by a layer of data
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
        if (isNamedNear(name, place, kSamePlace * m_scale.look) || isNamedNear(spot.nameZh, place, kSamePlace * m_scale.look))
            continue;
        if (!beside) {
            placeAt(name, look, place, size);
            continue;
        }
        const int gap = static_cast<int>(3 * m_scale.look);
        placeBeside(name, look, place, look.pixelSize / 2 + gap, look.pixelSize / 4 + gap, size);
    }
}

bool LabelLayer::placeBeside(const QString &text, const TextLook &look, QPoint place, int gapX, int gapY, QSize size)
{
    const int dx = size.width() / 2 + gapX;
    const int dy = size.height() / 2 + gapY;
    const auto fits = [&](QPoint offset) { return placeAt(text, look, place + offset, size); };
    return fits({dx, 0}) || fits({-dx, 0}) || fits({0, -dy}) || fits({0, dy});
}

bool LabelLayer::isNamedNear(const QString &text, QPoint place, double distance) const
{
    const auto it = m_names.constFind(text);
    return it != m_names.cend() && std::any_of(it->begin(), it->end(), [&](QPoint other) {
               return std::hypot(other.x() - place.x(), other.y() - place.y()) < distance;
           });
}

void LabelLayer::placeData(const LabelCandidate &label, quint32 opacity)
{
    TextLook look = label.look;
    look.font = m_style->font;
    look.pixelSize = std::max(look.pixelSize, 1);
    const QSizeF size = m_sprites->measure(label.text, look);
    m_opacity = opacity;
    if (!label.line.isEmpty()) {
        for (const LinePlace &place : straightPlaces(thinned(label.line, 2), size.width() * 1.1, label.repeat)) {
            look.angle = place.angle;
            // One street is many features in most data.
            if (!isNamedNear(label.text, place.middle.toPoint(), label.repeat))
                placeTurned(label.text, look, place.middle.toPoint(), size);
        }
    } else if (label.room > 0 && size.width() > 2 * label.room) {
        m_opacity = 256;
        return;
    } else if (!isNamedNear(label.text, label.place, std::max(kSamePlace * m_scale.look, label.room))) {
        if (label.clearance < 0)
            placeAt(label.text, look, label.place, size.toSize());
        else
            placeBeside(label.text, look, label.place, label.clearance + look.pixelSize / 4,
                        label.clearance + look.pixelSize / 8, size.toSize());
    }
    m_opacity = 256;
}

QRect LabelLayer::reachOf(const Placed &label) const
{
    const int step = stepAside(label);
    const int margin = static_cast<int>(label.look.haloWidth) + 4 + (label.look.angle != 0 ? label.look.pixelSize : 0);
    return label.box.adjusted(-margin, -margin - step, margin, margin + step);
}

std::vector<QRect> LabelLayer::differenceTo(const LabelLayer &other) const
{
    const auto key = [](const Placed &label) { return quint64(quint32(label.middle.y())) << 32 | quint32(label.middle.x()); };
    QHash<quint64, const Placed *> there;
    for (const Placed &label : other.m_placed)
        there.insert(key(label), &label);
    std::vector<QRect> result;
    for (const Placed &label : m_placed) {
        const auto it = there.constFind(key(label));
        if (it != there.cend() && **it == label)
            there.erase(it);
        else
            result.push_back(reachOf(label));
    }
    for (const Placed *label : std::as_const(there))
        result.push_back(reachOf(*label));
    return result;
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
        blendSprite(target, at.x(), at.y(), sprite->image, label.opacity);
    }
}

} // namespace guancheng
