// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>
#include <QString>

#include <optional>

namespace guancheng {

/** A tile of the web mercator pyramid: column from the west, row from the north, 2^zoom of each. */
struct TileAddress
{
    int zoom = 0;
    int column = 0;
    int row = 0;
    bool operator==(const TileAddress &) const = default;

    static constexpr int kMaxZoom = 24;
    bool isValid() const;
    /** In the unit square of maps/geo/mercator.h. */
    QRectF world() const;
    /** 'zoom/column/row'. */
    QString toString() const;
    /** Number on the curve of a PMTiles archive. */
    quint64 curveNumber() const;
    /**
     * From 'zoom/column/row' with or without '.png'; plain decimal digits and nothing else, so that no path can lead
     * anywhere but to a tile.
     */
    static std::optional<TileAddress> fromPath(QStringView path);
};

inline size_t qHash(const TileAddress &tile, size_t seed = 0)
{
    return ::qHash((quint64(tile.zoom) << 48) ^ (quint64(quint32(tile.column)) << 24) ^ quint64(quint32(tile.row)), seed);
}

} // namespace guancheng
