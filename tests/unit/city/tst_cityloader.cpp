// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "jsonfile/resourcedir.h"
#include "support/cputimer.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestCityLoader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loadsShanghai();
    void loadsFastEnough();
    void brokenFilesNameFileAndPlace_data();
    void brokenFilesNameFileAndPlace();
    void missingFilesAreNamed();

private:
    static QString shanghai() { return resourceDir() + u"/city/shanghai"_s; }
};

void TestCityLoader::loadsShanghai()
{
    const auto loaded = loadCity(shanghai());
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().toString()));
    const City &city = **loaded;
    QCOMPARE(city.id(), u"shanghai"_s);
    QCOMPARE(city.adcode(), u"310000"_s);
    QCOMPARE(city.nameZh(), u"上海市"_s);
    QCOMPARE(city.timeZone(), u"Asia/Shanghai"_s);
    QVERIFY(city.bounds().contains(city.viewCentre()));
    QVERIFY(!city.attributions().empty() && !city.figures().empty());
    QCOMPARE(city.districts().size(), 16u);
    QCOMPARE(city.streets().size(), 234u);
    QCOMPARE(city.streetsOf(city.districtIndex(u"310115")).size(), 42u);
    QVERIFY(city.stations().size() > 400 && city.metroLines().size() == 21);
    QVERIFY(city.roads().size() > 30 && city.rivers().size() >= 2 && city.places().size() >= 200);

    const Street &beicai = city.streets().at(static_cast<std::size_t>(city.streetIndex(u"310115105")));
    QCOMPARE(beicai.nameEn, u"Beicai Town"_s);
    QVERIFY(beicai.kind == StreetKind::Town && beicai.approximate && !beicai.estimated);
    const NamedPlace *place = city.place(u"bohua-road");
    QVERIFY(place);
    QCOMPARE(city.districts().at(static_cast<std::size_t>(place->area.district)).adcode, u"310115"_s);
    QCOMPARE(city.streets().at(static_cast<std::size_t>(place->area.street)).code, beicai.code);
    QVERIFY(!city.place(u"atlantis"));
}

void TestCityLoader::loadsFastEnough()
{
    QVERIFY(loadCity(shanghai())); // schemas compiled, files in the page cache
    const CpuTimer timer;
    QVERIFY(loadCity(shanghai()));
    const double ms = timer.milliseconds();
    qInfo("%.0f ms", ms);
    QVERIFY(!kCostsCount || ms < 1000); // asked are 150 ms
}

void TestCityLoader::brokenFilesNameFileAndPlace_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("place");
    QTest::newRow("box inside out") << u"city.json"_s << u"[120.84, 30.64, 122.14, 31.90]"_s
                                    << u"[122.14, 30.64, 120.84, 31.90]"_s << u"/bounds"_s;
    QTest::newRow("wrong type") << u"city.json"_s << u"\"datum\": \"WGS-84\""_s << u"\"datum\": 84"_s << u"/datum"_s;
    QTest::newRow("no syntax") << u"city.json"_s << u"\"id\":"_s << u"\"id\""_s << u"6:"_s;
    QTest::newRow("code of a district") << u"districts.json"_s << u"\"310104\""_s << u"\"3101\""_s << u"/districts/1/adcode"_s;
    QTest::newRow("district twice") << u"districts.json"_s << u"\"310104\""_s << u"\"310101\""_s << u"/districts/1/adcode"_s;
    QTest::newRow("open ring") << u"districts.json"_s << u"\"polygons\":[[["_s << u"\"polygons\":[[[[121.47,31.23],"_s
                               << u"/districts/0/polygons/0/0"_s;
    QTest::newRow("point outside") << u"districts.json"_s << u"\"polygons\":[[["_s << u"\"polygons\":[[[[12.147,31.23],"_s
                                   << u"/districts/0/polygons/0/0"_s;
    QTest::newRow("street twice") << u"streets.json"_s << u"\"310101013\""_s << u"\"310101002\""_s << u"/streets/1/code"_s;
    QTest::newRow("street of no district") << u"streets.json"_s << u"\"code\":\"310101013\",\"district\":\"310101\""_s
                                           << u"\"code\":\"310101013\",\"district\":\"999999\""_s << u"/streets/1/district"_s;
    QTest::newRow("kind of a street") << u"streets.json"_s << u"\"subdistrict\""_s << u"\"village\""_s << u"/streets/0/kind"_s;
    QTest::newRow("line without a station") << u"metro.json"_s << u"\"routes\":[{\"stations\":[\"fujinlu\""_s
                                            << u"\"routes\":[{\"stations\":[\"nowhere\""_s << u"/lines/0/routes/0/stations/0"_s;
    QTest::newRow("bend after no stop") << u"metro.json"_s << u"\"after\":\"longyanglu\""_s << u"\"after\":\"fujinlu\""_s
                                        << u"/lines/20/routes/0/via/0/after"_s;
    QTest::newRow("colour") << u"metro.json"_s << u"#E4002B"_s << u"red"_s << u"/lines/0/colour"_s;
    QTest::newRow("class of a road") << u"roads.json"_s << u"\"elevated\""_s << u"\"flying\""_s << u"/roads/0/class"_s;
    QTest::newRow("width of a river") << u"rivers.json"_s << u"\"widthMetres\":480"_s << u"\"widthMetres\":0"_s
                                      << u"/rivers/0/widthMetres"_s;
    QTest::newRow("place without a position")
        << u"places.json"_s << u"\"at\":[121.319,31.196]"_s << u"\"at\":[121.319]"_s << u"/places/0/at"_s;
    QTest::newRow("latitude") << u"places.json"_s << u"\"at\":[121.319,31.196]"_s << u"\"at\":[31.196,121.319]"_s
                              << u"/places/0/at"_s;
    QTest::newRow("place twice") << u"places.json"_s << u"\"id\":\"pudong-airport\""_s << u"\"id\":\"hongqiao-hub\""_s
                                 << u"/places/1/id"_s;
}

static void copyCity(const QString &from, const QString &to)
{
    const QStringList files = QDir(from).entryList({u"*.json"_s});
    for (const QString &file : files)
        QVERIFY(QFile::copy(from + u'/' + file, to + u'/' + file));
}

void TestCityLoader::brokenFilesNameFileAndPlace()
{
    QFETCH(QString, file);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, place);
    QTemporaryDir dir;
    copyCity(shanghai(), dir.path());
    const QString path = dir.path() + u'/' + file;
    QFile data(path);
    QVERIFY(data.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(data.readAll());
    data.close();
    const qsizetype at = text.indexOf(from);
    QVERIFY2(at >= 0, "the test has to be brought in line with the data");
    text.replace(at, from.size(), to);
    QVERIFY(data.remove() && data.open(QIODevice::WriteOnly));
    data.write(text.toUtf8());
    data.close();

    const auto city = loadCity(dir.path());
    QVERIFY(!city);
    QCOMPARE(city.error().source, path);
    QVERIFY2(city.error().place.startsWith(place), qPrintable(city.error().toString()));
    QVERIFY(!city.error().reason.isEmpty());
}

void TestCityLoader::missingFilesAreNamed()
{
    QTemporaryDir dir;
    auto city = loadCity(dir.path());
    QVERIFY(!city);
    QCOMPARE(city.error().source, dir.path() + u"/city.json"_s);
    copyCity(shanghai(), dir.path());
    QVERIFY(QFile::remove(dir.path() + u"/rivers.json"_s));
    city = loadCity(dir.path());
    QVERIFY(!city);
    QCOMPARE(city.error().source, dir.path() + u"/rivers.json"_s);
}

QTEST_GUILESS_MAIN(TestCityLoader)
#include "tst_cityloader.moc"
