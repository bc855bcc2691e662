// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features/rastersource.h"
#include "maps/tiles/tileaddress.h"

#include <QCache>
#include <QMutex>

#include <functional>
#include <memory>

namespace guancheng {

/**
 * Tiles put together for any rectangle and size: what the compositor draws of a tile base. Decoded tiles are kept, at most
 * kMaxBytes. render() waits for missing tiles at most kWaitMs in all; any thread but that of the feed.
 */
class TileRaster final : public RasterSource
{
public:
    static constexpr qint64 kMaxBytes = 96 * 1024 * 1024;
    static constexpr int kMaxTiles = 64;
    static constexpr int kWaitMs = 10'000;
    /** Asks for a tile in the thread of the feed; the answer comes from there, exactly once. */
    using Fetch = std::function<void(const TileAddress &, std::function<void(const QByteArray &)>)>;

    TileRaster(Fetch fetch, int minZoom, int maxZoom, QString name);

    Result<QImage> render(const QRectF &world, QSize size) const override;
    QRectF bounds() const override { return {0, 0, 1, 1}; }
    /** The zoom whose tiles are drawn for so many pixels of so much world. */
    int zoomFor(const QRectF &world, QSize size) const;

private:
    struct Round;
    QImage held(const TileAddress &tile) const;

    Fetch m_fetch;
    int m_minZoom;
    int m_maxZoom;
    QString m_name;
    mutable QMutex m_mutex;
    mutable QCache<TileAddress, QImage> m_images;
};

} // namespace guancheng
