// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "support/gdalfixture.h"

#include "maps/geo/datum.h"
#include "maps/geo/mercator.h"

#include <QImage>
#include <QThreadPool>

#include <atomic>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

namespace {

constexpr double kWest = 121.3, kNorth = 31.4, kStep = 0.002;
constexpr int kSide = 200;

/** 200 x 200 pixels of 0.002 degrees from 121.3 E, 31.4 N, as an ESRI grid: red in the west half, by a palette or bands later.
 */
QByteArray asciiGrid()
{
    QByteArray text = "ncols 200\nnrows 200\nxllcorner 121.3\nyllcorner 31.0\ncellsize 0.002\nNODATA_value -9999\n";
    for (int row = 0; row < kSide; ++row) {
        for (int column = 0; column < kSide; ++column)
            text += (row < 20 ? QByteArray("-9999") : QByteArray::number(column < 100 ? 10 : 200)) + " ";
        text += "\n";
    }
    return text;
}

QRectF worldAround(const GeoPoint &centre, double half)
{
    const QPointF a = toWorld({centre.longitude - half, centre.latitude + half});
    const QPointF b = toWorld({centre.longitude + half, centre.latitude - half});
    return {a, b};
}

} // namespace

class TestRasterLayers : public QObject
{
    Q_OBJECT

    std::unique_ptr<GdalFixture> m_gdal;

    std::shared_ptr<const GdalRaster> open(const QString &file, const QString &datum = {})
    {
        const Result<LoadedSource> source = m_gdal->load(file, datum);
        if (!source)
            qWarning().noquote() << source.error().toString();
        return source ? source->raster : nullptr;
    }

    /** The pixel at a place, rendered in a picture around it. */
    QRgb pixelAt(const RasterSource &raster, const GeoPoint &point)
    {
        const Result<QImage> image = raster.render(worldAround(point, 0.004), {16, 16});
        if (!image)
            qWarning().noquote() << image.error().toString();
        return image ? image->pixel(8, 8) : 0;
    }

    void verifyHalves(const RasterSource &raster)
    {
        const QRgb west = pixelAt(raster, {121.4, 31.2});
        const QRgb east = pixelAt(raster, {121.6, 31.2});
        QVERIFY2(qAlpha(west) == 255 && qAlpha(east) == 255, qPrintable(QString::number(west, 16)));
        QVERIFY2(qRed(west) + 60 < qRed(east), qPrintable(QString::number(west, 16) + u' ' + QString::number(east, 16)));
        QCOMPARE(qAlpha(pixelAt(raster, {125, 35})), 0); // beside it
    }

private Q_SLOTS:
    void init()
    {
        m_gdal = std::make_unique<GdalFixture>();
        m_gdal->write(u"grid.asc"_s, asciiGrid());
    }

    void geoTiff_data()
    {
        QTest::addColumn<QStringList>("steps");
        QTest::newRow("bytes") << QStringList{u"gdal_translate -ot Byte -a_nodata 0 -a_srs EPSG:4326 grid.asc out.tif"_s};
        QTest::newRow("floats") << QStringList{u"gdal_translate -ot Float32 -a_srs EPSG:4326 grid.asc out.tif"_s};
        QTest::newRow("tiled, packed") << QStringList{
            u"gdal_translate -ot Byte -co TILED=YES -co COMPRESS=DEFLATE -a_srs EPSG:4326 grid.asc out.tif"_s};
        QTest::newRow("Gauss-Krueger") << QStringList{u"gdal_translate -a_srs EPSG:4326 grid.asc wgs.tif"_s,
                                                      u"gdalwarp -q -t_srs EPSG:4549 wgs.tif out.tif"_s};
        QTest::newRow("three bands") << QStringList{
            u"gdal_translate -ot Byte -b 1 -b 1 -b 1 -colorinterp red,green,blue -a_srs EPSG:4326 grid.asc out.tif"_s};
        QTest::newRow("16 bits") << QStringList{
            u"gdal_translate -ot UInt16 -scale 0 255 0 4000 -a_srs EPSG:4326 -a_nodata none grid.asc out.tif"_s};
        QTest::newRow("cloud optimised") << QStringList{u"gdal_translate -ot Byte -of COG -a_srs EPSG:4326 grid.asc out.tif"_s};
        QTest::newRow("no system, degrees") << QStringList{u"gdal_translate -ot Byte grid.asc out.tif"_s};
    }
    void geoTiff()
    {
        QFETCH(QStringList, steps);
        for (const QString &step : steps) {
            const QStringList words = step.split(u' ');
            QVERIFY(m_gdal->run(words.constFirst(), words.mid(1)));
        }
        const auto raster = open(m_gdal->path(u"out.tif"_s));
        QVERIFY(raster);
        verifyHalves(*raster);
        QVERIFY(raster->failed() == 0 && raster->rendered() > 0);
        QVERIFY(std::fabs(raster->bounds().left() - toWorld({kWest, 31}).x()) < 1e-4);
        QVERIFY(std::fabs(raster->bounds().top() - toWorld({121, kNorth}).y()) < 1e-4);
    }

    void tiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("MBTiles") << u"out.mbtiles"_s;
    }
    void tiles()
    {
        QFETCH(QString, file);
        QVERIFY(m_gdal->run(u"gdal_translate"_s,
                            {u"-ot"_s, u"Byte"_s, u"-a_srs"_s, u"EPSG:4326"_s, u"-of"_s, u"MBTiles"_s, u"grid.asc"_s, file}));
        const auto raster = open(m_gdal->path(file));
        QVERIFY(raster);
        verifyHalves(*raster);
    }

    /** PMTiles with pictures: made from the tiles of an MBTiles file, as GDAL writes only vector ones. */
    void pmTilesWithPictures()
    {
        QVERIFY(m_gdal->run(u"gdal_translate"_s, {u"-ot"_s, u"Byte"_s, u"-a_srs"_s, u"EPSG:4326"_s, u"-of"_s, u"MBTiles"_s,
                                                  u"grid.asc"_s, u"t.mbtiles"_s}));
        QVERIFY(m_gdal->run(u"python3"_s, {u"-c"_s, QString::fromUtf8(R"(
import sqlite3, struct, gzip
def varint(n):
    out = b''
    while n > 127: out += bytes([n & 127 | 128]); n >>= 7
    return out + bytes([n])
def hilbert(z, x, y):
    acc = sum(4 ** i for i in range(z)); d = 0; s = 1 << (z - 1) if z else 0
    while s > 0:
        rx = 1 if x & s else 0; ry = 1 if y & s else 0
        d += s * s * ((3 * rx) ^ ry)
        if ry == 0:
            if rx: x, y = s - 1 - (x & (s - 1)) if False else ((1 << z) - 1 - x), ((1 << z) - 1 - y)
            x, y = y, x
        s >>= 1
    return acc + d
rows = [(hilbert(z, x, (1 << z) - 1 - y), d, z) for z, x, y, d in sqlite3.connect('t.mbtiles').execute('select zoom_level, tile_column, tile_row, tile_data from tiles')]
rows.sort()
data = b''; entries = []
for i, d, z in rows:
    entries.append((i, len(data), len(d))); data += d
n = len(entries); last = 0; a = varint(n); b = b''; c = b''; e = b''
for k, (i, off, ln) in enumerate(entries):
    a += varint(i - last); last = i; b += varint(1); c += varint(ln); e += varint(0 if k else off + 1)
root = gzip.compress(a + b + c + e); meta = gzip.compress(b'{}')
zs = [z for _, _, z in rows]; kind = 2 if rows[0][1][:4] == b'\x89PNG' else 3
h = b'PMTiles' + bytes([3]) + struct.pack('<QQQQQQQQQQQ', 127, len(root), 127 + len(root), len(meta), 0, 0, 127 + len(root) + len(meta), len(data), n, n, n)
h += bytes([1, 2, 1, kind, min(zs), max(zs)]) + struct.pack('<iiii', 1213000000, 310000000, 1217000000, 314000000) + bytes([min(zs)]) + struct.pack('<ii', 1215000000, 312000000)
open('t.pmtiles', 'wb').write(h + root + meta + data)
)")}));
        const auto raster = open(m_gdal->path(u"t.pmtiles"_s));
        QVERIFY(raster);
        verifyHalves(*raster);
    }

    void aShiftedPictureIsShiftedBack()
    {
        QVERIFY(
            m_gdal->run(u"gdal_translate"_s, {u"-ot"_s, u"Byte"_s, u"-a_srs"_s, u"EPSG:4326"_s, u"grid.asc"_s, u"out.tif"_s}));
        const auto plain = open(m_gdal->path(u"out.tif"_s));
        const auto shifted = open(m_gdal->path(u"out.tif"_s), u"GCJ-02"_s);
        QVERIFY(plain && shifted);
        // What the picture shows at 121.5 lies in truth some 430 m to the west.
        const GeoPoint truth = wgs84FromGcj02({121.5, 31.2});
        const auto edge = [this](const RasterSource &raster, double from) {
            const Result<QImage> image =
                raster.render(QRectF(toWorld({from - 0.02, 31.21}), toWorld({from + 0.02, 31.19})), {400, 200});
            for (int x = 0; image && x < 399; ++x)
                if (qRed(image->pixel(x, 100)) > 105)
                    return from - 0.02 + (x + 0.5) * 0.0001;
            return 0.0;
        };
        QVERIFY2(std::fabs(edge(*plain, 121.5) - 121.5) < 0.0012, qPrintable(QString::number(edge(*plain, 121.5), 'f', 5)));
        QVERIFY2(std::fabs(edge(*shifted, 121.5) - truth.longitude) < 0.0012,
                 qPrintable(QString::number(edge(*shifted, 121.5), 'f', 5)));
    }

    void manyWorkersAtOnce()
    {
        QVERIFY(
            m_gdal->run(u"gdal_translate"_s, {u"-ot"_s, u"Byte"_s, u"-a_srs"_s, u"EPSG:4326"_s, u"grid.asc"_s, u"out.tif"_s}));
        const auto raster = open(m_gdal->path(u"out.tif"_s));
        QVERIFY(raster);
        std::atomic<int> good = 0;
        QThreadPool pool;
        pool.setMaxThreadCount(4);
        for (int i = 0; i < 40; ++i)
            pool.start([&, i] {
                const Result<QImage> image = raster->render(worldAround({121.4 + i * 0.005, 31.2}, 0.01), {64 + i, 64});
                good += image && image->width() == 64 + i ? 1 : 0;
            });
        QVERIFY(pool.waitForDone(60'000));
        QCOMPARE(good, 40);
        QVERIFY(!raster->render(QRectF(), {16, 16}));
        QVERIFY(!raster->render(worldAround({121.4, 31.2}, 0.01), {0, 16}));
    }

    void picturesWithoutAPlaceAreRefused()
    {
        QVERIFY(m_gdal->run(u"gdal_translate"_s, {u"-ot"_s, u"Byte"_s, u"-of"_s, u"PNG"_s, u"grid.asc"_s, u"plain.png"_s}));
        QFile::remove(m_gdal->path(u"plain.png.aux.xml"_s));
        const Result<LoadedSource> source = m_gdal->load(m_gdal->path(u"plain.png"_s));
        QVERIFY(!source);
        QVERIFY2(source.error().reason.contains(u"place on the Earth"), qPrintable(source.error().reason));
    }

    void aHelperThatDiesIsReplaced()
    {
        QVERIFY(
            m_gdal->run(u"gdal_translate"_s, {u"-ot"_s, u"Byte"_s, u"-a_srs"_s, u"EPSG:4326"_s, u"grid.asc"_s, u"out.tif"_s}));
        const auto raster = open(m_gdal->path(u"out.tif"_s));
        QVERIFY(raster && raster->render(worldAround({121.4, 31.2}, 0.01), {16, 16}));
        // Cut under its feet and gone: errors are counted, nothing hangs.
        QVERIFY(QFile::resize(m_gdal->path(u"out.tif"_s), 300));
        for (int i = 0; i < 3; ++i)
            (void)raster->render(worldAround({121.35 + i * 0.1, 31.3}, 0.01), {300, 300}, 5000);
        QVERIFY(raster->failed() + raster->rendered() >= 4);
    }
};

QTEST_GUILESS_MAIN(TestRasterLayers)
#include "tst_rasterlayers.moc"
