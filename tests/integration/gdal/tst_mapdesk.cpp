// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "jsonfile/resourcedir.h"
#include "maps/geo/datum.h"
#include "shell/map/mapdesk.h"
#include "support/gdalfixture.h"

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

/** Layers of the command line, of a catalogue and of drops, in the tree of the map. */
class TestMapDesk : public QObject
{
    Q_OBJECT

    std::shared_ptr<const City> m_city;
    std::unique_ptr<GdalFixture> m_gdal;
    std::unique_ptr<LayerTree> m_tree;
    std::unique_ptr<MapDesk> m_desk;

    const LayerStatus &status(const QString &id) const
    {
        static const LayerStatus kNone;
        const LayerEntry *entry = m_tree->entry(id);
        return entry ? entry->status : kNone;
    }
    QString stationsCsv(const QString &name, const std::function<GeoPoint(const GeoPoint &)> &move)
    {
        QByteArray text = "名称,经度,纬度\n";
        for (const Station &station : m_city->stations()) {
            const GeoPoint at = move(station.point);
            text += station.nameZh.toUtf8() + ',' + QByteArray::number(at.longitude, 'f', 7) + ',' +
                    QByteArray::number(at.latitude, 'f', 7) + '\n';
        }
        return m_gdal->write(name, text);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto city = loadCity(resourceDir() + u"/city/shanghai"_s);
        QVERIFY(city);
        m_city = *city;
    }
    void init()
    {
        m_gdal = std::make_unique<GdalFixture>();
        m_tree = std::make_unique<LayerTree>();
        m_desk = std::make_unique<MapDesk>(*m_tree, m_city, StyleFinder(), QStringLiteral(GUANCHENG_GDAL_HELPER));
    }
    void cleanup() { m_desk.reset(); }

    void optionsAreTakenApart()
    {
        const Result<LayerSpec> spec = parseLayerOption(u"/data/a, b.shp,datum=GCJ-02,name=泵站,opacity=0.5,layer=x"_s);
        QVERIFY(spec);
        QCOMPARE(spec->source, u"/data/a, b.shp"_s);
        QCOMPARE(spec->datum, u"GCJ-02"_s);
        QCOMPARE(spec->nameZh, u"泵站"_s);
        QCOMPARE(spec->opacity, 0.5);
        QCOMPARE(parseLayerOption(u"wms:http://h/wms?layers=a,b,name=影像"_s)->source, u"wms:http://h/wms?layers=a,b"_s);
        for (const QString &bad : {u""_s, u",datum=GCJ-02"_s, u"a.shp,datum=nonsense"_s, u"a.shp,opacity=2"_s})
            QVERIFY2(!parseLayerOption(bad), qPrintable(bad));
    }

    void aLayerComesWithItsCounts()
    {
        LayerSpec spec;
        spec.source = m_gdal->write(u"places.geojson"_s, placesGeoJson());
        const LayerId id = m_desk->open(spec);
        QCOMPARE(id, u"places"_s);
        QCOMPARE(status(id).state, LayerState::Loading);
        QTRY_COMPARE_WITH_TIMEOUT(status(id).state, LayerState::Ready, 30'000);
        QCOMPARE(status(id).features, 3);
        QVERIFY(m_tree->entry(id)->table);
        QCOMPARE(m_desk->open(spec), u"places-2"_s);
    }

    void whatCannotBeReadSaysWhyInTheLanguageOfTheHall()
    {
        LayerSpec spec;
        spec.source = m_gdal->write(u"bad.zip"_s, "PK\3\4 nothing more");
        const LayerId id = m_desk->open(spec);
        QTRY_COMPARE_WITH_TIMEOUT(status(id).state, LayerState::Failed, 30'000);
        QVERIFY2(status(id).error->reason.contains(u"压缩包"), qPrintable(status(id).error->toString()));
    }

    void aShiftedLayerIsDoubtedAndRepaired()
    {
        QSignalSpy doubts(m_desk.get(), &MapDesk::datumDoubted);
        LayerSpec spec;
        spec.source = stationsCsv(u"站点.csv"_s, gcj02FromWgs84);
        const LayerId id = m_desk->open(spec);
        QTRY_COMPARE_WITH_TIMEOUT(status(id).state, LayerState::Ready, 30'000);
        QCOMPARE(doubts.size(), 1);
        QCOMPARE(doubts[0][2].toString(), u"GCJ-02"_s);
        QVERIFY(status(id).error && status(id).error->reason.contains(u"看起来是 GCJ-02"));
        m_desk->repair(id);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk->offeredRepair(id).isEmpty(), 10'000);
        const std::vector<double> &vertices = m_tree->entry(id)->table->vertices;
        QVERIFY(distanceMetres({vertices[0], vertices[1]}, m_city->stations()[0].point) < 0.1);
    }

    void swappedAxesAreNotDrawnBeforeTheRepair()
    {
        LayerSpec spec;
        spec.source = stationsCsv(u"swapped.csv"_s, [](const GeoPoint &p) { return GeoPoint{p.latitude, p.longitude}; });
        const LayerId id = m_desk->open(spec);
        QTRY_COMPARE_WITH_TIMEOUT(status(id).state, LayerState::Failed, 30'000);
        QVERIFY(!m_tree->entry(id)->table);
        QCOMPARE(m_desk->offeredRepair(id), u"swapped"_s);
        m_desk->repair(id);
        QTRY_COMPARE_WITH_TIMEOUT(status(id).state, LayerState::Ready, 10'000);
        QVERIFY(m_tree->entry(id)->table);
    }

    void aFileOfSeveralLayersIsAGroup()
    {
        m_gdal->write(u"places.geojson"_s, placesGeoJson());
        m_gdal->write(u"areas.geojson"_s, areasGeoJson());
        QVERIFY(m_gdal->run(u"ogr2ogr"_s, {u"all.gpkg"_s, u"places.geojson"_s}));
        QVERIFY(m_gdal->run(u"ogr2ogr"_s, {u"-update"_s, u"all.gpkg"_s, u"areas.geojson"_s}));
        QCOMPARE(m_desk->openDropped({QUrl::fromLocalFile(m_gdal->path(u"all.gpkg"_s))}), 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_tree->entry(u"all/areas"_s) && m_tree->entry(u"all/places"_s), 30'000);
        QCOMPARE(m_tree->entry(u"all"_s)->kind, LayerKind::Group);
        QCOMPARE(m_tree->entry(u"all/areas"_s)->group, u"all"_s);
        m_desk->close(u"all/areas"_s);
        QVERIFY(!m_tree->entry(u"all/areas"_s) && m_tree->entry(u"all/places"_s));
        m_desk->close(u"all"_s);
        QVERIFY(m_tree->entries().empty());
    }

    void aCatalogueIsRead()
    {
        m_gdal->write(u"places.geojson"_s, placesGeoJson());
        const QString schema = resourceDir() + u"/schemas/layers.schema.json"_s;
        const QString file =
            m_gdal->write(u"layers.json"_s, QString(QString::fromUtf8(R"({"groups":[{"id":"water","nameZh":"水务"}],"layers":[
            {"id":"a","source":"places.geojson","nameZh":"上","nameEn":"Upper","group":"water","order":2,"opacity":0.4,"modes":["emergency"]},
            {"id":"b","source":"nowhere.shp","nameZh":"下","order":1}]})"))
                                                .toUtf8());
        const Result<LayerCatalogue> catalogue = loadLayerCatalogue(file, schema);
        QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().toString()));
        m_desk->open(*catalogue);
        QTRY_COMPARE_WITH_TIMEOUT(status(u"a"_s).state, LayerState::Ready, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(status(u"b"_s).state, LayerState::Failed, 30'000);
        QCOMPARE(m_tree->entry(u"a"_s)->group, u"water"_s);
        QCOMPARE(m_tree->entry(u"a"_s)->opacity, 0.4);
        QCOMPARE(m_tree->entry(u"a"_s)->modes, LayerModes(LayerMode::Emergency));
        for (const char *bad : {"{}", "{\"layers\":[{\"id\":\"a\"}]}",
                                "{\"layers\":[{\"id\":\"a\",\"source\":\"x\",\"nameZh\":\"x\",\"datum\":\"moon\"}]}",
                                "{\"layers\":[{\"id\":\"a\",\"source\":\"x\",\"nameZh\":\"x\",\"group\":\"none\"}]}", "[", ""})
            QVERIFY2(!loadLayerCatalogue(m_gdal->write(u"bad.json"_s, bad), schema), bad);
    }

    void aRefreshThatFailsLeavesWhatWasThere()
    {
        LayerSpec spec;
        spec.source = m_gdal->write(u"places.geojson"_s, placesGeoJson());
        const LayerId id = m_desk->open(spec);
        QTRY_COMPARE_WITH_TIMEOUT(status(id).state, LayerState::Ready, 30'000);
        m_gdal->write(u"places.geojson"_s, "{\"type\":\"Featu");
        m_desk->reload(id);
        QTRY_COMPARE_WITH_TIMEOUT(status(id).state, LayerState::Stale, 30'000);
        QCOMPARE(m_tree->entry(id)->table->size(), size_t(3));
        m_gdal->write(u"places.geojson"_s, placesGeoJson());
        m_desk->reload(id);
        QTRY_COMPARE_WITH_TIMEOUT(status(id).state, LayerState::Ready, 30'000);
    }

    void aLayerIsExported()
    {
        LayerSpec spec;
        spec.source = m_gdal->write(u"places.geojson"_s, placesGeoJson());
        const LayerId id = m_desk->open(spec);
        QTRY_COMPARE_WITH_TIMEOUT(status(id).state, LayerState::Ready, 30'000);
        QSignalSpy exports(m_desk.get(), &MapDesk::exportFinished);
        m_desk->exportLayer(id, QUrl::fromLocalFile(m_gdal->path(u"out.gpkg"_s)), {1});
        QTRY_COMPARE_WITH_TIMEOUT(exports.size(), 1, 30'000);
        QCOMPARE(exports[0][2].toString(), QString());
        m_desk->exportLayer(id, QUrl::fromLocalFile(m_gdal->path(u"out.xls"_s)));
        m_desk->exportLayer(u"nothing"_s, QUrl::fromLocalFile(m_gdal->path(u"out.csv"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(exports.size(), 3, 30'000);
        QVERIFY(!exports[1][2].toString().isEmpty() && !exports[2][2].toString().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMapDesk)
#include "tst_mapdesk.moc"
