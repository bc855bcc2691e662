// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "qml/Guancheng/Theme/format.h"
#include "qml/Guancheng/Theme/wallgeometry.h"

#include <QTest>

#include <cmath>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** Numbers, times and sizes of text as they stand on the glass. */
class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void number_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<bool>("chinese");
        QTest::addColumn<QString>("digits");
        QTest::addColumn<QString>("shownUnit");
        QTest::newRow("plain") << 3.42 << 1 << u"℃"_s << true << u"3.4"_s << u"℃"_s;
        QTest::newRow("groups") << 2487.0 << 0 << u"万"_s << true << u"2\u2009487"_s << u"万"_s;
        QTest::newRow("ten thousands") << 124300.0 << 0 << u"人"_s << true << u"12.4"_s << u"万人"_s;
        QTest::newRow("hundred millions") << 3.4e8 << 0 << u""_s << true << u"3.40"_s << u"亿"_s;
        QTest::newRow("already in 万") << 250000.0 << 0 << u"万kW"_s << true << u"25.0"_s << u"亿kW"_s;
        QTest::newRow("k") << 124300.0 << 0 << u""_s << false << u"124"_s << u"k"_s;
        QTest::newRow("M") << 5.1e6 << 0 << u"m³"_s << false << u"5.10"_s << u"M\u2009m³"_s;
        QTest::newRow("English does not count in 10k") << 792.0 << 0 << u"10k m³"_s << false << u"7.92"_s << u"M\u2009m³"_s;
        QTest::newRow("ten megawatts") << 2741.0 << 0 << u"×10MW"_s << false << u"27\u2009410"_s << u"MW"_s;
        QTest::newRow("negative") << -12.34 << 1 << u"mm"_s << true << u"\u221212.3"_s << u"mm"_s;
        QTest::newRow("no minus zero") << -0.01 << 1 << u""_s << true << u"0.0"_s << u""_s;
        QTest::newRow("missing") << std::nan("") << 1 << u"%"_s << true << u"\u2014"_s << u""_s;
        QTest::newRow("infinite") << HUGE_VAL << 1 << u"%"_s << false << u"\u2014"_s << u""_s;
    }
    void number()
    {
        QFETCH(double, value);
        QFETCH(int, decimals);
        QFETCH(QString, unit);
        QFETCH(bool, chinese);
        const ShownNumber shown = shownNumber(value, decimals, unit, chinese);
        QTEST(shown.digits, "digits");
        QTEST(shown.unit, "shownUnit");
    }
    void times()
    {
        QCOMPARE(Format::clock(1768874677000, 8 * 3600), u"10:04:37"_s);
        QCOMPARE(Format::date(1768874677000, 8 * 3600, true), u"2026 年 1 月 20 日 周二"_s);
        QCOMPARE(Format::date(1768874677000, 8 * 3600, false), u"Tue 20 Jan 2026"_s);
        QCOMPARE(Format::age(720, true), u"12 分前"_s);
        QCOMPARE(Format::age(std::nan(""), true), u"\u2014"_s);
        QCOMPARE(Format::remaining(-180, true), u"超 3 分"_s);
        QCOMPARE(Format::countdown(3727), u"1:02:07"_s);
        QCOMPARE(Format::clock(0, 0), u"\u2014"_s);
    }
    void textKeepsItsArcminutes()
    {
        const WallGeometry hall{u"hall"_s, u"hall"_s, 3840, 2160, 2.7, 5.25};
        // 16' at 5.25 m are 24.4 mm, at 1.25 mm a pixel 19.5 px.
        QCOMPARE(WallSizes(hall).caption, 20);
        // The same wall with twice the pixels: twice the pixels of text, the same millimetres.
        QCOMPARE(WallSizes(hall.driven({7680, 4320})).caption, 40);
        // A window of half the width has half the room.
        QCOMPARE(WallSizes(hall.driven({1920, 2160})).caption, 11);
    }
    void nearestWallIsTaken()
    {
        const auto known = loadWallGeometries(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/wall/geometry.json"));
        QVERIFY(known);
        QCOMPARE(nearestGeometry(*known, {3840, 2160}).id, u"hall"_s);
        QCOMPARE(nearestGeometry(*known, {7680, 2160}).id, u"panorama"_s);
        QCOMPARE(nearestGeometry(*known, {5120, 1440}).id, u"panorama"_s);
        QCOMPARE(nearestGeometry(*known, {1920, 1080}).id, u"desk"_s);
        QCOMPARE(nearestGeometry(*known, {1280, 720}).id, u"desk"_s);
        QCOMPARE(nearestGeometry(*known, {7680, 4320}).id, u"hall"_s);
    }
    void absentFileIsAnError()
    {
        const auto known = loadWallGeometries(u"/nowhere/geometry.json"_s);
        QVERIFY(!known);
        QVERIFY(known.error().toString().contains(u"/nowhere/geometry.json"_s));
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
