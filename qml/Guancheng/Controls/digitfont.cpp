// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "digitfont.h"

#include <QFont>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr QStringView kFigures = u"0123456789.-\u2212\u2014\u2009:";

qsizetype slotOf(QChar c)
{
    if (c >= u'0' && c <= u'9')
        return c.unicode() - u'0';
    return kFigures.indexOf(c);
}

} // namespace

DigitFont::DigitFont(const QString &family, int pixels, bool bold) : m_pixels(pixels)
{
    QFont font(family);
    font.setPixelSize(std::max(1, pixels));
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    m_font = QRawFont::fromFont(font);
    const QList<quint32> indexes = m_font.glyphIndexesForString(kFigures.toString());
    const QList<QPointF> advances = m_font.advancesForGlyphIndexes(indexes);
    double widest = 0;
    for (size_t i = 0; i < m_glyphs.size() && i < static_cast<size_t>(indexes.size()); ++i) {
        const auto at = static_cast<qsizetype>(i);
        m_glyphs[i] = {indexes[at], advances[at].x(), 0};
        if (i < 10)
            widest = std::max(widest, advances[at].x());
    }
    for (size_t i = 0; i < 10; ++i) {
        m_glyphs[i].shift = (widest - m_glyphs[i].advance) / 2;
        m_glyphs[i].advance = widest;
    }
    m_glyphs[static_cast<size_t>(slotOf(u'\u2009'))].advance = pixels * 0.17;
}

bool DigitFont::covers(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return slotOf(c) >= 0; });
}

const DigitFont::Glyph *DigitFont::glyph(QChar c) const
{
    const qsizetype slot = slotOf(c);
    return slot < 0 ? nullptr : &m_glyphs[static_cast<size_t>(slot)];
}

double DigitFont::width(const QString &text) const
{
    double sum = 0;
    for (const QChar c : text) {
        if (const Glyph *known = glyph(c))
            sum += known->advance;
    }
    return sum;
}

void DigitFont::draw(QPainter &painter, const QPointF &baseline, const QString &text, const QColor &colour) const
{
    QList<quint32> indexes;
    QList<QPointF> positions;
    double x = 0;
    for (const QChar c : text) {
        const Glyph *known = glyph(c);
        if (!known)
            continue;
        if (c != u'\u2009') {
            indexes << known->index;
            positions << QPointF(x + known->shift, 0);
        }
        x += known->advance;
    }
    QGlyphRun run;
    run.setRawFont(m_font);
    run.setGlyphIndexes(indexes);
    run.setPositions(positions);
    painter.setPen(colour);
    painter.drawGlyphRun(baseline, run);
}

} // namespace guancheng
