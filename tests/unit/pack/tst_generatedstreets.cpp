// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "jsonfile/resourcedir.h"
#include "maps/features/featurefile.h"
#include "maps/network/roadbuilder.h"
#include "maps/pack/generatedstreets.h"

#include <QElapsedTimer>
#include <QTest>

#include <numeric>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestGeneratedStreets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thereAreAsManyAsACityWants();
    void theyAreOneNetWithTheMainRoads();
    void theyLieInTheirDistrictAndNotInTheRiver();
    void sameCitySameStreets();
    void theySayThatTheyAreGenerated();
    void aCityWithoutAnythingHasNone();

private:
    std::shared_ptr<const City> m_city;
    FeatureTable m_streets;
};

void TestGeneratedStreets::initTestCase()
{
    const auto city = loadCity(resourceDir() + u"/city/shanghai"_s);
    QVERIFY2(city, city ? "" : qPrintable(city.error().toString()));
    m_city = *city;
    QElapsedTimer timer;
    timer.start();
    m_streets = generatedStreets(*m_city);
    qInfo("%lld ms, %zu lines, %zu vertices", timer.elapsed(), m_streets.size(), m_streets.vertices.size() / 2);
    QVERIFY(inconsistency(m_streets).isEmpty());
}

void TestGeneratedStreets::thereAreAsManyAsACityWants()
{
    const size_t segments = m_streets.vertices.size() / 2 - m_streets.size();
    QVERIFY2(segments > 20'000 && segments < 60'000, qPrintable(QString::number(segments)));
    // Each district has some, and the centre is denser than the country.
    QHash<QString, double> perDistrict;
    for (const QString &code : m_streets.column(u"district")->texts)
        ++perDistrict[code];
    for (const District &district : m_city->districts())
        QVERIFY2(perDistrict.value(district.adcode) > 40, qPrintable(district.nameZh));
}

void TestGeneratedStreets::theyAreOneNetWithTheMainRoads()
{
    RoadBuilder builder;
    builder.add(mainRoads(*m_city));
    builder.add(m_streets);
    const auto roads = builder.build();
    QVERIFY2(roads, roads ? "" : qPrintable(roads.error().toString()));
    std::vector<quint32> parents(roads->nodeCount());
    std::iota(parents.begin(), parents.end(), 0U);
    const auto root = [&](quint32 node) {
        while (parents[node] != node)
            node = parents[node] = parents[parents[node]];
        return node;
    };
    for (size_t i = 0; i < roads->edgeCount(); ++i)
        parents[root(roads->edgeFrom[i])] = root(roads->edgeTo[i]);
    QHash<quint32, int> components;
    for (quint32 node = 0; node < parents.size(); ++node)
        ++components[root(node)];
    qInfo("%zu nodes, %zu edges, %d components", roads->nodeCount(), roads->edgeCount(), static_cast<int>(components.size()));
    QCOMPARE(components.size(), 1);
}

void TestGeneratedStreets::theyLieInTheirDistrictAndNotInTheRiver()
{
    const auto &kinds = m_streets.column(u"class")->texts;
    const auto &codes = m_streets.column(u"district")->texts;
    const auto huangpu = std::find_if(m_city->rivers().begin(), m_city->rivers().end(),
                                      [](const River &river) { return river.id == "huangpu"_L1; });
    QVERIFY(huangpu != m_city->rivers().end());
    for (size_t i = 0; i < m_streets.size(); ++i) {
        if (kinds[i] == "link"_L1)
            continue; // ramps and the ways to the islands
        const auto line = m_streets.part(m_streets.partStarts[i]);
        for (size_t v = 0; v + 1 < line.size(); v += 2) {
            const GeoPoint p{line[v], line[v + 1]};
            QCOMPARE(m_city->locate(p).district, m_city->districtIndex(codes[i]));
            if (v > 0)
                QVERIFY(distanceMetres({line[v - 2], line[v - 1]}, p) < 20'000);
            for (const NamedPoint &named : huangpu->points)
                QVERIFY2(distanceMetres(named.point, p) > 150, qPrintable(named.nameZh));
        }
    }
}

void TestGeneratedStreets::sameCitySameStreets()
{
    const FeatureTable again = generatedStreets(*m_city);
    QCOMPARE(again.vertices, m_streets.vertices);
    QCOMPARE(again.vertexStarts, m_streets.vertexStarts);
    QCOMPARE(again.column(u"class")->texts, m_streets.column(u"class")->texts);
}

void TestGeneratedStreets::theySayThatTheyAreGenerated()
{
    QVERIFY(m_streets.name.contains(u"示意"_s) && m_streets.name.contains(u"生成"_s));
    QVERIFY(m_streets.attribution.contains(u"生成"_s) && m_streets.attribution.contains(u"generated"_s));
    for (const QString &value : m_streets.column(u"generated")->texts)
        QCOMPARE(value, u"yes"_s);
}

void TestGeneratedStreets::aCityWithoutAnythingHasNone()
{
    const City empty{CityData()};
    QCOMPARE(generatedStreets(empty).size(), 0u);
    QCOMPARE(mainRoads(empty).size(), 0u);
}

QTEST_GUILESS_MAIN(TestGeneratedStreets)
#include "tst_generatedstreets.moc"
