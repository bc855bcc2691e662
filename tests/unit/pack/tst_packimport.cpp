// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "maps/features/featurefile.h"
#include "maps/network/roadfile.h"
#include "maps/pack/packimporter.h"
#include "osmfile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** A small town goes in as .osm.pbf and comes out as a city that the program loads. */
class TestPackImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cityLoads();
    void districtsKeepExclavesAndHoles();
    void streetsBelongToTheirDistrict();
    void roadsHaveTheirProperties();
    void roadsAreAGraph();
    void waterHasItsIsland();
    void buildingsAndAddresses();
    void metroRunsBothWaysAsOneLine();
    void placesWithAndWithoutNames();
    void faultsAreNamed();
    void checkFindsEveryDamage();
    void boundsLeaveOutTheRest();
    void nodesInAnyOrder();
    void dataWithoutDistrictsAreOne();

private:
    FeatureTable layer(const QString &name) const
    {
        auto table = readFeatureFile(m_out + u'/' + name + u".gcft"_s);
        return table ? *table : FeatureTable();
    }
    static size_t find(const FeatureTable &table, QStringView column, const QString &text)
    {
        const auto &texts = table.column(column)->texts;
        return static_cast<size_t>(std::find(texts.begin(), texts.end(), text) - texts.begin());
    }

    QTemporaryDir m_dir;
    QString m_out;
    std::optional<PackManifest> m_pack;
    std::shared_ptr<const City> m_city;
};

void TestPackImport::initTestCase()
{
    smallTown().write(m_dir.filePath(u"town.osm.pbf"_s));
    m_out = m_dir.filePath(u"pack"_s);
    ImportOptions options;
    options.file = m_dir.filePath(u"town.osm.pbf"_s);
    options.name = u"小城"_s;
    options.outDir = m_out;
    QStringList stages;
    const auto pack = PackImporter(options, [&](const ImportProgress &at) {
                          if (stages.isEmpty() || stages.last() != at.stage)
                              stages.append(at.stage);
                      }).run();
    QVERIFY2(pack, pack ? "" : qPrintable(pack.error().toString()));
    m_pack = *pack;
    QCOMPARE(stages, (QStringList{u"check"_s, u"nodes"_s, u"lines"_s, u"areas"_s, u"graph"_s, u"city"_s}));
    QVERIFY(!QFile::exists(m_out + u"/.import"_s));
    const auto city = loadCity(m_out);
    QVERIFY2(city, city ? "" : qPrintable(city.error().toString()));
    m_city = *city;
}

void TestPackImport::cityLoads()
{
    QCOMPARE(m_city->nameZh(), u"小城"_s);
    QVERIFY(m_city->attributions().front().zh.contains(u"© OpenStreetMap"_s));
    QVERIFY(m_city->attributions().front().en.contains(u"ODbL"_s));
    QCOMPARE(m_city->adcode(), u"330100"_s);
}

void TestPackImport::districtsKeepExclavesAndHoles()
{
    QCOMPARE(m_city->districts().size(), 2u);
    const int west = m_city->districtIndex(u"330101");
    QVERIFY(west >= 0);
    QCOMPARE(m_city->districts()[static_cast<size_t>(west)].nameZh, u"西区"_s);
    QCOMPARE(m_city->districts()[static_cast<size_t>(west)].nameEn, u"West District"_s);
    QCOMPARE(m_city->districts()[static_cast<size_t>(west)].polygons.size(), 2u);
    const int east = 1 - west;
    QCOMPARE(m_city->districts()[static_cast<size_t>(east)].nameZh, u"东区"_s);
    QCOMPARE(m_city->districts()[static_cast<size_t>(east)].nameEn, u"East"_s);
    QCOMPARE(m_city->locate({120.02, 30.05}).district, west);
    QCOMPARE(m_city->locate({120.13, 30.01}).district, west); // the exclave
    QCOMPARE(m_city->locate({120.06, 30.05}).district, east);
    QCOMPARE(m_city->locate({120.075, 30.075}).district, qint16(-1)); // the hole
}

void TestPackImport::streetsBelongToTheirDistrict()
{
    QStringList names;
    for (const Street &street : m_city->streets())
        names.append(street.nameZh + u'/' + m_city->districts()[street.district].nameZh);
    names.sort();
    // The east has none but a nameless one and gets one of its own name.
    QCOMPARE(names, (QStringList{u"东区/东区"_s, u"北镇/西区"_s, u"南街道/西区"_s}));
    const int south = m_city->locate({120.02, 30.02}).street;
    QCOMPARE(m_city->streets()[static_cast<size_t>(south)].nameZh, u"南街道"_s);
    const auto town = std::find_if(m_city->streets().begin(), m_city->streets().end(),
                                   [](const Street &street) { return street.nameZh == u"北镇"_s; });
    QCOMPARE(town->kind, StreetKind::Town);
    QCOMPARE(town->nameEn, u"Bei Town"_s);
}

void TestPackImport::roadsHaveTheirProperties()
{
    const FeatureTable roads = layer(u"roads"_s);
    QCOMPARE(roads.size(), 6u);
    const auto text = [&](QStringView column, size_t row) { return roads.column(column)->texts[row]; };
    const size_t bridge = find(roads, u"bridge", u"yes"_s);
    QCOMPARE(text(u"oneway", bridge), u"yes"_s);
    QCOMPARE(text(u"class", bridge), u"primary"_s);
    const size_t tunnel = find(roads, u"tunnel", u"yes"_s);
    QCOMPARE(text(u"code", tunnel), u"G1"_s);
    QCOMPARE(text(u"oneway", tunnel), u"yes"_s); // a motorway, unless it says otherwise
    QVERIFY(text(u"name", tunnel).isNull());
    QCOMPARE(text(u"maxspeed", find(roads, u"maxspeed", u"50"_s)), u"50"_s);
    QCOMPARE(text(u"nameEn", find(roads, u"nameEn", u"North Lane"_s)), u"North Lane"_s);
    QCOMPARE(roads.attribution, u"© OpenStreetMap contributors (ODbL 1.0)"_s);
}

void TestPackImport::roadsAreAGraph()
{
    QFile file(m_out + u"/roads.gcrd"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto roads = readRoads(file, file.fileName());
    QVERIFY2(roads, roads ? "" : qPrintable(roads.error().toString()));
    QVERIFY(roads->inconsistency().isEmpty());
    // The square, the motorway and the footway between p and s, which miss no node.
    QCOMPARE(roads->nodeCount(), 5u);
    QCOMPARE(roads->edgeCount(), 6u);
    int oneway = 0;
    int bridges = 0;
    int tunnels = 0;
    for (const quint8 flags : roads->edgeFlags) {
        oneway += (flags & WayOneway) != 0;
        bridges += (flags & WayBridge) != 0;
        tunnels += (flags & WayTunnel) != 0;
    }
    QCOMPARE(oneway, 2);
    QCOMPARE(bridges, 1);
    QCOMPARE(tunnels, 1);
    // The limit of 50 km/h is driven at less in free flow.
    QVERIFY(
        std::any_of(roads->edgeSpeedKmh.begin(), roads->edgeSpeedKmh.end(), [](int kmh) { return kmh >= 30 && kmh <= 50; }));
}

void TestPackImport::waterHasItsIsland()
{
    const FeatureTable water = layer(u"water"_s);
    QCOMPARE(water.size(), 2u);
    const size_t lake = find(water, u"nameZh", u"大湖"_s);
    QVERIFY(lake < water.size());
    QCOMPARE(water.partStarts[lake + 1] - water.partStarts[lake], 2u);
    QCOMPARE(m_city->rivers().size(), 1u);
    QCOMPARE(m_city->rivers().front().nameZh, u"清河"_s);
    QCOMPARE(m_city->rivers().front().widthMetres, 80.0);
    QCOMPARE(m_city->rivers().front().points.size(), 3u); // two ways, one river
}

void TestPackImport::buildingsAndAddresses()
{
    const FeatureTable buildings = layer(u"buildings"_s);
    QCOMPARE(buildings.size(), 2u);
    const size_t house = find(buildings, u"nameZh", u"岛屋"_s);
    QCOMPARE(buildings.column(u"height")->numbers[house], 12.0);
    QCOMPARE(buildings.column(u"levels")->numbers[house], 3.0);
    QVERIFY(std::isnan(buildings.column(u"height")->numbers[1 - house]));
    const FeatureTable addresses = layer(u"addresses"_s);
    QCOMPARE(addresses.size(), 2u);
    const size_t eight = find(addresses, u"housenumber", u"8号"_s);
    QCOMPARE(addresses.column(u"street")->texts[eight], u"南大路"_s);
}

void TestPackImport::metroRunsBothWaysAsOneLine()
{
    QCOMPARE(m_city->metroLines().size(), 1u);
    const MetroLine &line = m_city->metroLines().front();
    QCOMPARE(line.nameZh, u"1号线"_s);
    QCOMPARE(line.colour, 0xE4002Bu);
    QCOMPARE(line.routes.size(), 1u);
    QCOMPARE(line.routes.front().stations.size(), 4u);
    QCOMPARE(m_city->stations().size(), 4u);
    QCOMPARE(m_city->stations()[line.routes.front().stations.front()].nameEn, u"Station 1"_s);
}

void TestPackImport::placesWithAndWithoutNames()
{
    const FeatureTable places = layer(u"places"_s);
    QCOMPARE(places.size(), 2u);
    QVERIFY(places.column(u"nameZh")->texts[find(places, u"kind", u"bench"_s)].isNull());
    QCOMPARE(m_city->places().size(), 1u);
    QCOMPARE(m_city->places().front().nameEn, u"First Hospital"_s);
    QCOMPARE(m_city->places().front().kind, u"hospital"_s);
}

void TestPackImport::faultsAreNamed()
{
    QCOMPARE(m_pack->counts[u"incomplete relations"_s], 1);
    QCOMPARE(m_pack->counts[u"ways with missing nodes"_s], 2);
    QCOMPARE(m_pack->counts[u"streets without a name"_s], 1);
    QVERIFY(m_pack->counts[u"broken areas"_s] >= 1);
    const QString all = m_pack->problems.join(u'\n');
    QVERIFY2(all.contains(u"缺镇"_s), qPrintable(all));
    QVERIFY2(all.contains(u"破塘"_s), qPrintable(all));
}

void TestPackImport::checkFindsEveryDamage()
{
    const auto good = checkPack(m_out);
    QVERIFY(good);
    for (const PackFinding &finding : *good)
        QVERIFY2(!finding.error, finding.error ? qPrintable(finding.error->toString()) : "");
    QCOMPARE(good->size(), static_cast<size_t>(m_pack->files.size()) + 1);
    for (auto file = m_pack->files.begin(); file != m_pack->files.end(); ++file) {
        const QString path = m_out + u'/' + file.key();
        QFile open(path);
        QVERIFY(open.open(QIODevice::ReadWrite));
        const QByteArray before = open.readAll();
        open.seek(before.size() / 2);
        open.putChar(static_cast<char>(before[before.size() / 2] ^ 4));
        open.close();
        const auto found = checkPack(m_out);
        QVERIFY(found);
        QVERIFY2(std::any_of(found->begin(), found->end(),
                             [&](const PackFinding &finding) { return finding.file == file.key() && finding.error; }),
                 qPrintable(file.key()));
        QVERIFY(open.open(QIODevice::WriteOnly));
        open.write(before);
    }
    QVERIFY(!checkPack(m_dir.path()));
}

void TestPackImport::boundsLeaveOutTheRest()
{
    ImportOptions options;
    options.file = m_dir.filePath(u"town.osm.pbf"_s);
    options.name = u"West"_s;
    options.outDir = m_dir.filePath(u"west"_s);
    options.bounds = GeoBox{119.99, 29.99, 120.045, 30.11};
    const auto pack = PackImporter(options).run();
    QVERIFY2(pack, pack ? "" : qPrintable(pack.error().toString()));
    QCOMPARE(pack->counts[u"districts"_s], 1);
    QCOMPARE(pack->counts[u"water areas"_s], 1); // the pond
    QCOMPARE(pack->counts[u"buildings"_s], 1);
    QVERIFY(loadCity(options.outDir));
}

void TestPackImport::nodesInAnyOrder()
{
    smallTown().write(m_dir.filePath(u"reversed.osm.pbf"_s), true);
    ImportOptions options;
    options.file = m_dir.filePath(u"reversed.osm.pbf"_s);
    options.name = u"小城"_s;
    options.outDir = m_dir.filePath(u"reversed"_s);
    const auto pack = PackImporter(options).run();
    QVERIFY2(pack, pack ? "" : qPrintable(pack.error().toString()));
    QCOMPARE(pack->counts, m_pack->counts);
}

void TestPackImport::dataWithoutDistrictsAreOne()
{
    OsmFile osm;
    const long long a = osm.node(10.0, 50.0);
    const long long b = osm.node(10.1, 50.1);
    osm.way({a, b}, {{"highway", "primary"}, {"name", "Hauptstraße"}});
    osm.write(m_dir.filePath(u"bare.osm.pbf"_s));
    ImportOptions options;
    options.file = m_dir.filePath(u"bare.osm.pbf"_s);
    options.name = u"Bare Town"_s;
    options.outDir = m_dir.filePath(u"bare"_s);
    options.timeZone = u"Europe/Berlin"_s;
    const auto pack = PackImporter(options).run();
    QVERIFY2(pack, pack ? "" : qPrintable(pack.error().toString()));
    const auto city = loadCity(options.outDir);
    QVERIFY2(city, city ? "" : qPrintable(city.error().toString()));
    QCOMPARE((*city)->districts().size(), 1u);
    QCOMPARE((*city)->id(), u"bare-town"_s);
    QCOMPARE((*city)->roads().size(), 1u);
}

QTEST_GUILESS_MAIN(TestPackImport)
#include "tst_packimport.moc"
