// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "maps/network/cityroads.h"
#include "maps/network/routing/router.h"

#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestCityRoads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBuiltInCityIsOneNetwork();
    void aCityWithoutRoads();
};

void TestCityRoads::theBuiltInCityIsOneNetwork()
{
    const QString resources = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources");
    const auto city = loadCity(resources + u"/city/shanghai"_s);
    const auto vehicles =
        Vehicles::load(resources + u"/network/vehicles.json"_s, resources + u"/schemas/vehicles.schema.json"_s);
    QVERIFY(city && vehicles);
    QElapsedTimer timer;
    timer.start();
    const auto arrays = roadsOfCity(**city);
    QVERIFY(arrays);
    QCOMPARE(arrays->inconsistency(), QString());
    const auto graph = *RoadGraph::build(*arrays);
    const RoadDiagnostics found = graph->diagnostics();
    qInfo().noquote() << timer.elapsed() << "ms:" << found.toString();
    QVERIFY(found.largest > found.nodes * 0.8);

    const RoadQuestions roads(graph, *vehicles);
    const GeoPoint square{121.4737, 31.2304}, lujiazui{121.5025, 31.2387}, hongqiao{121.3270, 31.2000};
    for (const GeoPoint &goal : {lujiazui, hongqiao}) {
        const auto routes = findRoutes(roads, {roads.snap(square), roads.snap(goal), 0, 3, 0});
        QVERIFY2(routes, routes ? "" : qPrintable(routes.error().reason));
        const double straight = distanceMetres(square, goal);
        QVERIFY2(routes->front().metres < straight * 4 + 2000, qPrintable(QString::number(routes->front().metres)));
    }
    // The river lies between: nobody drives across it beside a bridge or tunnel.
    const auto across = findRoutes(roads, {roads.snap(square), roads.snap(lujiazui), 0, 3, 0});
    QVERIFY(std::any_of(across->front().steps.begin(), across->front().steps.end(),
                        [](const RouteStep &step) { return !step.name.zh.isEmpty(); }));
}

void TestCityRoads::aCityWithoutRoads()
{
    CityData data;
    data.bounds = {121, 31, 121.1, 31.1};
    QVERIFY(!roadsOfCity(City(data)));
}

QTEST_MAIN(TestCityRoads)
#include "tst_cityroads.moc"
