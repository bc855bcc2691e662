// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/mercator.h"
#include "maps/tiles/pmtilesarchive.h"
#include "maps/tiles/tilebytes.h"
#include "maps/tiles/tileraster.h"
#include "maps/tiles/wmtscapabilities.h"

#include <QBuffer>
#include <QTest>
#include <QtEndian>

#include <rapidcheck.h>
#include <zlib.h>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestTileFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsLeadToTilesOnly();
    void curve();
    void templates();
    void secretsAreNotShown();
    void pictures();
    void pmtiles();
    void brokenPmtiles();
    void anyPmtiles();
    void wmts();
    void wmtsByQuery();
    void brokenWmts();
    void rasterIsPutTogether();
    void rasterWithoutTiles();
};

void TestTileFormats::pathsLeadToTilesOnly()
{
    QCOMPARE(TileAddress::fromPath(u"3/4/5.png"), (TileAddress{3, 4, 5}));
    QCOMPARE(TileAddress::fromPath(u"0/0/0"), (TileAddress{0, 0, 0}));
    for (const auto *path :
         {u"3/8/5", u"25/0/0", u"-1/0/0", u"3/4", u"3/4/5/6", u"../3/4/5", u"3/../5", u"3/4/5.png/..", u"3/4/%35", u"03/4/5",
          u"3/4/5.jpg", u"", u"//", u"3/4/ 5", u"3/4/+5", u"3/4/99999999999999999999", u"3/4/5\\x", u"３/4/5"})
        QVERIFY2(!TileAddress::fromPath(QStringView(path)), qPrintable(QString(QStringView(path))));
}

void TestTileFormats::curve()
{
    // From the specification of PMTiles.
    QCOMPARE((TileAddress{0, 0, 0}.curveNumber()), 0u);
    QCOMPARE((TileAddress{1, 0, 0}.curveNumber()), 1u);
    QCOMPARE((TileAddress{1, 0, 1}.curveNumber()), 2u);
    QCOMPARE((TileAddress{1, 1, 1}.curveNumber()), 3u);
    QCOMPARE((TileAddress{1, 1, 0}.curveNumber()), 4u);
    QCOMPARE((TileAddress{2, 0, 0}.curveNumber()), 5u);
    QCOMPARE((TileAddress{12, 3423, 1763}.curveNumber()), 19078479u);
    // Every tile of a zoom has a number of its own, without a gap.
    for (const int zoom : {1, 3, 5}) {
        std::vector<quint64> numbers;
        for (int x = 0; x < 1 << zoom; ++x) {
            for (int y = 0; y < 1 << zoom; ++y)
                numbers.push_back(TileAddress{zoom, x, y}.curveNumber());
        }
        std::ranges::sort(numbers);
        const quint64 first = ((quint64(1) << (2 * zoom)) - 1) / 3;
        for (size_t i = 0; i < numbers.size(); ++i)
            QCOMPARE(numbers[i], first + i);
    }
}

void TestTileFormats::templates()
{
    const auto xyz = TileTemplate::parse(u"https://tiles.example.cn/{z}/{x}/{y}.png?key=abc"_s);
    QVERIFY(xyz);
    QCOMPARE(xyz->url({3, 4, 5}).toString(), u"https://tiles.example.cn/3/4/5.png?key=abc"_s);
    const auto tms = TileTemplate::parse(u"http://10.0.0.1:8080/{z}/{x}/{-y}.png"_s);
    QVERIFY(tms);
    QCOMPARE(tms->url({3, 4, 5}).toString(), u"http://10.0.0.1:8080/3/4/2.png"_s);
    for (const QString &bad : {u"https://a/{z}/{x}.png"_s, u"ftp://a/{z}/{x}/{y}"_s, u"file:///{z}/{x}/{y}"_s,
                               u"https://{x}.a/{z}/{x}/{y}"_s, u"{z}/{x}/{y}"_s, u""_s, u"https:///{z}/{x}/{y}"_s})
        QVERIFY2(!TileTemplate::parse(bad), qPrintable(bad));
}

void TestTileFormats::secretsAreNotShown()
{
    const QString shown = shownUrl(u"https://user:secret@tiles.example.cn/{z}/{x}/{y}.png?tk=hidden"_s);
    QVERIFY(!shown.contains("secret"_L1) && !shown.contains("user"_L1) && !shown.contains("hidden"_L1));
    QVERIFY(shown.contains("tiles.example.cn"_L1));
    const auto bad = TileTemplate::parse(u"https://user:secret@tiles.example.cn/{z}/{y}?tk=hidden"_s);
    QVERIFY(!bad);
    QVERIFY(!bad.error().toString().contains("secret"_L1) && !bad.error().toString().contains("hidden"_L1));
}

static QByteArray png(QColor colour, int side = 256)
{
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

void TestTileFormats::pictures()
{
    QVERIFY(checkTile(png(Qt::red), u"t"_s));
    QVERIFY(decodeTile(png(Qt::red), u"t"_s));
    QVERIFY(!decodeTile(png(Qt::red, 1025), u"t"_s));
    QVERIFY(!decodeTile(png(Qt::red).left(60), u"t"_s));
    QVERIFY(checkTile("<!DOCTYPE html><p>Login", u"t"_s).error().reason.contains("page"_L1));
    QVERIFY(!checkTile("", u"t"_s));
    QVERIFY(!checkTile("\x1f\x8b\x08", u"t"_s));
    QVERIFY(checkTile(emptyTile(), u"t"_s));
    QVERIFY(rc::check("a broken picture is refused, no more", [] {
        QByteArray bytes = png(Qt::blue, 64);
        const int changes = *rc::gen::inRange(1, 8);
        for (int i = 0; i < changes; ++i)
            bytes[*rc::gen::inRange<qsizetype>(0, bytes.size())] = char(*rc::gen::inRange(0, 256));
        const auto image = decodeTile(bytes, u"t"_s);
        RC_ASSERT((!image || image->width() <= 1024));
    }));
}

static QByteArray varint(quint64 value)
{
    QByteArray bytes;
    while (value >= 0x80) {
        bytes.append(char(value | 0x80));
        value >>= 7;
    }
    bytes.append(char(value));
    return bytes;
}

static QByteArray gzip(const QByteArray &bytes)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray result(bytes.size() + 1024, 0);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = uInt(result.size());
    deflate(&stream, Z_FINISH);
    result.chop(qsizetype(stream.avail_out));
    deflateEnd(&stream);
    return result;
}

struct Directory
{
    std::vector<PmTilesArchive::Entry> entries;
    QByteArray bytes() const
    {
        QByteArray result = varint(entries.size());
        quint64 last = 0;
        for (const auto &entry : entries) {
            result += varint(entry.tile - last);
            last = entry.tile;
        }
        for (const auto &entry : entries)
            result += varint(entry.run);
        for (const auto &entry : entries)
            result += varint(entry.length);
        for (const auto &entry : entries)
            result += varint(entry.offset + 1);
        return result;
    }
};

/** Zoom 0 and 1 in the root, zoom 2 in a leaf; all of zoom 2 is one picture. */
static QByteArray archive()
{
    const QByteArray a = png(Qt::red, 8);
    const QByteArray b = png(Qt::green, 8);
    const Directory leaf{{{5, quint64(a.size()), quint32(b.size()), 16}}};
    const QByteArray leafBytes = gzip(leaf.bytes());
    const Directory root{
        {{0, 0, quint32(a.size()), 1}, {3, quint64(a.size()), quint32(b.size()), 1}, {5, 0, quint32(leafBytes.size()), 0}}};
    const QByteArray rootBytes = gzip(root.bytes());
    QByteArray header(127, 0);
    header.replace(0, 7, "PMTiles");
    header[7] = 3;
    const auto put = [&header](qsizetype at, quint64 value) { qToLittleEndian(value, header.data() + at); };
    put(8, 127);
    put(16, quint64(rootBytes.size()));
    put(40, quint64(127 + rootBytes.size()));
    put(48, quint64(leafBytes.size()));
    put(56, quint64(127 + rootBytes.size() + leafBytes.size()));
    put(64, quint64(a.size() + b.size()));
    header[97] = 2;
    header[98] = 1;
    header[99] = 2;
    header[101] = 2;
    return header + rootBytes + leafBytes + a + b;
}

static Status openBytes(PmTilesArchive &pm, const QByteArray &bytes)
{
    return pm.open(
        [bytes](quint64 offset, quint64 length) {
            return bytes.mid(qsizetype(offset), qsizetype(std::min<quint64>(length, 1 << 26)));
        },
        quint64(bytes.size()), u"test"_s);
}

void TestTileFormats::pmtiles()
{
    PmTilesArchive pm;
    const Status opened = openBytes(pm, archive());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().toString()));
    QCOMPARE(*pm.tile({0, 0, 0}), png(Qt::red, 8));
    QCOMPARE(*pm.tile({1, 1, 1}), png(Qt::green, 8)); // number 3
    QVERIFY(pm.tile({1, 0, 0})->isEmpty());
    for (int x = 0; x < 4; ++x)
        QCOMPARE(*pm.tile({2, x, 3 - x}), png(Qt::green, 8));
    QVERIFY(pm.tile({3, 0, 0})->isEmpty());
}

void TestTileFormats::brokenPmtiles()
{
    const QByteArray good = archive();
    PmTilesArchive pm;
    QVERIFY(!openBytes(pm, good.left(126)));
    QVERIFY(!openBytes(pm, good.left(140)));
    QByteArray other = good;
    other[7] = 2;
    QVERIFY(openBytes(pm, other).error().reason.contains("version 2"_L1));
    other = good;
    other[99] = 1;
    QVERIFY(openBytes(pm, other).error().reason.contains("vector"_L1));
    // A directory of a gigabyte in a megabyte.
    const QByteArray bomb = gzip(QByteArray(64 * 1024 * 1024, 0));
    other = good.left(127) + bomb;
    const auto put = [&other](qsizetype at, quint64 value) { qToLittleEndian(value, other.data() + at); };
    put(16, quint64(bomb.size()));
    for (const qsizetype at : {40, 48, 56, 64})
        put(at, 0);
    QVERIFY(!openBytes(pm, other));
    // A leaf that names itself.
    const Directory loop{{{0, 0, 9, 0}}};
    const QByteArray bytes = loop.bytes();
    other = good.left(127) + bytes;
    other[97] = 1;
    put(16, quint64(bytes.size()));
    put(40, 127);
    put(48, quint64(bytes.size()));
    put(56, 127);
    put(64, 0);
    QVERIFY(openBytes(pm, other));
    QVERIFY(!pm.tile({0, 0, 0}));
}

void TestTileFormats::anyPmtiles()
{
    QVERIFY(rc::check("a changed archive is read or refused", [] {
        QByteArray bytes = archive();
        const int changes = *rc::gen::inRange(1, 10);
        for (int i = 0; i < changes; ++i)
            bytes[*rc::gen::inRange<qsizetype>(0, bytes.size())] = char(*rc::gen::inRange(0, 256));
        PmTilesArchive pm;
        if (!openBytes(pm, bytes))
            return;
        for (int zoom = 0; zoom < 4; ++zoom) {
            const auto tile = pm.tile({zoom, (1 << zoom) - 1, 0});
            RC_ASSERT((!tile || quint64(tile->size()) <= PmTilesArchive::kMaxTileBytes));
        }
    }));
    QVERIFY(rc::check("any directory", [] {
        const auto raw = *rc::gen::arbitrary<std::vector<quint8>>();
        const QByteArray bytes(reinterpret_cast<const char *>(raw.data()), qsizetype(raw.size()));
        const auto entries = PmTilesArchive::readDirectory(bytes);
        RC_ASSERT((!entries || entries->size() * 4 <= raw.size()));
    }));
}

static QByteArray capabilities(const QByteArray &resource)
{
    QByteArray matrices;
    for (int zoom = 5; zoom <= 8; ++zoom)
        matrices += "<TileMatrix><ows:Identifier>EPSG:3857:" + QByteArray::number(zoom) +
                    "</ows:Identifier><ScaleDenominator>" + QByteArray::number(559082264.0287178 / (1 << zoom), 'g', 17) +
                    "</ScaleDenominator></TileMatrix>";
    return R"(<?xml version="1.0"?><Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1"><Contents>
<Layer><ows:Title>Only vectors</ows:Title><ows:Identifier>vec</ows:Identifier><Style isDefault="true"><ows:Identifier>d</ows:Identifier></Style>
<Format>application/vnd.mapbox-vector-tile</Format><TileMatrixSetLink><TileMatrixSet>m</TileMatrixSet></TileMatrixSetLink></Layer>
<Layer><ows:Title>Aerial</ows:Title><ows:Identifier>img w</ows:Identifier><Style isDefault="true"><ows:Identifier>night</ows:Identifier></Style>
<Format>image/jpeg</Format><TileMatrixSetLink><TileMatrixSet>geo</TileMatrixSet></TileMatrixSetLink><TileMatrixSetLink><TileMatrixSet>m</TileMatrixSet></TileMatrixSetLink>)" +
           resource + R"(</Layer>
<TileMatrixSet><ows:Identifier>geo</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::4326</ows:SupportedCRS></TileMatrixSet>
<TileMatrixSet><ows:Identifier>m</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>)" +
           matrices + "</TileMatrixSet></Contents></Capabilities>";
}

void TestTileFormats::wmts()
{
    const auto offer = readWmtsCapabilities(
        capabilities(
            R"(<ResourceURL format="image/jpeg" resourceType="tile" template="https://w.example.cn/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.jpg"/>)"),
        u"https://w.example.cn/wmts"_s);
    QVERIFY2(offer, offer ? "" : qPrintable(offer.error().toString()));
    QCOMPARE(offer->title, u"Aerial"_s);
    QCOMPARE(offer->tiles.minZoom, 5);
    QCOMPARE(offer->tiles.maxZoom, 8);
    QCOMPARE(offer->tiles.url({6, 53, 26}).toString(), u"https://w.example.cn/night/m/EPSG:3857:6/26/53.jpg"_s);
}

void TestTileFormats::wmtsByQuery()
{
    const auto offer = readWmtsCapabilities(capabilities({}), u"https://w.example.cn/wmts?tk=1234&REQUEST=GetCapabilities"_s);
    QVERIFY2(offer, offer ? "" : qPrintable(offer.error().toString()));
    const QString url = offer->tiles.url({6, 53, 26}).toString(QUrl::FullyEncoded);
    for (const auto part : {"tk=1234"_L1, "LAYER=img%20w"_L1, "TILECOL=53"_L1, "TILEROW=26"_L1, "TILEMATRIX=EPSG:3857:6"_L1,
                            "REQUEST=GetTile"_L1})
        QVERIFY2(url.contains(part), qPrintable(url));
    QVERIFY(!url.contains("GetCapabilities"_L1));
    QVERIFY(!readWmtsCapabilities(capabilities({}), u"https://w.example.cn/wmts"_s, u"vec"_s));
}

void TestTileFormats::brokenWmts()
{
    for (const QByteArray &xml : {QByteArray(), QByteArray("<html>"), QByteArray("<Capabilities/>"), capabilities({}).left(900),
                                  QByteArray("<a>").repeated(100), QByteArray("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")})
        QVERIFY(!readWmtsCapabilities(xml, u"https://user:pw@w.example.cn/wmts"_s));
    QVERIFY(rc::check("any capabilities", [] {
        QByteArray xml = capabilities({});
        const int changes = *rc::gen::inRange(1, 10);
        for (int i = 0; i < changes; ++i)
            xml[*rc::gen::inRange<qsizetype>(0, xml.size())] = char(*rc::gen::inRange(1, 128));
        const auto offer = readWmtsCapabilities(xml, u"https://w.example.cn/wmts"_s);
        RC_ASSERT((!offer || offer->tiles.url({0, 0, 0}).isValid()));
    }));
}

void TestTileFormats::rasterIsPutTogether()
{
    QList<TileAddress> asked;
    const TileRaster raster(
        [&asked](const TileAddress &tile, const std::function<void(const QByteArray &)> &answer) {
            asked.append(tile);
            answer(tile.row % 2 == 0 ? png(tile.column % 2 == 0 ? Qt::red : Qt::green) : QByteArray());
        },
        0, 10, u"t"_s);
    const QRectF world(0.25, 0.25, 0.25, 0.25); // tile 2/1/1, or four of zoom 3
    const auto picture = raster.render(world, {512, 512});
    QVERIFY(picture);
    QCOMPARE(picture->size(), QSize(512, 512));
    QCOMPARE(asked.size(), 4);
    QCOMPARE(asked.first().zoom, 3);
    QCOMPARE(picture->pixelColor(100, 100), QColor(Qt::red));
    QCOMPARE(picture->pixelColor(400, 100), QColor(Qt::green));
    QCOMPARE(qAlpha(picture->pixel(100, 400)), 0);
    asked.clear();
    QVERIFY(raster.render(world, {512, 512}));
    QCOMPARE(asked.size(), 2); // only those that did not come are asked for again
    // The whole world at 4K still takes a bounded number of tiles, and more zoom than there is does as well.
    asked.clear();
    QVERIFY(raster.render({0, 0, 1, 1}, {8192, 8192}));
    QVERIFY(asked.size() <= TileRaster::kMaxTiles);
    QCOMPARE(raster.zoomFor({0.5, 0.25, 1e-6, 1e-6}, {512, 512}), 10);
}

void TestTileFormats::rasterWithoutTiles()
{
    const TileRaster raster([](const TileAddress &, const std::function<void(const QByteArray &)> &answer) { answer({}); }, 0,
                            10, u"t"_s);
    QVERIFY(!raster.render({0.25, 0.25, 0.25, 0.25}, {256, 256}));
    QVERIFY(!raster.render({0.25, 0.25, 0, 0.25}, {256, 256}));
}

QTEST_GUILESS_MAIN(TestTileFormats)
#include "tst_tileformats.moc"
