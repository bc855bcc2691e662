// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/symbols.h"

#include "maps/style/layerstyle.h"

#include <QPainter>
#include <QTransform>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

QPainterPath corners(int count, double inner = 0)
{
    QPolygonF polygon;
    const int steps = inner > 0 ? 2 * count : count;
    for (int i = 0; i < steps; ++i) {
        const double radius = inner > 0 && i % 2 == 1 ? inner : 1;
        const double angle = 2 * std::numbers::pi * i / steps;
        polygon << QPointF(radius * std::sin(angle), -radius * std::cos(angle));
    }
    QPainterPath path;
    path.addPolygon(polygon);
    path.closeSubpath();
    return path;
}

QPainterPath bars(double turn)
{
    constexpr double kHalf = 0.3;
    QPainterPath path;
    path.addRect(QRectF(-1, -kHalf, 2, 2 * kHalf));
    QPainterPath upright;
    upright.addRect(QRectF(-kHalf, -1, 2 * kHalf, 2));
    return QTransform().rotate(turn).map(path.united(upright));
}

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

} // namespace

size_t qHash(const PointLook &look, size_t seed)
{
    return qHashMulti(seed, look.shape, look.turn, look.size, look.outlineWidth, look.colour, look.outline);
}

QPainterPath pointShape(int shape)
{
    const QString &name = pointShapes()[std::clamp(shape, 0, int(pointShapes().size()) - 1)];
    QPainterPath path;
    if (name == "square"_L1) {
        path.addRect(QRectF(-0.85, -0.85, 1.7, 1.7));
    } else if (name == "diamond"_L1) {
        path = corners(4);
    } else if (name == "triangle"_L1) {
        path = corners(3);
    } else if (name == "hexagon"_L1) {
        path = corners(6);
    } else if (name == "star"_L1) {
        path = corners(5, 0.45);
    } else if (name == "cross"_L1) {
        path = bars(45);
    } else if (name == "plus"_L1) {
        path = bars(0);
    } else if (name == "arrow"_L1) {
        path = polygon({{0, -1}, {0.72, 0.85}, {0, 0.45}, {-0.72, 0.85}});
    } else if (name == "pin"_L1) {
        // The tip is the place.
        path.moveTo(0, 0);
        path.cubicTo(-0.15, -0.5, -0.62, -0.8, -0.62, -1.25);
        path.arcTo(QRectF(-0.62, -1.87, 1.24, 1.24), 180, -180);
        path.cubicTo(0.62, -0.8, 0.15, -0.5, 0, 0);
    } else if (name == "ring"_L1 || name == "station"_L1) {
        path.addEllipse(QPointF(0, 0), 1, 1);
        if (name == "ring"_L1)
            path.addEllipse(QPointF(0, 0), 0.6, 0.6);
    } else {
        path.addEllipse(QPointF(0, 0), 1, 1);
    }
    return path;
}

QImage pointSprite(const PointLook &look)
{
    const double radius = look.size / 4.0;
    const double pen = look.outlineWidth / 10.0;
    const int half = static_cast<int>(std::ceil(radius * 1.9 + pen)) + 1;
    QImage image(2 * half + 1, 2 * half + 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(half + 0.5, half + 0.5);
    painter.rotate(look.turn * 10.0);
    const QPainterPath path = QTransform::fromScale(radius, radius).map(pointShape(look.shape));
    painter.setPen(pen > 0 && qAlpha(look.outline) > 0
                       ? QPen(QColor::fromRgba(look.outline), pen, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin)
                       : QPen(Qt::NoPen));
    painter.setBrush(QColor::fromRgba(look.colour));
    painter.drawPath(path);
    return image;
}

quint32 PointSprites::add(const PointLook &look)
{
    if (look.size == 0)
        return kNone;
    if (const auto it = m_numbers.constFind(look); it != m_numbers.cend())
        return *it;
    if (m_sprites.size() >= kLimit || m_bytes > kBytes)
        return static_cast<quint32>(m_sprites.size() - 1);
    m_sprites.push_back(pointSprite(look));
    m_bytes += m_sprites.back().sizeInBytes();
    m_reach = std::max(m_reach, m_sprites.back().width() / 2 + 1);
    const auto number = static_cast<quint32>(m_sprites.size() - 1);
    m_numbers.insert(look, number);
    return number;
}

QImage patternTile(const QString &pattern, double spacing, double width, const QColor &colour)
{
    const bool diagonal = pattern == "hatch"_L1 || pattern == "backhatch"_L1 || pattern == "cross"_L1;
    // A diagonal hatch repeats after its spacing times the root of two; whole pixels, so that the tiles of the map meet.
    const int side = std::clamp(static_cast<int>(std::lround(spacing * (diagonal ? std::numbers::sqrt2 : 1))), 3, 400);
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap));
    if (pattern == "hatch"_L1 || pattern == "cross"_L1) {
        for (int shift = -1; shift <= 1; ++shift)
            painter.drawLine(QPointF(shift * side - 2, side + 2), QPointF((shift + 1) * side + 2, -2));
    }
    if (pattern == "backhatch"_L1 || pattern == "cross"_L1) {
        for (int shift = -1; shift <= 1; ++shift)
            painter.drawLine(QPointF(shift * side - 2, -2), QPointF((shift + 1) * side + 2, side + 2));
    }
    if (pattern == "horizontal"_L1)
        painter.drawLine(QPointF(-2, side / 2.0), QPointF(side + 2, side / 2.0));
    if (pattern == "vertical"_L1)
        painter.drawLine(QPointF(side / 2.0, -2), QPointF(side / 2.0, side + 2));
    if (pattern == "dots"_L1) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(side / 2.0, side / 2.0), width, width);
    }
    return image;
}

} // namespace guancheng
