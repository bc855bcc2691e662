// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/measure.h"

#include <QTest>

#include <cmath>

using namespace guancheng;

class TestMeasure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areasAsGeographicLib();
    void pointByPoint();
    void badPoints();
};

/** Reference values: geod_polygon_compute of PROJ 9 (Karney 2013) on the WGS-84 ellipsoid. */
void TestMeasure::areasAsGeographicLib()
{
    const auto check = [](std::vector<GeoPoint> ring, double expected, double share) {
        const double area = signedAreaSquareMetres(ring);
        QVERIFY2(std::fabs(area - expected) < expected * share, qPrintable(QString::number(area, 'f', 3)));
        std::reverse(ring.begin(), ring.end());
        QVERIFY(std::fabs(signedAreaSquareMetres(ring) + area) < 1e-3 * share * expected + 1e-6);
    };
    check({{121.47, 31.23}, {121.48, 31.23}, {121.48, 31.24}, {121.47, 31.24}}, 1056283.6796, 1e-7);
    check({{121.4, 31.2}, {121.5, 31.25}, {121.45, 31.3}}, 39606348.4195, 1e-6);
    check({{120.8, 30.7}, {122.0, 30.7}, {122.0, 31.9}, {120.8, 31.9}}, 15200044947.5779, 1e-5);
    check({{179.5, -17}, {-179.5, -17}, {-179.5, -16}, {179.5, -16}}, 11815019730.2697, 1e-5); // across the antimeridian
}

void TestMeasure::pointByPoint()
{
    MapMeasure measure;
    QCOMPARE(measure.lengthMetres(), 0.0);
    QVERIFY(std::isnan(measure.bearing()));
    for (const GeoPoint &point : {GeoPoint{121.47, 31.23}, {121.48, 31.23}, {121.48, 31.24}, {121.47, 31.24}})
        QVERIFY(measure.add(point));
    QVERIFY(std::fabs(measure.perimeterMetres() - 4122.855317) < 0.01);
    QVERIFY(std::fabs(measure.areaSquareMetres() - 1056283.68) < 1);
    QVERIFY(std::fabs(measure.bearing() - 270) < 0.1);
    QVERIFY(std::fabs(measure.lengthTo(1) - 952.7) < 1);
    QVERIFY(measure.move(3, {121.48, 31.25}));
    QVERIFY(std::fabs(measure.bearing()) < 1e-9);
    QVERIFY(measure.removeLast());
    QVERIFY(measure.points().size() == 3 && measure.lengthMetres() < 2100);
    measure.clear();
    QVERIFY(!measure.removeLast());
}

void TestMeasure::badPoints()
{
    MapMeasure measure;
    QVERIFY(!measure.add({}));
    QVERIFY(measure.add({121, 31}));
    QVERIFY(!measure.add({121, 31}));
    QVERIFY(!measure.move(0, {}));
    QVERIFY(!measure.move(5, {121, 31}));
    QCOMPARE(signedAreaSquareMetres(measure.points()), 0.0);
}

QTEST_MAIN(TestMeasure)
#include "tst_measure.moc"
