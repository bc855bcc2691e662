// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/questions/geofences.h"
#include "maps/questions/insideshape.h"

#include <QTest>

#include <rapidcheck.h>

#include <cmath>
#include <numbers>
#include <random>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

using Rings = std::vector<std::vector<double>>;

FeatureTable polygons(const std::vector<Rings> &list)
{
    FeatureTable table;
    table.partStarts = {0};
    table.vertexStarts = {0};
    for (const Rings &rings : list) {
        table.kinds.push_back(GeometryKind::Polygon);
        for (const std::vector<double> &ring : rings) {
            table.vertices.insert(table.vertices.end(), ring.begin(), ring.end());
            table.vertexStarts.push_back(static_cast<quint32>(table.vertices.size() / 2));
        }
        table.partStarts.push_back(static_cast<quint32>(table.vertexStarts.size() - 1));
    }
    return table;
}

std::vector<double> square(double x, double y, double side)
{
    return {x, y, x + side, y, x + side, y + side, x, y + side};
}

std::vector<quint32> found(const PolygonIndex &index, const GeoPoint &point)
{
    std::vector<quint32> result;
    index.visit(point, [&](quint32 polygon) { result.push_back(polygon); });
    return result;
}

/** Odd-even rule over all rings, edge by edge. */
bool isInside(const Rings &rings, const GeoPoint &p)
{
    bool odd = false;
    for (const std::vector<double> &ring : rings) {
        const size_t count = ring.size() / 2;
        for (size_t i = 0; count > 2 && i < count; ++i) {
            const size_t j = (i + 1) % count;
            double ax = ring[2 * i], ay = ring[2 * i + 1], bx = ring[2 * j], by = ring[2 * j + 1];
            if (ay > by) {
                std::swap(ax, bx);
                std::swap(ay, by);
            }
            if (ay <= p.latitude && p.latitude < by && p.longitude < ax + (bx - ax) * ((p.latitude - ay) / (by - ay)))
                odd = !odd;
        }
    }
    return odd;
}

UnitRecord at(double lon, double lat, TimeMs time, quint32 slot = 0)
{
    UnitRecord record;
    record.slot = slot;
    record.point = {lon, lat};
    record.at = time;
    return record;
}

} // namespace

class TestGeofences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsEdgeByEdge();
    void commonBorderBelongsToOne();
    void holesAndSelfTouching();
    void brokenPolygons();
    void onceACrossing();
    void jitterOnTheBorder();
    void lateAndLostReports();
    void insideOfADrawnShape();
    void millionsASecond();
};

void TestGeofences::sameAsEdgeByEdge()
{
    QVERIFY(rc::check([] {
        std::vector<Rings> list;
        const int count = *rc::gen::inRange(1, 6);
        for (int i = 0; i < count; ++i) {
            Rings rings;
            for (int r = *rc::gen::inRange(0, 4); r > 0; --r) {
                std::vector<double> ring;
                for (int v = *rc::gen::inRange(0, 9); v > 0; --v) { // any vertices: crossing itself, doubled, in line
                    ring.push_back(121 + *rc::gen::inRange(0, 12) / 8.0);
                    ring.push_back(31 + *rc::gen::inRange(0, 12) / 8.0);
                }
                rings.push_back(ring);
            }
            list.push_back(rings);
        }
        const PolygonIndex index(polygons(list));
        for (int i = 0; i < 60; ++i) {
            const GeoPoint p{121 + *rc::gen::inRange(-10, 110) / 64.0, 31 + *rc::gen::inRange(-10, 110) / 64.0};
            std::vector<quint32> expected;
            for (quint32 k = 0; k < list.size(); ++k) {
                if (isInside(list[k], p))
                    expected.push_back(k);
            }
            RC_ASSERT(found(index, p) == expected);
        }
    }));
}

void TestGeofences::commonBorderBelongsToOne()
{
    std::vector<Rings> list;
    for (int i = 0; i < 30; ++i) {
        for (int j = 0; j < 30; ++j)
            list.push_back({{121 + i * 0.01, 31 + j * 0.01, 121 + (i + 1) * 0.01, 31 + j * 0.01, 121 + (i + 1) * 0.01,
                             31 + (j + 1) * 0.01, 121 + i * 0.01, 31 + (j + 1) * 0.01}});
    }
    const PolygonIndex index(polygons(list));
    for (int i = 1; i < 300; ++i)
        QCOMPARE(found(index, {121 + i * 0.001, 31.1}).size(), 1u);
}

void TestGeofences::holesAndSelfTouching()
{
    const PolygonIndex index(polygons({{square(121, 31, 0.4), square(121.1, 31.1, 0.2), square(121.15, 31.15, 0.05)},
                                       // an eight that touches itself in the middle
                                       {{122, 31, 122.1, 31.1, 122.2, 31, 122.2, 31.2, 122.1, 31.1, 122, 31.2}}}));
    QCOMPARE(found(index, {121.05, 31.05}), std::vector<quint32>{0});
    QCOMPARE(found(index, {121.12, 31.12}), std::vector<quint32>{});
    QCOMPARE(found(index, {121.17, 31.17}), std::vector<quint32>{0}); // the island in the hole
    QCOMPARE(found(index, {122.02, 31.1}), std::vector<quint32>{1});
    QCOMPARE(found(index, {122.18, 31.1}), std::vector<quint32>{1});
    QCOMPARE(found(index, {122.1, 31.02}), std::vector<quint32>{});
}

void TestGeofences::brokenPolygons()
{
    FeatureTable table = polygons({{}, {{121, 31}}, {{121, 31, 121.1, 31}}, {square(121, 31, 0.1)}});
    table.vertices.back() = std::nan("");
    const PolygonIndex index(table);
    QCOMPARE(index.badVertices(), 1u);
    QCOMPARE(found(index, {121.05, 31.01}), std::vector<quint32>{3}); // the triangle that is left
    QCOMPARE(found(index, {}), std::vector<quint32>{});
    QCOMPARE(found(PolygonIndex(FeatureTable{}), {121, 31}), std::vector<quint32>{});
}

void TestGeofences::onceACrossing()
{
    Geofences fences(std::make_shared<PolygonIndex>(polygons({{square(121, 31, 0.1)}, {square(121.05, 31, 0.1)}})));
    std::vector<GeofenceEvent> events;
    TimeMs time = 0;
    for (double x = 120.9; x < 121.3; x += 0.001)
        fences.update(std::vector{at(x, 31.05, ++time)}, events);
    QCOMPARE(events.size(), 4u);
    QVERIFY(events[0].entered && events[0].fence == 0 && !events[0].first);
    QVERIFY(events[1].entered && events[1].fence == 1);
    QVERIFY(!events[2].entered && events[2].fence == 0);
    QVERIFY(!events[3].entered && events[3].fence == 1);
    events.clear();
    fences.update(std::vector{at(121.02, 31.05, 1, 7)}, events);
    QVERIFY(events.size() == 1 && events[0].first);
    QCOMPARE(fences.fencesOf(7).size(), 1u);
    fences.forget(7);
    QCOMPARE(fences.fencesOf(7).size(), 0u);
}

void TestGeofences::jitterOnTheBorder()
{
    Geofences fences(std::make_shared<PolygonIndex>(polygons({{square(121, 31, 0.1)}})));
    std::mt19937 random(1);
    std::uniform_real_distribution<double> jitter(-1e-4, 1e-4); // 10 m
    std::vector<GeofenceEvent> events;
    for (int i = 0; i < 1000; ++i)
        fences.update(std::vector{at(121 + jitter(random), 31.05, i)}, events);
    QCOMPARE(events.size(), 1u);
    fences.update(std::vector{at(120.999, 31.05, 2000)}, events); // 95 m out
    QCOMPARE(events.size(), 2u);
    QVERIFY(!events.back().entered);
}

void TestGeofences::lateAndLostReports()
{
    Geofences fences(std::make_shared<PolygonIndex>(polygons({{square(121, 31, 0.1)}})));
    std::vector<GeofenceEvent> events;
    fences.update(std::vector{at(120, 31, 100), at(121.05, 31.05, 50), UnitRecord{}, at(121.05, 31.05, 200)}, events);
    QCOMPARE(events.size(), 1u);
    QCOMPARE(events[0].at, 200);
    fences.reset(std::make_shared<PolygonIndex>(FeatureTable{}));
    fences.update(std::vector{at(121.05, 31.05, 300)}, events);
    QCOMPARE(events.size(), 1u);
}

void TestGeofences::insideOfADrawnShape()
{
    DeviceArrays devices(1000);
    for (quint32 i = 0; i < 1000; ++i) {
        devices.longitudeE7[i] = 1'210'000'000 + static_cast<qint32>(i) * 10'000;
        devices.latitudeE7[i] = 310'500'000;
    }
    const InsideShape shape(square(121.0995, 31, 0.1));
    const std::vector<quint32> inside = shape.devices(devices);
    QCOMPARE(inside.size(), 100u);
    QCOMPARE(inside.front(), 100u);
    QCOMPARE(shape.units(std::vector{at(121.15, 31.05, 1), at(121.25, 31.05, 1), UnitRecord{}}), std::vector<quint32>{0});
    const FeatureTable features = polygons({{square(121.1, 31, 0.01)}, {square(120, 30, 3)}, {square(125, 31, 0.01)}});
    QCOMPARE(shape.features(features), (std::vector<quint32>{0, 1}));
    QVERIFY(InsideShape(std::vector<double>{}).devices(devices).empty());
}

void TestGeofences::millionsASecond()
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> x(120.9, 122), y(30.7, 31.8), radius(0.001, 0.012);
    std::vector<Rings> list;
    for (int i = 0; i < 5000; ++i) {
        const double cx = x(random), cy = y(random), r = radius(random);
        std::vector<double> ring;
        for (int k = 0; k < 24; ++k) {
            const double angle = k * std::numbers::pi / 12;
            const double reach = r * (0.7 + 0.3 * std::sin(k * 2.1));
            ring.push_back(cx + reach * std::cos(angle));
            ring.push_back(cy + reach * std::sin(angle));
        }
        list.push_back({ring});
    }
    const auto index = std::make_shared<PolygonIndex>(polygons(list));
    std::vector<UnitRecord> reports;
    for (quint32 i = 0; i < 50'000; ++i)
        reports.push_back(at(x(random), y(random), 0, i));
    Geofences fences(index);
    std::vector<GeofenceEvent> events;
    fences.update(reports, events);
    size_t expected = 0;
    for (const UnitRecord &report : reports) {
        for (const Rings &rings : list)
            expected += isInside(rings, report.point) ? 1U : 0U;
        if (report.slot > 2000)
            break;
    }
    const auto upTo = std::count_if(events.begin(), events.end(), [](const GeofenceEvent &e) { return e.slot <= 2001; });
    QCOMPARE(static_cast<size_t>(upTo), expected);
}

QTEST_MAIN(TestGeofences)
#include "tst_geofences.moc"
