// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/tileaddress.h"

#include <cmath>

namespace guancheng {

namespace {

/** One to eight digits without a leading zero. */
std::optional<int> numberOf(QStringView text)
{
    if (text.isEmpty() || text.size() > 8 || (text.size() > 1 && text.front() == u'0'))
        return std::nullopt;
    int value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value;
}

} // namespace

bool TileAddress::isValid() const
{
    if (zoom < 0 || zoom > kMaxZoom)
        return false;
    const int count = 1 << zoom;
    return column >= 0 && row >= 0 && column < count && row < count;
}

QRectF TileAddress::world() const
{
    const double side = std::ldexp(1.0, -zoom);
    return {column * side, row * side, side, side};
}

QString TileAddress::toString() const
{
    return QStringLiteral("%1/%2/%3").arg(zoom).arg(column).arg(row);
}

quint64 TileAddress::curveNumber() const
{
    quint64 number = ((quint64(1) << (2 * zoom)) - 1) / 3; // tiles of the zooms before
    quint64 x = quint64(column);
    quint64 y = quint64(row);
    const quint64 side = quint64(1) << zoom;
    for (quint64 s = side / 2; s > 0; s /= 2) {
        const quint64 rx = (x & s) != 0;
        const quint64 ry = (y & s) != 0;
        number += s * s * ((3 * rx) ^ ry);
        if (ry == 0) {
            if (rx == 1) {
                x = side - 1 - x;
                y = side - 1 - y;
            }
            std::swap(x, y);
        }
    }
    return number;
}

std::optional<TileAddress> TileAddress::fromPath(QStringView path)
{
    if (path.endsWith(QLatin1StringView(".png")))
        path.chop(4);
    const auto parts = path.split(u'/');
    if (parts.size() != 3)
        return std::nullopt;
    const auto zoom = numberOf(parts[0]);
    const auto column = numberOf(parts[1]);
    const auto row = numberOf(parts[2]);
    if (!zoom || !column || !row)
        return std::nullopt;
    const TileAddress tile{*zoom, *column, *row};
    return tile.isValid() ? std::optional(tile) : std::nullopt;
}

} // namespace guancheng
