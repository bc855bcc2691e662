// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/mercator.h"
#include "maps/quick/citymap.h"

#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

const GeoPoint kSquare{121.4737, 31.2304};

CityData smallCity()
{
    CityData data;
    data.id = u"test"_s;
    data.bounds = {121.0, 30.8, 122.0, 31.6};
    data.viewCentre = kSquare;
    data.viewZoom = 12;
    District district{u"310101"_s, u"黄浦区"_s, u"Huangpu"_s, {121.2, 31.4}, {}};
    district.polygons.push_back({{{121.0, 30.8}, {122.0, 30.8}, {122.0, 31.6}, {121.0, 31.6}, {121.0, 30.8}}});
    data.districts.push_back(district);
    return data;
}

} // namespace

class TestCityMap : public QObject
{
    Q_OBJECT

    std::shared_ptr<const MapStyle> m_style;

    struct Fixture
    {
        explicit Fixture(std::shared_ptr<const MapStyle> style) : scene(std::move(style))
        {
            window.resize(1024, 768);
            map.setParentItem(window.contentItem());
            map.setSize(window.size());
            scene.setCity(std::make_shared<City>(smallCity()));
            map.setScene(&scene);
            window.show();
        }
        MapMark mark(const QString &id, GeoPoint at, Level level = Level::Critical) const
        {
            return {id, u"incident"_s, level, at, id, id};
        }

        DeviceStore devices;
        UnitStore units;
        MapScene scene;
        QQuickWindow window;
        CityMap map;
    };

private Q_SLOTS:
    void initTestCase()
    {
        const auto style = loadMapStyle(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/mapstyles/night.json"));
        QVERIFY(style);
        m_style = *style;
    }

    void showsTheCity()
    {
        Fixture f(m_style);
        QTRY_VERIFY(f.map.isReady());
        const QImage picture = f.window.grabWindow();
        QCOMPARE(picture.size(), QSize(1024, 768));
        QCOMPARE(picture.pixelColor(700, 600), m_style->land);
        const QPointF centre = f.map.toScreen(kSquare.longitude, kSquare.latitude);
        QVERIFY(std::abs(centre.x() - 512) < 1 && std::abs(centre.y() - 384) < 1);
        const QPointF back = f.map.toGeo(512, 384);
        QVERIFY(std::abs(back.x() - kSquare.longitude) < 1e-6 && std::abs(back.y() - kSquare.latitude) < 1e-6);
    }

    void theOldPictureMovesAtOnce()
    {
        Fixture f(m_style);
        f.scene.setMarks({f.mark(u"A"_s, kSquare)});
        QTRY_VERIFY(f.map.isReady());
        QTRY_COMPARE(f.map.counters().waitingTiles, 0);
        const QImage before = f.window.grabWindow();
        // No event loop between the move and the picture: no worker can have helped.
        QTest::mousePress(&f.window, Qt::LeftButton, {}, QPoint(300, 300));
        QTest::mouseMove(&f.window, QPoint(340, 330));
        const QImage after = f.window.grabWindow();
        QTest::mouseRelease(&f.window, Qt::LeftButton, {}, QPoint(340, 330));
        const QRect part(450, 320, 150, 120); // around the mark
        QCOMPARE(after.copy(part.translated(40, 30)), before.copy(part));
        QTRY_VERIFY(f.map.isReady());
    }

    void zoomShowsTheOldTilesScaled()
    {
        Fixture f(m_style);
        QTRY_VERIFY(f.map.isReady());
        f.map.setZoom(f.map.zoom() + 0.3);
        QVERIFY(!f.map.isReady());
        // Land everywhere, though nothing was painted for this zoom.
        const QImage picture = f.window.grabWindow();
        QCOMPARE(picture.pixelColor(700, 600), m_style->land);
        QTRY_VERIFY(f.map.isReady());
    }

    void onlyTheTilesThatChangedArePainted()
    {
        Fixture f(m_style);
        f.scene.setMarks({f.mark(u"A"_s, kSquare)});
        QTRY_VERIFY(f.map.isReady());
        QTRY_COMPARE(f.map.counters().waitingTiles, 0);
        const MapCounters before = f.map.counters();
        QVERIFY(before.visibleTiles >= 4);
        // Somewhere in the middle of a tile.
        const double scale = f.map.viewport().scale();
        const QPointF tile = toWorld(kSquare) * scale / 512;
        const GeoPoint there = toGeo(QPointF(std::floor(tile.x()) + 0.5, std::floor(tile.y()) + 0.5) * 512 / scale);
        f.scene.setMarks({f.mark(u"A"_s, kSquare), f.mark(u"B"_s, there)});
        QTRY_VERIFY(f.map.counters().tiles > before.tiles);
        QTRY_VERIFY(f.map.isReady());
        const MapCounters after = f.map.counters();
        QVERIFY2(after.tiles - before.tiles <= 2, qPrintable(QString::number(after.tiles - before.tiles)));
        QCOMPARE(after.grounds, before.grounds); // the base map was kept
        QCOMPARE(after.plans, before.plans);
        // Nothing changed: nothing is painted.
        f.scene.setMarks({f.mark(u"A"_s, kSquare), f.mark(u"B"_s, there)});
        f.scene.pulse();
        QCoreApplication::processEvents();
        QCOMPARE(f.map.counters().tiles, after.tiles);
    }

    void aDeviceChangesColourInPlace()
    {
        Fixture f(m_style);
        auto arrays = std::make_shared<DeviceArrays>(1);
        arrays->longitudeE7[0] = qint32(std::lround(kSquare.longitude * 1e7));
        arrays->latitudeE7[0] = qint32(std::lround(kSquare.latitude * 1e7));
        arrays->setState(0, DeviceState::Normal);
        f.devices.reset(arrays);
        f.scene.setDevices(&f.devices);
        QTRY_COMPARE(f.scene.deviceCount(), size_t(1));
        QTRY_VERIFY(f.map.isReady());
        const QPoint at(512, 384);
        QTRY_VERIFY(f.window.grabWindow().pixelColor(at) != m_style->land);
        const TelemetryRecord record{0, 1.0F, 1000, DeviceState::Critical};
        f.devices.apply({&record, 1});
        f.scene.pulse();
        QTRY_VERIFY(f.window.grabWindow().pixelColor(at).red() > 180);
    }

    void tapFindsTheMostUrgentThing()
    {
        Fixture f(m_style);
        auto arrays = std::make_shared<DeviceArrays>(2);
        for (quint32 i = 0; i < 2; ++i) {
            arrays->longitudeE7[i] = qint32(std::lround((kSquare.longitude + 0.05 * i) * 1e7));
            arrays->latitudeE7[i] = qint32(std::lround(kSquare.latitude * 1e7));
        }
        f.devices.reset(arrays);
        f.scene.setDevices(&f.devices);
        Unit unit;
        unit.id = u"U-7"_s;
        UnitRecord record;
        record.point = {kSquare.longitude + 0.02, kSquare.latitude};
        f.units.reset({unit}, {record});
        f.scene.setUnits(&f.units);
        MapMark alarm = f.mark(u"alarm-1"_s, kSquare);
        alarm.kind = u"alarm"_s;
        f.scene.setMarks({alarm, f.mark(u"case-1"_s, {kSquare.longitude + 0.0005, kSquare.latitude}, Level::Minor)});
        QTRY_COMPARE(f.scene.deviceCount(), size_t(2));
        QTRY_VERIFY(f.map.isReady());

        QSignalSpy tapped(&f.map, &CityMap::tapped);
        const auto tap = [&](double longitude) {
            const QPoint at = f.map.toScreen(longitude, kSquare.latitude).toPoint();
            QTest::mouseClick(&f.window, Qt::LeftButton, {}, at);
            return tapped.isEmpty() ? QString()
                                    : tapped.takeLast().at(0).toString() + u' ' + tapped.value(0).value(1).toString();
        };
        const auto hit = [&](double longitude) -> QString {
            const MapHit found = f.scene.hit(toWorld({longitude, kSquare.latitude}), 12 / f.map.viewport().scale());
            return found.kind + u' ' + found.id;
        };
        QCOMPARE(hit(kSquare.longitude), u"incident case-1"_s); // before the alarm and the device at the same place
        QCOMPARE(hit(kSquare.longitude + 0.02), u"unit U-7"_s);
        QCOMPARE(hit(kSquare.longitude + 0.05), u"device 1"_s);
        QCOMPARE(hit(kSquare.longitude - 0.05), u" "_s);
        QVERIFY(tap(kSquare.longitude).startsWith(u"incident"));
        QVERIFY(tap(kSquare.longitude + 0.02).startsWith(u"unit"));
    }

    void gesturesMoveAndAreSaid()
    {
        Fixture f(m_style);
        QTRY_VERIFY(f.map.isReady());
        QSignalSpy gestured(&f.map, &CityMap::gestured);
        QSignalSpy tapped(&f.map, &CityMap::tapped);
        const double zoom = f.map.zoom();
        QTest::wheelEvent(&f.window, QPointF(200, 200), QPoint(0, 120));
        QCOMPARE(f.map.zoom(), zoom + 0.5);
        QCOMPARE(gestured.count(), 1);
        f.map.forceActiveFocus();
        QTest::keyClick(&f.window, Qt::Key_Minus);
        QCOMPARE(f.map.zoom(), zoom);
        const double longitude = f.map.centerLongitude();
        QTest::keyClick(&f.window, Qt::Key_Right);
        QVERIFY(f.map.centerLongitude() > longitude);
        QCOMPARE(gestured.count(), 3);
        QTest::keyClick(&f.window, Qt::Key_Home);
        QVERIFY(std::abs(f.map.centerLongitude() - kSquare.longitude) < 1e-9);
        QCOMPARE(tapped.count(), 0);
        // What a program does is no gesture.
        f.map.flyTo(121.5, 31.2, 13, 0);
        QCOMPARE(gestured.count(), 4);
        QCOMPARE(f.map.zoom(), 13.0);
    }

    void memoryComesBack()
    {
        Fixture f(m_style);
        QTRY_VERIFY(f.map.isReady());
        for (int i = 0; i < 8; ++i) {
            f.map.flyTo(121.3 + 0.05 * i, 31.2, 11 + 0.2 * i, 0);
            f.window.grabWindow();
            QTRY_VERIFY(f.map.isReady());
            f.window.grabWindow();
        }
        // Ground and picture of each tile in view and around it, those on the screen, and the spare ones.
        const MapCounters counters = f.map.counters();
        QVERIFY2(counters.arenaBlocks <= 10 * counters.visibleTiles, qPrintable(QString::number(counters.arenaBlocks)));
    }
};

QTEST_MAIN(TestCityMap)
#include "tst_citymap.moc"
