// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/questions/cityroadservice.h"

#include "city/cityloader.h"

#include <QSignalSpy>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** The time by road of the built-in city, as the recommendation gets it. */
class TestRoadTravelTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hoursOfTheWeek();
    void theCityHasTimesByRoad();
    void brokenFilesAreSaid();
};

void TestRoadTravelTime::hoursOfTheWeek()
{
    constexpr TimeMs kMonday = 1'763'913'600'000; // 24 November 2025, 0:00 in Shanghai
    QCOMPARE(hourOfWeek(kMonday, 8 * 3600), 0);
    QCOMPARE(hourOfWeek(kMonday - 1, 8 * 3600), 167);
    QCOMPARE(hourOfWeek(kMonday + 26 * 3'600'000, 8 * 3600), 26);
}

void TestRoadTravelTime::theCityHasTimesByRoad()
{
    const QString resources = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources");
    const auto city = loadCity(resources + u"/city/shanghai"_s);
    QVERIFY(city);
    CityRoadService service(*city, resources);
    QSignalSpy ready(&service, &CityRoadService::ready);
    service.start();
    QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, 30'000);
    QVERIFY(service.roads() && service.travelTime());

    constexpr TimeMs kNight = 1'763'913'600'000 + 3 * 3'600'000, kRush = kNight + 5 * 3'600'000;
    const GeoPoint square{121.4737, 31.2304};
    const std::vector<GeoPoint> from{{121.4637, 31.2304}, {121.4300, 31.2300}, {121.4737, 31.2306}, {140, 20}, {}};
    const auto ask = [&](const QString &kind, TimeMs now) {
        std::vector<TravelEstimate> out(from.size());
        service.travelTime()->estimate(square, kind, now, from, out);
        return out;
    };
    const auto night = ask(u"police-car"_s, kNight);
    QVERIFY(night[0].isKnown() && night[0].metres > 800 && night[0].metres < 4000);
    QVERIFY(night[1].seconds > night[0].seconds);
    QVERIFY(night[2].isKnown() && night[2].seconds < 120);
    QVERIFY(!night[3].isKnown() && !night[4].isKnown()); // in the ocean, nowhere
    QVERIFY(ask(u"police-car"_s, kRush)[1].seconds > night[1].seconds);
    QVERIFY(ask(u"property-patrol"_s, kNight)[1].seconds > 4 * night[1].seconds); // on foot
    QVERIFY(!ask(u"drone"_s, kNight)[0].isKnown());                               // needs no road
}

void TestRoadTravelTime::brokenFilesAreSaid()
{
    const auto city = loadCity(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/city/shanghai"));
    CityRoadService service(*city, u"/nowhere"_s);
    QSignalSpy failed(&service, &CityRoadService::failed);
    service.start();
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000); // it may have failed before start() returned
    QVERIFY(!service.roads());
}

QTEST_MAIN(TestRoadTravelTime)
#include "tst_roadtraveltime.moc"
