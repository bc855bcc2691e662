// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/style/rastertarget.h"

namespace guancheng {

namespace {

/** All four channels times a / 256. */
quint32 scaled(quint32 pixel, quint32 a)
{
    const quint32 rb = (((pixel & 0xff00ffu) * a) >> 8) & 0xff00ffu;
    const quint32 ag = (((pixel >> 8) & 0xff00ffu) * a) & 0xff00ff00u;
    return rb | ag;
}

} // namespace

void blendSprite(const RasterTarget &target, int x, int y, const QImage &sprite, quint32 opacity)
{
    const int x0 = std::max(0, -x);
    const int x1 = std::min(sprite.width(), target.width - x);
    const int y1 = std::min(sprite.height(), target.height - y);
    for (int row = std::max(0, -y); row < y1; ++row) {
        const auto *source = reinterpret_cast<const quint32 *>(sprite.constScanLine(row));
        quint32 *line = target.row(y + row) + x;
        for (int column = x0; column < x1; ++column) {
            const quint32 pixel = opacity == 256 ? source[column] : scaled(source[column], opacity);
            const quint32 alpha = pixel >> 24;
            if (alpha == 0)
                continue;
            line[column] = pixel + scaled(line[column], 256 - alpha);
        }
    }
}

} // namespace guancheng
