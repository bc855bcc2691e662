// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datum/datumspec.h"
#include "maps/gdal/helper/drivers.h"
#include "maps/gdal/helper/framesink.h"

#include <QImage>
#include <QRectF>

namespace guancheng {

/** A picture of the Earth from which parts are asked for. */
class RasterReader
{
public:
    RasterReader() = default;
    virtual ~RasterReader() = default;
    Q_DISABLE_COPY_MOVE(RasterReader)

    struct Description
    {
        QString name;
        QString attribution;
        QRectF bounds; ///< degrees; x west, y south, height to the north; empty = the world
        double maxZoom = 0;
    };
    virtual Description describe() const = 0;
    /** The rectangle of the mercator unit square in \c size pixels, Format_ARGB32. */
    virtual Result<QImage> render(const QRectF &world, QSize size) = 0;
};

/** A dataset of GDAL with any coordinate system, warped as asked. An error when it has none and \c datum names none. */
Result<std::unique_ptr<RasterReader>> makeWarpedRaster(DatasetPointer dataset, const QString &name, const DatumSpec &datum);
/** Tiles of pictures in a PMTiles file of version 3. */
Result<std::unique_ptr<RasterReader>> makePmTilesRaster(const QString &path);
/** Whether a file is a PMTiles file with pictures. */
bool isPmTilesRaster(const QString &path);
/** A Web Map Service 1.1.1 or 1.3.0 (OGC 06-042): asks for its capabilities first. */
Result<std::unique_ptr<RasterReader>> makeWms(const OpenRequest &request);

/** The pixels of a dataset of bytes (grey, palette, RGB, with or without alpha); null when they cannot be read. */
QImage imageOf(GDALDataset &dataset);
/** A picture file in memory: PNG, JPEG, WebP, TIFF. Null when it is none or too large. */
QImage decodeImage(const QByteArray &bytes);

/** Describes the picture and answers questions on standard input until that ends. */
void serveRaster(RasterReader &reader, FrameSink &sink);

} // namespace guancheng
