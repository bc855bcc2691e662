// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/raster/rasterreader.h"
#include "maps/geo/mercator.h"

#include <cpl_vsi.h>

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QPainter>
#include <QtEndian>

#include <cmath>

namespace guancheng {

namespace {

constexpr int kHeaderBytes = 127;
constexpr qint64 kMaxTileBytes = 16 << 20;
constexpr int kMaxTiles = 256; ///< of one picture

/** The header of version 3, as far as it matters here. */
struct Header
{
    int tileType = 0; ///< 1 vector, 2 PNG, 3 JPEG, 4 WebP
    int minZoom = 0;
    int maxZoom = 0;
    QRectF bounds;
};

std::optional<Header> readHeader(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.read(kHeaderBytes);
    if (bytes.size() < kHeaderBytes || !bytes.startsWith("PMTiles") || bytes[7] != 3)
        return {};
    const auto degrees = [&bytes](qsizetype at) { return qFromLittleEndian<qint32>(bytes.constData() + at) / 1e7; };
    Header header;
    header.tileType = bytes[99];
    header.minZoom = bytes[100];
    header.maxZoom = std::min(int(bytes[101]), 24);
    header.bounds = QRectF(QPointF(degrees(102), degrees(106)), QPointF(degrees(110), degrees(114)));
    return header;
}

class PmTilesRaster final : public RasterReader
{
public:
    PmTilesRaster(const QString &path, const Header &header) : m_path(path), m_header(header) {}

    Description describe() const override
    {
        return {QFileInfo(m_path).completeBaseName(), {}, m_header.bounds, double(m_header.maxZoom)};
    }

    Result<QImage> render(const QRectF &world, QSize size) override
    {
        const double wanted = std::log2(size.width() / (world.width() * 256));
        int zoom = std::clamp(static_cast<int>(std::lround(wanted)), m_header.minZoom, m_header.maxZoom);
        QRect tiles = cover(world, zoom);
        while (zoom > m_header.minZoom && qint64(tiles.width()) * tiles.height() > kMaxTiles)
            tiles = cover(world, --zoom);
        if (qint64(tiles.width()) * tiles.height() > kMaxTiles)
            return Error{m_path, {}, QStringLiteral("has no tiles for so large a part of the world")};
        QImage image(size, QImage::Format_ARGB32_Premultiplied);
        image.fill(0);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const double count = std::exp2(zoom);
        for (int y = tiles.top(); y <= tiles.bottom(); ++y)
            for (int x = tiles.left(); x <= tiles.right(); ++x) {
                const Result<QImage> picture = tile(zoom, x, y);
                if (!picture)
                    return picture.error();
                const auto place = [&](double tx, double ty) {
                    return QPointF((tx / count - world.left()) / world.width() * size.width(),
                                   (ty / count - world.top()) / world.height() * size.height());
                };
                if (!picture->isNull())
                    painter.drawImage(QRectF(place(x, y), place(x + 1, y + 1)), *picture);
            }
        painter.end();
        return image.convertToFormat(QImage::Format_ARGB32);
    }

private:
    static QRect cover(const QRectF &world, int zoom)
    {
        const double count = std::exp2(zoom);
        const auto index = [count](double value) {
            return static_cast<int>(std::clamp(std::floor(value * count), 0.0, count - 1));
        };
        return QRect(QPoint(index(world.left()), index(world.top())), QPoint(index(world.right()), index(world.bottom())));
    }

    /** Null where there is none. */
    Result<QImage> tile(int zoom, int x, int y)
    {
        const char *end = m_header.tileType == 2 ? "png" : m_header.tileType == 3 ? "jpg" : "webp";
        const QString name =
            QStringLiteral("/vsipmtiles/%1/%2/%3/%4.%5").arg(m_path).arg(zoom).arg(x).arg(y).arg(QLatin1String(end));
        VSIStatBufL stat;
        if (VSIStatL(name.toUtf8().constData(), &stat) != 0)
            return QImage();
        if (static_cast<qint64>(stat.st_size) > kMaxTileBytes)
            return Error{m_path, {}, QStringLiteral("holds a tile that is too large")};
        VSILFILE *file = VSIFOpenL(name.toUtf8().constData(), "rb");
        if (!file)
            return Error{m_path, {}, QStringLiteral("is cut off or broken")};
        QByteArray bytes(static_cast<qsizetype>(stat.st_size), Qt::Uninitialized);
        const auto got = static_cast<qsizetype>(VSIFReadL(bytes.data(), 1, static_cast<size_t>(bytes.size()), file));
        VSIFCloseL(file);
        const QImage image = got == bytes.size() ? decodeImage(bytes) : QImage();
        if (image.isNull())
            return Error{m_path, {}, QStringLiteral("holds a tile that is no picture (%1/%2/%3)").arg(zoom).arg(x).arg(y)};
        return image;
    }

    QString m_path;
    Header m_header;
};

} // namespace

bool isPmTilesRaster(const QString &path)
{
    const std::optional<Header> header = readHeader(path);
    return header && header->tileType >= 2 && header->tileType <= 4;
}

Result<std::unique_ptr<RasterReader>> makePmTilesRaster(const QString &path)
{
    const std::optional<Header> header = readHeader(path);
    if (!header)
        return Error{path, {}, QStringLiteral("is no PMTiles file of version 3")};
    return std::unique_ptr<RasterReader>(std::make_unique<PmTilesRaster>(path, *header));
}

} // namespace guancheng
