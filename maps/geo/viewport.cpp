// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/viewport.h"

#include "maps/geo/mercator.h"

namespace guancheng {

double Viewport::scale() const
{
    return 256 * std::exp2(zoom);
}

double Viewport::metresPerPixel() const
{
    return 1 / (worldPerMetre(centre.y()) * scale());
}

QPointF Viewport::toScreen(QPointF world) const
{
    return (world - centre) * scale() + QPointF(size.width() / 2, size.height() / 2);
}

QPointF Viewport::toWorld(QPointF screen) const
{
    return centre + (screen - QPointF(size.width() / 2, size.height() / 2)) / scale();
}

QRectF Viewport::visible() const
{
    return {toWorld({0, 0}), size / scale()};
}

QTransform Viewport::matrix() const
{
    const double s = scale();
    return {s, 0, 0, s, size.width() / 2 - centre.x() * s, size.height() / 2 - centre.y() * s};
}

Viewport Viewport::panned(QPointF delta) const
{
    Viewport result = *this;
    result.centre -= delta / scale();
    return result;
}

Viewport Viewport::zoomedAt(QPointF screen, double newZoom) const
{
    const QPointF anchor = toWorld(screen);
    Viewport result = *this;
    result.zoom = std::clamp(newZoom, kMinZoom, kMaxZoom);
    result.centre += anchor - result.toWorld(screen);
    return result;
}

Viewport Viewport::fitted(const QRectF &world, QSizeF size, const QMarginsF &margins)
{
    Viewport result;
    result.size = size;
    result.centre = world.center();
    const double width = std::max(1.0, size.width() - margins.left() - margins.right());
    const double height = std::max(1.0, size.height() - margins.top() - margins.bottom());
    if (world.width() <= 0 || world.height() <= 0) {
        result.zoom = kMaxZoom;
        return result;
    }
    const double scale = std::min(width / world.width(), height / world.height());
    result.zoom = std::clamp(std::log2(scale / 256), kMinZoom, kMaxZoom);
    result.centre += QPointF(margins.right() - margins.left(), margins.bottom() - margins.top()) / (2 * result.scale());
    return result;
}

} // namespace guancheng
