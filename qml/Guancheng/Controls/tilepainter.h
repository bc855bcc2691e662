// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "digitfont.h"
#include "qml/Guancheng/Theme/palette.h"
#include "tilecontent.h"

#include <QCache>
#include <QFont>
#include <QImage>
#include <QSize>
#include <QStaticText>

#include <vector>

namespace guancheng {

/** Sizes of a tile in device pixels. */
struct TileMetrics
{
    QSize tile;
    int nameSize = 20;
    int valueSize = 38;
    int nameLines = 1;
    int line = 2; ///< of the frame and, nearly, of the trend
    bool operator==(const TileMetrics &) const = default;

    int padding() const { return std::max(4, nameSize * 2 / 5); }
    int headHeight() const { return padding() / 2 + nameLines * nameSize * 5 / 4 + line; }
    /** Of the level mark at the right of the name. */
    int markSize() const { return std::min(headHeight() - line - padding() / 2, nameSize * 5 / 4); }
    QSize head() const { return {tile.width() - 2 * line, headHeight() - line}; }
    QSize body() const { return {tile.width() - 2 * line, std::max(1, tile.height() - headHeight() - line)}; }
    /** The row of the value, from the top of the body. */
    int valueRow() const { return std::min(body().height(), valueSize * 21 / 16); }
    int trendHeight() const { return std::max(0, body().height() - valueRow() - padding()); }
};

/**
 * Paints tiles into opaque images: the head (name, mark) apart from the body (value, unit, trend, note), because nearly
 * always only the body changes with the city. Fonts, units and marks are prepared once. One thread at a time.
 */
class TilePainter
{
public:
    void setMetrics(const TileMetrics &metrics, const QString &family);
    const TileMetrics &metrics() const { return m_metrics; }

    QColor ground(const TileContent &tile) const;
    QColor frame(const TileContent &tile) const;
    /** \c image has the size of head() or body() and the format RGB32; all of it is painted. */
    void paintHead(QImage &image, const TileContent &tile);
    void paintBody(QImage &image, const TileContent &tile);
    /** Lines of the name that \c width pixels ask for, 1 or 2. */
    static int linesFor(const QString &name, const QFont &font, int width);
    QFont nameFont() const;

private:
    void paintGround(QImage &image, const TileContent &tile) const;
    void paintValue(QPainter &painter, const TileContent &tile);
    void paintUnit(QPainter &painter, double x, double baseline, const QString &unit, double width);
    /** Gives the width that the note takes at the right of the lower row. */
    int paintCorner(QPainter &painter, const TileContent &tile, const QRect &row);
    const QImage &mark(Level level, int size);

    TileMetrics m_metrics;
    QString m_family;
    WallPalette m_palette;
    std::vector<DigitFont> m_digits; ///< the size asked for, then smaller ones
    QFont m_unitFont;
    QHash<QString, QStaticText> m_units;
    QHash<int, QImage> m_marks;
};

} // namespace guancheng
