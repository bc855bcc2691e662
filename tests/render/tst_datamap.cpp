// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "maps/geo/mercator.h"
#include "maps/quick/citymap.h"
#include "maps/style/layerstyle.h"
#include "support/featuretables.h"

#include <QDir>
#include <QQuickWindow>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** The layers of ../shared/data on the map; with GUANCHENG_SHOTS=FOLDER the pictures are kept there to be looked at. */
class TestDataMap : public QObject
{
    Q_OBJECT

    const QString m_file = QStringLiteral(GUANCHENG_SHARED_DATA "/shanghai/shanghai.gpkg");
    const QString m_styles = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/mapstyles/layers/");
    std::shared_ptr<const MapStyle> m_style;
    std::shared_ptr<const City> m_city;

    struct Fixture
    {
        Fixture(std::shared_ptr<const MapStyle> style, std::shared_ptr<const City> city, QSize size) : scene(std::move(style))
        {
            window.resize(size);
            map.setParentItem(window.contentItem());
            map.setSize(size);
            map.setSymbolScale(size.height() / 1080.0);
            scene.setCity(std::move(city));
            map.setScene(&scene);
            window.show();
        }
        MapScene scene;
        QQuickWindow window;
        CityMap map;
    };

    LayerId add(LayerTree &tree, const QString &layer, const QString &style, const QString &zh)
    {
        static QHash<QString, std::shared_ptr<const FeatureTable>> tables;
        if (!tables.contains(layer))
            tables.insert(layer, tableFromFile(m_file, layer));
        LayerEntry entry;
        entry.id = layer;
        entry.nameZh = zh;
        entry.table = tables.value(layer);
        const auto loaded = loadLayerStyle(m_styles + style + u".json"_s);
        entry.style = loaded ? *loaded : nullptr;
        return tree.add(std::move(entry));
    }
    static bool allReady(const LayerTree &tree)
    {
        size_t features = 0;
        for (const LayerEntry &entry : tree.entries())
            features += entry.kind == LayerKind::Features;
        return static_cast<size_t>(std::count_if(tree.shown()->begin(), tree.shown()->end(), [](const ShownLayer &layer) {
                   return layer.kind == LayerKind::Features;
               })) == features;
    }
    static void keep(const QImage &picture, const QString &name)
    {
        if (const QString folder = qEnvironmentVariable("GUANCHENG_SHOTS"); !folder.isEmpty())
            picture.save(folder + u'/' + name + u".png"_s);
    }
    static void settle(Fixture &f)
    {
        QTRY_VERIFY_WITH_TIMEOUT(allReady(*f.scene.layers()), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(f.map.isReady() && f.map.counters().waitingTiles == 0, 60000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto style = loadMapStyle(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/mapstyles/night.json"));
        QVERIFY(style);
        m_style = *style;
        const auto city = loadCity(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/city/shanghai"));
        QVERIFY2(city, city ? "" : qPrintable(city.error().toString()));
        m_city = *city;
    }

    void shanghaiLooksPrinted_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("zoom"); // at 1080 lines
        QTest::addColumn<bool>("chinese");
        QTest::newRow("city-1080") << QSize(1920, 1080) << 9.9 << true;
        QTest::newRow("city-2160") << QSize(3840, 2160) << 9.9 << true;
        QTest::newRow("centre-1080") << QSize(1920, 1080) << 12.3 << true;
        QTest::newRow("centre-2160") << QSize(3840, 2160) << 12.3 << false;
        QTest::newRow("streets-1080") << QSize(1920, 1080) << 14.6 << true;
        QTest::newRow("streets-2160") << QSize(3840, 2160) << 16.0 << true;
    }

    void shanghaiLooksPrinted()
    {
        if (!QFile::exists(m_file))
            QSKIP("../shared/data is absent");
        QFETCH(QSize, size);
        QFETCH(double, zoom);
        QFETCH(bool, chinese);
        Fixture f(m_style, m_city, size);
        LayerTree &tree = *f.scene.layers();
        add(tree, u"districts"_s, u"districts"_s, u"行政区"_s);
        add(tree, u"subdistricts_8"_s, u"subdistricts"_s, u"街道与镇"_s);
        add(tree, u"river_lines"_s, u"rivers"_s, u"河道"_s);
        add(tree, u"roads_grnn"_s, u"streets"_s, u"道路"_s);
        add(tree, u"elevated_roads"_s, u"elevated-roads"_s, u"高架"_s);
        add(tree, u"metro_lines"_s, u"metro-lines"_s, u"轨道交通线"_s);
        add(tree, u"metro_stations"_s, u"metro-stations"_s, u"轨道交通站"_s);
        add(tree, u"flow_stations"_s, u"flow-stations"_s, u"站点客流"_s);
        f.map.setChinese(chinese);
        f.map.setCenterLongitude(121.474);
        f.map.setCenterLatitude(31.232);
        f.map.setZoom(zoom + std::log2(size.height() / 1080.0));
        settle(f);
        const QImage with = f.window.grabWindow();
        keep(with, QString::fromLatin1(QTest::currentDataTag()));
        for (const LayerEntry &entry : std::vector<LayerEntry>(tree.entries())) {
            if (entry.kind == LayerKind::Features) {
                QVERIFY2(!entry.legend.empty(), qPrintable(entry.id));
                QVERIFY2(entry.status.undrawn <= 6, qPrintable(entry.id)); // six streets of one point

                tree.setVisible(entry.id, false);
            }
        }
        QTRY_VERIFY_WITH_TIMEOUT(f.map.isReady() && f.map.counters().waitingTiles == 0 && f.window.grabWindow() != with, 60000);
        const QImage without = f.window.grabWindow();
        qint64 different = 0;
        for (int y = 0; y < with.height(); y += 3) {
            for (int x = 0; x < with.width(); x += 3)
                different += with.pixel(x, y) != without.pixel(x, y);
        }
        QVERIFY2(different * 9 > with.width() * with.height() / 60, qPrintable(QString::number(different * 9)));
    }

    void aChangeOfOneLayerRepaintsOnlyWhatItTouches()
    {
        Fixture f(m_style, m_city, {1920, 1080});
        f.map.setCenterLongitude(121.474);
        f.map.setCenterLatitude(31.232);
        f.map.setZoom(13);
        LayerTree &tree = *f.scene.layers();
        TableMaker maker;
        maker.polygon({{121.470, 31.230}, {121.474, 31.230}, {121.474, 31.233}, {121.470, 31.233}});
        LayerEntry entry;
        entry.nameZh = u"围栏"_s;
        entry.table = maker.take();
        const LayerId id = tree.add(entry);
        settle(f);
        const MapCounters before = f.map.counters();
        QVERIFY(before.visibleTiles >= 8);
        tree.setOpacity(id, 0.5);
        QTRY_VERIFY(f.map.counters().tiles > before.tiles);
        settle(f);
        const MapCounters after = f.map.counters();
        QVERIFY2(after.tiles - before.tiles <= 4, qPrintable(QString::number(after.tiles - before.tiles)));
        QCOMPARE(after.plans, before.plans);
        tree.setVisible(u"devices"_s, true); // as it was: nothing happens
        QCoreApplication::processEvents();
        QCOMPARE(f.map.counters().tiles, after.tiles);
    }

    void rastersComeLateAndFailAlone()
    {
        class Half final : public RasterSource
        {
        public:
            Result<QImage> render(const QRectF &world, QSize size) const override
            {
                if (world.center().x() < toWorld({121.474, 31.2}).x())
                    return Error{u"http://wms.example"_s, {}, u"answers HTML"_s};
                QImage picture(size, QImage::Format_ARGB32);
                picture.fill(QColor(0, 90, 60));
                return picture;
            }
        };
        Fixture f(m_style, m_city, {1920, 1080});
        f.map.setCenterLongitude(121.474);
        f.map.setCenterLatitude(31.232);
        f.map.setZoom(12);
        LayerTree &tree = *f.scene.layers();
        LayerEntry entry;
        entry.id = u"aerial"_s;
        entry.kind = LayerKind::Raster;
        entry.raster = std::make_shared<Half>();
        tree.add(entry);
        const auto share = [&](int from, int to) {
            const QImage picture = f.window.grabWindow();
            int count = 0;
            for (int y = 100; y < 980; y += 10) {
                for (int x = from; x < to; x += 10)
                    count += picture.pixelColor(x, y) == QColor(0, 90, 60);
            }
            return count * 100 / (88 * (to - from) / 10);
        };
        QTRY_VERIFY_WITH_TIMEOUT(share(1500, 1900) > 90, 20000);
        QVERIFY(share(0, 400) == 0);
        QTRY_VERIFY(tree.entry(u"aerial"_s)->status.error);
        QCOMPARE(tree.entry(u"aerial"_s)->status.error->reason, u"answers HTML"_s);
        QVERIFY(tree.entry(u"aerial"_s)->status.skipped > 0);
    }

    void emergencyLayersComeWithTheMode()
    {
        Fixture f(m_style, m_city, {800, 600});
        f.map.setZoom(12);
        LayerTree &tree = *f.scene.layers();
        TableMaker maker;
        maker.polygon({{120, 30}, {123, 30}, {123, 32}, {120, 32}});
        LayerEntry entry;
        entry.table = maker.take();
        entry.modes = LayerMode::Emergency;
        tree.add(entry);
        QTRY_VERIFY(tree.entry(u"layer-5"_s) && tree.entry(u"layer-5"_s)->legend.size() == 1);
        QTRY_VERIFY(f.map.isReady() && f.map.counters().waitingTiles == 0);
        const QImage ordinary = f.window.grabWindow();
        tree.setMode(CityMode::Emergency);
        QTRY_VERIFY(f.map.isReady() && f.map.counters().waitingTiles == 0 && f.window.grabWindow() != ordinary);
        tree.setMode(CityMode::Ordinary);
        QTRY_VERIFY(f.map.isReady() && f.map.counters().waitingTiles == 0 && f.window.grabWindow() == ordinary);
    }
};

QTEST_MAIN(TestDataMap)
#include "tst_datamap.moc"
