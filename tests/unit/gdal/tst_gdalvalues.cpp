// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datum/datumcandidates.h"
#include "maps/datum/datumspec.h"
#include "maps/gdal/featurewire.h"
#include "maps/gdal/loadreport.h"
#include "maps/gdal/sourceaddress.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>
#include <random>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

FeatureTable sampleTable()
{
    FeatureTable table;
    table.name = u"样例"_s;
    table.kinds = {GeometryKind::Point, GeometryKind::None, GeometryKind::Polygon, GeometryKind::Line};
    table.partStarts = {0, 1, 1, 3, 4};
    table.vertexStarts = {0, 1, 4, 8, 10};
    for (int i = 0; i < 10; ++i) {
        table.vertices.push_back(121 + i * 0.01);
        table.vertices.push_back(31 + i * 0.02);
    }
    FeatureTable::Column names;
    names.name = u"名称"_s;
    names.texts = {u"同"_s, QString(), u"同"_s, u""_s};
    FeatureTable::Column numbers;
    numbers.name = u"数"_s;
    numbers.type = FeatureTable::ColumnType::Number;
    numbers.numbers = {1.5, std::nan(""), -3, 0};
    table.columns = {names, numbers};
    return table;
}

std::vector<FeatureTable::ColumnType> typesOf(const FeatureTable &table)
{
    std::vector<FeatureTable::ColumnType> types;
    for (const FeatureTable::Column &column : table.columns)
        types.push_back(column.type);
    return types;
}

FeatureTable emptyLike(const FeatureTable &table)
{
    return wire::tableFromJson(wire::layerJson(table)).value();
}

} // namespace

class TestGdalValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreTakenApart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("layer");
        const auto row = [](const char *name, const QString &text, SourceKind kind, const QString &address,
                            const QString &layer) { QTest::newRow(name) << text << int(kind) << address << layer; };
        row("wms", u"wms:http://h/wms?layers=a,b&x=1"_s, SourceKind::Wms, u"http://h/wms?x=1"_s, u"a,b"_s);
        row("wms by service", u"https://h/q?SERVICE=WMS&LAYERS=r"_s, SourceKind::Wms, u"https://h/q?SERVICE=WMS"_s, u"r"_s);
        row("wmts", u"WMTS:http://h/wmts?layer=img"_s, SourceKind::Wmts, u"http://h/wmts"_s, u"img"_s);
        row("wfs", u"wfs:http://h/wfs?typeName=ns:a"_s, SourceKind::Wfs, u"http://h/wfs"_s, u"ns:a"_s);
        row("oapif", u"oapif:http://h/ogc?collection=a"_s, SourceKind::OgcFeatures, u"http://h/ogc"_s, u"a"_s);
        row("oapif by path", u"http://h/ogc/collections/roads/items"_s, SourceKind::OgcFeatures, u"http://h/ogc"_s, u"roads"_s);
        row("remote file", u"http://h/a/b.geojson"_s, SourceKind::RemoteFile, u"http://h/a/b.geojson"_s, QString());
        row("postgis url", u"postgresql://u:p%27w@h:5433/db?table=s.t"_s, SourceKind::Postgis,
            u"host='h' port='5433' dbname='db' user='u' password='p\\'w'"_s, u"s.t"_s);
        row("postgis", u"PG:host=h dbname=d table=t"_s, SourceKind::Postgis, u"host=h dbname=d"_s, u"t"_s);
    }
    void addressesAreTakenApart()
    {
        QFETCH(QString, text);
        const Result<SourceAddress> source = parseSourceAddress(text);
        QVERIFY2(source, source ? "" : qPrintable(source.error().toString()));
        QFETCH(int, kind);
        QCOMPARE(int(source->kind), kind);
        QFETCH(QString, address);
        QFETCH(QString, layer);
        QCOMPARE(source->address, address);
        QCOMPARE(source->layer, layer);
    }

    void whatIsNoAddressIsRefused()
    {
        QTemporaryDir dir;
        QFile empty(dir.filePath(u"empty.geojson"_s));
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        for (const QString &text :
             {u""_s, u"  "_s, u"/nowhere/at/all.shp"_s, dir.path(), empty.fileName(), u"wms:ftp://h/x"_s, u"wms:nonsense"_s,
              u"/vsicurl/http://h/x.geojson"_s, u"postgresql://host"_s, u"file:///nowhere"_s}) {
            const Result<SourceAddress> source = parseSourceAddress(text);
            QVERIFY2(!source, qPrintable(text));
            QVERIFY(!source.error().reason.isEmpty());
        }
    }

    void credentialsAreNotShown()
    {
        for (const QString &text :
             {u"postgresql://u:s3cret@h/db"_s, u"wms:http://u:s3cret@h/wms"_s, u"pg:host=h password='s3cret x' dbname=d"_s,
              u"https://h/wmts?tk=s3cret&layer=a"_s, u"https://h/x?a=1&Token=s3cret"_s})
            QVERIFY2(!withoutCredentials(text).contains(u"s3cret"), qPrintable(withoutCredentials(text)));
        QCOMPARE(withoutCredentials(u"/data/keys=1.shp"_s), u"/data/keys=1.shp"_s);
    }

    void datumsAreUnderstood()
    {
        QCOMPARE(parseDatum(u""_s).value(), DatumSpec());
        QCOMPARE(parseDatum(u"gcj02"_s)->shift, DatumSpec::Shift::Gcj02);
        QCOMPARE(parseDatum(u"BD-09"_s)->shift, DatumSpec::Shift::Bd09);
        QCOMPARE(parseDatum(u"CGCS2000"_s)->isDeclared, true);
        const DatumSpec whole = parseDatum(u"swapped EPSG:3857 GCJ-02"_s).value();
        QVERIFY(whole.swapped && whole.shift == DatumSpec::Shift::Gcj02);
        QCOMPARE(whole.crs, u"EPSG:3857"_s);
        const QString pipeline =
            u"+proj=pipeline +step +inv +proj=utm +zone=51 +ellps=GRS80 +step +proj=unitconvert +xy_in=rad +xy_out=deg"_s;
        QCOMPARE(parseDatum(pipeline)->crs, pipeline);
        for (const QString &text :
             {u"nonsense"_s, u"EPSG:"_s, u"/etc/passwd"_s, u"http://h/crs"_s, u"EPSG:4326 EPSG:4490"_s, u"+init=file:x;rm"_s})
            QVERIFY2(!parseDatum(text), qPrintable(text));
    }

    void usualProjectionsInvertThemselves()
    {
        std::mt19937_64 random(3);
        std::uniform_real_distribution<double> lon(120.8, 122.2), lat(30.6, 31.95);
        for (const UsualProjection &usual : usualProjections())
            for (int i = 0; i < 500; ++i) {
                const GeoPoint point{lon(random), lat(random)};
                const double off = distanceMetres(point, usual.inverse(usual.forward(point)));
                QVERIFY2(off < 1e-3, usual.datum);
            }
        // People's Square, by PROJ 9: cct +proj=utm +zone=51 and +proj=tmerc +lon_0=120 +x_0=500000 +ellps=GRS80.
        const QPointF utm = usualProjection(u"EPSG:32651"_s)->forward({121.4737, 31.2304});
        QVERIFY(std::hypot(utm.x() - 354637.0, utm.y() - 3456090.0) < 3000);
    }

    void repairsMoveEveryVertex()
    {
        FeatureTable table = sampleTable();
        const UsualProjection *gk = usualProjection(u"EPSG:4549"_s);
        const std::vector<double> truth = table.vertices;
        for (size_t i = 0; i < table.vertices.size(); i += 2) {
            const QPointF metres = gk->forward({truth[i], truth[i + 1]});
            table.vertices[i] = metres.y();
            table.vertices[i + 1] = metres.x();
        }
        const Result<FeatureTable> repaired = repairFeatures(table, u"swapped EPSG:4549"_s);
        QVERIFY(repaired);
        for (size_t i = 0; i < truth.size(); ++i)
            QVERIFY(std::fabs(repaired->vertices[i] - truth[i]) < 1e-9);
        QVERIFY(!repairFeatures(table, u"GCJ-02"_s));    // no degrees
        QVERIFY(!repairFeatures(table, u"EPSG:2385"_s)); // only by reading it again
        QVERIFY(!repairFeatures(table, u"nonsense"_s));
    }

    void tablesCrossTheWire()
    {
        const FeatureTable table = sampleTable();
        FeatureTable back = emptyLike(table);
        wire::ChunkReader reader(back);
        wire::ChunkWriter writer(typesOf(table));
        for (size_t chunk = 0; chunk < 2; ++chunk) {
            for (size_t i = 0; i < table.size(); ++i)
                wire::writeFeature(writer, table, i);
            QVERIFY(reader.append(writer.take()));
        }
        QCOMPARE(back.size(), table.size() * 2);
        QCOMPARE(back.name, table.name);
        QCOMPARE(back.columns[0].texts[4], u"同"_s);
        QVERIFY(back.columns[0].texts[1].isNull());
        QVERIFY(!back.columns[0].texts[3].isNull());
        QVERIFY(back.columns[0].texts[0].constData() == back.columns[0].texts[6].constData()); // shared
        QVERIFY(std::isnan(back.columns[1].numbers[5]));
        QCOMPARE(back.bounds(6), table.bounds(2));
    }

    void brokenFramesAreErrors()
    {
        const FeatureTable table = sampleTable();
        wire::ChunkWriter writer(typesOf(table));
        for (size_t i = 0; i < table.size(); ++i)
            wire::writeFeature(writer, table, i);
        const QByteArray good = writer.take();
        std::mt19937 random(7);
        int refused = 0;
        for (int round = 0; round < 20'000; ++round) {
            QByteArray bad = good;
            const int changes = 1 + int(random() % 4);
            for (int i = 0; i < changes; ++i)
                bad[qsizetype(random() % quint32(bad.size()))] = char(random());
            if (random() % 3 == 0)
                bad.truncate(qsizetype(random() % quint32(bad.size())));
            FeatureTable back = emptyLike(table);
            wire::ChunkReader reader(back);
            refused += reader.append(bad) ? 0 : 1;
        }
        QVERIFY(refused > 10'000);
        for (int round = 0; round < 5000; ++round) {
            wire::FrameReader frames(1 << 16);
            QByteArray noise(1 + int(random() % 200), Qt::Uninitialized);
            for (char &c : noise)
                c = char(random());
            frames.feed(noise);
            for (int i = 0; i < 50; ++i) {
                const auto frame = frames.next();
                if (!frame || !frame.value())
                    break;
                wire::json(**frame);
                (void)wire::tableFromJson(wire::json(**frame));
            }
        }
    }

    void framesMayComeInAnyPieces()
    {
        QByteArray stream;
        for (int i = 0; i < 100; ++i)
            stream += wire::encodeFrame(wire::FrameType::Progress, QByteArray(i * 37, char('a' + i % 26)));
        std::mt19937 random(5);
        wire::FrameReader reader;
        int seen = 0;
        for (qsizetype at = 0; at < stream.size();) {
            const qsizetype piece = std::min<qsizetype>(1 + qsizetype(random() % 900), stream.size() - at);
            reader.feed(stream.mid(at, piece));
            at += piece;
            for (;;) {
                const auto frame = reader.next();
                QVERIFY(frame);
                if (!frame.value())
                    break;
                QCOMPARE(frame.value()->payload.size(), qsizetype(seen * 37));
                ++seen;
            }
        }
        QCOMPARE(seen, 100);
    }

    void reportsSpeakBothLanguages()
    {
        LoadReport report;
        report.read = 12;
        report.skipped = 3;
        report.notes = {{u"not-finite"_s, 3, {}}, {u"encoding"_s, 1, u"GB18030"_s}};
        QCOMPARE(LoadReport::fromJson(report.toJson()), report);
        QVERIFY(report.text(true).contains(u"读入 12 个要素；跳过 3 个；3 个坐标不是数"));
        QVERIFY(report.text(false).contains(u"12 features read; 3 skipped; 3 coordinates are no numbers"));
        QVERIFY(report.notes[0].isSkip() && !report.notes[1].isSkip());
    }
};

QTEST_GUILESS_MAIN(TestGdalValues)
#include "tst_gdalvalues.moc"
