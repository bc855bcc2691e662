// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "maps/network/roadbuilder.h"
#include "maps/questions/whatishere.h"

#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestWhatIsHere : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingToAsk();
    void everythingIsNamed();
    void directions();
};

void TestWhatIsHere::nothingToAsk()
{
    QVERIFY(whatIsHere({121.47, 31.23}, {}).things.empty());
    QVERIFY(whatIsHere({}, {}).things.empty());
}

void TestWhatIsHere::everythingIsNamed()
{
    const auto city = loadCity(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/city/shanghai"));
    QVERIFY(city);
    const GeoPoint point{121.4737, 31.2304}; // People's Square
    RoadBuilder builder;
    RoadBuilder::Way way;
    way.name = {u"西藏中路"_s, u"Middle Xizang Road"_s, {}};
    builder.add(std::vector{121.4740, 31.22, 121.4740, 31.24}, way);
    way.name = {};
    builder.add(std::vector{121.4738, 31.22, 121.4738, 31.24}, way);
    const RoadQuestions roads(*RoadGraph::build(*builder.build()), Vehicles({VehicleClass{}}));

    DeviceArrays devices(2);
    devices.longitudeE7 = {1'214'737'100, 1'215'000'000};
    devices.latitudeE7 = {312'304'000, 312'304'000};
    UnitRecord unit;
    unit.point = {121.4735, 31.2304};
    Incident incident;
    incident.id = u"C1"_s;
    incident.title = u"占用消防通道"_s;
    incident.place.point = {121.4737, 31.2310};
    auto layer = std::make_shared<FeatureTable>();
    layer->name = u"广场"_s;
    layer->kinds = {GeometryKind::Polygon};
    layer->partStarts = {0, 1};
    layer->vertexStarts = {0, 4};
    layer->vertices = {121.47, 31.23, 121.48, 31.23, 121.48, 31.24, 121.47, 31.24};

    HereSources sources;
    sources.city = city->get();
    sources.roads = &roads;
    sources.devices = &devices;
    const std::vector units{unit};
    sources.positions = units;
    sources.unitName = [](quint32) { return QPair(u"U-1"_s, u"黄浦城管 1 组"_s); };
    sources.incidents = {&incident};
    sources.layers = {layer};
    const HereAnswer answer = whatIsHere(point, sources);
    QCOMPARE(answer.districtZh, u"黄浦区"_s);
    QVERIFY(!answer.streetZh.isEmpty() && !answer.place.grid.isEmpty());
    QCOMPARE(answer.addressZh, u"西藏中路西侧 29 米"_s); // named before the nearer nameless one
    QCOMPARE(answer.addressEn, u"29 m west of Middle Xizang Road"_s);
    const auto count = [&](HereThing::Kind kind) {
        return std::count_if(answer.things.begin(), answer.things.end(), [&](const HereThing &t) { return t.kind == kind; });
    };
    QCOMPARE(count(HereThing::Kind::Road), 1);
    QCOMPARE(count(HereThing::Kind::Station), 1);
    QCOMPARE(count(HereThing::Kind::Device), 1);
    QCOMPARE(count(HereThing::Kind::Unit), 1);
    QCOMPARE(count(HereThing::Kind::Incident), 1);
    QCOMPARE(count(HereThing::Kind::Feature), 1);
    const auto feature = std::find_if(answer.things.begin(), answer.things.end(),
                                      [](const auto &t) { return t.kind == HereThing::Kind::Feature; });
    QCOMPARE(feature->metres, 0.0);
    const auto station = std::find_if(answer.things.begin(), answer.things.end(),
                                      [](const auto &t) { return t.kind == HereThing::Kind::Station; });
    QVERIFY(!station->nameZh.isEmpty() && station->metres < 700); // three lines cross around the square
}

void TestWhatIsHere::directions()
{
    QCOMPARE(directionName(0, true), u"北"_s);
    QCOMPARE(directionName(359, false), u"north"_s);
    QCOMPARE(directionName(-90, true), u"西"_s);
    QCOMPARE(directionName(136, false), u"south-east"_s);
}

QTEST_MAIN(TestWhatIsHere)
#include "tst_whatishere.moc"
