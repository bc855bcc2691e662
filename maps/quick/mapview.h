// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/geo/viewport.h"
#include "maps/layers/layer.h"

#include <QImage>
#include <QSize>
#include <QString>

namespace guancheng {

/** What a view shows and how. */
struct MapView
{
    Viewport viewport; ///< logical pixels
    double pixelRatio = 1;
    double look = 1; ///< logical pixels of one pixel of a 1080-line screen
    bool chinese = true;
    QString selectedId;

    MapScale scale() const { return {viewport.scale() * pixelRatio, look * pixelRatio, chinese}; }
    QSize deviceSize() const { return (viewport.size * pixelRatio).toSize(); }
    /** The tiles of \c side pixels, painted at \c tileScale, that are in view: columns and rows. */
    QRect tiles(double tileScale, int side) const
    {
        const QSizeF size = QSizeF(deviceSize()) * (tileScale / scale().scale);
        const QPointF corner = viewport.centre * tileScale - QPointF(size.width() / 2, size.height() / 2);
        if (!std::isfinite(corner.x() + corner.y()) || size.isEmpty())
            return {};
        static constexpr double kFar = 1 << 24; // no scale has that many tiles
        const auto cell = [side](double at) {
            return static_cast<int>(std::clamp(std::floor(std::round(at) / side), -kFar, kFar));
        };
        return QRect(QPoint(cell(corner.x()), cell(corner.y())),
                     QPoint(cell(corner.x() + size.width() - 1), cell(corner.y() + size.height() - 1)));
    }
};

/** A picture and where it stands now. */
struct DrawnTile
{
    quint64 key = 0;
    quint64 revision = 0; ///< another number: another picture
    quint64 patches = 0;  ///< another number: the same picture with other pixels
    QImage picture;
    QImage overlay; ///< to be drawn above what moves; null: none
    QRectF target;  ///< logical pixels of the item, within it
    QRectF source;  ///< pixels of the picture
};

/** Counted since the start, for benchmarks and the watchdog. */
struct MapCounters
{
    quint64 frames = 0;      ///< taken by the scene graph
    quint64 plans = 0;       ///< scales prepared
    quint64 grounds = 0;     ///< base maps of tiles painted
    quint64 tiles = 0;       ///< tiles painted
    quint64 patches = 0;     ///< points brought up to date in finished tiles
    quint64 pictures = 0;    ///< pictures of the map that differ from the one before
    double paintMs = 0;      ///< spent on tiles by the workers
    double lastRedrawMs = 0; ///< from the first stale tile until all of the view was sharp and up to date
    int visibleTiles = 0;
    int waitingTiles = 0;
    bool waitingPatches = false;
    qint64 arenaBlocks = 0;
};

} // namespace guancheng
