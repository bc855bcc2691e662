// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "sparkline.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace guancheng {

namespace {

constexpr int kQuarters = 4;
constexpr double kMargin = 2; ///< pixels above and below, so that the line is never cut

struct Range
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    void add(double value)
    {
        if (!std::isfinite(value))
            return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

/** Blends \c colour over the pixel with \c share of 0-256. */
inline QRgb blend(QRgb ground, QRgb colour, int share)
{
    const auto channel = [share](int a, int b) { return a + (((b - a) * share) >> 8); };
    return qRgb(channel(qRed(ground), qRed(colour)), channel(qGreen(ground), qGreen(colour)),
                channel(qBlue(ground), qBlue(colour)));
}

void fillRow(QImage &image, const QRect &place, int y, QRgb colour)
{
    if (y < 0 || y >= image.height())
        return;
    auto *row = reinterpret_cast<QRgb *>(image.scanLine(y));
    std::fill(row + std::max(0, place.left()), row + std::min(image.width(), place.right() + 1), colour);
}

/** Height of the line in pixels at column \c x of \c columns; NaN in a gap. */
double heightAt(const TrendHeights &heights, double x, double step)
{
    const double at = x / step;
    const auto left = std::min(static_cast<size_t>(at), heights.size() - 1);
    const size_t right = std::min(left + 1, heights.size() - 1);
    if (heights[left] == kNoPoint || heights[right] == kNoPoint)
        return std::numeric_limits<double>::quiet_NaN();
    const double share = at - static_cast<double>(left);
    return (heights[left] + (heights[right] - heights[left]) * share) / kQuarters;
}

/** One column: full between top and bottom, by coverage at the two ends. */
void drawColumn(QImage &image, int x, double top, double bottom, QRgb colour)
{
    const int first = std::max(0, static_cast<int>(std::floor(top)));
    const int last = std::min(image.height() - 1, static_cast<int>(std::floor(bottom)));
    for (int y = first; y <= last; ++y) {
        const double covered = std::min(bottom, y + 1.0) - std::max(top, static_cast<double>(y));
        auto *pixel = reinterpret_cast<QRgb *>(image.scanLine(y)) + x;
        *pixel = blend(*pixel, colour, static_cast<int>(256 * std::clamp(covered, 0.0, 1.0)));
    }
}

} // namespace

ShownTrend scaleTrend(const QList<qreal> &points, double bandLow, double bandHigh, int height)
{
    ShownTrend shown;
    Range range;
    for (const qreal point : points)
        range.add(point);
    range.add(bandLow);
    range.add(bandHigh);
    if (!(range.low <= range.high) || height < 2 * kMargin + 1)
        return shown;
    const double span = range.high - range.low;
    const double scale = span > 0 ? (height - 2 * kMargin) / span : 0;
    const auto toHeight = [&](double value) {
        if (!std::isfinite(value))
            return kNoPoint;
        const double y = span > 0 ? kMargin + (range.high - value) * scale : height / 2.0;
        return static_cast<qint16>(std::lround(std::clamp(y, 0.0, 8000.0) * kQuarters));
    };
    shown.heights.reserve(static_cast<size_t>(points.size()));
    for (const qreal point : points)
        shown.heights.push_back(toHeight(point));
    if (std::isfinite(bandLow) && std::isfinite(bandHigh) && span > 0) {
        shown.bandTop = toHeight(bandHigh);
        shown.bandBottom = toHeight(bandLow);
    }
    return shown;
}

void drawTrend(QImage &image, const QRect &place, const ShownTrend &trend, const QColor &line, const QColor &band, double width)
{
    if (trend.bandTop != kNoPoint) {
        const int top = place.top() + trend.bandTop / kQuarters;
        const int bottom = std::max(top + 1, place.top() + trend.bandBottom / kQuarters);
        for (int y = top; y < bottom; ++y)
            fillRow(image, place, y, band.rgb());
    }
    if (trend.heights.size() < 2 || place.width() < 4)
        return;
    const double step = double(place.width() - 1) / static_cast<double>(trend.heights.size() - 1);
    const QRgb colour = line.rgb();
    double before = heightAt(trend.heights, 0, step);
    for (int column = 0; column < place.width(); ++column) {
        const int x = place.left() + column;
        const double after = heightAt(trend.heights, column + 0.5, step);
        if (x >= 0 && x < image.width() && std::isfinite(before) && std::isfinite(after)) {
            const double slope = std::abs(after - before);
            // A steep line keeps its thickness: the column grows by the slope.
            const double half = width / 2 * std::sqrt(1 + slope * slope);
            drawColumn(image, x, place.top() + std::min(before, after) - half, place.top() + std::max(before, after) + half,
                       colour);
        }
        before = after;
    }
}

} // namespace guancheng
