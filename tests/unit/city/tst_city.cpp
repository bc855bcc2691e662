// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/city.h"

#include "city/cityloader.h"
#include "jsonfile/resourcedir.h"
#include "support/cputimer.h"

#include <QRandomGenerator>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** The index of areas against the plain definition: even-odd rule, then the nearest seed of the district. */
class TestCity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void knowsKnownPlaces_data();
    void knowsKnownPlaces();
    void outsideIsNowhere();
    void everySeedLiesInItsOwnStreet();
    void agreesWithThePlainDefinition();
    void leavesNoHolesBetweenDistricts();
    void gridsAreDeterministicAndWithinTheStreet();
    void locatesFastEnough();

private:
    std::shared_ptr<const City> m_city;
};

void TestCity::initTestCase()
{
    const auto city = loadCity(resourceDir() + u"/city/shanghai"_s);
    QVERIFY2(city, city ? "" : qPrintable(city.error().toString()));
    m_city = *city;
}

void TestCity::knowsKnownPlaces_data()
{
    QTest::addColumn<GeoPoint>("point");
    QTest::addColumn<QString>("district");
    QTest::addColumn<QString>("street");
    QTest::newRow("Lujiazui") << GeoPoint{121.4979, 31.2369} << u"浦东新区"_s << u"陆家嘴街道"_s;
    QTest::newRow("People's Square") << GeoPoint{121.4706, 31.2346} << u"黄浦区"_s << u"南京东路街道"_s;
    QTest::newRow("Bohua Road, Beicai") << GeoPoint{121.5560, 31.1850} << u"浦东新区"_s << u"北蔡镇"_s;
    QTest::newRow("Xujiahui") << GeoPoint{121.4339, 31.1951} << u"徐汇区"_s << u"徐家汇街道"_s;
    QTest::newRow("Hongqiao hub") << GeoPoint{121.3162, 31.1960} << u"闵行区"_s << u"新虹街道"_s;
    QTest::newRow("Nanqiao") << GeoPoint{121.4510, 30.9170} << u"奉贤区"_s << u"南桥镇"_s;
    QTest::newRow("Chengqiao on Chongming") << GeoPoint{121.3950, 31.6270} << u"崇明区"_s << u"城桥镇"_s;
}

void TestCity::knowsKnownPlaces()
{
    QFETCH(GeoPoint, point);
    QFETCH(QString, district);
    QFETCH(QString, street);
    const City::Area area = m_city->locate(point);
    QVERIFY(area.district >= 0 && area.street >= 0);
    QCOMPARE(m_city->districts().at(static_cast<std::size_t>(area.district)).nameZh, district);
    QCOMPARE(m_city->streets().at(static_cast<std::size_t>(area.street)).nameZh, street);
    const Place place = m_city->place(point, u"here"_s);
    QCOMPARE(place.name, u"here"_s);
    QCOMPARE(m_city->districtIndex(place.district), int(area.district));
    QCOMPARE(m_city->streetIndex(place.street), int(area.street));
    QVERIFY(place.grid.startsWith(place.street + u'-'));
}

void TestCity::outsideIsNowhere()
{
    for (const GeoPoint &point : {GeoPoint{}, GeoPoint{0, 0}, GeoPoint{120.62, 31.30}, GeoPoint{122.10, 31.0},
                                  GeoPoint{121.4, 95}, GeoPoint{m_city->bounds().east, m_city->bounds().north}}) {
        QCOMPARE(m_city->locate(point), City::Area());
        const Place place = m_city->place(point);
        QVERIFY(place.district.isEmpty() && place.street.isEmpty() && place.grid.isEmpty());
    }
    QCOMPARE(m_city->districtIndex(u"999999"), -1);
    QCOMPARE(m_city->streetIndex(u""), -1);
    QVERIFY(m_city->streetsOf(-1).empty());
}

void TestCity::everySeedLiesInItsOwnStreet()
{
    for (std::size_t i = 0; i < m_city->streets().size(); ++i) {
        const Street &street = m_city->streets()[i];
        const City::Area area = m_city->locate(street.seed);
        QVERIFY2(area.district == street.district && area.street == static_cast<qint16>(i), qPrintable(street.nameZh));
        QVERIFY2(m_city->gridCount(static_cast<int>(i)) > 0, qPrintable(street.nameZh));
    }
}

static bool inside(const District &district, const GeoPoint &p)
{
    bool hit = false;
    for (const GeoPolygon &polygon : district.polygons) {
        for (const GeoRing &ring : polygon) {
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const GeoPoint &a = ring[i - 1];
                const GeoPoint &b = ring[i];
                if ((a.latitude > p.latitude) != (b.latitude > p.latitude) &&
                    p.longitude <
                        (b.longitude - a.longitude) * (p.latitude - a.latitude) / (b.latitude - a.latitude) + a.longitude)
                    hit = !hit;
            }
        }
    }
    return hit;
}

void TestCity::agreesWithThePlainDefinition()
{
    QRandomGenerator random(7);
    const GeoBox &box = m_city->bounds();
    int found = 0;
    for (int i = 0; i < 20000; ++i) {
        const GeoPoint p{box.west + random.generateDouble() * (box.east - box.west),
                         box.south + random.generateDouble() * (box.north - box.south)};
        const City::Area area = m_city->locate(p);
        QList<int> holders;
        for (int d = 0; d < 16; ++d) {
            if (inside(m_city->districts()[static_cast<std::size_t>(d)], p))
                holders << d;
        }
        if (holders.isEmpty())
            continue;
        ++found;
        QVERIFY(holders.contains(int(area.district)));
        double best = 1e9;
        for (const quint16 s : m_city->streetsOf(area.district))
            best = std::min(best, distanceMetres(p, m_city->streets()[s].seed));
        // The index measures in a plane: a metre in a thousand of difference is the same.
        QVERIFY(distanceMetres(p, m_city->streets()[static_cast<std::size_t>(area.street)].seed) <= best * 1.01 + 1);
    }
    QVERIFY(found > 5000);
}

void TestCity::leavesNoHolesBetweenDistricts()
{
    // The built-up core is covered without a gap: 40 m steps over it.
    int missing = 0;
    int all = 0;
    for (double lat = 31.15; lat < 31.33; lat += 0.00037) {
        for (double lon = 121.36; lon < 121.60; lon += 0.00043) {
            ++all;
            missing += m_city->locate({lon, lat}).street < 0;
        }
    }
    QVERIFY2(missing == 0, qPrintable(u"%1 of %2 points are nowhere"_s.arg(missing).arg(all)));
}

void TestCity::gridsAreDeterministicAndWithinTheStreet()
{
    const auto again = loadCity(resourceDir() + u"/city/shanghai"_s);
    QVERIFY(again);
    QRandomGenerator random(11);
    for (int i = 0; i < 5000; ++i) {
        const GeoPoint p{121.1 + random.generateDouble() * 0.7, 30.9 + random.generateDouble() * 0.5};
        const Place place = m_city->place(p);
        QCOMPARE(place, (*again)->place(p));
        if (place.street.isEmpty())
            continue;
        QVERIFY2(!place.grid.isEmpty(), qPrintable(u"%1 %2"_s.arg(p.longitude).arg(p.latitude)));
        const int number = place.grid.sliced(10).toInt();
        QVERIFY(number >= 1 && number <= m_city->gridCount(m_city->streetIndex(place.street)));
    }
    // About as many as the city has.
    QVERIFY2(m_city->gridCount() > 36000 && m_city->gridCount() < 50000, qPrintable(QString::number(m_city->gridCount())));
}

void TestCity::locatesFastEnough()
{
    QRandomGenerator random(3);
    std::vector<GeoPoint> points;
    for (int i = 0; i < 200000; ++i)
        points.push_back({121.2 + random.generateDouble() * 0.5, 31.0 + random.generateDouble() * 0.4});
    const CpuTimer timer;
    int found = 0;
    for (const GeoPoint &p : points)
        found += m_city->locate(p).street >= 0;
    const double rate = static_cast<double>(points.size()) / timer.seconds();
    qInfo("%.2f M points/s, %d of %d in the city, %d grids", rate / 1e6, found, int(points.size()), m_city->gridCount());
    QVERIFY(found > 150000);
    QVERIFY2(!kCostsCount || rate > 3e5, "a tenth of what is usual");
}

QTEST_GUILESS_MAIN(TestCity)
#include "tst_city.moc"
