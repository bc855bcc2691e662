// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMarginsF>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

namespace guancheng {

/**
 * What part of the world is seen, and how large: a value. Screen coordinates are logical pixels from the upper left
 * corner; zoom 0 shows the world in 256 pixels, each step of one doubles it, fractions are allowed.
 */
struct Viewport
{
    QPointF centre{0.5, 0.5}; ///< world
    double zoom = 0;
    QSizeF size; ///< logical pixels

    static constexpr double kMinZoom = 3;
    static constexpr double kMaxZoom = 19;

    /** Logical pixels of one world unit. */
    double scale() const;
    double metresPerPixel() const;
    QPointF toScreen(QPointF world) const;
    QPointF toWorld(QPointF screen) const;
    /** The part of the world that is seen. */
    QRectF visible() const;
    /** World to screen. */
    QTransform matrix() const;

    /** After the content was dragged by \c delta pixels. */
    Viewport panned(QPointF delta) const;
    /** With another zoom, within the limits, while the place under \c screen stays where it is. */
    Viewport zoomedAt(QPointF screen, double newZoom) const;
    /** The largest view of \c world that leaves \c margins pixels free. */
    static Viewport fitted(const QRectF &world, QSizeF size, const QMarginsF &margins = {});

    bool operator==(const Viewport &) const = default;
};

} // namespace guancheng
