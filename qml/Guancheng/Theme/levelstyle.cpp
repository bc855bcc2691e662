// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "levelstyle.h"

#include "palette.h"

#include <QFont>
#include <QPainter>
#include <QPainterPath>

#include <array>
#include <cmath>
#include <numbers>

namespace guancheng {

namespace {

QColor mix(const QColor &ground, const QColor &over, double share)
{
    const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return QColor(channel(ground.red(), over.red()), channel(ground.green(), over.green()),
                  channel(ground.blue(), over.blue()));
}

QPolygonF hexagon(const QPointF &centre, double radius)
{
    QPolygonF shape;
    for (int i = 0; i < 6; ++i) {
        const double angle = std::numbers::pi / 3 * i;
        shape << centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
    }
    return shape;
}

void paintShape(QPainter &painter, const QPointF &c, double r, Level level)
{
    switch (level) {
    case Level::Critical: painter.drawPolygon(hexagon(c, r)); break;
    case Level::Major:
        painter.drawPolygon(QPolygonF{c + QPointF(0, -0.92 * r), c + QPointF(r, 0.84 * r), c + QPointF(-r, 0.84 * r)});
        break;
    case Level::Moderate:
        painter.drawPolygon(QPolygonF{c + QPointF(0, -r), c + QPointF(r, 0), c + QPointF(0, r), c + QPointF(-r, 0)});
        break;
    case Level::Minor: painter.drawEllipse(c, 0.88 * r, 0.88 * r); break;
    case Level::Normal: painter.drawEllipse(c, 0.3 * r, 0.3 * r); break;
    }
}

/**
 * The numeral as strokes: a font's 'III' is too wide for a mark of 20 pixels, and hinting makes its strokes uneven.
 * I is a bar, V two slanting ones.
 */
void paintNumeral(QPainter &painter, const QPointF &centre, double r, Level level)
{
    const double height = 0.78 * r;
    const double stroke = std::max(1.0, 0.17 * r);
    const double pitch = 2.0 * stroke;
    const double top = centre.y() - height / 2;
    painter.setPen(QPen(WallPalette().background, stroke, Qt::SolidLine, Qt::FlatCap));
    const auto bar = [&](double x) { painter.drawLine(QPointF(x, top), QPointF(x, top + height)); };
    if (level == Level::Minor) {
        const double left = centre.x() - 1.9 * stroke;
        const double v = left + pitch;
        bar(left);
        painter.drawPolyline(QPolygonF{{v, top}, {v + 1.35 * stroke, top + height}, {v + 2.7 * stroke, top}});
        return;
    }
    const int bars = 5 - static_cast<int>(level);
    for (int i = 0; i < bars; ++i)
        bar(centre.x() + (i - (bars - 1) / 2.0) * pitch);
}

} // namespace

QColor levelColor(Level level)
{
    switch (level) {
    case Level::Critical: return {0xE5, 0x48, 0x4D};
    case Level::Major: return {0xF0, 0x88, 0x3E};
    case Level::Moderate: return {0xE8, 0xC5, 0x47};
    case Level::Minor: return {0x4C, 0x9B, 0xE8};
    case Level::Normal: break;
    }
    return WallPalette().data;
}

QColor levelTint(Level level, const QColor &ground)
{
    return level == Level::Normal ? ground : mix(ground, levelColor(level), 0.13);
}

QColor levelBorder(Level level, const QColor &ground, const QColor &quiet)
{
    return level == Level::Normal ? quiet : mix(ground, levelColor(level), 0.6);
}

void paintLevelMark(QPainter &painter, const QRectF &rect, Level level)
{
    const double r = std::min(rect.width(), rect.height()) / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(levelColor(level));
    paintShape(painter, rect.center(), r, level);
    if (level != Level::Normal) {
        // The triangle carries its weight below the middle.
        const QPointF centre = rect.center() + QPointF(0, level == Level::Major ? 0.28 * r : 0);
        paintNumeral(painter, centre, level == Level::Major ? 0.9 * r : r, level);
    }
    painter.restore();
}

} // namespace guancheng
