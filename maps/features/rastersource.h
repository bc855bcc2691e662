// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QImage>
#include <QRectF>
#include <QSize>

namespace guancheng {

/**
 * A picture that covers part of the map: an aerial image, a scanned plan, a map service.
 * 1. render() is called by workers of its own, several at a time, and may wait for a disk or a network; it returns after
 *    a bounded time in any case.
 * 2. The answer has the size asked for, in a format with alpha where it does not cover the rectangle, in web mercator.
 * 3. An error leaves the tile without this layer; it is counted and told on the layer.
 */
class RasterSource
{
public:
    RasterSource() = default;
    virtual ~RasterSource() = default;
    Q_DISABLE_COPY_MOVE(RasterSource)

    /** \c world: a rectangle of the unit square of maps/geo/mercator.h, y to the south. */
    virtual Result<QImage> render(const QRectF &world, QSize size) const = 0;
    /** What it covers, in the same square; null: unknown. */
    virtual QRectF bounds() const { return {}; }
};

} // namespace guancheng
