// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "support/gdalfixture.h"

#include "maps/datum/datumspec.h"
#include "maps/geo/datum.h"

#include <QDateTime>
#include <QStringEncoder>
#include <QTimeZone>

#include <cmath>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray gbk(const QString &text)
{
    QStringEncoder encoder("GB18030");
    return encoder.encode(text);
}

QString textOf(const FeatureTable &table, const QString &column, size_t feature)
{
    const FeatureTable::Column *found = table.column(column);
    return found && found->type == FeatureTable::ColumnType::Text ? found->texts[feature] : u"<no column %1>"_s.arg(column);
}

} // namespace

/** Every format, written by GDAL's own tools, read by the product. */
class TestLayerFormats : public QObject
{
    Q_OBJECT

    std::unique_ptr<GdalFixture> m_gdal;

    LoadedLayer one(const QString &file, const QString &datum = {})
    {
        const Result<LoadedSource> source = m_gdal->load(file, datum);
        if (!source) {
            qWarning().noquote() << source.error().toString();
            return {std::make_shared<FeatureTable>(), {}, {}, false, {}};
        }
        if (source->layers.size() != 1)
            qWarning() << "layers:" << source->layers.size();
        return source->layers.empty() ? LoadedLayer{std::make_shared<FeatureTable>(), {}, {}, false, {}}
                                      : source->layers.front();
    }

    void compareWithPlaces(const LoadedLayer &layer, const QString &name, double tolerance = 1e-6)
    {
        QCOMPARE(layer.table->size(), size_t(3));
        QVERIFY(layer.placed);
        QCOMPARE(layer.report.read, quint64(3));
        QCOMPARE(layer.report.skipped, quint64(0));
        QVERIFY2(layer.table->column(name), qPrintable(layer.table->columns.front().name));
        const auto at =
            std::find(layer.table->column(name)->texts.begin(), layer.table->column(name)->texts.end(), u"人民广场"_s);
        QVERIFY(at != layer.table->column(name)->texts.end());
        const auto feature = static_cast<size_t>(at - layer.table->column(name)->texts.begin());
        QCOMPARE(layer.table->kinds[feature], GeometryKind::Point);
        const QRectF bounds = layer.table->bounds(feature);
        QVERIFY2(std::fabs(bounds.x() - 121.4737) < tolerance && std::fabs(bounds.y() - 31.2304) < tolerance,
                 qPrintable(QString::number(bounds.x(), 'f', 8)));
    }

private Q_SLOTS:
    void init()
    {
        m_gdal = std::make_unique<GdalFixture>();
        m_gdal->write(u"places.geojson"_s, placesGeoJson());
        m_gdal->write(u"areas.geojson"_s, areasGeoJson());
        m_gdal->write(u"lines.geojson"_s, linesGeoJson());
    }

    void geoJson()
    {
        const LoadedLayer layer = one(m_gdal->path(u"places.geojson"_s));
        compareWithPlaces(layer, u"名称"_s);
        QCOMPARE(layer.table->name, u"places"_s);
        QCOMPARE(layer.table->datum, u"WGS-84"_s);
        const FeatureTable::Column *people = layer.table->column(u"人数"_s);
        QVERIFY(people && people->type == FeatureTable::ColumnType::Number);
        QCOMPARE(people->numbers[1], 3400.5);
        QVERIFY(std::isnan(people->numbers[2]));
        const FeatureTable::Column *day = layer.table->column(u"日期"_s);
        QVERIFY(day && day->type == FeatureTable::ColumnType::Time);
        QCOMPARE(day->numbers[0], double(QDateTime(QDate(2026, 11, 22), QTime(0, 0), QTimeZone(8 * 3600)).toMSecsSinceEpoch()));
    }

    void areasHaveHolesAndIslands()
    {
        const LoadedLayer layer = one(m_gdal->path(u"areas.geojson"_s));
        QCOMPARE(layer.table->size(), size_t(2));
        QCOMPARE(layer.table->parts(0).size(), size_t(2));
        QCOMPARE(layer.table->part(0).size(), size_t(8)); // four corners, the first not repeated
        QCOMPARE(layer.table->parts(1).size(), size_t(2));
    }

    void vectorFormats_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("name");
        const auto row = [](const char *tag, const QString &file, const QStringList &arguments,
                            const QString &name = u"名称"_s) { QTest::newRow(tag) << file << arguments << name; };
        row("GeoPackage", u"places.gpkg"_s, {u"-f"_s, u"GPKG"_s});
        row("FlatGeobuf", u"places.fgb"_s, {u"-f"_s, u"FlatGeobuf"_s});
        row("KML", u"places.kml"_s, {u"-f"_s, u"KML"_s, u"-dsco"_s, u"NameField=名称"_s}, u"Name"_s);
        row("KMZ", u"places.kmz"_s, {u"-f"_s, u"LIBKML"_s}, u"名称"_s);
        row("GeoJSON lines", u"places.geojsonl"_s, {u"-f"_s, u"GeoJSONSeq"_s});
        row("Shapefile UTF-8", u"places.shp"_s, {u"-f"_s, u"ESRI Shapefile"_s, u"-lco"_s, u"ENCODING=UTF-8"_s});
        row("Shapefile GBK", u"gbk.shp"_s, {u"-f"_s, u"ESRI Shapefile"_s, u"-lco"_s, u"ENCODING=CP936"_s});
        row("zipped Shapefile", u"places.shz"_s, {u"-f"_s, u"ESRI Shapefile"_s, u"-lco"_s, u"ENCODING=CP936"_s});
        row("CGCS2000", u"cgcs.gpkg"_s, {u"-f"_s, u"GPKG"_s, u"-t_srs"_s, u"EPSG:4490"_s});
        row("Gauss-Kruger", u"gk.gpkg"_s, {u"-f"_s, u"GPKG"_s, u"-t_srs"_s, u"EPSG:4549"_s});
        row("web mercator", u"merc.fgb"_s, {u"-f"_s, u"FlatGeobuf"_s, u"-t_srs"_s, u"EPSG:3857"_s});
    }
    void vectorFormats()
    {
        QFETCH(QString, file);
        QFETCH(QStringList, arguments);
        QFETCH(QString, name);
        QVERIFY(m_gdal->run(u"ogr2ogr"_s, arguments + QStringList{file, u"places.geojson"_s}));
        compareWithPlaces(one(m_gdal->path(file)), name, 1e-5);
    }

    void gbkWithoutAWordAboutIt()
    {
        QVERIFY(m_gdal->run(u"ogr2ogr"_s,
                            {u"-f"_s, u"ESRI Shapefile"_s, u"-lco"_s, u"ENCODING=CP936"_s, u"gbk.shp"_s, u"places.geojson"_s}));
        QVERIFY(QFile::remove(m_gdal->path(u"gbk.cpg"_s)));
        const auto languageByte = [&](char value) {
            QFile dbf(m_gdal->path(u"gbk.dbf"_s));
            return dbf.open(QIODevice::ReadWrite) && dbf.seek(29) && dbf.write(&value, 1) == 1;
        };
        // Right, none, and the one of a western desktop.
        for (const char code : {char(0x4D), char(0), char(0x57)}) {
            QVERIFY(languageByte(code));
            const LoadedLayer layer = one(m_gdal->path(u"gbk.shp"_s));
            compareWithPlaces(layer, u"名称"_s);
            QCOMPARE(textOf(*layer.table, u"名称"_s, 2), u"龙阳路"_s);
        }
        // A .cpg that lies.
        for (const char *wrong : {"UTF-8", "ISO-8859-1", "1252"}) {
            m_gdal->write(u"gbk.cpg"_s, wrong);
            compareWithPlaces(one(m_gdal->path(u"gbk.shp"_s)), u"名称"_s);
        }
    }

    void zippedShapefileFromAnyFolder()
    {
        QVERIFY(m_gdal->run(
            u"ogr2ogr"_s, {u"-f"_s, u"ESRI Shapefile"_s, u"-lco"_s, u"ENCODING=CP936"_s, u"区县.shp"_s, u"places.geojson"_s}));
        QVERIFY(
            m_gdal->run(u"python3"_s, {u"-c"_s, u"import zipfile,glob\nz=zipfile.ZipFile('交付.zip','w',zipfile.ZIP_DEFLATED)\n"
                                                "for f in glob.glob('区县.*'): z.write(f,'数据/'+f)"_s}));
        compareWithPlaces(one(m_gdal->path(u"交付.zip"_s)), u"名称"_s);
    }

    void csv_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("name");
        const QString body = u"\n人民广场,121.4737,31.2304,1\n外滩,121.4903,31.2399,2\n\"龙阳路, 站\",121.5534,31.2057,\n"_s;
        const auto row = [&](const char *tag, const QString &header) {
            QTest::newRow(tag) << QString(header + body).toUtf8() << header.section(u',', 0, 0);
        };
        row("lon lat", u"name,lon,lat,n"_s);
        row("lng lat", u"name,lng,lat,n"_s);
        row("x y", u"name,x,y,n"_s);
        row("Longitude", u"name,Longitude,Latitude,n"_s);
        row("Chinese", u"名称,经度,纬度,人数"_s);
        row("Chinese with unit", u"名称,经度(°),纬度(°),人数"_s);
        row("suffixes", u"name,station_lon,station_lat,n"_s);
        row("coordinates", u"名称,X坐标,Y坐标,人数"_s);
        QTest::newRow("UTF-8 with BOM") << QByteArray("\xef\xbb\xbf" + QString(u"名称,经度,纬度,人数"_s + body).toUtf8())
                                        << u"名称"_s;
        QTest::newRow("GBK") << gbk(u"名称,经度,纬度,人数"_s + body) << u"名称"_s;
        QTest::newRow("GBK latin header") << gbk(u"name,lon,lat,n"_s + body) << u"name"_s;
        QTest::newRow("semicolons")
            << QString(u"名称;经度;纬度\n人民广场;121.4737;31.2304\n外滩;121.4903;31.2399\n龙阳路;121.5534;31.2057\n"_s)
                   .toUtf8()
            << u"名称"_s;
        QTest::newRow("tabs, CRLF")
            << QByteArray("name\tlon\tlat\r\n人民广场\t121.4737\t31.2304\r\n外滩\t121.49\t31.23\r\n龙阳路\t121.55\t31.20\r\n")
            << u"name"_s;
        QTest::newRow("WKT") << QByteArray("name,WKT\n人民广场,\"POINT (121.4737 31.2304)\"\n外滩,\"POINT (121.49 "
                                           "31.23)\"\n龙阳路,\"POINT (121.55 31.2)\"\n")
                             << u"name"_s;
    }
    void csv()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, name);
        const LoadedLayer layer = one(m_gdal->write(u"points.csv"_s, content));
        compareWithPlaces(layer, name);
    }

    void dxf()
    {
        QVERIFY(m_gdal->run(u"ogr2ogr"_s, {u"-f"_s, u"DXF"_s, u"lines.dxf"_s, u"lines.geojson"_s}));
        const LoadedLayer layer = one(m_gdal->path(u"lines.dxf"_s));
        QCOMPARE(layer.table->size(), size_t(1));
        QCOMPARE(layer.table->kinds[0], GeometryKind::Line);
        QCOMPARE(layer.table->part(0).size(), size_t(6));
        QVERIFY(layer.placed); // degrees, though the format cannot say so
        QCOMPARE(layer.report.notes.front().code, u"no-crs"_s);
    }

    void vectorTiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        QTest::newRow("MBTiles") << u"areas.mbtiles"_s << u"MBTiles"_s;
        QTest::newRow("PMTiles") << u"areas.pmtiles"_s << u"PMTiles"_s;
    }
    void vectorTiles()
    {
        QFETCH(QString, file);
        QFETCH(QString, format);
        QVERIFY(m_gdal->run(
            u"ogr2ogr"_s, {u"-f"_s, format, u"-dsco"_s, u"MINZOOM=5"_s, u"-dsco"_s, u"MAXZOOM=9"_s, file, u"areas.geojson"_s}));
        const LoadedLayer layer = one(m_gdal->path(file));
        QVERIFY(layer.table->size() >= 2);
        QVERIFY(layer.placed);
        const QRectF bounds = layer.table->bounds();
        QVERIFY2(std::fabs(bounds.left() - 121.4) < 0.01 && std::fabs(bounds.right() - 121.9) < 0.01,
                 qPrintable(QString::number(bounds.left(), 'f', 6)));
        QCOMPARE(textOf(*layer.table, u"名称"_s, 0).left(1), u"有"_s);
    }

    void severalLayersOrOne()
    {
        QVERIFY(m_gdal->run(u"ogr2ogr"_s, {u"-f"_s, u"GPKG"_s, u"all.gpkg"_s, u"places.geojson"_s}));
        QVERIFY(m_gdal->run(u"ogr2ogr"_s,
                            {u"-update"_s, u"-nln"_s, u"名字 '; DROP TABLE x; --"_s, u"all.gpkg"_s, u"areas.geojson"_s}));
        const Result<LoadedSource> all = m_gdal->load(m_gdal->path(u"all.gpkg"_s));
        QVERIFY(all);
        QCOMPARE(all->layers.size(), size_t(2));
        LayerRequest request;
        request.source = m_gdal->path(u"all.gpkg"_s);
        request.layer = u"名字 '; DROP TABLE x; --"_s;
        const Result<LoadedSource> named = m_gdal->load(request);
        QVERIFY2(named, named ? "" : qPrintable(named.error().toString()));
        QCOMPARE(named->layers.front().table->size(), size_t(2));
        request.layer = u"no' OR 1=1 --"_s;
        const Result<LoadedSource> missing = m_gdal->load(request);
        QVERIFY(!missing);
        QVERIFY(missing.error().reason.contains(u"has no layer"));
    }

    void declaredDatumsMoveTheData()
    {
        const GeoPoint wgs{121.4737, 31.2304};
        const GeoPoint gcj = gcj02FromWgs84(wgs);
        const GeoPoint bd = bd09FromWgs84(wgs);
        const auto file = [&](const char *name, const GeoPoint &p) {
            return m_gdal->write(
                QString::fromLatin1(name),
                u"name,lon,lat\n人民广场,%1,%2\n"_s.arg(p.longitude, 0, 'f', 9).arg(p.latitude, 0, 'f', 9).toUtf8());
        };
        const auto at = [&](const LoadedLayer &layer) {
            return GeoPoint{layer.table->vertices.at(0), layer.table->vertices.at(1)};
        };
        QVERIFY(distanceMetres(at(one(file("g.csv", gcj), u"GCJ-02"_s)), wgs) < 1e-2);
        QVERIFY(distanceMetres(at(one(file("b.csv", bd), u"BD-09"_s)), wgs) < 1e-2);
        QVERIFY(distanceMetres(at(one(file("w.csv", wgs), u"CGCS2000"_s)), wgs) < 1e-2);
        QVERIFY(distanceMetres(at(one(file("s.csv", {wgs.latitude, wgs.longitude}), u"swapped"_s)), wgs) < 1e-2);
        // Gauss-Krüger metres with and without PROJ's own pipeline, and web mercator of a GCJ-02 map.
        QVERIFY(m_gdal->run(u"ogr2ogr"_s, {u"-f"_s, u"CSV"_s, u"-lco"_s, u"GEOMETRY=AS_XY"_s, u"-t_srs"_s, u"EPSG:4549"_s,
                                           u"gk.csv"_s, u"w.csv"_s, u"-oo"_s, u"X_POSSIBLE_NAMES=lon"_s, u"-oo"_s,
                                           u"Y_POSSIBLE_NAMES=lat"_s, u"-s_srs"_s, u"EPSG:4326"_s, u"-select"_s, u"name"_s}));
        const QString gk = m_gdal->path(u"gk.csv"_s);
        QVERIFY(distanceMetres(at(one(gk, u"EPSG:4549"_s)), wgs) < 1e-2);
        QVERIFY(distanceMetres(at(one(gk, u"+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m"_s)),
                               wgs) < 1e-2);
        QVERIFY(
            distanceMetres(
                at(one(
                    gk,
                    u"+proj=pipeline +step +inv +proj=tmerc +lon_0=120 +x_0=500000 +ellps=GRS80 +step +proj=unitconvert +xy_in=rad +xy_out=deg"_s)),
                wgs) < 1e-2);
        const LoadedLayer unplaced = one(gk);
        QVERIFY(!unplaced.placed);
    }

    void exportsComeBack_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *name : {"out.gpkg", "out.geojson", "out.csv"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void exportsComeBack()
    {
        QFETCH(QString, file);
        for (const char *source : {"places.geojson", "areas.geojson", "lines.geojson"}) {
            const LoadedLayer original = one(m_gdal->path(QLatin1String(source)));
            ExportRequest request;
            request.table = original.table;
            request.file = m_gdal->path(file);
            request.format = exportFormatOf(file).value();
            const Result<quint64> saved = m_gdal->save(request);
            QVERIFY2(saved, saved ? "" : qPrintable(saved.error().toString()));
            QCOMPARE(*saved, quint64(original.table->size()));
            const LoadedLayer back = one(request.file);
            QCOMPARE(back.table->size(), original.table->size());
            QCOMPARE(back.table->kinds, original.table->kinds);
            QCOMPARE(back.table->bounds(), original.table->bounds());
            for (const FeatureTable::Column &column : original.table->columns) {
                QVERIFY2(back.table->column(column.name), qPrintable(column.name));
                QCOMPARE(back.table->column(column.name)->texts, column.texts);
            }
        }
        // Nothing is left beside the files.
        QVERIFY(QDir(m_gdal->dir.path()).entryList({u"*.part.*"_s, u".*part*"_s}, QDir::Files | QDir::Hidden).isEmpty());
    }

    void aSelectionIsExported()
    {
        const LoadedLayer original = one(m_gdal->path(u"places.geojson"_s));
        ExportRequest request;
        request.table = original.table;
        request.selection = {2, 0};
        request.file = m_gdal->path(u"some.csv"_s);
        request.format = ExportFormat::Csv;
        QVERIFY(m_gdal->save(request));
        QFile csv(request.file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QByteArray text = csv.readAll();
        QVERIFY(text.startsWith("\xef\xbb\xbf")); // spreadsheets
        QCOMPARE(text.count("\n"), 3);
        QVERIFY(text.contains("龙阳路") && text.contains("人民广场") && !text.contains("外滩"));
    }

    void jobsEndOnceAndMayBeCancelled()
    {
        QVERIFY(m_gdal->run(u"ogr2ogr"_s, {u"-f"_s, u"GPKG"_s, u"a.gpkg"_s, u"places.geojson"_s}));
        std::vector<LayerJob *> jobs;
        std::vector<int> ends(12);
        int cancelled = 0, good = 0;
        for (size_t i = 0; i < ends.size(); ++i) {
            LayerRequest request;
            request.source = i % 4 == 3 ? u"/nowhere.shp"_s : m_gdal->path(u"a.gpkg"_s);
            LayerJob *job = m_gdal->loader.load(request);
            QObject::connect(job, &LayerJob::loaded, this, [&, i](const Result<LoadedSource> &result) {
                ++ends[i];
                good += result ? 1 : 0;
                cancelled += !result && result.error().reason == u"cancelled" ? 1 : 0;
            });
            if (i % 4 == 1) {
                job->cancel();
                job->cancel();
            }
            jobs.push_back(job);
        }
        QCOMPARE(std::accumulate(ends.begin(), ends.end(), 0), 0); // never from within load()
        QTRY_COMPARE_WITH_TIMEOUT(std::accumulate(ends.begin(), ends.end(), 0), 12, 60'000);
        QTRY_COMPARE(m_gdal->loader.running(), 0);
        QCOMPARE(m_gdal->loader.waiting(), 0);
        for (const int count : ends)
            QCOMPARE(count, 1);
        QCOMPARE(cancelled, 3);
        QCOMPARE(good, 6);
    }

    void progressIsTold()
    {
        QFile big(m_gdal->path(u"big.geojsonl"_s));
        QVERIFY(big.open(QIODevice::WriteOnly));
        for (int i = 0; i < 400'000; ++i)
            big.write(
                u"{\"type\":\"Feature\",\"properties\":{\"i\":%1},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%2,31.2]}}\n"_s
                    .arg(i)
                    .arg(121 + i * 1e-6)
                    .toUtf8());
        big.close();
        LayerRequest request;
        request.source = big.fileName();
        LayerJob *job = m_gdal->loader.load(request);
        double last = 0;
        int told = 0;
        bool ended = false;
        qint64 longest = 0;
        QElapsedTimer since;
        since.start();
        QTimer beat;
        QObject::connect(&beat, &QTimer::timeout, &beat, [&] { longest = std::max(longest, since.restart()); });
        beat.start(5);
        QObject::connect(job, &LayerJob::progress, this, [&](double fraction, quint64) {
            ++told;
            QVERIFY(fraction <= 1 && fraction >= last);
            last = fraction;
        });
        QObject::connect(job, &LayerJob::loaded, this, [&](const Result<LoadedSource> &result) {
            ended = true;
            QVERIFY(result);
            QCOMPARE(result->layers.front().table->size(), size_t(400'000));
        });
        QTRY_VERIFY_WITH_TIMEOUT(ended, 120'000);
        QVERIFY(told > 0);
        qInfo() << "longest gap of the event loop" << longest << "ms";
    }
};

QTEST_GUILESS_MAIN(TestLayerFormats)
#include "tst_layerformats.moc"
