// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "search/coordinatetext.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestCoordinateText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writings_data();
    void writings();
    void noPositions_data();
    void noPositions();
    void anyText();
};

void TestCoordinateText::writings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("longitude");
    QTest::addColumn<double>("latitude");
    QTest::addColumn<int>("datum");
    const double lon = 121 + 28 / 60.0 + 12 / 3600.0, lat = 31 + 13 / 60.0 + 48 / 3600.0;
    const auto row = [](const char16_t *text, double x, double y, WrittenDatum datum = WrittenDatum::Wgs84) {
        QTest::newRow(QString::fromUtf16(text).toUtf8().constData()) << QString::fromUtf16(text) << x << y << int(datum);
    };
    row(u"31.23,121.47", 121.47, 31.23);
    row(u"121.47 31.23", 121.47, 31.23);
    row(u"121.47,31.23", 121.47, 31.23);
    row(u"121.47，31.23", 121.47, 31.23);
    row(u"１２１．４７，３１．２３", 121.47, 31.23);
    row(u"31°13'48\"N 121°28'12\"E", lon, lat);
    row(u"N31°13'48\" E121°28'12\"", lon, lat);
    row(u"31°13′48″N, 121°28′12″E", lon, lat);
    row(u"31 13 48 N 121 28 12 E", lon, lat);
    row(u"E121.47 N31.23", 121.47, 31.23);
    row(u"N31.23,E121.47", 121.47, 31.23);
    row(u"东经121.47 北纬31.23", 121.47, 31.23);
    row(u"北纬31度13分48秒，东经121度28分12秒", lon, lat);
    row(u"东经121°28.2′ 北纬31°13.8′", lon, lat);
    row(u"121.47°E 31.23°N", 121.47, 31.23);
    row(u"31.23 121.47 gcj02", 121.47, 31.23, WrittenDatum::Gcj02);
    row(u"高德 121.47,31.23", 121.47, 31.23, WrittenDatum::Gcj02);
    row(u"31.23,121.47 BD09", 121.47, 31.23, WrittenDatum::Bd09);
    row(u"百度坐标", NAN, NAN);
    row(u"121.47,31.23 WGS-84", 121.47, 31.23);
    row(u"121.47,31.23 CGCS2000", 121.47, 31.23);
    row(u"geo:31.23,121.47", 121.47, 31.23);
    row(u"POINT(121.47 31.23)", 121.47, 31.23);
    row(u"lat: 31.23, lng: 121.47", 121.47, 31.23);
    row(u"lon=121.47 lat=31.23", 121.47, 31.23);
    row(u"-33.86,151.21", 151.21, -33.86);
    row(u"33°52′S 151°12′36″E", 151.21, -(33 + 52 / 60.0));
    row(u"40.7 N 74 W", -74, 40.7);
    row(u"30 31", 31, 30); // both could be a latitude: latitude first
}

void TestCoordinateText::writings()
{
    QFETCH(QString, text);
    QFETCH(double, longitude);
    QFETCH(double, latitude);
    QFETCH(int, datum);
    const auto found = positionFromText(text);
    QCOMPARE(found.has_value(), !std::isnan(longitude));
    if (!found)
        return;
    QVERIFY2(std::fabs(found->point.longitude - longitude) < 1e-9, qPrintable(QString::number(found->point.longitude, 'f', 9)));
    QVERIFY(std::fabs(found->point.latitude - latitude) < 1e-9);
    QCOMPARE(int(found->datum), datum);
}

void TestCoordinateText::noPositions_data()
{
    QTest::addColumn<QString>("text");
    for (const char16_t *text : {u"", u"武宁路桥", u"S20", u"121.47", u"N31.23", u"200,300", u"31.23,121.47,5", u"31.23 N 30 N",
                                 u"31°75'N 121°E", u"1.2.3,4", u"12号线 2号口", u"lujiazui", u"E121.47", u"--3,4", u"95,95"})
        QTest::newRow(QString::fromUtf16(text).toUtf8().constData()) << QString::fromUtf16(text);
}

void TestCoordinateText::noPositions()
{
    QFETCH(QString, text);
    QVERIFY(!positionFromText(text));
}

void TestCoordinateText::anyText()
{
    QRandomGenerator random(11);
    const QString alphabet = u"0123456789.,-+°'\"NSEWnsew 东西南北经纬度分秒gcjbd\n"_s;
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (int k = random.bounded(24); k > 0; --k)
            text += alphabet[random.bounded(alphabet.size())];
        const auto found = positionFromText(text);
        QVERIFY(!found || found->point.isValid());
    }
}

QTEST_MAIN(TestCoordinateText)
#include "tst_coordinatetext.moc"
