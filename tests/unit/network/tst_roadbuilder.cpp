// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/roadbuilder.h"
#include "maps/network/roadfile.h"
#include "maps/network/roadgraph.h"

#include <QBuffer>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

constexpr double kLon = 121.47;
constexpr double kLat = 31.23;

/** A table of lines in metres east and north of a place in Shanghai. */
class Lines
{
public:
    Lines()
    {
        m_table.partStarts = {0};
        m_table.vertexStarts = {0};
    }
    Lines &add(std::initializer_list<std::pair<double, double>> points)
    {
        for (const auto &[x, y] : points)
            m_table.vertices.insert(m_table.vertices.end(), {kLon + x / 95'300, kLat + y / 111'195});
        m_table.vertexStarts.push_back(static_cast<quint32>(m_table.vertices.size() / 2));
        m_table.partStarts.push_back(static_cast<quint32>(m_table.vertexStarts.size() - 1));
        m_table.kinds.push_back(GeometryKind::Line);
        for (FeatureTable::Column &column : m_table.columns)
            column.texts.resize(m_table.size());
        return *this;
    }
    /** Of the last line. */
    Lines &with(const QString &name, const QString &value)
    {
        auto found =
            std::find_if(m_table.columns.begin(), m_table.columns.end(), [&](const auto &each) { return each.name == name; });
        if (found == m_table.columns.end())
            found = m_table.columns.insert(found, {name, FeatureTable::ColumnType::Text, {}, {}});
        found->texts.resize(m_table.size());
        found->texts.back() = value;
        return *this;
    }
    const FeatureTable &table() const { return m_table; }

private:
    FeatureTable m_table;
};

RoadArrays built(const Lines &lines, double tolerance = 1, RoadBuildReport *report = nullptr)
{
    RoadBuildOptions options;
    options.toleranceMetres = tolerance;
    RoadBuilder builder(options);
    builder.add(lines.table());
    Result<RoadArrays> roads = builder.build();
    if (report != nullptr)
        *report = builder.report();
    return roads ? *roads : RoadArrays{};
}

} // namespace

class TestRoadBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesMeetAtCommonEnds();
    void linesMeetWhereTheyShareAVertex();
    void crossingWithoutVertexIsABridge();
    void nearEndsAreDrawnTogether();
    void anEndOnTheMiddleSplitsTheLine();
    void columnsBecomeProperties();
    void lengthsAreGeodesic();
    void badGeometryIsCounted();
    void nothingIsAnError();
    void fileRoundTrip();
    void damagedFilesAreRefused();
    void diagnostics();
    void snapsToTheNearestEdgeNotNode();
    void partsOfShapes();
};

void TestRoadBuilder::linesMeetAtCommonEnds()
{
    const RoadArrays roads = built(Lines().add({{0, 0}, {100, 0}}).add({{100, 0}, {100, 100}}).add({{100, 0}, {200, 0}}));
    QCOMPARE(roads.nodeCount(), 4u);
    QCOMPARE(roads.edgeCount(), 3u);
    QCOMPARE(roads.inconsistency(), QString());
}

void TestRoadBuilder::linesMeetWhereTheyShareAVertex()
{
    const RoadArrays roads = built(Lines().add({{0, 0}, {50, 10}, {100, 0}, {200, 0}}).add({{100, -80}, {100, 0}, {100, 80}}));
    QCOMPARE(roads.nodeCount(), 5u);
    QCOMPARE(roads.edgeCount(), 4u);
    QCOMPARE(roads.shapeLongitudeE7.size(), 1u); // the bend at 50, 10
}

void TestRoadBuilder::crossingWithoutVertexIsABridge()
{
    const RoadArrays roads = built(Lines().add({{0, 0}, {200, 0}}).add({{100, -100}, {100, 100}}));
    QCOMPARE(roads.nodeCount(), 4u);
    QCOMPARE(roads.edgeCount(), 2u);
    // Unless the data are a sketch that does not know bridges.
    RoadBuildOptions options;
    options.meetAtCrossings = true;
    RoadBuilder builder(options);
    builder.add(Lines().add({{0, 0}, {200, 0}}).add({{100, -100}, {100, 100}}).add({{50, -90}, {50, 90}, {150, -90}}).table());
    const auto sketch = builder.build();
    QVERIFY(sketch);
    QCOMPARE(builder.report().crossed, 4u);
    QCOMPARE(sketch->inconsistency(), QString());
    QCOMPARE((*RoadGraph::build(*sketch))->diagnostics().components, 1u);
}

void TestRoadBuilder::nearEndsAreDrawnTogether()
{
    RoadBuildReport report;
    const Lines lines = Lines().add({{0, 0}, {100, 0}}).add({{100.4, 0.4}, {200, 0}});
    QCOMPARE(built(lines, 1, &report).nodeCount(), 3u);
    QCOMPARE(report.joined, 1u);
    QCOMPARE(built(lines, 0).nodeCount(), 4u);
    QCOMPARE(built(lines, 0.2).nodeCount(), 4u);
}

void TestRoadBuilder::anEndOnTheMiddleSplitsTheLine()
{
    RoadBuildReport report;
    const RoadArrays roads = built(Lines().add({{0, 0}, {300, 0}}).add({{120, 0.5}, {120, 90}}), 1, &report);
    QCOMPARE(report.touched, 1u);
    QCOMPARE(roads.edgeCount(), 3u);
    QCOMPARE(roads.nodeCount(), 4u);
}

void TestRoadBuilder::columnsBecomeProperties()
{
    const RoadArrays roads = built(Lines()
                                       .add({{0, 0}, {100, 0}})
                                       .with(u"highway"_s, u"primary"_s)
                                       .with(u"name"_s, u"武宁路"_s)
                                       .with(u"name:en"_s, u"Wuning Road"_s)
                                       .with(u"maxspeed"_s, u"60"_s)
                                       .with(u"bridge"_s, u"yes"_s)
                                       .add({{100, 0}, {200, 0}})
                                       .with(u"highway"_s, u"motorway_link"_s)
                                       .with(u"oneway"_s, u"-1"_s)
                                       .with(u"hgv"_s, u"no"_s)
                                       .add({{200, 0}, {300, 0}})
                                       .with(u"highway"_s, u"footway"_s)
                                       .with(u"oneway"_s, u"no"_s));
    QCOMPARE(roads.edgeCount(), 3u);
    QCOMPARE(roads.edgeClass[0], WayClass::Primary);
    QCOMPARE(roads.names[roads.edgeName[0]].en, u"Wuning Road"_s);
    QCOMPARE(roads.edgeSpeedKmh[0], 51); // 85% of the limit
    QCOMPARE(roads.edgeFlags[0], quint8(WayBridge));
    QCOMPARE(roads.edgeFlags[1], quint8(WayOneway | WayRamp));
    QVERIFY(roads.node(roads.edgeFrom[1]).longitude > roads.node(roads.edgeTo[1]).longitude); // turned round
    QVERIFY((roads.edgeAccess[1] & AccessHeavy) == 0 && (roads.edgeAccess[1] & AccessCar) != 0);
    QCOMPARE(roads.edgeAccess[2], quint8(AccessFoot));
    QCOMPARE(roads.edgeFlags[2], quint8(0));
}

void TestRoadBuilder::lengthsAreGeodesic()
{
    const RoadArrays roads = built(Lines().add({{0, 0}, {300, 400}, {600, 0}}));
    QVERIFY(std::fabs(roads.edgeMetres[0] - 1000) < 3);
}

void TestRoadBuilder::badGeometryIsCounted()
{
    FeatureTable table = Lines().add({{0, 0}, {100, 0}}).add({{5, 5}}).add({}).add({{0, 0}, {0, 0}}).table();
    table.vertices[0] = std::nan("");
    RoadBuilder builder;
    builder.add(table);
    QCOMPARE(builder.report().badPoints, 1u);
    QCOMPARE(builder.report().skipped, 4u);
    QVERIFY(!builder.build());
}

void TestRoadBuilder::nothingIsAnError()
{
    RoadBuilder builder;
    QVERIFY(!builder.build());
}

void TestRoadBuilder::fileRoundTrip()
{
    const RoadArrays roads =
        built(Lines().add({{0, 0}, {50, 10}, {100, 0}}).with(u"name"_s, u"博华路"_s).add({{100, 0}, {200, 9}}));
    QBuffer file;
    file.open(QIODevice::ReadWrite);
    QVERIFY(writeRoads(file, roads));
    file.seek(0);
    const Result<RoadArrays> read = readRoads(file, u"test"_s);
    QVERIFY(read);
    QVERIFY(*read == roads);
}

void TestRoadBuilder::damagedFilesAreRefused()
{
    QBuffer whole;
    whole.open(QIODevice::ReadWrite);
    QVERIFY(writeRoads(whole, built(Lines().add({{0, 0}, {100, 0}}))));
    QRandomGenerator random(7);
    for (int i = 0; i < 3000; ++i) {
        QByteArray bytes = whole.data();
        if (i % 2 == 0)
            bytes.truncate(random.bounded(bytes.size()));
        else
            bytes[random.bounded(bytes.size())] = static_cast<char>(random.generate());
        QBuffer file(&bytes);
        file.open(QIODevice::ReadOnly);
        const Result<RoadArrays> read = readRoads(file, u"test"_s);
        QVERIFY(!read || bytes == whole.data());
    }
    // Nonsense with a right check sum is found as well.
    RoadArrays nonsense = built(Lines().add({{0, 0}, {100, 0}}));
    nonsense.edgeTo[0] = 99;
    QBuffer file;
    file.open(QIODevice::ReadWrite);
    QVERIFY(writeRoads(file, nonsense));
    file.seek(0);
    QVERIFY(!readRoads(file, u"test"_s));
    QVERIFY(!RoadGraph::build(nonsense));
}

void TestRoadBuilder::diagnostics()
{
    const auto graph = RoadGraph::build(built(Lines()
                                                  .add({{0, 0}, {100, 0}})
                                                  .add({{100, 0}, {200, 0}})
                                                  .with(u"oneway"_s, u"yes"_s)
                                                  .add({{100, 0}, {100, 100}})
                                                  .add({{1000, 1000}, {1100, 1000}})));
    QVERIFY(graph);
    const RoadDiagnostics found = (*graph)->diagnostics();
    QCOMPARE(found.components, 2u);
    QCOMPARE(found.largest, 4u);
    QCOMPARE(found.dangling, 5u);
    QCOMPARE(found.unreachable, 1u); // the end of the one-way: no way back
    QVERIFY(std::fabs(found.kilometres - 0.4) < 0.01);
}

void TestRoadBuilder::snapsToTheNearestEdgeNotNode()
{
    // A long road passes near; the nodes of a short one are nearer than those of the long one.
    const auto graph = RoadGraph::build(built(Lines().add({{-2000, 20}, {3000, 20}}).add({{0, -60}, {50, -60}})));
    QVERIFY(graph);
    const GeoPoint point{kLon + 20 / 95'300.0, kLat};
    const SnapGrid::Hit hit = (*graph)->segments().nearest((*graph)->arrays(), point, 1000, [](quint32) { return true; });
    QVERIFY((*graph)->arrays().edgeMetres[hit.edge] > 4000);
    QVERIFY(std::fabs(hit.metres - 20) < 0.5);
    const auto none = (*graph)->segments().nearest((*graph)->arrays(), {kLon, kLat + 1}, 1000, [](quint32) { return true; });
    QCOMPARE(none.edge, EdgePoint::kNone);
    // Against all segments, one by one.
    QRandomGenerator random(3);
    Lines many;
    for (int i = 0; i < 150; ++i) {
        const double x = random.bounded(20'000), y = random.bounded(20'000);
        many.add({{x, y}, {x + random.bounded(3000) - 1500, y + random.bounded(3000) - 1500}});
    }
    const auto crowd = *RoadGraph::build(built(many, 0));
    const RoadArrays &arrays = crowd->arrays();
    for (int i = 0; i < 60; ++i) {
        const GeoPoint p{kLon + (random.bounded(30'000) - 5000) / 95'300.0, kLat + (random.bounded(30'000) - 5000) / 111'195.0};
        double best = 1e9;
        for (quint32 e = 0; e < arrays.edgeCount(); ++e) {
            for (int t = 0; t <= 2000; ++t)
                best = std::min(best, distanceMetres(p, crowd->position({e, static_cast<float>(t / 2000.0), 0})));
        }
        const auto found = crowd->segments().nearest(arrays, p, 1e7, [](quint32) { return true; });
        QVERIFY2(std::fabs(found.metres - best) < 3 + best * 0.005, qPrintable(u"%1 %2"_s.arg(found.metres).arg(best)));
    }
}

void TestRoadBuilder::partsOfShapes()
{
    const auto graph = *RoadGraph::build(built(Lines().add({{0, 0}, {100, 0}, {100, 100}, {200, 100}})));
    std::vector<GeoPoint> line;
    graph->appendShape(0, 0.5F, 1, line);
    QCOMPARE(line.size(), 3u);
    line.clear();
    graph->appendShape(0, 0.75F, 0.25F, line);
    QCOMPARE(line.size(), 4u);
    QVERIFY(line.front().latitude > line.back().latitude);
    line.clear();
    graph->appendShape(0, 0, 0, line);
    QCOMPARE(line.front(), graph->arrays().node(graph->arrays().edgeFrom[0]));
    line.clear();
    graph->appendShape(0, 1, 1, line);
    QVERIFY(distanceMetres(line.back(), graph->arrays().node(graph->arrays().edgeTo[0])) < 0.02);
}

QTEST_MAIN(TestRoadBuilder)
#include "tst_roadbuilder.moc"
