// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "maps/pack/packimporter.h"
#include "osmfile.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

constexpr int kNodes = 300'000;

qint64 residentKilobytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ').first().toLongLong();
    }
    return 0;
}

} // namespace

/** A city of 300 000 nodes: stopped in every stage, continued, and compared with one that ran through. */
class TestPackResume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void stoppedInAnyStageItGoesOn_data();
    void stoppedInAnyStageItGoesOn();
    void aDamagedStageIsDoneAgain();
    void anotherInputStartsAnew();
    void anotherPackIsNotOverwritten();
    void memoryStaysBounded();

private:
    ImportOptions options(const QString &out) const
    {
        ImportOptions result;
        result.file = m_file;
        result.name = u"大城"_s;
        result.outDir = m_dir.filePath(out);
        return result;
    }

    QTemporaryDir m_dir;
    QString m_file;
    std::optional<PackManifest> m_whole;
    qint64 m_growth = 0;
};

void TestPackResume::initTestCase()
{
    m_file = m_dir.filePath(u"large.osm.pbf"_s);
    largeTown(kNodes).write(m_file);
    const qint64 before = residentKilobytes();
    qint64 most = before;
    QElapsedTimer timer;
    timer.start();
    const auto pack =
        PackImporter(options(u"whole"_s), [&](const ImportProgress &) { most = std::max(most, residentKilobytes()); }).run();
    QVERIFY2(pack, pack ? "" : qPrintable(pack.error().toString()));
    m_whole = *pack;
    m_growth = most - before;
    qInfo("%lld ms for %lld nodes, %lld roads, %lld buildings, %lld edges; %lld MB more", timer.elapsed(),
          pack->counts[u"nodes"_s], pack->counts[u"roads"_s], pack->counts[u"buildings"_s], pack->counts[u"graph edges"_s],
          m_growth / 1024);
    QVERIFY(loadCity(m_dir.filePath(u"whole"_s)));
}

void TestPackResume::stoppedInAnyStageItGoesOn_data()
{
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QStringList>("kept");
    const QStringList stages{u"nodes"_s, u"lines"_s, u"areas"_s, u"graph"_s, u"city"_s};
    for (qsizetype i = 0; i < stages.size(); ++i)
        QTest::addRow("%s", qPrintable(stages[i])) << stages[i] << stages.first(i);
}

void TestPackResume::stoppedInAnyStageItGoesOn()
{
    QFETCH(QString, stage);
    QFETCH(QStringList, kept);
    const ImportOptions wanted = options(u"stopped-"_s + stage);
    std::atomic_bool stop{false};
    PackImporter first(wanted, [&](const ImportProgress &at) { stop = stop || (at.stage == stage && at.share < 1); }, &stop);
    const auto stopped = first.run();
    QVERIFY(!stopped);
    QVERIFY(!readManifest(wanted.outDir)); // no pack until all of it is there
    // A stage that was cut off leaves nothing that could be taken for whole.
    const QStringList files = QDir(wanted.outDir).entryList(QDir::Files);
    for (const QString &file : files)
        QVERIFY2(file.endsWith(u".gcft"_s) || file.endsWith(u".gcrd"_s) || file.endsWith(u".json"_s), qPrintable(file));
    PackImporter second(wanted);
    const auto pack = second.run();
    QVERIFY2(pack, pack ? "" : qPrintable(pack.error().toString()));
    QVERIFY2(second.resumed().size() >= kept.size(), qPrintable(second.resumed().join(u' ')));
    QCOMPARE(pack->files, m_whole->files);
    QCOMPARE(pack->counts, m_whole->counts);
}

void TestPackResume::aDamagedStageIsDoneAgain()
{
    const ImportOptions wanted = options(u"damaged"_s);
    std::atomic_bool stop{false};
    PackImporter first(wanted, [&](const ImportProgress &at) { stop = stop || at.stage == u"graph"_s; }, &stop);
    QVERIFY(!first.run());
    // As after a crash of the machine: the file is there, its end is not.
    QVERIFY(QFile::resize(wanted.outDir + u"/roads.gcft"_s, 1000));
    PackImporter second(wanted);
    const auto pack = second.run();
    QVERIFY2(pack, pack ? "" : qPrintable(pack.error().toString()));
    QCOMPARE(second.resumed(), QStringList{u"nodes"_s});
    QCOMPARE(pack->files, m_whole->files);
}

void TestPackResume::anotherInputStartsAnew()
{
    ImportOptions wanted = options(u"other"_s);
    std::atomic_bool stop{false};
    PackImporter first(wanted, [&](const ImportProgress &at) { stop = stop || at.stage == u"areas"_s; }, &stop);
    QVERIFY(!first.run());
    smallTown().write(m_dir.filePath(u"small.osm.pbf"_s));
    wanted.file = m_dir.filePath(u"small.osm.pbf"_s);
    PackImporter second(wanted);
    const auto pack = second.run();
    QVERIFY2(pack, pack ? "" : qPrintable(pack.error().toString()));
    QVERIFY(second.resumed().isEmpty());
    QCOMPARE(pack->counts[u"districts"_s], 2);
}

void TestPackResume::anotherPackIsNotOverwritten()
{
    smallTown().write(m_dir.filePath(u"small.osm.pbf"_s));
    ImportOptions wanted = options(u"whole"_s);
    wanted.file = m_dir.filePath(u"small.osm.pbf"_s);
    const auto pack = PackImporter(wanted).run();
    QVERIFY(!pack);
    QVERIFY2(pack.error().reason.contains(u"another"_s), qPrintable(pack.error().toString()));
    QVERIFY(readManifest(wanted.outDir));
}

void TestPackResume::memoryStaysBounded()
{
    // Decoding buffers, one chunk a layer and the road graph of 300 000 nodes with its builder.
    QVERIFY2(m_growth < 400 * 1024, qPrintable(QString::number(m_growth)));
}

QTEST_GUILESS_MAIN(TestPackResume)
#include "tst_packresume.moc"
