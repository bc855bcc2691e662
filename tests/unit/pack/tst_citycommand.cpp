// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "osmfile.h"
#include "shell/city/citycommand.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** The subcommand as it is typed: codes, and what it leaves on the disk. */
class TestCityCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongWordsAreRefused_data();
    void wrongWordsAreRefused();
    void importListCheck();

private:
    static int run(const QStringList &words) { return runCityCommand(QStringList{u"guancheng"_s, u"city"_s} + words); }
    QTemporaryDir m_dir;
};

void TestCityCommand::wrongWordsAreRefused_data()
{
    QTest::addColumn<QStringList>("words");
    const QString file = m_dir.filePath(u"town.osm.pbf"_s);
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("unknown") << QStringList{u"burn"_s};
    QTest::newRow("no file") << QStringList{u"import"_s, u"--name"_s, u"x"_s};
    QTest::newRow("no name") << QStringList{u"import"_s, file};
    QTest::newRow("absent file") << QStringList{u"import"_s, u"/nowhere/x.osm.pbf"_s, u"--name"_s, u"x"_s,
                                                u"--out"_s,  m_dir.filePath(u"o"_s)};
    QTest::newRow("bounds") << QStringList{u"import"_s, file, u"--name"_s, u"x"_s, u"--bounds"_s, u"1,2,3"_s};
    QTest::newRow("bounds turned") << QStringList{u"import"_s, file, u"--name"_s, u"x"_s, u"--bounds"_s, u"3,2,1,4"_s};
    QTest::newRow("adcode") << QStringList{u"import"_s, file, u"--name"_s, u"x"_s, u"--adcode"_s, u"12"_s};
    QTest::newRow("zone") << QStringList{u"import"_s, file, u"--name"_s, u"x"_s, u"--time-zone"_s, u"Asia/Nowhere"_s};
    QTest::newRow("level") << QStringList{u"import"_s, file, u"--name"_s, u"x"_s, u"--district-level"_s, u"six"_s};
    QTest::newRow("option") << QStringList{u"list"_s, u"--fast"_s};
    QTest::newRow("check") << QStringList{u"check"_s};
}

void TestCityCommand::wrongWordsAreRefused()
{
    QFETCH(QStringList, words);
    QCOMPARE(run(words), 2);
}

void TestCityCommand::importListCheck()
{
    const QString file = m_dir.filePath(u"town.osm.pbf"_s);
    smallTown().write(file);
    const QString out = m_dir.filePath(u"cities/town"_s);
    QCOMPARE(run({u"import"_s, file, u"--name"_s, u"小城"_s, u"--out"_s, out}), 0);
    QCOMPARE(run({u"list"_s, m_dir.filePath(u"cities"_s)}), 0);
    QCOMPARE(run({u"check"_s, out}), 0);
    QVERIFY(QFile::resize(out + u"/buildings.gcft"_s, 20));
    QCOMPARE(run({u"check"_s, out}), 1);
    QCOMPARE(run({u"check"_s, m_dir.path()}), 1);
}

QTEST_GUILESS_MAIN(TestCityCommand)
#include "tst_citycommand.moc"
