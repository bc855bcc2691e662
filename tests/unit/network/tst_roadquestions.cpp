// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/routing/isochrone.h"
#include "maps/network/routing/roadquestions.h"
#include "maps/network/routing/router.h"

#include <QTest>

#include <rapidcheck.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <new>
#include <thread>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {
std::atomic<size_t> allocations = 0;
}

// Counts what the code under test allocates.
[[gnu::noinline]] void *operator new(size_t size)
{
    ++allocations;
    if (void *memory = std::malloc(size > 0 ? size : 1))
        return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void *memory) noexcept
{
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void *memory, size_t) noexcept
{
    std::free(memory);
}

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

Vehicles someVehicles()
{
    VehicleClass car;
    car.id = u"car"_s;
    car.access = AccessCar;
    car.speedShare.fill(1);
    VehicleClass engine = car;
    engine.id = u"engine"_s;
    engine.access = AccessHeavy | AccessEmergency;
    engine.mostKmh = 40;
    engine.congestion = 0.5;
    engine.throughClosures = true;
    VehicleClass foot = car;
    foot.id = u"foot"_s;
    foot.access = AccessFoot;
    foot.ownKmh = 5;
    foot.congestion = 0;
    foot.againstOneway = true;
    return Vehicles({car, engine, foot});
}

/** Any network: few nodes, many one-ways, gaps, edges of no length, loops and parallel edges. */
RoadArrays anyRoads()
{
    RoadArrays roads;
    const int nodes = *rc::gen::inRange(1, 14);
    const int edges = *rc::gen::inRange(1, 26);
    for (int i = 0; i < nodes; ++i) {
        roads.nodeLongitudeE7.push_back(1'214'700'000 + *rc::gen::inRange(0, 100'000));
        roads.nodeLatitudeE7.push_back(312'300'000 + *rc::gen::inRange(0, 100'000));
    }
    roads.names = {WayName{}};
    roads.profiles = {SpeedProfile{}, SpeedProfile{std::vector<float>(24, 0.5F)}};
    roads.edgeShape = {0};
    for (int i = 0; i < edges; ++i) {
        roads.edgeFrom.push_back(static_cast<quint32>(*rc::gen::inRange(0, nodes)));
        roads.edgeTo.push_back(static_cast<quint32>(*rc::gen::inRange(0, nodes)));
        roads.edgeMetres.push_back(static_cast<float>(*rc::gen::element(0, 0, 1, 50, 120, 333, 800, 1500)));
        roads.edgeClass.push_back(*rc::gen::element(WayClass::Local, WayClass::Primary));
        roads.edgeFlags.push_back(*rc::gen::element<quint8>(0, 0, WayOneway));
        roads.edgeAccess.push_back(*rc::gen::element<quint8>(AccessAll, AccessAll, AccessCar, AccessFoot, AccessHeavy, 0));
        roads.edgeSpeedKmh.push_back(*rc::gen::element<quint8>(20, 50, 80));
        roads.edgeProfile.push_back(*rc::gen::element<quint16>(0, 1));
        roads.edgeName.push_back(0);
        roads.edgeShape.push_back(0);
    }
    return roads;
}

EdgePoint anyPlace(const RoadGraph &graph)
{
    return {static_cast<quint32>(*rc::gen::inRange<size_t>(0, graph.edgeCount())),
            *rc::gen::element(0.0F, 0.25F, 0.5F, 0.75F, 1.0F), 0};
}

/** The same rules once more, written down plainly in doubles. */
class Plainly
{
public:
    Plainly(const RoadQuestions &roads, size_t vehicle) : m_roads(roads), m_vehicle(vehicle) {}

    double cost(quint32 edge, bool against) const
    {
        const RoadArrays &a = m_roads.graph().arrays();
        const VehicleClass &v = m_roads.vehicles()[m_vehicle];
        if ((a.edgeAccess[edge] & v.access) == 0 || (against && (a.edgeFlags[edge] & WayOneway) != 0 && !v.againstOneway))
            return kNever;
        for (const auto &change : m_roads.live().now()->changes()) {
            if (change.edge == edge && change.closedFor != 0 &&
                (change.closedFor == AccessAll || (!v.throughClosures && (v.access & ~change.closedFor) == 0)))
                return kNever;
        }
        const double factor = a.edgeProfile[edge] == 1 ? 0.5 : 1;
        const double kmh =
            v.ownKmh > 0 ? v.ownKmh : std::min(v.mostKmh, a.edgeSpeedKmh[edge] * (1 - v.congestion * (1 - factor)));
        return 3.6 / kmh;
    }
    /** Bellman and Ford: seconds from every node to the place. */
    std::vector<double> toPlace(const EdgePoint &place) const
    {
        const RoadArrays &a = m_roads.graph().arrays();
        std::vector<double> seconds(a.nodeCount(), kNever);
        const auto reach = [&](quint32 node, double value) { seconds[node] = std::min(seconds[node], value); };
        const double metres = double(a.edgeMetres[place.edge]);
        reach(a.edgeFrom[place.edge], times(double(place.fraction) * metres, cost(place.edge, false)));
        reach(a.edgeTo[place.edge], times((1 - double(place.fraction)) * metres, cost(place.edge, true)));
        for (size_t round = 0; round <= a.nodeCount(); ++round) {
            for (quint32 e = 0; e < a.edgeCount(); ++e) {
                reach(a.edgeFrom[e], seconds[a.edgeTo[e]] + times(double(a.edgeMetres[e]), cost(e, false)));
                reach(a.edgeTo[e], seconds[a.edgeFrom[e]] + times(double(a.edgeMetres[e]), cost(e, true)));
            }
        }
        return seconds;
    }
    double between(const EdgePoint &from, const EdgePoint &to) const
    {
        const RoadArrays &a = m_roads.graph().arrays();
        const std::vector<double> seconds = toPlace(to);
        const double metres = double(a.edgeMetres[from.edge]);
        double best =
            std::min(seconds[a.edgeTo[from.edge]] + times((1 - double(from.fraction)) * metres, cost(from.edge, false)),
                     seconds[a.edgeFrom[from.edge]] + times(double(from.fraction) * metres, cost(from.edge, true)));
        if (from.edge == to.edge) {
            const double part = double(to.fraction) - double(from.fraction);
            best = std::min(best, part == 0 ? 0 : times(std::fabs(part) * metres, cost(from.edge, part < 0)));
        }
        return best;
    }

private:
    static double times(double metres, double seconds) { return seconds == kNever ? kNever : metres * seconds; }
    const RoadQuestions &m_roads;
    size_t m_vehicle;
};

bool isClose(double a, double b)
{
    return a == b || std::fabs(a - b) <= 1e-3 + 1e-5 * std::fabs(b);
}

void closeSome(RoadQuestions &roads)
{
    const int closures = *rc::gen::inRange(0, 4);
    for (int i = 0; i < closures; ++i)
        roads.live().close(static_cast<quint32>(*rc::gen::inRange<size_t>(0, roads.graph().edgeCount())),
                           *rc::gen::element<quint8>(AccessAll, AccessAll & ~AccessEmergency, AccessCar, 0));
}

/** A straight street of three edges, each 100 m. */
RoadArrays street()
{
    RoadArrays roads;
    for (int i = 0; i < 4; ++i) {
        roads.nodeLongitudeE7.push_back(1'214'700'000 + i * 10'500);
        roads.nodeLatitudeE7.push_back(312'300'000);
    }
    roads.names = {WayName{}, WayName{u"武宁路"_s, u"Wuning Road"_s, {}}};
    roads.profiles = {SpeedProfile{}};
    roads.edgeShape = {0};
    for (quint32 i = 0; i < 3; ++i) {
        roads.edgeFrom.push_back(i);
        roads.edgeTo.push_back(i + 1);
        roads.edgeMetres.push_back(100.2F);
        roads.edgeClass.push_back(WayClass::Local);
        roads.edgeFlags.push_back(0);
        roads.edgeAccess.push_back(AccessAll);
        roads.edgeSpeedKmh.push_back(36);
        roads.edgeProfile.push_back(0);
        roads.edgeName.push_back(1);
        roads.edgeShape.push_back(0);
    }
    return roads;
}

} // namespace

class TestRoadQuestions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nearestUnitsAreThoseOfThePlainSearch();
    void travelToIsThatOfThePlainSearch();
    void routesAreAsFastAsThePlainSearch();
    void isochronesHoldWhatIsReached();
    void closingOpensAgain();
    void measuredSpeeds();
    void staleAndBusyUnits();
    void itIsSaidWhyThereAreNone();
    void steadyQuestionsAllocateNothing();
    void manyThreadsAskAtOnce();
    void vehiclesFromTheFile();
};

void TestRoadQuestions::nearestUnitsAreThoseOfThePlainSearch()
{
    QVERIFY(rc::check([] {
        RoadQuestions roads(*RoadGraph::build(anyRoads()), someVehicles());
        closeSome(roads);
        RoadUnits units(roads.graphPointer());
        const auto count = *rc::gen::inRange<size_t>(0, 12);
        units.reset(count);
        for (quint32 slot = 0; slot < count; ++slot) {
            units.place(slot, anyPlace(roads.graph()), 0, 0, true); // units move: the first place counts no more
            units.place(slot, *rc::gen::element(anyPlace(roads.graph()), anyPlace(roads.graph()), EdgePoint{}),
                        static_cast<quint8>(*rc::gen::inRange(0, 3)), *rc::gen::element<TimeMs>(0, 500'000),
                        *rc::gen::element(true, true, false));
        }
        NearestQuestion question;
        question.target = anyPlace(roads.graph());
        question.count = *rc::gen::inRange<size_t>(1, 6);
        question.withinSeconds = *rc::gen::element(20.0, 200.0, 1e6);
        question.now = 500'000;
        question.vehicles = *rc::gen::element<quint64>(1, 2, 4, 7);
        std::vector<double> expected;
        size_t fit = 0;
        for (quint32 slot = 0; slot < count; ++slot) {
            const RoadUnits::Unit &unit = units.unit(slot);
            if (!unit.place.isValid() || !unit.isFree || (question.vehicles >> unit.vehicle & 1U) == 0)
                continue;
            ++fit;
            const double seconds = Plainly(roads, unit.vehicle).between(unit.place, question.target);
            if (seconds <= question.withinSeconds)
                expected.push_back(seconds);
        }
        std::sort(expected.begin(), expected.end());
        NearestAnswer answer;
        roads.nearest(question, units, answer);
        RC_ASSERT(answer.units.size() == std::min(question.count, expected.size()));
        for (size_t i = 0; i < answer.units.size(); ++i) {
            RC_ASSERT(isClose(double(answer.units[i].seconds), expected[i]));
            const RoadUnits::Unit &unit = units.unit(answer.units[i].slot);
            const double own = Plainly(roads, unit.vehicle).between(unit.place, question.target);
            RC_ASSERT(isClose(double(answer.units[i].seconds), own));
            RC_ASSERT(answer.units[i].isStale == (unit.at == 0));
        }
        if (answer.units.size() < question.count) {
            RC_ASSERT(answer.isComplete && !answer.reasonZh.isEmpty() && !answer.reasonEn.isEmpty());
            RC_ASSERT(answer.unreachable == fit - answer.units.size());
        }
    }));
}

void TestRoadQuestions::travelToIsThatOfThePlainSearch()
{
    QVERIFY(rc::check([] {
        RoadQuestions roads(*RoadGraph::build(anyRoads()), someVehicles());
        closeSome(roads);
        std::vector<EdgePoint> from;
        for (int i = *rc::gen::element(0, 1, 5, 50); i > 0; --i)
            from.push_back(*rc::gen::element(anyPlace(roads.graph()), anyPlace(roads.graph()), EdgePoint{}));
        const auto vehicle = *rc::gen::inRange<size_t>(0, 3);
        const EdgePoint to = anyPlace(roads.graph());
        std::vector<Travel> travel(from.size());
        roads.travelTo(to, from, vehicle, 12, 1e6, travel);
        for (size_t i = 0; i < from.size(); ++i) {
            const double expected = from[i].isValid() ? Plainly(roads, vehicle).between(from[i], to) : kNever;
            RC_ASSERT(isClose(double(travel[i].seconds), expected));
            RC_ASSERT(travel[i].isReachable() == (expected < kNever));
        }
    }));
}

void TestRoadQuestions::routesAreAsFastAsThePlainSearch()
{
    QVERIFY(rc::check([] {
        RoadQuestions roads(*RoadGraph::build(anyRoads()), someVehicles());
        closeSome(roads);
        RouteQuestion question;
        question.vehicle = *rc::gen::inRange<size_t>(0, 3);
        question.from = anyPlace(roads.graph());
        question.to = anyPlace(roads.graph());
        const Plainly plainly(roads, question.vehicle);
        const bool isSame = question.from.edge == question.to.edge && question.from.fraction == question.to.fraction;
        const double expected = plainly.between(question.from, question.to);
        const auto routes = findRoutes(roads, question);
        RC_PRE(!isSame);
        RC_ASSERT(bool(routes) == (expected < kNever));
        if (!routes)
            return;
        RC_ASSERT(isClose(routes->front().seconds, expected));
        for (const Route &route : *routes) {
            double seconds = 0, metres = 0;
            for (const RouteStep &step : route.steps) {
                seconds += step.seconds;
                metres += step.metres;
            }
            RC_ASSERT(std::fabs(seconds - route.seconds) < 3 && std::fabs(metres - route.metres) < 3);
            RC_ASSERT(route.seconds >= expected - 0.01 && route.seconds <= 1.41 * expected + 0.01);
            const RoadArrays &arrays = roads.graph().arrays();
            for (size_t i = 0; i + 1 < route.edges.size(); ++i) { // each edge begins where the one before ends
                const quint32 a = route.edges[i], b = route.edges[i + 1];
                const quint32 end = (a & 1U) != 0 ? arrays.edgeFrom[a >> 1] : arrays.edgeTo[a >> 1];
                const quint32 begin = (b & 1U) != 0 ? arrays.edgeTo[b >> 1] : arrays.edgeFrom[b >> 1];
                RC_ASSERT(end == begin);
                RC_ASSERT(arrays.edgeMetres[a >> 1] == 0 || plainly.cost(a >> 1, (a & 1U) != 0) < kNever);
            }
        }
    }));
}

void TestRoadQuestions::isochronesHoldWhatIsReached()
{
    QVERIFY(rc::check([] {
        RoadQuestions roads(*RoadGraph::build(anyRoads()), someVehicles());
        IsochroneQuestion question;
        question.centre = anyPlace(roads.graph());
        question.vehicle = *rc::gen::inRange<size_t>(0, 3);
        question.minutes = {1, 3};
        question.towards = true;
        const auto areas = findIsochrones(roads, question);
        const Plainly plainly(roads, question.vehicle);
        if (!areas) {
            RC_ASSERT(plainly.cost(question.centre.edge, false) == kNever &&
                      plainly.cost(question.centre.edge, true) == kNever);
            return;
        }
        RC_ASSERT(areas->size() == 2u);
        const std::vector<double> seconds = plainly.toPlace(question.centre);
        for (size_t band = 0; band < 2; ++band) {
            const double limit = areas->columns[0].numbers[band] * 60;
            for (quint32 node = 0; node < seconds.size(); ++node) {
                if (seconds[node] > limit - 0.1)
                    continue;
                const GeoPoint p = roads.graph().arrays().node(node);
                bool isInside = false;
                for (quint32 part = areas->partStarts[band]; part < areas->partStarts[band + 1]; ++part) {
                    const auto ring = areas->part(part);
                    for (size_t i = 0, j = ring.size() / 2 - 1; i < ring.size() / 2; j = i++) {
                        if ((ring[2 * i + 1] > p.latitude) != (ring[2 * j + 1] > p.latitude) &&
                            p.longitude < (ring[2 * j] - ring[2 * i]) * (p.latitude - ring[2 * i + 1]) /
                                                  (ring[2 * j + 1] - ring[2 * i + 1]) +
                                              ring[2 * i])
                            isInside = !isInside;
                    }
                }
                RC_ASSERT(isInside);
            }
        }
        RC_ASSERT(areas->columns[1].numbers[0] >= areas->columns[1].numbers[1]);
    }));
}

void TestRoadQuestions::closingOpensAgain()
{
    RoadQuestions roads(*RoadGraph::build(street()), someVehicles());
    std::vector<Travel> travel(1);
    const std::vector<EdgePoint> from{{0, 0, 0}};
    const auto ask = [&](size_t vehicle) {
        roads.travelTo({2, 1, 0}, from, vehicle, 0, 1e6, travel);
        return travel.front();
    };
    QVERIFY(std::fabs(ask(0).seconds - 30.06F) < 0.01F);
    QVERIFY(std::fabs(ask(0).metres - 300.6F) < 0.1F);
    QVERIFY(roads.live().close(1));
    QVERIFY(!ask(0).isReachable());
    QVERIFY(ask(1).isReachable()); // blue light passes
    QVERIFY(roads.live().close(1, AccessAll));
    QVERIFY(!ask(1).isReachable());
    QVERIFY(roads.live().close(1, 0));
    QVERIFY(ask(0).isReachable());
    QVERIFY(!roads.live().close(77));
    roads.live().reset({{1, AccessAll, 0}, {1, AccessAll, 0}, {500, AccessAll, 0}});
    QCOMPARE(roads.live().now()->changes().size(), 1u);
}

void TestRoadQuestions::measuredSpeeds()
{
    RoadQuestions roads(*RoadGraph::build(street()), someVehicles());
    std::vector<Travel> travel(1);
    const std::vector<EdgePoint> from{{0, 0, 0}};
    QVERIFY(roads.live().setSpeed(1, 18));
    roads.travelTo({2, 1, 0}, from, 0, 0, 1e6, travel);
    QVERIFY(std::fabs(travel.front().seconds - 40.08F) < 0.01F);
    QVERIFY(roads.live().setSpeed(1, std::nan("")));
    QCOMPARE(roads.live().now()->changes().size(), 0u);
}

void TestRoadQuestions::staleAndBusyUnits()
{
    RoadQuestions roads(*RoadGraph::build(street()), someVehicles());
    RoadUnits units(roads.graphPointer());
    units.reset(3);
    units.place(0, {0, 0, 0}, 0, 1'000, true);
    units.place(1, {1, 0.5F, 0}, 0, 990'000, true);
    units.place(2, {2, 0.5F, 0}, 0, 1'000'000, false);
    NearestQuestion question;
    question.target = {2, 1, 0};
    question.now = 1'000'000;
    NearestAnswer answer;
    roads.nearest(question, units, answer);
    QCOMPARE(answer.units.size(), 2u);
    QCOMPARE(answer.units[0].slot, 1u);
    QVERIFY(!answer.units[0].isStale && answer.units[1].isStale);
    question.withBusy = true;
    roads.nearest(question, units, answer);
    QCOMPARE(answer.units.front().slot, 2u);
    units.place(2, {}, 0, 0, true);
    roads.nearest(question, units, answer);
    QCOMPARE(answer.units.size(), 2u);
}

void TestRoadQuestions::itIsSaidWhyThereAreNone()
{
    RoadQuestions roads(*RoadGraph::build(street()), someVehicles());
    RoadUnits units(roads.graphPointer());
    units.reset(1);
    units.place(0, {0, 0, 0}, 0, 0, true);
    NearestAnswer answer;
    NearestQuestion question;
    roads.nearest(question, units, answer);
    QVERIFY(answer.reasonEn.contains("no road"_L1));
    question.target = roads.snap({121.4701, 31.2301});
    QVERIFY(question.target.isValid());
    QVERIFY(!roads.snap({122.4701, 31.2301}).isValid());
    roads.live().close(question.target.edge, AccessAll);
    roads.live().close(0, AccessAll);
    question.target = {2, 0.5F, 0};
    roads.nearest(question, units, answer);
    QCOMPARE(answer.unreachable, 1u);
    QVERIFY(answer.reasonZh.contains(u"不能"_s));
    const auto route = findRoutes(roads, {{0, 0.5F, 0}, {2, 0.5F, 0}});
    QVERIFY(!route && route.error().reason.contains("no way"_L1));
}

void TestRoadQuestions::steadyQuestionsAllocateNothing()
{
    RoadQuestions roads(*RoadGraph::build(street()), someVehicles());
    RoadUnits units(roads.graphPointer());
    units.reset(20);
    for (quint32 slot = 0; slot < 20; ++slot)
        units.place(slot, {slot % 3, 0.3F, 0}, static_cast<quint8>(slot % 3), 0, true);
    NearestAnswer answer;
    NearestQuestion question;
    const std::vector<EdgePoint> from{{0, 0, 0}, {1, 0.5F, 0}};
    std::vector<Travel> travel(2);
    const auto ask = [&] {
        question.target = roads.snap({121.4702, 31.2301});
        roads.nearest(question, units, answer);
        roads.travelTo(question.target, from, 0, 12, 3600, travel);
    };
    ask();
    const size_t before = allocations;
    for (int i = 0; i < 100; ++i)
        ask();
    QCOMPARE(allocations - before, 0u);
    QCOMPARE(answer.units.size(), 10u);
}

void TestRoadQuestions::manyThreadsAskAtOnce()
{
    RoadQuestions roads(*RoadGraph::build(street()), someVehicles());
    RoadUnits units(roads.graphPointer());
    units.reset(50);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            NearestAnswer answer;
            NearestQuestion question;
            question.target = {1, 0.5F, 0};
            for (int i = 0; i < 2000; ++i) {
                if (t == 0)
                    units.place(static_cast<quint32>(i % 50), {static_cast<quint32>(i % 3), 0.5F, 0}, 0, 0, true);
                if (t == 1 && i % 50 == 0)
                    roads.live().close(0, i % 100 == 0 ? AccessAll : 0);
                roads.nearest(question, units, answer);
                if (!std::is_sorted(answer.units.begin(), answer.units.end(),
                                    [](auto &a, auto &b) { return a.seconds < b.seconds; }))
                    ++wrong;
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

void TestRoadQuestions::vehiclesFromTheFile()
{
    const QString resources = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources");
    const auto vehicles =
        Vehicles::load(resources + u"/network/vehicles.json"_s, resources + u"/schemas/vehicles.schema.json"_s);
    QVERIFY2(vehicles, vehicles ? "" : qPrintable(vehicles.error().toString()));
    for (const char *id : {"fire-engine", "ambulance", "patrol-car", "motorcycle", "foot"})
        QVERIFY2(vehicles->indexOf(QString::fromLatin1(id)) >= 0, id);
    QCOMPARE((*vehicles)[vehicles->forUnitKind(u"fire-engine"_s)].id, u"fire-engine"_s);
    QCOMPARE(vehicles->forUnitKind(u"unheard-of"_s), 0u);
    QVERIFY(!Vehicles::load(resources + u"/network/none.json"_s, {}));
}

QTEST_MAIN(TestRoadQuestions)
#include "tst_roadquestions.moc"
