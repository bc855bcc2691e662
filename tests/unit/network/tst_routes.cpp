// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/roadbuilder.h"
#include "maps/network/routing/isochrone.h"
#include "maps/network/routing/router.h"
#include "support/roadsamples.h"

#include <QFileInfo>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

Vehicles realVehicles()
{
    const QString resources = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources");
    return *Vehicles::load(resources + u"/network/vehicles.json"_s, resources + u"/schemas/vehicles.schema.json"_s);
}

const char *kFile = GUANCHENG_SHARED_DATA "/shanghai/shanghai.gpkg";

} // namespace

class TestRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsHaveNames();
    void alternativesDiffer();
    void realRoadsAreOneNetwork();
    void realRoutes();
    void realIsochrones();
};

void TestRoutes::turnsHaveNames()
{
    RoadBuilder builder;
    RoadBuilder::Way way;
    way.wayClass = WayClass::Primary;
    way.name = {u"武宁路"_s, u"Wuning Road"_s, {}};
    const auto add = [&](std::vector<double> line) { builder.add(line, way); };
    add({121.40, 31.23, 121.41, 31.23});
    add({121.41, 31.23, 121.42, 31.23});
    way.name = {u"曹杨路"_s, u"Caoyang Road"_s, {}};
    way.flags = WayBridge;
    add({121.42, 31.23, 121.42, 31.24});
    const RoadQuestions roads(*RoadGraph::build(*builder.build()), realVehicles());
    const auto routes = findRoutes(roads, {roads.snap({121.40, 31.23}), roads.snap({121.42, 31.24}), 0, 3, 2});
    QVERIFY(routes);
    QCOMPARE(routes->size(), 1u);
    const Route &route = routes->front();
    QCOMPARE(route.steps.size(), 2u);
    QCOMPARE(route.steps[1].turn, Turn::Left);
    QCOMPARE(describe(route.steps[0], true), u"出发，沿武宁路，行驶 1.9 公里"_s);
    QCOMPARE(describe(route.steps[1], true), u"左转进入曹杨路（经桥），行驶 1.1 公里"_s);
    QCOMPARE(describe(route.steps[1], false), u"Turn left into Caoyang Road (bridge), 1.1 km"_s);
    QVERIFY(std::fabs(route.metres - 3015) < 10);
    const FeatureTable table = toTable(*routes);
    QCOMPARE(table.size(), 1u);
    QVERIFY(table.bounds(0).width() > 0.019);
}

void TestRoutes::alternativesDiffer()
{
    const RoadQuestions roads(*RoadGraph::build(generatedRoads(2500, 1)), realVehicles());
    const auto routes = findRoutes(roads, {roads.snap({121.205, 31.002}), roads.snap({121.245, 31.045}), 0, 8, 2});
    QVERIFY(routes);
    QCOMPARE(routes->size(), 3u);
    for (size_t i = 1; i < 3; ++i) {
        QVERIFY((*routes)[i].shared <= 0.7);
        QVERIFY((*routes)[i].seconds >= routes->front().seconds);
    }
    // At eight in the morning it takes longer than at night.
    const auto night = findRoutes(roads, {roads.snap({121.205, 31.002}), roads.snap({121.245, 31.045}), 0, 3, 0});
    QVERIFY(night && night->front().seconds < routes->front().seconds);
}

void TestRoutes::realRoadsAreOneNetwork()
{
    if (!QFileInfo::exists(QString::fromLatin1(kFile)))
        QSKIP("../shared/data is not here");
    RoadBuilder builder;
    builder.add(tableOfLayer(kFile, "roads_grnn"));
    QElapsedTimer timer;
    timer.start();
    const auto arrays = builder.build();
    QVERIFY(arrays);
    const auto graph = *RoadGraph::build(*arrays);
    qInfo() << "built in" << timer.elapsed() << "ms:" << graph->diagnostics().toString();
    const RoadDiagnostics found = graph->diagnostics();
    QCOMPARE(builder.report().lines, 32654u); // of 32 660, six have no length
    QCOMPARE(builder.report().skipped, 6u);
    QVERIFY(found.nodes > 22'000 && found.nodes < 22'500);
    QVERIFY(found.largest > 20'900);
    QVERIFY(found.components <= 60);
}

void TestRoutes::realRoutes()
{
    if (!QFileInfo::exists(QString::fromLatin1(kFile)))
        QSKIP("../shared/data is not here");
    RoadBuilder builder;
    builder.add(tableOfLayer(kFile, "roads_grnn"));
    const RoadQuestions roads(*RoadGraph::build(*builder.build()), realVehicles());
    const GeoPoint square{121.4737, 31.2304}, airport{121.8052, 31.1443};
    const auto routes = findRoutes(roads, {roads.snap(square), roads.snap(airport), 0, 3, 2});
    QVERIFY2(routes, routes ? "" : qPrintable(routes.error().reason));
    const double straight = distanceMetres(square, airport);
    QVERIFY(routes->front().metres > straight && routes->front().metres < straight * 1.6);
    for (size_t i = 1; i < routes->front().line.size(); ++i) // without gaps
        QVERIFY(distanceMetres(routes->front().line[i - 1], routes->front().line[i]) < 10'000);
    QVERIFY(distanceMetres(routes->front().line.back(), airport) < 1500);
}

void TestRoutes::realIsochrones()
{
    if (!QFileInfo::exists(QString::fromLatin1(kFile)))
        QSKIP("../shared/data is not here");
    RoadBuilder builder;
    builder.add(tableOfLayer(kFile, "roads_grnn"));
    const RoadQuestions roads(*RoadGraph::build(*builder.build()), realVehicles());
    IsochroneQuestion question;
    question.centre = roads.snap({121.4737, 31.2304});
    QElapsedTimer timer;
    timer.start();
    const auto areas = findIsochrones(roads, question);
    QVERIFY(areas);
    qInfo() << "isochrones in" << timer.elapsed() << "ms" << areas->columns[1].numbers;
    QCOMPARE(areas->size(), 3u);
    // 15 minutes at 24 km/h are 6 km: less than the circle, more than a tenth of it.
    QVERIFY(areas->columns[1].numbers[0] < 3.15 * 36 && areas->columns[1].numbers[0] > 3);
}

QTEST_MAIN(TestRoutes)
#include "tst_routes.moc"
