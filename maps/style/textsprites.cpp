// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/style/textsprites.h"

#include <QFont>
#include <QFontMetricsF>
#include <QMutexLocker>
#include <QPainter>
#include <QPainterPath>
#include <QTransform>

#include <cmath>

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

/** The pixels of a disc and how much of each lies in it, 0..256. */
struct DiscPixel
{
    QPoint offset;
    quint32 weight;
};

std::vector<DiscPixel> disc(double radius)
{
    std::vector<DiscPixel> result;
    const int reach = static_cast<int>(std::ceil(radius));
    for (int y = -reach; y <= reach; ++y) {
        for (int x = -reach; x <= reach; ++x) {
            const double inside = std::clamp(radius + 0.5 - std::hypot(x, y), 0.0, 1.0);
            if (inside > 0)
                result.push_back({{x, y}, static_cast<quint32>(inside * 256)});
        }
    }
    return result;
}

/** The text (alpha) grown by the radius: what stroking its outline gives, in a tenth of the time. */
QImage grown(const QImage &text, double radius)
{
    QImage result(text.size(), QImage::Format_Alpha8);
    result.fill(0);
    const std::vector<DiscPixel> pixels = disc(radius);
    const qsizetype stride = result.bytesPerLine();
    uchar *bits = result.bits();
    for (int y = 0; y < text.height(); ++y) {
        const uchar *line = text.constScanLine(y);
        for (int x = 0; x < text.width(); ++x) {
            if (line[x] == 0)
                continue;
            // Thin strokes are grey at small sizes; their halo is not.
            const auto strength = std::min<quint32>(255, line[x] * 2u);
            for (const DiscPixel &pixel : pixels) {
                const QPoint at = QPoint(x, y) + pixel.offset;
                if (at.x() < 0 || at.y() < 0 || at.x() >= text.width() || at.y() >= text.height())
                    continue;
                uchar &place = bits[at.y() * stride + at.x()];
                place = std::max(place, static_cast<uchar>(strength * pixel.weight >> 8));
            }
        }
    }
    return result;
}

std::shared_ptr<const TextSprite> rendered(const QString &text, const TextLook &look)
{
    QPainterPath path;
    path.addText(0, 0, fontOf(look), text);
    path.translate(-path.boundingRect().center());
    path = QTransform().rotate(look.angle).map(path);
    const double margin = std::ceil(look.haloWidth) + 1;
    const QRect box = path.boundingRect().adjusted(-margin, -margin, margin, margin).toAlignedRect();
    auto result = std::make_shared<TextSprite>();
    result->topLeft = box.topLeft();

    QImage mask(box.size().expandedTo({1, 1}), QImage::Format_Alpha8);
    mask.fill(0);
    QPainter painter(&mask);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-box.topLeft());
    painter.fillPath(path, Qt::black);
    painter.end();
    const QImage halo = look.haloWidth > 0 ? grown(mask, look.haloWidth) : QImage();

    result->image = QImage(mask.size(), QImage::Format_ARGB32_Premultiplied);
    const QRgb ink = look.colour | 0xff000000u;
    const QRgb ground = look.halo | 0xff000000u;
    for (int y = 0; y < mask.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(result->image.scanLine(y));
        for (int x = 0; x < mask.width(); ++x) {
            const uint letter = mask.constScanLine(y)[x];
            const uint around = halo.isNull() ? letter : halo.constScanLine(y)[x];
            const uint alpha = std::max(letter, around);
            const auto mix = [&](int shift) {
                const uint over =
                    ((ink >> shift) & 0xff) * letter + ((ground >> shift) & 0xff) * (alpha - std::min(letter, alpha));
                return (over / 255) << shift;
            };
            line[x] = alpha << 24 | mix(16) | mix(8) | mix(0);
        }
    }
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
