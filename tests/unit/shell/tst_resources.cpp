// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/resources.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** A file of the hall is broken: the copy inside the program counts, and data health says which file and where. */
class TestResources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wholeFilesAreNoProblem();
    void aBrokenFileIsNamedAndReplaced_data();
    void aBrokenFileIsNamedAndReplaced();
    void withoutAnyFileTheCopyCounts();
    void withoutSchemasTheCopyCounts();
    void aBrokenStoryIsReplaced();
    void aCityThatWasAskedForIsNotReplaced();

private:
    QString path(const QString &file) const { return m_dir->path() + u'/' + file; }
    void write(const QString &file, const QByteArray &bytes)
    {
        QFile out(path(file));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestResources::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    const QDir from(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources"));
    QDirIterator files(from.path(), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = from.relativeFilePath(files.next());
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        QVERIFY(QFile::copy(from.filePath(name), path(name)));
        QVERIFY(QFile::setPermissions(path(name), QFile::ReadOwner | QFile::WriteOwner));
    }
}

void TestResources::wholeFilesAreNoProblem()
{
    const auto resources = loadResources(m_dir->path());
    QVERIFY(resources);
    QVERIFY(resources->problems.empty());
    QCOMPARE(resourceHealth(*resources).state, FeedState::Live);
}

void TestResources::aBrokenFileIsNamedAndReplaced_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file :
         {"indicators/reference.json", "indicators/dimensions.json", "matters/matters.json", "units/kinds.json",
          "sources/sources.json", "city/shanghai/city.json", "city/shanghai/districts.json", "mapstyles/night.json",
          "schemas/indicators.schema.json", "schemas/city/districts.schema.json"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestResources::aBrokenFileIsNamedAndReplaced()
{
    QFETCH(QString, file);
    write(file, "{\n  \"oops");
    const auto resources = loadResources(m_dir->path());
    QVERIFY2(resources, qPrintable(resources ? QString() : resources.error().toString()));
    QCOMPARE(resources->problems.size(), 1u);
    QCOMPARE(resources->problems.front().source, path(file));
    QVERIFY(!resources->problems.front().place.isEmpty());
    const SourceHealth health = resourceHealth(*resources);
    QCOMPARE(health.state, FeedState::Degraded);
    QCOMPARE(health.rejected, 1);
    QVERIFY(health.message.contains(path(file)));
    QCOMPARE(resources->catalogue->indicators().size(), 86);
    QCOMPARE(resources->city->districts().size(), 16u);
}

void TestResources::withoutAnyFileTheCopyCounts()
{
    const auto resources = loadResources(path(u"nowhere"_s));
    QVERIFY2(resources, qPrintable(resources ? QString() : resources.error().toString()));
    QCOMPARE(resources->problems.size(), 3u);
    QCOMPARE(resources->city->districts().size(), 16u);
}

void TestResources::withoutSchemasTheCopyCounts()
{
    QVERIFY(QDir(path(u"schemas"_s)).removeRecursively());
    const auto resources = loadResources(m_dir->path());
    QVERIFY2(resources, qPrintable(resources ? QString() : resources.error().toString()));
    QCOMPARE(resources->problems.size(), 3u);
}

void TestResources::aBrokenStoryIsReplaced()
{
    write(u"stories/S03.json"_s, "[");
    auto resources = loadResources(m_dir->path());
    QVERIFY(resources);
    const auto story = loadStoryOf(*resources, u"S03"_s);
    QVERIFY(story);
    QCOMPARE(story->id, u"S03"_s);
    QCOMPARE(resources->problems.size(), 1u);
    QVERIFY(!loadStoryOf(*resources, u"S99"_s));
    QCOMPARE(resources->problems.size(), 1u); // a wrong word is no broken file
}

void TestResources::aCityThatWasAskedForIsNotReplaced()
{
    const auto there = loadResources(m_dir->path(), path(u"city/shanghai"_s));
    QVERIFY(there);
    QVERIFY(there->problems.empty());
    const auto absent = loadResources(m_dir->path(), path(u"city/nowhere"_s));
    QVERIFY(!absent);
    QVERIFY2(absent.error().toString().contains(u"nowhere"_s), qPrintable(absent.error().toString()));
    write(u"city/shanghai/roads.json"_s, "{");
    const auto broken = loadResources(m_dir->path(), path(u"city/shanghai"_s));
    QVERIFY(!broken);
    QVERIFY2(broken.error().source.endsWith(u"roads.json"_s), qPrintable(broken.error().toString()));
}

QTEST_GUILESS_MAIN(TestResources)
#include "tst_resources.moc"
