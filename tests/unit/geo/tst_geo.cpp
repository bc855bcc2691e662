// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/datum.h"
#include "maps/geo/geodesic.h"
#include "maps/geo/measure.h"
#include "maps/geo/mercator.h"
#include "maps/geo/viewport.h"

#include <QTest>

#include <geodesic.h>

#include <array>
#include <numbers>
#include <random>
#include <vector>

using namespace guancheng;

class TestGeo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mercatorKnowsItsCorners()
    {
        QCOMPARE(toWorld({0, 0}), QPointF(0.5, 0.5));
        const QPointF corner = toWorld({-180, kMercatorLatitude});
        QVERIFY(std::abs(corner.x()) < 1e-12 && std::abs(corner.y()) < 1e-12);
        // People's Square at zoom 16 lies in the tile that every slippy map gives it.
        const QPointF square = toWorld({121.4737, 31.2304}) * 65536;
        QCOMPARE(int(square.x()), 54881);
        QCOMPARE(int(square.y()), 26778);
    }

    void mercatorRoundTrips()
    {
        std::mt19937_64 random(1);
        std::uniform_real_distribution<double> lon(-180, 180), lat(-85, 85);
        for (int i = 0; i < 2000; ++i) {
            const GeoPoint point{lon(random), lat(random)};
            QVERIFY(distanceMetres(point, toGeo(toWorld(point))) < 1e-3);
        }
    }

    void worldUnitsOfAMetre()
    {
        const GeoPoint here{121.5, 31.2};
        const QPointF there = toWorld(destination(here, 90, 1000));
        const double expected = 1000 * worldPerMetre(toWorld(here).y());
        // The ellipsoid against the sphere of mercator: 0.1%.
        QVERIFY(std::abs((there.x() - toWorld(here).x()) / expected - 1) < 0.002);
    }

    void viewportInvertsItself()
    {
        Viewport view{toWorld({121.47, 31.23}), 11.37, {1990, 1503}};
        const QPointF pixel(123.5, 1400.25);
        const QPointF back = view.toScreen(view.toWorld(pixel));
        QVERIFY(std::abs(back.x() - pixel.x()) < 1e-6 && std::abs(back.y() - pixel.y()) < 1e-6);
        const QPointF mapped = view.matrix().map(view.toWorld(pixel));
        QVERIFY(std::abs(mapped.x() - pixel.x()) < 1e-6 && std::abs(mapped.y() - pixel.y()) < 1e-6);
        QCOMPARE(view.toScreen(view.centre), QPointF(995, 751.5));
    }

    void zoomKeepsThePlaceUnderTheCursor()
    {
        const Viewport view{toWorld({121.47, 31.23}), 11, {1000, 800}};
        const QPointF cursor(900, 50);
        const QPointF before = view.toWorld(cursor);
        const QPointF after = view.zoomedAt(cursor, 13.5).toWorld(cursor);
        QVERIFY(std::abs(before.x() - after.x()) < 1e-12 && std::abs(before.y() - after.y()) < 1e-12);
        QCOMPARE(view.zoomedAt(cursor, 99).zoom, Viewport::kMaxZoom);
    }

    void fitLeavesTheMargins()
    {
        const QRectF world(0.8, 0.4, 0.01, 0.02);
        const Viewport view = Viewport::fitted(world, {1000, 800}, {100, 50, 20, 30});
        const QPointF topLeft = view.toScreen(world.topLeft());
        const QPointF bottomRight = view.toScreen(world.bottomRight());
        QVERIFY(topLeft.x() >= 100 && topLeft.y() >= 50 - 1e-6);
        QVERIFY(bottomRight.x() <= 980 && bottomRight.y() <= 770 + 1e-6);
        QVERIFY(std::abs(bottomRight.y() - topLeft.y() - 720) < 1e-3);
    }

    void datumsRoundTripWithinAMillimetre()
    {
        std::mt19937_64 random(2);
        std::uniform_real_distribution<double> lon(73, 135), lat(4, 53);
        for (int i = 0; i < 5000; ++i) {
            const GeoPoint point{lon(random), lat(random)};
            QVERIFY(distanceMetres(point, wgs84FromGcj02(gcj02FromWgs84(point))) < 1e-3);
            QVERIFY(distanceMetres(point, gcj02FromBd09(bd09FromGcj02(point))) < 1e-3);
            QVERIFY(distanceMetres(point, wgs84FromBd09(bd09FromWgs84(point))) < 1e-3);
        }
    }

    /** A grid of 200 m over the whole box of the city, and points at random between. */
    void datumsRoundTripOverAllOfShanghai()
    {
        double worst = 0;
        const auto check = [&worst](const GeoPoint &point) {
            worst = std::max({worst, distanceMetres(point, wgs84FromGcj02(gcj02FromWgs84(point))),
                              distanceMetres(point, gcj02FromBd09(bd09FromGcj02(point))),
                              distanceMetres(point, wgs84FromBd09(bd09FromWgs84(point))),
                              distanceMetres(point, gcj02FromWgs84(wgs84FromGcj02(point))),
                              distanceMetres(point, bd09FromWgs84(wgs84FromBd09(point)))});
        };
        for (double lat = 30.6; lat <= 31.95; lat += 0.002)
            for (double lon = 120.8; lon <= 122.3; lon += 0.002)
                check({lon, lat});
        std::mt19937_64 random(6);
        std::uniform_real_distribution<double> lon(120.8, 122.3), lat(30.6, 31.95);
        for (int i = 0; i < 100'000; ++i)
            check({lon(random), lat(random)});
        qInfo("worst round trip %g mm", worst * 1000);
        QVERIFY2(worst < 1e-3, qPrintable(QString::number(worst)));
    }

    void gcjShiftsShanghaiByAFewHundredMetres()
    {
        const GeoPoint wgs{121.4737, 31.2304};
        const double shift = distanceMetres(wgs, gcj02FromWgs84(wgs));
        QVERIFY2(shift > 300 && shift < 600, qPrintable(QString::number(shift)));
        // Abroad nothing moves.
        const GeoPoint paris{2.35, 48.85};
        QCOMPARE(gcj02FromWgs84(paris), paris);
        QCOMPARE(wgs84FromGcj02(paris), paris);
    }

    void geodesicAgreesWithVincentysExample()
    {
        // Flinders Peak to Buninyong, the example in Vincenty's paper carried to GDA94/GRS80: 54 972.271 m.
        const GeoPoint flinders{144 + 25 / 60.0 + 29.52440 / 3600, -(37 + 57 / 60.0 + 3.72030 / 3600)};
        const GeoPoint buninyong{143 + 55 / 60.0 + 35.38390 / 3600, -(37 + 39 / 60.0 + 10.15610 / 3600)};
        QVERIFY(std::abs(geodesicMetres(flinders, buninyong) - 54972.271) < 0.01);
        QCOMPARE(geodesicMetres(flinders, flinders), 0.0);
        QVERIFY(std::isnan(geodesicMetres(flinders, {})));
        QVERIFY(geodesicMetres({0, 0}, {179.9, 0.1}) > 1.9e7); // does not converge, does not hang
    }

    void measuresAgreeWithProj_data()
    {
        QTest::addColumn<double>("scale");
        QTest::newRow("street") << 0.001;
        QTest::newRow("city") << 0.3;
        QTest::newRow("country") << 8.0;
    }
    /** Karney's algorithms in PROJ, good to nanometres. */
    void measuresAgreeWithProj()
    {
        QFETCH(double, scale);
        geod_geodesic earth;
        geod_init(&earth, 6378137.0, 1 / 298.257223563);
        std::mt19937_64 random(4);
        std::uniform_real_distribution<double> unit(-1, 1);
        for (int round = 0; round < 200; ++round) {
            std::vector<GeoPoint> ring;
            geod_polygon polygon;
            geod_polygon_init(&polygon, 0);
            for (int i = 0; i < 12; ++i) { // star-shaped: no crossings
                const double angle = i * std::numbers::pi / 6;
                const double radius = scale * (1 + 0.5 * unit(random));
                ring.push_back({121.5 + radius * std::cos(angle), 31.2 + radius * std::sin(angle)});
                geod_polygon_addpoint(&earth, &polygon, ring.back().latitude, ring.back().longitude);
            }
            double area = 0, perimeter = 0;
            geod_polygon_compute(&earth, &polygon, 0, 1, &area, &perimeter);
            if (scale < 1) // longer edges bend against those of the sphere of equal area
                QVERIFY2(std::abs(std::abs(signedAreaSquareMetres(ring)) / area - 1) < 1e-5,
                         qPrintable(QString::number(signedAreaSquareMetres(ring) / area)));
            std::vector<GeoPoint> closed = ring;
            closed.push_back(ring.front());
            QVERIFY(std::abs(lengthMetres(closed) - perimeter) < 0.01);
            double metres = 0, azimuth = 0, back = 0;
            geod_inverse(&earth, ring[0].latitude, ring[0].longitude, ring[5].latitude, ring[5].longitude, &metres, &azimuth,
                         &back);
            QVERIFY(std::abs(std::remainder(initialBearing(ring[0], ring[5]) - azimuth, 360)) < 1e-7);
            QVERIFY(geodesicMetres(destination(ring[0], azimuth, metres), ring[5]) < 1e-3);
        }
    }

    void bearingAndDestinationAgree()
    {
        const GeoPoint here{121.47, 31.23};
        for (double bearing : {0.0, 45.0, 90.0, 200.0, 359.0}) {
            const GeoPoint there = destination(here, bearing, 5000);
            QVERIFY(std::abs(geodesicMetres(here, there) - 5000) < 1e-3);
            QVERIFY(std::abs(std::remainder(initialBearing(here, there) - bearing, 360)) < 1e-6);
        }
        const std::array line{here, destination(here, 90, 100), destination(destination(here, 90, 100), 0, 50)};
        QVERIFY(std::abs(lengthMetres(line) - 150) < 1e-3);
    }
};

QTEST_GUILESS_MAIN(TestGeo)
#include "tst_geo.moc"
