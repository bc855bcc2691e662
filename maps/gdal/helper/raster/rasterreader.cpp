// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/raster/rasterreader.h"

#include "maps/gdal/helper/placement.h"
#include "maps/gdal/helper/requestline.h"
#include "maps/geo/datum.h"
#include "maps/geo/mercator.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_alg.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

#include <array>
#include <cmath>
#include <cstring>

namespace guancheng {

namespace {

constexpr int kMaxSide = 8192;

/** How values of a band become bytes: those of pictures as they are, measured ones stretched. */
struct Stretch
{
    double low = 0;
    double high = 255;
    quint32 byte(double value) const
    {
        return static_cast<quint32>(std::lround(std::clamp((value - low) / (high - low) * 255, 0.0, 255.0)));
    }
};

Stretch stretchOf(GDALRasterBand &band)
{
    if (band.GetRasterDataType() == GDT_Byte)
        return {};
    std::array<double, 2> range{};
    if (band.ComputeRasterMinMax(TRUE, range.data()) != CE_None || !(range[1] > range[0]))
        return {};
    return {range[0], range[1]};
}

/** Warped pixels, band by band as doubles of one row at a time. */
class BandRows
{
public:
    BandRows(GDALDataset &dataset) : m_dataset(dataset) {}
    bool read(int band, int row, std::vector<double> &into)
    {
        const int width = m_dataset.GetRasterXSize();
        into.resize(static_cast<size_t>(width));
        return m_dataset.GetRasterBand(band)->RasterIO(GF_Read, 0, row, width, 1, into.data(), width, 1, GDT_Float64, 0, 0,
                                                       nullptr) == CE_None;
    }

private:
    GDALDataset &m_dataset;
};

class WarpedRaster final : public RasterReader
{
public:
    WarpedRaster(DatasetPointer dataset, const QString &name, const DatumSpec &datum)
        : m_dataset(std::move(dataset))
        , m_name(name)
        , m_datum(datum)
    {
    }

    Status prepare()
    {
        const OGRSpatialReference *reference = m_dataset->GetSpatialRef();
        double transform[6];
        const bool located = m_dataset->GetGeoTransform(transform) == CE_None || m_dataset->GetGCPCount() > 2 ||
                             m_dataset->GetMetadata("RPC") != nullptr;
        if (!located)
            return Error{m_name, {}, QStringLiteral("is a picture without a place on the Earth")};
        if ((!reference || reference->IsEmpty()) && m_datum.crs.isEmpty() && m_dataset->GetGCPCount() == 0) {
            if (!looksLikeDegrees(transform))
                return Error{m_name, {}, QStringLiteral("declares no coordinate system; name one as its datum")};
            m_sourceCrs = QStringLiteral("EPSG:4326");
        }
        if (!m_datum.crs.isEmpty())
            m_sourceCrs = m_datum.crs;
        const int bands = m_dataset->GetRasterCount();
        m_hasAlpha = bands > 1 && m_dataset->GetRasterBand(bands)->GetColorInterpretation() == GCI_AlphaBand;
        m_colours = std::min(m_hasAlpha ? bands - 1 : bands, 3);
        if (m_colours == 2)
            m_colours = 1;
        m_palette = m_dataset->GetRasterBand(1)->GetColorTable();
        for (int i = 1; i <= m_colours; ++i)
            m_stretches.push_back(m_palette ? Stretch() : stretchOf(*m_dataset->GetRasterBand(i)));
        findBounds();
        return ok();
    }

    Description describe() const override
    {
        const char *attribution = m_dataset->GetMetadataItem("attribution");
        return {m_name, QString::fromUtf8(attribution), m_bounds, m_maxZoom};
    }

    Result<QImage> render(const QRectF &world, QSize size) override
    {
        takeMessages();
        CPLErrorReset();
        const DatasetPointer warped = warp(shifted(world), size);
        if (!warped)
            return Error{m_name, {}, lastMessage(QStringLiteral("cannot be brought into the map's projection"))};
        QImage image = picture(*warped, size);
        // A service that failed gives empty pixels and says so only here.
        if (CPLGetLastErrorType() == CE_Failure)
            return Error{m_name, {}, lastMessage(QStringLiteral("cannot be read"))};
        return image;
    }

private:
    bool looksLikeDegrees(const double *t) const
    {
        const double x = t[0] + t[1] * m_dataset->GetRasterXSize();
        const double y = t[3] + t[5] * m_dataset->GetRasterYSize();
        return std::max(std::fabs(t[0]), std::fabs(x)) <= 181 && std::max(std::fabs(t[3]), std::fabs(y)) <= 91;
    }

    /** The same picture shows its shifted datum a little beside: small enough to be one offset for a tile. */
    QRectF shifted(const QRectF &world) const
    {
        if (m_datum.shift == DatumSpec::Shift::None)
            return world;
        const GeoPoint centre = toGeo(world.center());
        const GeoPoint there = m_datum.shift == DatumSpec::Shift::Gcj02 ? gcj02FromWgs84(centre) : bd09FromWgs84(centre);
        return world.translated(toWorld(there) - world.center());
    }

    DatasetPointer warp(const QRectF &world, QSize size)
    {
        CPLStringList options;
        const auto add = [&options](std::initializer_list<const char *> words) {
            for (const char *word : words)
                options.AddString(word);
        };
        const auto number = [&options](double value) { options.AddString(QByteArray::number(value, 'f', 6).constData()); };
        add({"-of", "MEM", "-t_srs", "EPSG:3857", "-r", m_palette ? "near" : "bilinear", "-dstalpha", "-wm", "64", "-te"});
        number((world.left() - 0.5) * kEquatorMetres);
        number((0.5 - world.bottom()) * kEquatorMetres);
        number((world.right() - 0.5) * kEquatorMetres);
        number((0.5 - world.top()) * kEquatorMetres);
        add({"-ts"});
        options.AddString(QByteArray::number(size.width()).constData());
        options.AddString(QByteArray::number(size.height()).constData());
        if (!m_sourceCrs.isEmpty()) {
            add({"-s_srs"});
            options.AddString(m_sourceCrs.toUtf8().constData());
        }
        GDALWarpAppOptions *parsed = GDALWarpAppOptionsNew(options.List(), nullptr);
        if (!parsed)
            return nullptr;
        GDALDatasetH source = m_dataset.get();
        DatasetPointer warped(GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &source, parsed, nullptr)));
        GDALWarpAppOptionsFree(parsed);
        return warped;
    }

    QImage picture(GDALDataset &warped, QSize size) const
    {
        QImage image(size, QImage::Format_ARGB32);
        image.fill(0);
        const int alphaBand = warped.GetRasterCount();
        BandRows rows(warped);
        std::vector<double> values[4];
        for (int row = 0; row < size.height(); ++row) {
            for (int i = 0; i < m_colours; ++i)
                if (!rows.read(i + 1, row, values[i]))
                    return image;
            if (!rows.read(alphaBand, row, values[3]))
                return image;
            auto *line = reinterpret_cast<quint32 *>(image.scanLine(row));
            for (int x = 0; x < size.width(); ++x)
                line[x] = pixel(values, static_cast<size_t>(x), warped.GetRasterBand(alphaBand)->GetRasterDataType());
        }
        return image;
    }

    quint32 pixel(const std::vector<double> (&values)[4], size_t x, GDALDataType type) const
    {
        // The alpha band that warping makes is as deep as the data.
        const double full = type == GDT_Byte ? 255 : type == GDT_UInt16 ? 65535 : type == GDT_Int16 ? 32767 : 255;
        const auto alpha = static_cast<quint32>(std::lround(std::clamp(values[3][x] / full * 255, 0.0, 255.0)));
        if (alpha == 0)
            return 0;
        if (m_palette) {
            const GDALColorEntry *entry = m_palette->GetColorEntry(static_cast<int>(values[0][x]));
            return entry ? qRgba(entry->c1, entry->c2, entry->c3, int(quint32(entry->c4) * alpha / 255)) : 0;
        }
        const quint32 red = m_stretches[0].byte(values[0][x]);
        if (m_colours < 3)
            return alpha << 24 | red << 16 | red << 8 | red;
        return alpha << 24 | red << 16 | m_stretches[1].byte(values[1][x]) << 8 | m_stretches[2].byte(values[2][x]);
    }

    void findBounds()
    {
        CPLStringList options;
        if (!m_sourceCrs.isEmpty())
            options.SetNameValue("SRC_SRS", m_sourceCrs.toUtf8().constData());
        options.SetNameValue("DST_SRS", "EPSG:3857");
        void *transformer = GDALCreateGenImgProjTransformer2(m_dataset.get(), nullptr, options.List());
        if (!transformer)
            return;
        double transform[6], extent[4];
        int width = 0, height = 0;
        if (GDALSuggestedWarpOutput2(m_dataset.get(), GDALGenImgProjTransform, transformer, transform, &width, &height, extent,
                                     0) == CE_None) {
            const GeoPoint southWest = toGeo({extent[0] / kEquatorMetres + 0.5, 0.5 - extent[1] / kEquatorMetres});
            const GeoPoint northEast = toGeo({extent[2] / kEquatorMetres + 0.5, 0.5 - extent[3] / kEquatorMetres});
            m_bounds = QRectF(southWest.longitude, southWest.latitude, northEast.longitude - southWest.longitude,
                              northEast.latitude - southWest.latitude);
            if (transform[1] > 0)
                m_maxZoom = std::log2(kEquatorMetres / 256 / transform[1]);
        }
        GDALDestroyGenImgProjTransformer(transformer);
    }

    DatasetPointer m_dataset;
    QString m_name;
    DatumSpec m_datum;
    QString m_sourceCrs; ///< where the dataset does not declare it
    bool m_hasAlpha = false;
    int m_colours = 1;
    const GDALColorTable *m_palette = nullptr;
    std::vector<Stretch> m_stretches;
    QRectF m_bounds;
    double m_maxZoom = 0;
};

} // namespace

Result<std::unique_ptr<RasterReader>> makeWarpedRaster(DatasetPointer dataset, const QString &name, const DatumSpec &datum)
{
    auto raster = std::make_unique<WarpedRaster>(std::move(dataset), name, datum);
    if (const Status ready = raster->prepare(); !ready)
        return ready.error();
    return std::unique_ptr<RasterReader>(std::move(raster));
}

QImage imageOf(GDALDataset &dataset)
{
    const int width = dataset.GetRasterXSize();
    const int height = dataset.GetRasterYSize();
    const int bands = dataset.GetRasterCount();
    if (width > kMaxSide || height > kMaxSide || width < 1 || height < 1 || bands < 1)
        return {};
    const size_t count = static_cast<size_t>(width) * static_cast<size_t>(height);
    std::vector<quint8> planes[4];
    const int used = std::min(bands, 4);
    for (int i = 0; i < used; ++i) {
        planes[i].resize(count);
        if (dataset.GetRasterBand(i + 1)->RasterIO(GF_Read, 0, 0, width, height, planes[i].data(), width, height, GDT_Byte, 0,
                                                   0, nullptr) != CE_None)
            return {};
    }
    const GDALColorTable *palette = dataset.GetRasterBand(1)->GetColorTable();
    QImage image(width, height, QImage::Format_ARGB32);
    for (int y = 0; y < height; ++y) {
        auto *line = reinterpret_cast<quint32 *>(image.scanLine(y));
        for (int x = 0; x < width; ++x) {
            const size_t at = static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x);
            if (palette) {
                const GDALColorEntry *entry = palette->GetColorEntry(planes[0][at]);
                line[x] = entry ? qRgba(entry->c1, entry->c2, entry->c3, entry->c4) : 0;
            } else if (used < 3) {
                line[x] = qRgba(planes[0][at], planes[0][at], planes[0][at], used == 2 ? planes[1][at] : 255);
            } else {
                line[x] = qRgba(planes[0][at], planes[1][at], planes[2][at], used == 4 ? planes[3][at] : 255);
            }
        }
    }
    return image;
}

QImage decodeImage(const QByteArray &bytes)
{
    static constexpr char kName[] = "/vsimem/guancheng-picture";
    QByteArray copy = bytes;
    VSILFILE *file =
        VSIFileFromMemBuffer(kName, reinterpret_cast<GByte *>(copy.data()), static_cast<vsi_l_offset>(copy.size()), FALSE);
    if (!file)
        return {};
    VSIFCloseL(file);
    static const char *const kDrivers[] = {"PNG", "JPEG", "WEBP", "GTiff", nullptr};
    DatasetPointer dataset(GDALDataset::Open(kName, GDAL_OF_READONLY | GDAL_OF_RASTER, kDrivers, nullptr, nullptr));
    QImage image = dataset ? imageOf(*dataset) : QImage();
    dataset.reset();
    VSIUnlink(kName);
    return image;
}

void serveRaster(RasterReader &reader, FrameSink &sink)
{
    const RasterReader::Description what = reader.describe();
    QJsonObject json{{QStringLiteral("name"), what.name},
                     {QStringLiteral("attribution"), what.attribution},
                     {QStringLiteral("maxZoom"), what.maxZoom}};
    if (!what.bounds.isEmpty()) {
        json[QStringLiteral("west")] = what.bounds.left();
        json[QStringLiteral("south")] = what.bounds.top();
        json[QStringLiteral("east")] = what.bounds.right();
        json[QStringLiteral("north")] = what.bounds.bottom();
    }
    if (!sink.send(wire::FrameType::Raster, json))
        return;
    while (const std::optional<QJsonObject> question = readRequestLine()) {
        const QJsonObject &q = *question;
        const QRectF world(q[QStringLiteral("x")].toDouble(), q[QStringLiteral("y")].toDouble(),
                           q[QStringLiteral("width")].toDouble(), q[QStringLiteral("height")].toDouble());
        const QSize size(q[QStringLiteral("columns")].toInt(), q[QStringLiteral("rows")].toInt());
        const qint64 id = q[QStringLiteral("id")].toInteger();
        Result<QImage> image = size.isEmpty() || size.width() > kMaxSide || size.height() > kMaxSide
                                   ? Result<QImage>(Error{what.name, {}, QStringLiteral("no picture of this size can be made")})
                                   : reader.render(world, size);
        bool alive = false;
        if (image && image->size() == size) {
            const wire::ImageHeader header{static_cast<quint32>(id), static_cast<quint32>(size.width()),
                                           static_cast<quint32>(size.height())};
            QByteArray payload(reinterpret_cast<const char *>(&header), sizeof header);
            payload.append(reinterpret_cast<const char *>(image->constBits()), image->sizeInBytes());
            alive = sink.send(wire::FrameType::Image, payload);
        } else {
            const QString reason =
                image ? QStringLiteral("the picture has another size than was asked for") : image.error().reason;
            alive = sink.send(wire::FrameType::ImageFailed,
                              QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("reason"), reason}});
        }
        if (!alive)
            return;
    }
}

} // namespace guancheng
