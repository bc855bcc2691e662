// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/city/shapes.h"
#include "maps/pack/packimporter.h"
#include "osmfile.h"

#include <QDir>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** Files that are none, cut, damaged: a message that names the file, and nothing left behind. */
class TestPackBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noFile();
    void noName();
    void noMap();
    void cutAndDamagedFiles();
    void manifestsDoNotLeadOut();
    void ringsOfAnyOrder();

private:
    Result<PackManifest> import(const QByteArray &bytes)
    {
        const QString file = m_dir.filePath(u"bad.osm.pbf"_s);
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            return Error{file, {}, u"test"_s};
        out.close();
        ImportOptions options;
        options.file = file;
        options.name = u"Bad"_s;
        options.outDir = m_dir.filePath(u"bad"_s);
        QDir(options.outDir).removeRecursively();
        return PackImporter(options).run();
    }

    QTemporaryDir m_dir;
};

void TestPackBadInput::noFile()
{
    ImportOptions options;
    options.file = m_dir.filePath(u"absent.osm.pbf"_s);
    options.name = u"x"_s;
    options.outDir = m_dir.filePath(u"absent"_s);
    const auto pack = PackImporter(options).run();
    QVERIFY(!pack);
    QVERIFY(pack.error().source.endsWith(u"absent.osm.pbf"_s));
    QVERIFY(!QFile::exists(options.outDir));
}

void TestPackBadInput::noName()
{
    ImportOptions options;
    options.file = m_dir.filePath(u"absent.osm.pbf"_s);
    options.outDir = m_dir.filePath(u"absent"_s);
    QVERIFY(!PackImporter(options).run());
}

void TestPackBadInput::noMap()
{
    for (const QByteArray &bytes : {QByteArray(), QByteArray("<html>no map</html>"), QByteArray(5000, '\0')}) {
        const auto pack = import(bytes);
        QVERIFY(!pack);
        QVERIFY(!pack.error().reason.isEmpty());
    }
}

void TestPackBadInput::cutAndDamagedFiles()
{
    smallTown().write(m_dir.filePath(u"town.osm.pbf"_s));
    QFile file(m_dir.filePath(u"town.osm.pbf"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray good = file.readAll();
    QVERIFY(import(good));
    QRandomGenerator random(3);
    for (int i = 0; i < 40; ++i) {
        QByteArray bytes = good;
        if (i % 2 == 0)
            bytes.truncate(random.bounded(static_cast<int>(bytes.size())));
        else
            bytes[random.bounded(static_cast<int>(bytes.size()))] = static_cast<char>(random.bounded(256));
        const auto pack = import(bytes); // an error or a pack, never a crash
        if (!pack)
            QVERIFY(!pack.error().reason.isEmpty());
    }
}

void TestPackBadInput::manifestsDoNotLeadOut()
{
    for (const QString &name : {u"../../etc/passwd"_s, u"/etc/passwd"_s, u".hidden"_s, u""_s}) {
        const QJsonObject json{
            {u"format"_s, u"guancheng-pack"_s}, {u"version"_s, 1}, {u"files"_s, QJsonObject{{name, QJsonObject()}}}};
        QVERIFY2(!PackManifest::fromJson(json, u"test"_s), qPrintable(name));
    }
    QVERIFY(!PackManifest::fromJson(QJsonObject{{u"format"_s, u"guancheng-pack"_s}, {u"version"_s, 99}}, u"test"_s));
}

void TestPackBadInput::ringsOfAnyOrder()
{
    // An island in a lake in an island: four rings in the wrong order.
    FeatureTable table;
    table.kinds = {GeometryKind::Polygon};
    table.partStarts = {0, 4};
    table.vertexStarts = {0};
    for (const double half : {1.0, 4.0, 2.0, 3.0}) {
        for (const auto &[x, y] : {std::pair(-1, -1), std::pair(1, -1), std::pair(1, 1), std::pair(-1, 1)}) {
            table.vertices.push_back(x * half);
            table.vertices.push_back(y * half);
        }
        table.vertexStarts.push_back(static_cast<quint32>(table.vertices.size() / 2));
    }
    const std::vector<GeoPolygon> polygons = polygonsOf(table, 0);
    QCOMPARE(polygons.size(), 2u);
    QCOMPARE(polygons[0].size(), 2u);
    QCOMPARE(polygons[1].size(), 2u);
    QVERIFY(contains(polygons, {3.5, 0}));
    QVERIFY(!contains(polygons, {2.5, 0}));
    QVERIFY(contains(polygons, {1.5, 0}));
    QVERIFY(!contains(polygons, {0, 0}));
    QVERIFY(contains(polygons, interiorPoint(polygons)));
    QCOMPARE(areaOf(polygons), 64.0 - 36 + 16 - 4);
}

QTEST_GUILESS_MAIN(TestPackBadInput)
#include "tst_packbadinput.moc"
