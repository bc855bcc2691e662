// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/mercator.h"
#include "maps/quick/citymap.h"
#include "maps/quick/maptile.h"

#include <QQuickWindow>
#include <QTest>

#include <random>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

constexpr int kSide = 256;
const GeoPoint kMiddle{121.5, 31.2};

CityData oneDistrict()
{
    CityData data;
    data.id = u"test"_s;
    data.bounds = {121.0, 30.8, 122.0, 31.6};
    data.viewCentre = kMiddle;
    data.viewZoom = 12;
    District district{u"310101"_s, u"黄浦区"_s, u"Huangpu"_s, kMiddle, {}};
    district.polygons.push_back({{{121.0, 30.8}, {122.0, 30.8}, {122.0, 31.6}, {121.0, 31.6}, {121.0, 30.8}}});
    data.districts.push_back(district);
    return data;
}

} // namespace

/** Tiles in every place and at every scale, and points that are patched in them. */
class TestMapTile : public QObject
{
    Q_OBJECT

    MapSnapshot m_snapshot;
    std::shared_ptr<PointIndex> m_points;
    std::shared_ptr<TextSprites> m_sprites = std::make_shared<TextSprites>();

    std::shared_ptr<const MapTilePlan> plan(double scale) const
    {
        return makePlan(m_snapshot, {scale, 2, true}, 1, m_sprites, nullptr);
    }
    TileLayers layers(const MapTilePlan &plan, PointDetail detail) const
    {
        TileLayers content;
        content.points = std::make_shared<PointLayer>(m_points, plan.style, plan.symbols, detail);
        content.units = std::make_shared<UnitLayer>(m_snapshot.units, plan.style, plan.symbols);
        return content;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto style = loadMapStyle(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/mapstyles/night.json"));
        QVERIFY(style);
        m_snapshot.style = *style;
        m_snapshot.geometry = BaseGeometry::fromCity(City(oneDistrict()));
        std::mt19937 random(7);
        std::normal_distribution<double> near(0, 0.02);
        std::vector<qint32> longitude;
        std::vector<qint32> latitude;
        std::vector<quint8> state;
        for (int i = 0; i < 20'000; ++i) {
            longitude.push_back(qint32(std::lround((kMiddle.longitude + near(random)) * 1e7)));
            latitude.push_back(qint32(std::lround((kMiddle.latitude + near(random)) * 1e7)));
            state.push_back(quint8(i % 50 == 0 ? 1 + i % 4 : 0));
        }
        // Places that are none.
        for (const qint32 broken : {std::numeric_limits<qint32>::min(), std::numeric_limits<qint32>::max(), 0}) {
            longitude.push_back(broken);
            latitude.push_back(broken);
            state.push_back(255);
        }
        m_points = std::make_shared<PointIndex>(MassPoints{longitude, latitude, state});
        QCOMPARE(m_points->size(), size_t(20'000));
        m_snapshot.points = m_points;
        auto units = std::make_shared<std::vector<UnitMark>>();
        for (quint32 slot = 0; slot < 30; ++slot)
            units->push_back(
                {slot, toWorld({kMiddle.longitude + near(random), kMiddle.latitude + near(random)}), float(slot * 12)});
        units->push_back({31, QPointF(qQNaN(), 0.5), 0});
        m_snapshot.units = units;
        m_snapshot.marks = std::make_shared<std::vector<MapMark>>();
    }

    void patchedIsAsPaintedAnew_data()
    {
        QTest::addColumn<int>("detail");
        QTest::newRow("density") << int(PointDetail::Density);
        QTest::newRow("dots") << int(PointDetail::Dots);
    }
    void patchedIsAsPaintedAnew()
    {
        QFETCH(int, detail);
        const auto plan = this->plan(256 * std::exp2(14));
        const TileLayers content = layers(*plan, PointDetail(detail));
        const auto arena = std::make_shared<TileArena>(kSide);
        const QPointF pixel = toWorld(kMiddle) * plan->scale.scale / kSide;
        const TileKey key{int(pixel.x()), int(pixel.y())};
        PaintedMapTile tile = paintTile(*plan, content, key, *arena, {});
        std::mt19937 random(3);
        BitMask scratch;
        int changed = 0;
        for (int round = 0; round < 20; ++round) {
            const QImage before = tile.pictures.picture.copy();
            std::vector<QPoint> places;
            for (int i = 0; i < 400; ++i) {
                const quint32 rank = quint32(random() % m_points->size());
                m_points->setState(rank, DeviceState(random() % 3 == 0 ? random() % 8 : 0));
                places.push_back(content.points->pixelOf(rank, plan->scale));
            }
            patchTile(*plan, *content.points, key, tile.pictures, places, scratch);
            changed += tile.pictures.picture != before;
            const PaintedMapTile fresh = paintTile(*plan, content, key, *arena, {});
            for (int y = 0; y < kSide; ++y) {
                for (int x = 0; x < kSide; ++x) {
                    if (!tile.pictures.cover->isSet(x, y))
                        QCOMPARE(tile.pictures.picture.pixel(x, y), fresh.pictures.picture.pixel(x, y));
                }
            }
            QCOMPARE(tile.pictures.under, fresh.pictures.under);
        }
        QCOMPARE(changed, 20);
    }

    void anyTileOfAnyScale()
    {
        std::mt19937_64 random(11);
        std::uniform_real_distribution<double> zoom(0, 21);
        const auto arena = std::make_shared<TileArena>(kSide);
        for (int i = 0; i < 60; ++i) {
            const auto plan = this->plan(256 * std::exp2(zoom(random)));
            const int last = int(plan->scale.scale / kSide);
            const TileKey somewhere{int(random() % quint64(3 * last + 3)) - last, int(random() % quint64(3 * last + 3)) - last};
            const QPointF middle = toWorld(kMiddle) * plan->scale.scale / kSide;
            for (const TileKey key : {somewhere, TileKey{int(middle.x()), int(middle.y())}}) {
                for (const bool split : {false, true}) {
                    TileLayers content = layers(*plan, PointDetail(random() % 3));
                    content.split = split;
                    const PaintedMapTile tile = paintTile(*plan, content, key, *arena, {});
                    QCOMPARE(tile.pictures.picture.size(), QSize(kSide, kSide));
                    for (int y = 0; y < kSide; y += 7)
                        QCOMPARE(qAlpha(tile.pictures.picture.pixel(y, y)), 255);
                    QCOMPARE(tile.pictures.overlay.isNull(), !split);
                }
            }
        }
    }

    void strangeViewsHaveNoTiles()
    {
        MapView view;
        QVERIFY(view.tiles(1000, 512).isEmpty());
        view.viewport.size = QSizeF(800, 600);
        view.viewport.centre = QPointF(qQNaN(), 0.5);
        QVERIFY(view.tiles(1000, 512).isEmpty());
        view.viewport.centre = QPointF(0.5, 0.5);
        QVERIFY(view.tiles(qInf(), 512).isEmpty());
        QVERIFY(!view.tiles(1000, 512).isEmpty());
        view.viewport.centre = QPointF(1e12, -1e12);
        QVERIFY(view.tiles(1e9, 512).width() < 100);
        const QRectF nowhere(qQNaN(), qQNaN(), 1, 1);
        QCOMPARE(m_points->countNear(nowhere), size_t(0));
        m_points->visit(nowhere, [](quint32, quint32) { QFAIL("no cell is there"); });
        m_points->visit(QRectF(5, 5, 1, 1), [](quint32, quint32) { QFAIL("no cell is there"); });
        size_t all = 0;
        m_points->visit(QRectF(-1e9, -1e9, 2e9, 2e9), [&](quint32 begin, quint32 end) { all += end - begin; });
        QCOMPARE(all, m_points->size());
    }

    void aMapThatIsThrownAbout()
    {
        MapScene scene(m_snapshot.style);
        scene.setCity(std::make_shared<City>(oneDistrict()));
        QQuickWindow window;
        window.resize(640, 480);
        CityMap map(window.contentItem());
        map.setSize(window.size());
        map.setScene(&scene);
        window.show();
        std::mt19937 random(5);
        const double numbers[] = {qQNaN(), qInf(), -qInf(), 0, -1, 1e300, 121.5, 31.2, 12, 25};
        const auto any = [&] { return numbers[random() % std::size(numbers)]; };
        for (int i = 0; i < 400; ++i) {
            switch (random() % 7) {
            case 0: map.setZoom(any()); break;
            case 1: map.setCenterLongitude(any()); break;
            case 2: map.setCenterLatitude(any()); break;
            case 3: map.flyTo(any(), any(), any(), 0); break;
            case 4: map.setSymbolScale(any()); break;
            case 5: map.setSize(QSizeF(random() % 3 * 400.0, random() % 3 * 300.0)); break;
            default: map.setChinese(random() % 2 == 0); break;
            }
            if (i % 10 == 0)
                QCoreApplication::processEvents();
            QVERIFY(std::isfinite(map.zoom()) && std::isfinite(map.centerLongitude()) && std::isfinite(map.centerLatitude()));
        }
        map.setSize(window.size());
        map.setSymbolScale(1);
        map.flyTo(kMiddle.longitude, kMiddle.latitude, 12, 0);
        QTRY_VERIFY(map.isReady());
        QCOMPARE(window.grabWindow().pixelColor(300, 300), m_snapshot.style->land);
    }
};

QTEST_MAIN(TestMapTile)
#include "tst_maptile.moc"
