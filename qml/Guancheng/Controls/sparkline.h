// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QImage>
#include <QRect>

#include <vector>

namespace guancheng {

/** A trend ready to be drawn: heights in quarters of a pixel from the top of the place; kNoPoint where there is none. */
using TrendHeights = std::vector<qint16>;
inline constexpr qint16 kNoPoint = -32768;

/** A trend over its band in a place of \c height pixels: what is stored is what is seen, so equal trends compare equal. */
struct ShownTrend
{
    TrendHeights heights;
    qint16 bandTop = kNoPoint; ///< quarters of a pixel; kNoPoint without a band
    qint16 bandBottom = kNoPoint;
    bool operator==(const ShownTrend &) const = default;
};

/**
 * Scales \c points into \c height pixels. The band (NaN: none) is always in view; a flat line runs through the middle.
 * Points that are not numbers are gaps.
 */
ShownTrend scaleTrend(const QList<qreal> &points, double bandLow, double bandHigh, int height);

/**
 * Draws an antialiased line of \c width pixels over its band into an opaque RGB32 image, column by column: some forty
 * times cheaper than a QPainter path, which matters when 86 trends move in one frame. \c place in pixels of the image.
 */
void drawTrend(QImage &image, const QRect &place, const ShownTrend &trend, const QColor &line, const QColor &band,
               double width);

} // namespace guancheng
