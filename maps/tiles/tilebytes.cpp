// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/tilebytes.h"

#include <QBuffer>
#include <QImageReader>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {
constexpr int kMaxSide = 1024;
}

TileFormat tileFormat(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return TileFormat::Png;
    if (bytes.startsWith("\xff\xd8\xff"))
        return TileFormat::Jpeg;
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return TileFormat::Webp;
    if (bytes.startsWith("\x1f\x8b"))
        return TileFormat::Gzip;
    const QByteArray head = bytes.left(200).trimmed().toLower();
    if (head.startsWith("<!doctype") || head.startsWith("<html") || head.startsWith("<?xml") || head.startsWith("<head"))
        return TileFormat::Html;
    return TileFormat::Unknown;
}

QByteArray mimeTypeOf(TileFormat format)
{
    switch (format) {
    case TileFormat::Png: return "image/png";
    case TileFormat::Jpeg: return "image/jpeg";
    case TileFormat::Webp: return "image/webp";
    default: return "application/octet-stream";
    }
}

Status checkTile(const QByteArray &bytes, const QString &source)
{
    switch (tileFormat(bytes)) {
    case TileFormat::Png:
    case TileFormat::Jpeg:
    case TileFormat::Webp: return ok();
    case TileFormat::Html: return Error{source, {}, u"answers a page of text instead of a picture"_s};
    case TileFormat::Gzip: return Error{source, {}, u"has vector tiles, which are no pictures"_s};
    default:
        return Error{source, {}, bytes.isEmpty() ? u"answers nothing"_s : u"answers something that is no PNG, JPEG or WebP"_s};
    }
}

Result<QImage> decodeTile(const QByteArray &bytes, const QString &source)
{
    if (const Status checked = checkTile(bytes, source); !checked)
        return checked.error();
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    const QSize size = reader.size();
    if (size.width() > kMaxSide || size.height() > kMaxSide)
        return Error{source, {}, u"the picture of a tile is %1 x %2"_s.arg(size.width()).arg(size.height())};
    const QImage image = reader.read();
    if (image.isNull() || image.width() > kMaxSide || image.height() > kMaxSide)
        return Error{source, {}, u"the picture cannot be read: "_s + reader.errorString()};
    return image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

const QByteArray &emptyTile()
{
    static const QByteArray kTile = [] {
        QImage image(256, 256, QImage::Format_ARGB32);
        image.fill(Qt::transparent);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return bytes;
    }();
    return kTile;
}

} // namespace guancheng
