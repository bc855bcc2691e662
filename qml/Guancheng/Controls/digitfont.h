// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QGlyphRun>
#include <QPointF>
#include <QRawFont>
#include <QString>

#include <array>

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace guancheng {

/**
 * Draws figures without shaping: glyph and advance of each character are looked up once. All digits take the width of
 * the widest (tabular), so that a value does not tremble. Texts with other characters than figures are left to QPainter.
 */
class DigitFont
{
public:
    DigitFont() = default;
    /** \c pixels of a character. */
    DigitFont(const QString &family, int pixels, bool bold);

    int pixels() const { return m_pixels; }
    /** Whether every character is one that this draws. */
    static bool covers(const QString &text);
    double width(const QString &text) const;
    /** \c baseline: left end of the base line. */
    void draw(QPainter &painter, const QPointF &baseline, const QString &text, const QColor &colour) const;

private:
    struct Glyph
    {
        quint32 index = 0;
        double advance = 0;
        double shift = 0; ///< centres a narrow digit in its cell
    };
    const Glyph *glyph(QChar c) const;

    QRawFont m_font;
    int m_pixels = 0;
    std::array<Glyph, 16> m_glyphs; ///< digits, '.', '-', the minus sign, the em dash, thin space, colon
};

} // namespace guancheng
