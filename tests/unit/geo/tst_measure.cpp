// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/geodesic.h"
#include "maps/geo/measure.h"

#include <QTest>

#include <cmath>

using namespace guancheng;

class TestMeasure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areasAsGeographicLib();
    void linesAndRings();
    void tooFewPoints();
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

void TestMeasure::linesAndRings()
{
    const std::vector<GeoPoint> ring{{121.47, 31.23}, {121.48, 31.23}, {121.48, 31.24}, {121.47, 31.24}};
    QVERIFY(std::fabs(perimeterMetres(ring) - 4122.855317) < 0.01);
    QVERIFY(std::fabs(lengthMetres(std::span(ring).first(2)) - 952.7) < 1);
    QVERIFY(std::fabs(lengthMetres(ring) + geodesicMetres(ring.back(), ring.front()) - perimeterMetres(ring)) < 1e-9);
}

void TestMeasure::tooFewPoints()
{
    const std::vector<GeoPoint> one{{121, 31}};
    QCOMPARE(lengthMetres({}), 0.0);
    QCOMPARE(lengthMetres(one), 0.0);
    QCOMPARE(perimeterMetres({}), 0.0);
    QCOMPARE(perimeterMetres(one), 0.0);
    QCOMPARE(signedAreaSquareMetres(one), 0.0);
}

QTEST_MAIN(TestMeasure)
#include "tst_measure.moc"
