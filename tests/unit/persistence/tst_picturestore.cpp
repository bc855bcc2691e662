// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/picturestore.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestPictureStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsByHash_data();
    void keepsByHash();
    void takesOnlyPictures();
    void forgetsTheOldest();
    void keepsWhatIsInUse();
    void comesBack();
    void noticesDamage();
};

static QByteArray png(int size, char fill)
{
    return QByteArray("\x89PNG\r\n\x1A\n") + QByteArray(size, fill);
}

void TestPictureStore::keepsByHash_data()
{
    QTest::addColumn<bool>("files");
    QTest::newRow("memory") << false;
    QTest::newRow("files") << true;
}

void TestPictureStore::keepsByHash()
{
    QFETCH(bool, files);
    const QTemporaryDir dir;
    PictureStore store(files ? dir.filePath(u"pictures"_s) : QString());
    const Result<QString> hash = store.store(png(100, 'a'));
    QVERIFY(hash);
    QCOMPARE(hash->size(), 64);
    QCOMPARE(*store.store(png(100, 'a')), *hash);
    QCOMPARE(store.count(), 1u);
    QCOMPARE(*store.load(*hash), png(100, 'a'));
    QVERIFY(!store.load(u"../../etc/passwd"_s));
    QVERIFY(!store.load(QString(64, u'0')));
}

void TestPictureStore::takesOnlyPictures()
{
    PictureStore store;
    QVERIFY(!store.store("hello"));
    QVERIFY(!store.store({}));
    QVERIFY(!store.store(png(4 * 1024 * 1024, 'x')));
    QVERIFY(store.store("<?xml version='1.0'?><svg/>"));
    QVERIFY(store.store("\xFF\xD8\xFF\xE0"));
}

void TestPictureStore::forgetsTheOldest()
{
    const QTemporaryDir dir;
    PictureStore store(dir.path(), 1000);
    const QString first = *store.store(png(400, 'a'));
    const QString second = *store.store(png(400, 'b'));
    static_cast<void>(store.store(png(400, 'a'))); // used again: the other one is older now
    const QString third = *store.store(png(400, 'c'));
    QVERIFY(store.load(first));
    QVERIFY(!store.load(second));
    QVERIFY(store.load(third));
    QVERIFY(store.totalBytes() <= 1000);
}

void TestPictureStore::keepsWhatIsInUse()
{
    const QTemporaryDir dir;
    QSet<QString> used;
    const auto inUse = [&used] { return used; };
    QString first;
    {
        PictureStore store(dir.path(), 1000, inUse);
        first = *store.store(png(400, 'a'));
        used.insert(first);
        const QString second = *store.store(png(400, 'b'));
        const QString third = *store.store(png(400, 'c'));
        QVERIFY(store.load(first));
        QVERIFY(!store.load(second));
        QVERIFY(store.load(third));
    }
    // A smaller limit drops nothing before it is known what is in use.
    PictureStore again(dir.path(), 450, inUse);
    QCOMPARE(again.count(), 2u);
    const QString fourth = *again.store(png(40, 'd'));
    QVERIFY(again.load(first));
    QVERIFY(again.load(fourth));
    QCOMPARE(again.count(), 2u);
}

void TestPictureStore::comesBack()
{
    const QTemporaryDir dir;
    QString hash;
    {
        PictureStore store(dir.path());
        hash = *store.store(png(10, 'a'));
    }
    const PictureStore again(dir.path());
    QCOMPARE(*again.load(hash), png(10, 'a'));
    QCOMPARE(again.totalBytes(), png(10, 'a').size());
}

void TestPictureStore::noticesDamage()
{
    const QTemporaryDir dir;
    PictureStore store(dir.path());
    const QString hash = *store.store(png(10, 'a'));
    QFile file(dir.filePath(hash.left(2) + u'/' + hash));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("x");
    file.close();
    const Result<QByteArray> loaded = store.load(hash);
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().source, file.fileName());
}

QTEST_GUILESS_MAIN(TestPictureStore)
#include "tst_picturestore.moc"
