// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/curve.h"

#include <QTest>

using namespace guancheng;

class TestCurve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesThroughItsPointsInOrder();
    void stepsAreShortEnough();
    void aStraightLineStaysStraight();
    void aLoopIsClosed();
    void unevenPointsMakeNoOvershoot();
    void degenerateInputIsGivenBack();
};

static const std::vector<GeoPoint> kBend{{121.40, 31.20}, {121.45, 31.21}, {121.46, 31.25}, {121.52, 31.26}};

void TestCurve::goesThroughItsPointsInOrder()
{
    const auto curve = smoothCurve(kBend, 50);
    auto from = curve.begin();
    for (const GeoPoint &point : kBend) {
        from = std::find(from, curve.end(), point);
        QVERIFY(from != curve.end());
    }
    QVERIFY(curve.front() == kBend.front() && curve.back() == kBend.back());
}

void TestCurve::stepsAreShortEnough()
{
    for (const double step : {20.0, 100.0, 1000.0}) {
        const auto curve = smoothCurve(kBend, step);
        for (std::size_t i = 1; i < curve.size(); ++i)
            QVERIFY(distanceMetres(curve[i - 1], curve[i]) <= step);
    }
}

void TestCurve::aStraightLineStaysStraight()
{
    const std::vector<GeoPoint> line{{121.0, 31.2}, {121.1, 31.2}, {121.11, 31.2}, {121.4, 31.2}};
    for (const GeoPoint &p : smoothCurve(line, 100))
        QVERIFY(std::abs(p.latitude - 31.2) < 1e-9 && p.longitude >= 121.0 - 1e-9 && p.longitude <= 121.4 + 1e-9);
}

void TestCurve::aLoopIsClosed()
{
    std::vector<GeoPoint> ring{{121.40, 31.20}, {121.50, 31.20}, {121.50, 31.30}, {121.40, 31.30}};
    const auto open = smoothCurve(ring, 100, true);
    QVERIFY(open.front() == open.back());
    ring.push_back(ring.front());
    // Whether the first point is repeated or not makes no difference.
    const auto closed = smoothCurve(ring, 100, true);
    QCOMPARE(closed.size(), open.size());
    // A square becomes round: it swings out beyond its sides.
    QVERIFY(std::any_of(open.begin(), open.end(), [](const GeoPoint &p) { return p.latitude < 31.199; }));
}

void TestCurve::unevenPointsMakeNoOvershoot()
{
    // A very short side between long ones: the uniform spline makes a loop here, the centripetal one does not.
    const std::vector<GeoPoint> points{{121.0, 31.0}, {121.3, 31.0}, {121.301, 31.001}, {121.301, 31.3}};
    for (const GeoPoint &p : smoothCurve(points, 100)) {
        QVERIFY(p.longitude < 121.301 + 0.01);
        QVERIFY(p.latitude > 31.0 - 0.01);
    }
}

void TestCurve::degenerateInputIsGivenBack()
{
    QVERIFY(smoothCurve(std::vector<GeoPoint>(), 10).empty());
    const std::vector<GeoPoint> one{{121, 31}};
    QCOMPARE(smoothCurve(one, 10, true).size(), 1u);
    const std::vector<GeoPoint> same{{121, 31}, {121, 31}, {121, 31}};
    QCOMPARE(smoothCurve(same, 10).size(), 1u);
    QCOMPARE(smoothCurve(kBend, 0).size(), kBend.size());
    QCOMPARE(smoothCurve(kBend, std::numeric_limits<double>::quiet_NaN()).size(), kBend.size());
    // There and back again is no loop of two.
    const std::vector<GeoPoint> two{{121, 31}, {121.01, 31}};
    const auto curve = smoothCurve(two, 100, true);
    QVERIFY(curve.back() == two.back());
    for (const GeoPoint &p : curve)
        QVERIFY(p.isValid());
}

QTEST_APPLESS_MAIN(TestCurve)
#include "tst_curve.moc"
