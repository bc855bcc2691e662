// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/style/textsprites.h"

#include <QFont>
#include <QFontMetricsF>
#include <QMutexLocker>
#include <QPainter>
#include <QPainterPath>
#include <QTransform>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

QFont fontOf(const TextLook &look)
{
    QFont font(look.font);
    font.setPixelSize(std::max(1, look.pixelSize));
    font.setWeight(static_cast<QFont::Weight>(look.weight));
    if (look.spacing != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, look.spacing * look.pixelSize);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QString sizeKey(const QString &text, const TextLook &look)
{
    return u"%1|%2|%3|%4|%5"_s.arg(look.font).arg(look.pixelSize).arg(look.weight).arg(look.spacing).arg(text);
}

QString spriteKey(const QString &text, const TextLook &look)
{
    return u"%1|%2|%3|%4|"_s.arg(look.colour).arg(look.halo).arg(look.haloWidth).arg(look.angle) + sizeKey(text, look);
}

std::shared_ptr<const TextSprite> rendered(const QString &text, const TextLook &look)
{
    QPainterPath path;
    path.addText(0, 0, fontOf(look), text);
    // The last letter is followed by spacing too: it does not belong to the middle.
    path.translate(-path.boundingRect().center());
    const QTransform turn = QTransform().rotate(look.angle);
    path = turn.map(path);
    const double margin = look.haloWidth + 1;
    const QRect box = path.boundingRect().adjusted(-margin, -margin, margin, margin).toAlignedRect();
    auto result = std::make_shared<TextSprite>();
    result->topLeft = box.topLeft();
    result->image = QImage(box.size().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    result->image.fill(Qt::transparent);
    QPainter painter(&result->image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-box.topLeft());
    if (look.haloWidth > 0) {
        const QPen pen(QColor::fromRgba(look.halo), 2 * look.haloWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        painter.strokePath(path, pen);
    }
    painter.fillPath(path, QColor::fromRgba(look.colour));
    painter.end();
    return result;
}

} // namespace

std::shared_ptr<const TextSprite> TextSprites::sprite(const QString &text, const TextLook &look)
{
    const QString key = spriteKey(text, look);
    {
        const QMutexLocker lock(&m_mutex);
        if (const auto it = m_sprites.constFind(key); it != m_sprites.constEnd())
            return *it;
    }
    // Outside of the lock: two threads may render the same text once, which is cheaper than to wait for each other.
    auto made = rendered(text, look);
    const QMutexLocker lock(&m_mutex);
    if (m_sprites.size() >= kLimit)
        m_sprites.clear();
    m_sprites.insert(key, made);
    return made;
}

QSizeF TextSprites::measure(const QString &text, const TextLook &look)
{
    const QString key = sizeKey(text, look);
    {
        const QMutexLocker lock(&m_mutex);
        if (const auto it = m_sizes.constFind(key); it != m_sizes.constEnd())
            return *it;
    }
    const QFontMetricsF metrics(fontOf(look));
    const QSizeF size(metrics.horizontalAdvance(text) - look.spacing * look.pixelSize, look.pixelSize * 1.15);
    const QMutexLocker lock(&m_mutex);
    if (m_sizes.size() >= 4 * kLimit)
        m_sizes.clear();
    m_sizes.insert(key, size);
    return size;
}

} // namespace guancheng
