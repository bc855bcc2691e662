// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "tilepainter.h"

#include "qml/Guancheng/Theme/levelstyle.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace guancheng {

namespace {

/** A grey hatch for what is no longer true, drawn by hand: a pattern brush of QPainter costs ten times as much. */
void hatch(QImage &image, QRgb colour, int pitch, int width)
{
    for (int y = 0; y < image.height(); ++y) {
        auto *row = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            if ((x + y) % pitch < width)
                row[x] = colour;
        }
    }
}

/** The least width of a letter beside its own. */
constexpr double kLeastSqueeze = 0.74;

bool isGrey(const TileContent &tile)
{
    return tile.quality == Quality::Stale || tile.quality == Quality::Missing;
}

bool hasTrend(const TileContent &tile)
{
    return tile.trend.heights.size() > 2;
}

/** A dotted line where a past will be: an empty place would look like a fault. */
void drawNoTrend(QImage &image, const QRect &place, QRgb colour, int line)
{
    const int top = place.top() + place.height() / 2;
    for (int y = top; y < std::min(top + line, image.height()); ++y) {
        auto *row = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = place.left(); x <= place.right() && x < image.width(); ++x) {
            if ((x - place.left()) % (line * 6) < line * 2)
                row[x] = colour;
        }
    }
}

} // namespace

void TilePainter::setMetrics(const TileMetrics &metrics, const QString &family)
{
    m_metrics = metrics;
    m_family = family;
    m_digits.clear();
    // The value gives way before the unit does, but only so far that it still leads.
    for (const int percent : {100, 88, 76, 66, 58})
        m_digits.emplace_back(family, std::max(metrics.nameSize * 9 / 10, metrics.valueSize * percent / 100), false);
    m_unitFont = nameFont();
    m_units.clear();
    m_marks.clear();
}

QFont TilePainter::nameFont() const
{
    QFont font(m_family);
    font.setPixelSize(std::max(1, m_metrics.nameSize));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QColor TilePainter::ground(const TileContent &tile) const
{
    return isGrey(tile) ? m_palette.tile : levelTint(tile.level, m_palette.tile);
}

QColor TilePainter::frame(const TileContent &tile) const
{
    if (isGrey(tile))
        return m_palette.hairline;
    return levelBorder(tile.level, m_palette.tile, m_palette.tile);
}

void TilePainter::paintGround(QImage &image, const TileContent &tile) const
{
    image.fill(ground(tile));
    if (isGrey(tile))
        hatch(image, m_palette.hairline.rgb(), m_metrics.nameSize, std::max(2, m_metrics.nameSize / 5));
}

int TilePainter::linesFor(const QString &name, const QFont &font, int width)
{
    return QFontMetricsF(font).horizontalAdvance(name) <= width ? 1 : 2;
}

void TilePainter::paintHead(QImage &image, const TileContent &tile)
{
    paintGround(image, tile);
    QPainter painter(&image);
    const QFont font = nameFont();
    painter.setFont(font);
    const bool abnormal = tile.level != Level::Normal && !isGrey(tile);
    painter.setPen(abnormal ? m_palette.text : isGrey(tile) ? m_palette.third : m_palette.second);
    const int padding = m_metrics.padding() - m_metrics.line;
    double width = image.width() - 2 * padding;
    if (abnormal) {
        const int size = m_metrics.markSize();
        painter.drawImage(QPoint(image.width() - padding / 2 - size, padding / 2), mark(tile.level, size));
        width -= size;
    }
    const double lineHeight = m_metrics.nameSize * 1.25;
    QTextLayout layout(tile.name, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double y = padding / 2.0;
    for (int i = 0; i < m_metrics.nameLines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        const bool last = i + 1 == m_metrics.nameLines;
        QString text = tile.name.mid(line.textStart(), last ? -1 : line.textLength()).trimmed();
        // A name that is a little too long: narrower, but whole.
        const double natural = QFontMetricsF(font).horizontalAdvance(text);
        const double squeeze = last && natural > width ? std::max(kLeastSqueeze, width / natural) : 1;
        if (last)
            text = QFontMetricsF(font).elidedText(text, Qt::ElideRight, width / squeeze + 0.5);
        painter.save();
        painter.translate(padding, y);
        painter.scale(squeeze, 1);
        painter.drawText(QRectF(0, 0, width / squeeze + 1, lineHeight), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                         text);
        painter.restore();
        y += lineHeight;
    }
    layout.endLayout();
}

void TilePainter::paintBody(QImage &image, const TileContent &tile)
{
    paintGround(image, tile);
    const int padding = m_metrics.padding() - m_metrics.line;
    const QRect row(padding, m_metrics.valueRow(), image.width() - 2 * padding, m_metrics.trendHeight());
    int taken = 0;
    {
        QPainter painter(&image);
        paintValue(painter, tile);
        if (row.height() >= m_metrics.nameSize)
            taken = paintCorner(painter, tile, row);
    }
    if (row.height() < 6 || tile.quality == Quality::Missing)
        return;
    const QRect place(row.left(), row.top(), row.width() - taken, row.height());
    if (!hasTrend(tile)) {
        drawNoTrend(image, place, m_palette.outline.rgb(), m_metrics.line);
        return;
    }
    const QColor line = isGrey(tile) ? m_palette.faint : levelColor(tile.level);
    const QColor band = isGrey(tile) ? m_palette.hairline : levelTint(tile.level, m_palette.band);
    drawTrend(image, place, tile.trend, line, band, m_metrics.line * 1.1);
}

void TilePainter::paintValue(QPainter &painter, const TileContent &tile)
{
    const int padding = m_metrics.padding() - m_metrics.line;
    const double room = m_metrics.body().width() - 2 * padding;
    const double unitGap = tile.unit.isEmpty() ? 0 : m_metrics.nameSize * 0.22;
    const double unitWidth = tile.unit.isEmpty() ? 0 : QFontMetricsF(m_unitFont).horizontalAdvance(tile.unit);
    const double baseline = m_metrics.valueRow() - m_metrics.valueSize * 0.3;
    const bool abnormal = tile.level != Level::Normal && !isGrey(tile);
    const QColor colour = isGrey(tile) ? m_palette.third : abnormal ? levelColor(tile.level) : m_palette.text;
    double width = 0;
    if (DigitFont::covers(tile.value)) {
        const DigitFont *font = &m_digits.back();
        for (const DigitFont &candidate : m_digits) {
            if (candidate.width(tile.value) + unitGap + unitWidth <= room) {
                font = &candidate;
                break;
            }
        }
        font->draw(painter, QPointF(padding, baseline), tile.value, colour);
        width = font->width(tile.value);
    } else {
        QFont font = nameFont();
        double pixels = m_metrics.valueSize;
        font.setPixelSize(static_cast<int>(pixels));
        width = QFontMetricsF(font).horizontalAdvance(tile.value);
        if (width + unitGap + unitWidth > room) {
            pixels = std::max(m_metrics.nameSize * 0.9, pixels * (room - unitGap - unitWidth) / width);
            font.setPixelSize(static_cast<int>(pixels));
            width = QFontMetricsF(font).horizontalAdvance(tile.value);
        }
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QPointF(padding, baseline), QFontMetricsF(font).elidedText(tile.value, Qt::ElideRight, room));
    }
    if (!tile.unit.isEmpty())
        paintUnit(painter, padding + width + unitGap, baseline, tile.unit, room - width - unitGap);
}

void TilePainter::paintUnit(QPainter &painter, double x, double baseline, const QString &unit, double width)
{
    auto known = m_units.find(unit);
    if (known == m_units.end()) {
        QStaticText text(unit);
        text.setTextFormat(Qt::PlainText);
        text.prepare(QTransform(), m_unitFont);
        known = m_units.insert(unit, text);
    }
    painter.setFont(m_unitFont);
    painter.setPen(m_palette.third);
    const double ascent = QFontMetricsF(m_unitFont).ascent();
    const double natural = known->size().width();
    if (natural <= width + 1 || width <= 0) {
        painter.drawStaticText(QPointF(x, baseline - ascent), *known);
        return;
    }
    // A long unit beside a long value: narrower, but whole.
    painter.save();
    painter.translate(x, baseline - ascent);
    painter.scale(width / natural, 1);
    painter.drawStaticText(QPointF(0, 0), *known);
    painter.restore();
}

int TilePainter::paintCorner(QPainter &painter, const TileContent &tile, const QRect &row)
{
    if (!tile.note.isEmpty()) {
        const double width = std::min<double>(row.width(), QFontMetricsF(m_unitFont).horizontalAdvance(tile.note) + 1);
        painter.setFont(m_unitFont);
        painter.setPen(m_palette.second);
        painter.drawText(QRectF(row.right() + 1 - width, row.top(), width, row.height()),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, tile.note);
        return static_cast<int>(width) + m_metrics.padding();
    }
    return 0;
}

const QImage &TilePainter::mark(Level level, int size)
{
    const int key = size * 8 + static_cast<int>(level);
    auto known = m_marks.find(key);
    if (known == m_marks.end()) {
        QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paintLevelMark(painter, QRectF(1, 1, size - 2, size - 2), level);
        painter.end();
        known = m_marks.insert(key, image);
    }
    return *known;
}

} // namespace guancheng
