// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QHash>
#include <QImage>
#include <QMutex>
#include <QPoint>
#include <QSizeF>
#include <QString>

#include <memory>

namespace guancheng {

/** How a run of text looks; sizes in device pixels. */
struct TextLook
{
    QString font;
    int pixelSize = 12;
    int weight = 400;
    double spacing = 0; ///< em
    QRgb colour = 0;
    QRgb halo = 0;
    double haloWidth = 0;
    int angle = 0; ///< degrees clockwise
    bool operator==(const TextLook &) const = default;
};

/** A text with its halo, ready to be blended: the anchor is the middle of the text. */
struct TextSprite
{
    QImage image;   ///< ARGB32_Premultiplied
    QPoint topLeft; ///< relative to the anchor
    QRect rect() const { return {topLeft, image.size()}; }
};

/**
 * Texts as pictures, kept: rendering Chinese with a halo costs a hundred times more than blending it. Any thread; holds
 * at most kLimit sprites, then starts anew. Measuring is kept apart, as a layout asks for far more texts than it shows.
 */
class TextSprites
{
public:
    static constexpr qsizetype kLimit = 3000;

    std::shared_ptr<const TextSprite> sprite(const QString &text, const TextLook &look);
    /** Width and height of the text without halo, unrotated. */
    QSizeF measure(const QString &text, const TextLook &look);

private:
    QMutex m_mutex;
    QHash<QString, std::shared_ptr<const TextSprite>> m_sprites;
    QHash<QString, QSizeF> m_sizes;
};

} // namespace guancheng
