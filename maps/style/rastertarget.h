// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QRect>

namespace guancheng {

/** Memory of a picture, 0xffRRGGBB a pixel, rows without padding. Does not own it. */
struct RasterTarget
{
    quint32 *bits = nullptr;
    int width = 0;
    int height = 0;

    quint32 *row(int y) const { return bits + qsizetype(y) * width; }
    /** For QPainter; the memory has to outlive it. */
    QImage image() const
    {
        return QImage(reinterpret_cast<uchar *>(bits), width, height, qsizetype(width) * 4, QImage::Format_RGB32);
    }
};

/** dst * (1 - alpha) + colour * alpha, alpha 0..256, opaque result. */
inline quint32 mixed(quint32 dst, quint32 colour, quint32 alpha)
{
    const quint32 inverse = 256 - alpha;
    const quint32 rb = (((dst & 0xff00ffu) * inverse + (colour & 0xff00ffu) * alpha) >> 8) & 0xff00ffu;
    const quint32 g = (((dst & 0x00ff00u) * inverse + (colour & 0x00ff00u) * alpha) >> 8) & 0x00ff00u;
    return 0xff000000u | rb | g;
}

/**
 * Roads, metro and rivers stay legible under a hundred thousand dots: the top byte of a pixel of the ground says whether
 * it belongs to them, and what is only texture (dots, density) is laid over those with a fifth of its strength. The byte
 * is kept by textured(), and set again by makeOpaque() when all texture is laid.
 */
inline constexpr quint32 kPlain = 0xff000000u;
inline constexpr quint32 kStructure = 0x7f000000u;

inline quint32 textured(quint32 dst, quint32 colour, quint32 alpha)
{
    const quint32 kind = dst & 0xff000000u;
    return (mixed(dst, colour, kind == kPlain ? alpha : alpha / 5) & 0x00ffffffu) | kind;
}

inline void makeOpaque(const RasterTarget &target)
{
    const qsizetype count = qsizetype(target.width) * target.height;
    for (qsizetype i = 0; i < count; ++i)
        target.bits[i] |= 0xff000000u;
}

/** A square of texture; as blendSquare(). */
inline void textureSquare(const RasterTarget &target, int x, int y, int size, quint32 colour, quint32 alpha)
{
    const int x1 = std::min(x + size, target.width);
    const int y1 = std::min(y + size, target.height);
    const int x0 = std::max(x, 0);
    for (int row = std::max(y, 0); row < y1; ++row) {
        quint32 *line = target.row(row);
        for (int column = x0; column < x1; ++column)
            line[column] = textured(line[column], colour, alpha);
    }
}

/** A square of \c size pixels whose upper left corner is x, y; clipped. */
inline void blendSquare(const RasterTarget &target, int x, int y, int size, quint32 colour, quint32 alpha)
{
    const int x1 = std::min(x + size, target.width);
    const int y1 = std::min(y + size, target.height);
    const int x0 = std::max(x, 0);
    for (int row = std::max(y, 0); row < y1; ++row) {
        quint32 *line = target.row(row);
        for (int column = x0; column < x1; ++column)
            line[column] = mixed(line[column], colour, alpha);
    }
}

/**
 * Puts an ARGB32_Premultiplied sprite with its upper left corner at x, y; \c opacity 0..256; clipped. Opaque pixels stay
 * opaque, and of a target that was transparent becomes a sprite itself.
 */
void blendSprite(const RasterTarget &target, int x, int y, const QImage &sprite, quint32 opacity = 256);

/** Same with the middle of the sprite at x, y. */
inline void blendCentred(const RasterTarget &target, int x, int y, const QImage &sprite, quint32 opacity = 256)
{
    blendSprite(target, x - sprite.width() / 2, y - sprite.height() / 2, sprite, opacity);
}

} // namespace guancheng
