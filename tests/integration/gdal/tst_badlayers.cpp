// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "support/gdalfixture.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <cmath>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray collection(const QByteArrayList &geometries)
{
    QByteArrayList features;
    for (const QByteArray &geometry : geometries)
        features << "{\"type\":\"Feature\",\"properties\":{\"n\":1},\"geometry\":" + geometry + "}";
    return "{\"type\":\"FeatureCollection\",\"features\":[" + features.join(",\n") + "]}";
}

quint64 noted(const LoadReport &report, const QString &code)
{
    for (const LoadNote &note : report.notes)
        if (note.code == code)
            return note.count;
    return 0;
}

} // namespace

/** What departments hand over by mistake and others on purpose: a message, with counts, and nothing else is touched. */
class TestBadLayers : public QObject
{
    Q_OBJECT

    std::unique_ptr<GdalFixture> m_gdal;

    LoadedLayer read(const QString &name, const QByteArray &content)
    {
        const Result<LoadedSource> source = m_gdal->load(m_gdal->write(name, content));
        if (!source || source->layers.empty()) {
            qWarning().noquote() << (source ? u"no layer"_s : source.error().toString());
            return {std::make_shared<FeatureTable>(), {}, {}, false, {}};
        }
        return source->layers.front();
    }

    QString reason(const Result<LoadedSource> &result)
    {
        if (!result)
            qInfo().noquote() << result.error().toString();
        return result ? u"<it was read>"_s : result.error().reason;
    }

    /** The loader still works. */
    void verifyAlive()
    {
        const Result<LoadedSource> good = m_gdal->load(m_gdal->write(u"good.geojson"_s, placesGeoJson()));
        QVERIFY(good && good->layers.front().table->size() == 3);
    }

private Q_SLOTS:
    void init() { m_gdal = std::make_unique<GdalFixture>(); }
    void cleanup() { verifyAlive(); }

    void oddGeometriesAreCounted()
    {
        const LoadedLayer layer = read(
            u"odd.geojson"_s,
            collection({"{\"type\":\"Point\",\"coordinates\":[121.4,31.2]}", "null", "{\"type\":\"Point\",\"coordinates\":[]}",
                        "{\"type\":\"LineString\",\"coordinates\":[]}", "{\"type\":\"LineString\",\"coordinates\":[[121,31]]}",
                        "{\"type\":\"Polygon\",\"coordinates\":[[[121,31],[121.1,31],[121,31]]]}",
                        "{\"type\":\"Polygon\",\"coordinates\":[[[121,31],[121.1,31.1],[121.1,31],[121,31.1],[121,31]]]}",
                        "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[121,31]},{"
                        "\"type\":\"LineString\",\"coordinates\":[[121,31],[121,32]]}]}",
                        "{\"type\":\"Point\",\"coordinates\":[121.4,1e300]}"}));
        qInfo().noquote() << layer.report.text(false);
        QCOMPARE(noted(layer.report, u"no-geometry"_s), quint64(3));
        QCOMPARE(noted(layer.report, u"too-few-points"_s), quint64(2));
        QCOMPARE(noted(layer.report, u"self-crossing"_s), quint64(1));
        QCOMPARE(noted(layer.report, u"mixed-collection"_s), quint64(1));
        QCOMPARE(noted(layer.report, u"outside-earth"_s), quint64(1));
        QCOMPARE(layer.report.skipped, quint64(3));
        QCOMPARE(layer.report.read, quint64(6));
    }

    void numbersThatAreNone()
    {
        const LoadedLayer layer = read(
            u"nan.csv"_s, "name,WKT\na,POINT (121.4 31.2)\nb,POINT (nan nan)\nc,\"LINESTRING (121 31, inf 31)\"\nd,nonsense\n");
        QCOMPARE(layer.report.read + layer.report.skipped, quint64(4));
        QVERIFY(layer.report.skipped >= 1);
        for (const double value : layer.table->vertices)
            QVERIFY(std::isfinite(value));
        const LoadedLayer empty = read(u"gaps.csv"_s, "name,lon,lat\na,121.4,31.2\nb,,\nc,-,?\nd,0,0\n");
        QCOMPARE(empty.table->size(), size_t(4));
        QCOMPARE(noted(empty.report, u"no-geometry"_s), quint64(2));
    }

    void theDateLineIsCut()
    {
        const LoadedLayer layer =
            read(u"fiji.geojson"_s,
                 collection({"{\"type\":\"Polygon\",\"coordinates\":[[[179,-18],[-179,-18],[-179,-16],[179,-16],[179,-18]]]}",
                             "{\"type\":\"LineString\",\"coordinates\":[[170,10],[190,12]]}",
                             "{\"type\":\"Point\",\"coordinates\":[200,10]}"}));
        QCOMPARE(layer.table->size(), size_t(3));
        QCOMPARE(noted(layer.report, u"date-line"_s), quint64(2));
        for (size_t feature = 0; feature < 2; ++feature)
            for (size_t part = layer.table->partStarts[feature]; part < layer.table->partStarts[feature + 1]; ++part) {
                const std::span<const double> v = layer.table->part(part);
                for (size_t i = 0; i < v.size(); i += 2)
                    QVERIFY(std::fabs(v[i]) <= 180 && std::fabs(v[i] - v[0]) < 30);
            }
        QCOMPARE(layer.table->bounds(2).x(), -160.0);
    }

    void aPolygonOfTenMillionVertices()
    {
        QFile file(m_gdal->path(u"huge.geojson"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":{"
                   "\"type\":\"Polygon\",\"coordinates\":[[");
        constexpr int kVertices = 2'000'000; // ten million in the benchmark; the way is the same
        for (int i = 0; i <= kVertices; ++i) {
            const double angle = 2 * M_PI * (i % kVertices) / kVertices;
            file.write((i ? ",[" : "[") + QByteArray::number(121.5 + 0.1 * std::cos(angle), 'f', 7) + "," +
                       QByteArray::number(31.2 + 0.1 * std::sin(angle), 'f', 7) + "]");
        }
        file.write("]]}}]}");
        file.close();
        const Result<LoadedSource> source = m_gdal->load(file.fileName());
        QVERIFY2(source, qPrintable(reason(source)));
        const LoadedLayer &layer = source->layers.front();
        QCOMPARE(layer.table->vertices.size(), size_t(kVertices) * 2);
        QCOMPARE(noted(layer.report, u"unchecked"_s), quint64(1));
        // Not with a smaller limit: counted, and the rest of the wall does not pay for it.
        LayerRequest request;
        request.source = file.fileName();
        request.limits.vertices = 100'000;
        const Result<LoadedSource> limited = m_gdal->load(request);
        QVERIFY(limited);
        QCOMPARE(limited->layers.front().table->size(), size_t(0));
        QCOMPARE(noted(limited->layers.front().report, u"limit"_s), quint64(1));
    }

    void memoryIsBounded()
    {
        QFile file(m_gdal->path(u"big.geojson"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"type\":\"Topology\",\"x\":\"");
        for (int i = 0; i < 200; ++i)
            file.write(QByteArray(1'000'000, 'x'));
        file.write("\",\"objects\":{},\"arcs\":[]}");
        file.close();
        LayerRequest request;
        request.source = file.fileName();
        request.limits.memoryBytes = 600ULL << 20;
        const QString text = reason(m_gdal->load(request));
        QVERIFY(!text.startsWith(u'<'));
    }

    void brokenFiles_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("file");
        QTest::newRow("GeoPackage") << u"GPKG"_s << u"x.gpkg"_s;
        QTest::newRow("FlatGeobuf") << u"FlatGeobuf"_s << u"x.fgb"_s;
        QTest::newRow("Shapefile") << u"ESRI Shapefile"_s << u"x.shp"_s;
        QTest::newRow("zipped") << u"ESRI Shapefile"_s << u"x.shz"_s;
        QTest::newRow("KML") << u"LIBKML"_s << u"x.kml"_s;
        QTest::newRow("KMZ") << u"LIBKML"_s << u"x.kmz"_s;
        QTest::newRow("DXF") << u"DXF"_s << u"x.dxf"_s;
        QTest::newRow("PMTiles") << u"PMTiles"_s << u"x.pmtiles"_s;
        QTest::newRow("MBTiles") << u"MBTiles"_s << u"x.mbtiles"_s;
        QTest::newRow("GeoJSON") << u"GeoJSON"_s << u"x.geojson"_s;
    }
    /** Cut at some places and with bytes changed: every attempt ends, with a layer or a reason. */
    void brokenFiles()
    {
        QFETCH(QString, format);
        QFETCH(QString, file);
        QByteArrayList points;
        for (int i = 0; i < 300; ++i)
            points << "{\"type\":\"Point\",\"coordinates\":[" + QByteArray::number(121 + i * 0.001) + ",31.2]}";
        m_gdal->write(u"in.geojson"_s, collection(points));
        const bool isDxf = format == u"DXF";
        QVERIFY(m_gdal->run(
            u"ogr2ogr"_s,
            QStringList{u"-f"_s, format} +
                (isDxf ? QStringList{u"-sql"_s, u"SELECT geometry FROM \"in\""_s, u"-dialect"_s, u"SQLite"_s} : QStringList()) +
                QStringList{file, u"in.geojson"_s}));
        QFile good(m_gdal->path(file));
        QVERIFY(good.open(QIODevice::ReadOnly));
        const QByteArray content = good.readAll();
        QRandomGenerator random(quint32(content.size()));
        int refused = 0;
        for (int round = 0; round < 8; ++round) {
            QByteArray bad = content;
            if (round < 4)
                bad.truncate(content.size() * (round * 2 + 1) / 9);
            else
                for (int i = 0; i < 40; ++i)
                    bad[qsizetype(random.bounded(quint32(bad.size())))] = char(random.generate());
            const QString name = u"bad"_s + QString::number(round) + file.mid(file.indexOf(u'.'));
            LayerRequest request;
            request.source = m_gdal->write(name, bad);
            request.limits.idleSeconds = 10;
            const Result<LoadedSource> source = m_gdal->load(request);
            if (!source) {
                ++refused;
                QVERIFY(!source.error().reason.contains(u"did not end"));
                QVERIFY(source.error().reason.size() > 5);
            }
        }
        qInfo() << format << "refused" << refused << "of 8";
    }

    void truncatedArchives()
    {
        m_gdal->write(u"in.geojson"_s, placesGeoJson());
        QVERIFY(m_gdal->run(
            u"python3"_s,
            {u"-c"_s,
             u"import zipfile\nz=zipfile.ZipFile('a.zip','w',zipfile.ZIP_DEFLATED)\nz.write('in.geojson')\nz.close()\n"
             "b=open('a.zip','rb').read()\nopen('cut.zip','wb').write(b[:len(b)//2])\n"
             "open('head.zip','wb').write(b[30:])\nz=zipfile.ZipFile('none.zip','w')\nz.writestr('readme.md','x')\nz.close()"_s}));
        QVERIFY(m_gdal->load(m_gdal->path(u"a.zip"_s)));
        QVERIFY(reason(m_gdal->load(m_gdal->path(u"cut.zip"_s))).contains(u"cut off or broken"));
        QVERIFY(!m_gdal->load(m_gdal->path(u"head.zip"_s)));
        QVERIFY(reason(m_gdal->load(m_gdal->path(u"none.zip"_s))).contains(u"no map data"));
    }

    void zipBombs()
    {
        // 4 GB of spaces in 4 MB, and an archive whose directory lies about it.
        QVERIFY(
            m_gdal->run(u"python3"_s, {u"-c"_s, u"import zipfile,struct\n"
                                                "z=zipfile.ZipFile('bomb.zip','w',zipfile.ZIP_DEFLATED)\n"
                                                "f=z.open('a.geojson','w',force_zip64=True)\n"
                                                "f.write(b'{\"type\":\"FeatureCollection\",\"features\":[')\n"
                                                "for i in range(1500): f.write(b' '*(1<<20))\n"
                                                "f.write(b']}')\nf.close()\nz.close()\n"
                                                "z=zipfile.ZipFile('many.zip','w')\n"
                                                "for i in range(20000): z.writestr('%d.csv'%i,'lon,lat\\n')\nz.close()"_s}));
        QElapsedTimer since;
        since.start();
        QVERIFY(reason(m_gdal->load(m_gdal->path(u"bomb.zip"_s))).contains(u"would unpack"));
        QVERIFY(reason(m_gdal->load(m_gdal->path(u"many.zip"_s))).contains(u"more than 10000 files"));
        QVERIFY2(since.elapsed() < 20'000, qPrintable(QString::number(since.elapsed())));
        // A gzip stream tells no size: the limits of the helper end it.
        QVERIFY(m_gdal->run(
            u"python3"_s,
            {u"-c"_s,
             u"import gzip\nf=gzip.open('b.geojson.gz','wb',1)\nf.write(b'{\"type\":\"FeatureCollection\",\"features\":[\"')\n"
             "for i in range(1200): f.write(b'x'*(1<<20))\nf.write(b'\"]}')\nf.close()"_s}));
        LayerRequest request;
        request.source = m_gdal->path(u"b.geojson.gz"_s);
        request.limits.memoryBytes = 1ULL << 30;
        request.limits.cpuSeconds = 30;
        QVERIFY(!reason(m_gdal->load(request)).contains(u"did not end"));
    }

    void deepJson()
    {
        const QByteArray deep = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":" +
                                QByteArray(200'000, '[') + QByteArray(200'000, ']') + "},\"geometry\":null}]}";
        (void)m_gdal->load(m_gdal->write(u"deep.geojson"_s, deep)); // read or refused, but over
        QByteArray nested = "{\"type\":\"Point\",\"coordinates\":[1,1]}";
        for (int i = 0; i < 2000; ++i)
            nested = "{\"type\":\"GeometryCollection\",\"geometries\":[" + nested + "]}";
        (void)m_gdal->load(m_gdal->write(u"nested.geojson"_s, collection({nested})));
    }

    void nothingIsFollowed()
    {
        // Files that would make GDAL open other files, or fetch something.
        const QByteArray vrt =
            "<OGRVRTDataSource><OGRVRTLayer "
            "name=\"passwd\"><SrcDataSource>CSV:/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
        for (const char *name : {"x.vrt", "x.geojson", "x.csv", "x.kml", "x.gpkg", "x.tif"})
            QVERIFY2(!m_gdal->load(m_gdal->write(QString::fromLatin1(name), vrt)), name);
        const QByteArray wms =
            "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>http://127.0.0.1:1/${z}</ServerUrl></Service></GDAL_WMS>";
        for (const char *name : {"y.xml", "y.tif", "y.png"})
            QVERIFY2(!m_gdal->load(m_gdal->write(QString::fromLatin1(name), wms)), name);
        QVERIFY(!m_gdal->load(u"/vsicurl/http://127.0.0.1:1/x.geojson"_s));
        QVERIFY(!m_gdal->load(u"/dev/zero"_s));
        QVERIFY(!m_gdal->load(u"/proc/self/mem"_s));
    }

    void wrongOrMissingProjections()
    {
        // Metres that call themselves degrees, and metres that say nothing.
        const LoadedLayer metres =
            read(u"metres.geojson"_s, collection({"{\"type\":\"Point\",\"coordinates\":[643000,3457000]}",
                                                  "{\"type\":\"Point\",\"coordinates\":[644000,3457500]}"}));
        QVERIFY(!metres.placed);
        QCOMPARE(noted(metres.report, u"crs-contradicts"_s), quint64(1));
        const LoadedLayer silent = read(u"metres.csv"_s, "name,x,y\na,643000,3457000\n");
        QVERIFY(!silent.placed);
        QCOMPARE(noted(silent.report, u"no-crs"_s), quint64(1));
        LayerRequest request;
        request.source = m_gdal->path(u"metres.csv"_s);
        request.datum = u"EPSG:99999"_s;
        const Result<LoadedSource> unknown = m_gdal->load(request);
        QVERIFY(!unknown || !unknown->layers.front().placed);
        request.datum = u"nonsense"_s;
        QVERIFY(reason(m_gdal->load(request)).contains(u"is none of WGS-84"));
        // A .prj that is no projection.
        m_gdal->write(u"p.geojson"_s, placesGeoJson());
        QVERIFY(m_gdal->run(u"ogr2ogr"_s, {u"p.shp"_s, u"p.geojson"_s}));
        m_gdal->write(u"p.prj"_s, "PROJCS[\"broken");
        const Result<LoadedSource> broken = m_gdal->load(m_gdal->path(u"p.shp"_s));
        QVERIFY(broken && broken->layers.front().table->size() == 3);
    }

    void helpersThatFail_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("expected");
        QTest::newRow("crashes") << QByteArray("kill -SEGV $$") << u"crashed"_s;
        QTest::newRow("aborts after half") << QByteArray("printf '\\036\\0\\0\\0\\003{\"fraction\":0.5}'; kill -ABRT $$")
                                           << u"crashed"_s;
        QTest::newRow("gives up") << QByteArray("exit 3") << u"gave up"_s;
        QTest::newRow("ends without a word") << QByteArray("exit 0") << u"ended too early"_s;
        QTest::newRow("hangs") << QByteArray("read x; exec sleep 100") << u"nothing came for 1 s"_s;
        QTest::newRow("talks nonsense") << QByteArray("echo this is not a frame at all, not at all") << u"broken"_s;
        QTest::newRow("floods") << QByteArray("exec cat /dev/zero") << u"broken"_s;
    }
    void helpersThatFail()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, expected);
        const QString program = m_gdal->write(u"helper"_s, "#!/bin/sh\n" + script + "\n");
        QVERIFY(QFile::setPermissions(program, QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner));
        LayerLoader loader(program);
        LayerRequest request;
        request.source = m_gdal->write(u"a.geojson"_s, placesGeoJson());
        request.limits.idleSeconds = 1;
        LayerJob *job = loader.load(request);
        QString text;
        int ends = 0;
        QObject::connect(job, &LayerJob::loaded, this, [&](const Result<LoadedSource> &result) {
            ++ends;
            text = reason(result);
        });
        QTRY_COMPARE_WITH_TIMEOUT(ends, 1, 20'000);
        QVERIFY2(text.contains(expected), qPrintable(text));
        QTRY_COMPARE(loader.running(), 0);
        QCOMPARE(ends, 1);
    }

    void aMissingHelperIsAMessage()
    {
        LayerLoader loader(u"/nowhere/guancheng-gdal"_s);
        LayerRequest request;
        request.source = m_gdal->write(u"a.geojson"_s, placesGeoJson());
        LayerJob *job = loader.load(request);
        QString text;
        QObject::connect(job, &LayerJob::loaded, this, [&](const Result<LoadedSource> &result) { text = reason(result); });
        QTRY_VERIFY_WITH_TIMEOUT(text.contains(u"cannot be started"), 10'000);
    }

    void aLoaderMayGoAtAnyTime()
    {
        auto loader = std::make_unique<LayerLoader>(QStringLiteral(GUANCHENG_GDAL_HELPER));
        LayerRequest request;
        request.source = m_gdal->write(u"a.geojson"_s, placesGeoJson());
        for (int i = 0; i < 6; ++i)
            loader->load(request);
        loader.reset();
    }

    void exportsThatCannotBe()
    {
        const LoadedLayer layer = read(u"a.geojson"_s, placesGeoJson());
        ExportRequest request;
        request.table = layer.table;
        request.file = u"/nowhere/x.gpkg"_s;
        QVERIFY(m_gdal->save(request).error().reason.contains(u"folder"));
        QVERIFY(!exportFormatOf(u"x.doc"_s));
        // No room: the file that was there stays as it was.
        auto large = std::make_shared<FeatureTable>(*layer.table);
        for (FeatureTable::Column &column : large->columns)
            if (column.type == FeatureTable::ColumnType::Text)
                for (QString &text : column.texts)
                    text = QString(400'000, u'汉');
        for (const char *name : {"full.gpkg", "full.geojson", "full.csv"}) {
            request.table = large;
            request.file = m_gdal->write(QString::fromLatin1(name), "what was there");
            request.format = exportFormatOf(request.file).value();
            request.limits.fileBytes = 200'000;
            const Result<quint64> saved = m_gdal->save(request);
            QVERIFY2(!saved, name);
            qInfo().noquote() << saved.error().toString();
            QFile there(request.file);
            QVERIFY(there.open(QIODevice::ReadOnly));
            QCOMPARE(there.readAll(), QByteArray("what was there"));
        }
        QVERIFY(QDir(m_gdal->dir.path()).entryList({u".*"_s}, QDir::Files | QDir::Hidden).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBadLayers)
#include "tst_badlayers.moc"
