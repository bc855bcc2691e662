// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/style/symbolset.h"

#include <QFont>
#include <QPainter>

#include <cmath>
#include <numbers>

namespace guancheng {

namespace {

/** A sprite of odd size around its middle, painted by \c draw in device pixels. */
template<typename Draw>
QImage sprite(double radius, Draw draw)
{
    const int half = static_cast<int>(std::ceil(radius)) + 1;
    QImage image(2 * half + 1, 2 * half + 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(half + 0.5, half + 0.5);
    draw(painter);
    painter.end();
    return image;
}

QPainterPath regular(int corners, double firstDegrees)
{
    QPainterPath path;
    for (int i = 0; i < corners; ++i) {
        const double angle = (firstDegrees + 360.0 * i / corners) * std::numbers::pi / 180;
        const QPointF corner(std::sin(angle), -std::cos(angle));
        i == 0 ? path.moveTo(corner) : path.lineTo(corner);
    }
    path.closeSubpath();
    return path;
}

/** Shape with its numeral; the numeral is a path, so that every size has the same proportions. */
void drawSymbol(QPainter &painter, const MapStyle &style, Level level, double radius)
{
    painter.save();
    painter.scale(radius, radius);
    painter.fillPath(levelShape(level), style.level(level));
    QFont font(style.font);
    font.setPixelSize(100);
    font.setWeight(QFont::Bold);
    QPainterPath numeral;
    numeral.addText(0, 0, font, levelNumeral(level));
    if (!numeral.isEmpty()) {
        numeral.translate(-numeral.boundingRect().center());
        const double height = level == Level::Major ? 0.72 : 0.9;
        const QRectF box = numeral.boundingRect();
        const double scale = std::min(height / box.height(), 1.0 / box.width());
        if (level == Level::Major)
            painter.translate(0, 0.2); // the middle of a triangle lies low
        painter.scale(scale, scale);
        painter.fillPath(numeral, style.markInk);
    }
    painter.restore();
}

QPainterPath arrow(double size)
{
    QPainterPath path;
    path.moveTo(0, -size);
    path.lineTo(size * 0.62, size * 0.75);
    path.lineTo(0, size * 0.32);
    path.lineTo(-size * 0.62, size * 0.75);
    path.closeSubpath();
    return path;
}

} // namespace

QPainterPath levelShape(Level level)
{
    switch (level) {
    case Level::Critical: return regular(6, 30);
    case Level::Major: {
        QPainterPath path = regular(3, 0);
        path.translate(0, 0.12);
        return QTransform::fromScale(1.12, 1.12).map(path);
    }
    case Level::Moderate: return QTransform::fromScale(1.1, 1.1).map(regular(4, 0));
    case Level::Minor:
    case Level::Normal: break;
    }
    QPainterPath circle;
    const double radius = level == Level::Minor ? 0.92 : 0.6;
    circle.addEllipse(QPointF(0, 0), radius, radius);
    return circle;
}

QColor deviceColour(const MapStyle &style, DeviceState state)
{
    switch (state) {
    case DeviceState::Minor: return style.level(Level::Minor);
    case DeviceState::Moderate: return style.level(Level::Moderate);
    case DeviceState::Major: return style.level(Level::Major);
    case DeviceState::Critical: return style.level(Level::Critical);
    case DeviceState::Fault:
    case DeviceState::Offline:
    case DeviceState::Unknown: return style.deviceSilent;
    case DeviceState::Normal: break;
    }
    return style.deviceCalm;
}

SymbolSet::SymbolSet(const MapStyle &style, double look, double zoom) : m_look(look), m_zoom(zoom)
{
    const double radius = style.markRadius * look;
    const double ring = style.ringRadius * look;
    const double dot = style.dotRadius * look;
    for (size_t i = 0; i < m_symbols.size(); ++i) {
        const auto level = static_cast<Level>(i);
        const QColor colour = style.level(level);
        m_symbols[i] = sprite(radius * 1.3 + look, [&](QPainter &p) {
            // A thin dark edge parts the symbol from what lies below it.
            p.save();
            p.scale(radius, radius);
            p.strokePath(levelShape(level), QPen(style.markGround, 0.36, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            p.restore();
            drawSymbol(p, style, level, radius);
        });
        m_dots[i] = sprite(dot + look, [&](QPainter &p) {
            p.setPen(QPen(style.markGround, 0.8 * look));
            p.setBrush(colour);
            p.drawEllipse(QPointF(0, 0), dot, dot);
        });
        for (const bool selected : {false, true}) {
            m_marks[i][selected] = sprite(ring + 4 * look, [&](QPainter &p) {
                QColor ground = style.markGround;
                ground.setAlphaF(0.82F);
                QColor edge = selected ? style.selection : colour;
                edge.setAlphaF(selected ? 1.0F : 0.85F);
                p.setPen(QPen(edge, (selected ? 1.6 : 1.0) * look));
                p.setBrush(ground);
                p.drawEllipse(QPointF(0, 0), ring, ring);
                if (selected) {
                    p.setBrush(Qt::NoBrush);
                    p.setPen(QPen(colour, look));
                    p.drawEllipse(QPointF(0, 0), ring + 2.5 * look, ring + 2.5 * look);
                }
                drawSymbol(p, style, level, radius);
            });
        }
    }
    const std::array<QColor, 3> unitColours{style.unitAvailable, style.unitBusy, style.unitOff};
    for (size_t at = 0; at < m_units.size() * unitColours.size() * kHeadings; ++at) {
        const bool large = at >= unitColours.size() * kHeadings;
        const size_t kind = at / kHeadings % unitColours.size();
        const size_t heading = at % kHeadings;
        const double small = style.unitSize.at(zoom) * look;
        const double size = large ? std::max(small, style.unitArrow * look) : small;
        m_units[large][kind][heading] = sprite(size + look, [&](QPainter &p) {
            p.rotate(360.0 * static_cast<double>(heading) / kHeadings);
            p.strokePath(arrow(size), QPen(style.markGround, 0.28 * size, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            p.fillPath(arrow(size), unitColours[kind]);
        });
    }
    for (size_t i = 0; i < m_devices.size(); ++i) {
        m_devices[i] = sprite(3.4 * look, [&](QPainter &p) {
            p.setPen(QPen(style.markGround, 0.8 * look));
            p.setBrush(deviceColour(style, static_cast<DeviceState>(i)));
            p.drawEllipse(QPointF(0, 0), 2.4 * look, 2.4 * look);
        });
    }
}

const QImage &SymbolSet::unit(UnitLook look, float heading, bool arrow) const
{
    const double turn = std::isfinite(heading) ? static_cast<double>(heading) / 360.0 * kHeadings : 0;
    const int step = static_cast<int>(std::lround(turn)) % kHeadings;
    return m_units[arrow][static_cast<size_t>(look)][static_cast<size_t>(step < 0 ? step + kHeadings : step)];
}

} // namespace guancheng
