// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QImage>
#include <QPainterPath>
#include <QRgb>

#include <vector>

namespace guancheng {

/** How a point looks, in device pixels: what is equal shares a sprite. */
struct PointLook
{
    quint8 shape = 0;         ///< in pointShapes()
    quint8 turn = 0;          ///< 36 steps clockwise from north
    quint16 size = 0;         ///< halves of a pixel
    quint16 outlineWidth = 0; ///< tenths of a pixel
    QRgb colour = 0;
    QRgb outline = 0;
    bool operator==(const PointLook &) const = default;
};
size_t qHash(const PointLook &look, size_t seed = 0);

/** Outline of a shape of pointShapes() around the origin, radius 1, pointing north. */
QPainterPath pointShape(int shape);

/** The symbol as ARGB32_Premultiplied with its place in the middle. */
QImage pointSprite(const PointLook &look);

/** Sprites by look, at most kLimit and kBytes of them; filled by one thread, then read by any. */
class PointSprites
{
public:
    static constexpr size_t kLimit = 2000;
    static constexpr qsizetype kBytes = 64 * 1024 * 1024;
    static constexpr quint32 kNone = 0xffffffffu;

    /** The number of the sprite; what comes after the limit gets the one that was there before it. */
    quint32 add(const PointLook &look);
    const QImage &at(quint32 number) const { return m_sprites[number]; }
    /** Half of the side of the greatest one. */
    int reach() const { return m_reach; }

private:
    QHash<PointLook, quint32> m_numbers;
    std::vector<QImage> m_sprites;
    qsizetype m_bytes = 0;
    int m_reach = 0;
};

/** A pattern of areas as a picture that repeats; null for an unknown name. Spacing and width in device pixels. */
QImage patternTile(const QString &pattern, double spacing, double width, const QColor &colour);

} // namespace guancheng
