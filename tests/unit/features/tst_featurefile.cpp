// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/features/featurefile.h"

#include <QBuffer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <bit>
#include <limits>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

/** A table of any shape: kinds, parts and vertices without end, missing values, odd numbers. */
FeatureTable anyTable(quint32 seed, int features)
{
    QRandomGenerator random(seed);
    FeatureTable table;
    table.name = u"层 %1"_s.arg(seed);
    table.source = seed % 3 == 0 ? QString() : u""_s;
    table.datum = u"WGS-84"_s;
    table.partStarts = {0};
    table.vertexStarts = {0};
    const bool exact = seed % 2 == 0;
    const double odd[] = {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -0.0, 1e300,
                          5e-324};
    table.columns = {{u"文字"_s, FeatureTable::ColumnType::Text, {}, {}},
                     {u"number"_s, FeatureTable::ColumnType::Number, {}, {}},
                     {u"time"_s, FeatureTable::ColumnType::Time, {}, {}}};
    for (int i = 0; i < features; ++i) {
        table.kinds.push_back(static_cast<GeometryKind>(random.bounded(4)));
        const int parts = random.bounded(4);
        for (int p = 0; p < parts; ++p) {
            const int vertices = random.bounded(6);
            for (int v = 0; v < 2 * vertices; ++v) {
                const double fixed = static_cast<double>(random.bounded(-1'000'000'000, 1'000'000'000)) / 1e7;
                table.vertices.push_back(exact                     ? fixed
                                         : random.bounded(20) == 0 ? odd[random.bounded(5)]
                                                                   : random.generateDouble());
            }
            table.vertexStarts.push_back(static_cast<quint32>(table.vertices.size() / 2));
        }
        table.partStarts.push_back(static_cast<quint32>(table.vertexStarts.size() - 1));
        const QString words[] = {QString(), u""_s, u"南京东路"_s, u"a'; DROP TABLE"_s, QString(random.bounded(2000), u'长')};
        table.columns[0].texts.push_back(words[random.bounded(5)]);
        table.columns[1].numbers.push_back(random.bounded(3) == 0 ? odd[random.bounded(5)] : random.generateDouble());
        table.columns[2].numbers.push_back(static_cast<double>(random.generate()));
    }
    return table;
}

bool sameBits(const std::vector<double> &a, const std::vector<double> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return std::bit_cast<quint64>(x) == std::bit_cast<quint64>(y); });
}

void compare(const FeatureTable &a, const FeatureTable &b)
{
    QCOMPARE(a.name, b.name);
    QCOMPARE(a.source.isNull(), b.source.isNull());
    QCOMPARE(a.datum, b.datum);
    QCOMPARE(a.kinds, b.kinds);
    QCOMPARE(a.partStarts, b.partStarts);
    QCOMPARE(a.vertexStarts, b.vertexStarts);
    QVERIFY(sameBits(a.vertices, b.vertices));
    QCOMPARE(a.columns.size(), b.columns.size());
    for (size_t i = 0; i < a.columns.size(); ++i) {
        QCOMPARE(a.columns[i].name, b.columns[i].name);
        QCOMPARE(a.columns[i].type, b.columns[i].type);
        QVERIFY(sameBits(a.columns[i].numbers, b.columns[i].numbers));
        QCOMPARE(a.columns[i].texts.size(), b.columns[i].texts.size());
        for (size_t k = 0; k < a.columns[i].texts.size(); ++k) {
            QCOMPARE(a.columns[i].texts[k], b.columns[i].texts[k]);
            QCOMPARE(a.columns[i].texts[k].isNull(), b.columns[i].texts[k].isNull());
        }
    }
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<FeatureFileInfo> readBytes(QByteArray bytes, const FeatureFileLimits &limits = {})
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return readFeatureChunks(buffer, u"test"_s, [](FeatureTable &&) { return ok(); }, limits);
}

} // namespace

class TestFeatureFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsReadIsWhatWasWritten_data();
    void whatIsReadIsWhatWasWritten();
    void manyChunksAreOneTable();
    void nothingIsATableToo();
    void aTableThatContradictsItselfIsRefused();
    void everyCutIsIncomplete();
    void everyFlippedBitIsFound();
    void anyBytesAreSafe();
    void limitsHold();
    void aHalfWrittenFileIsNeverSeen();

private:
    QTemporaryDir m_dir;
    QString path() const { return m_dir.filePath(u"t.gcft"_s); }
};

void TestFeatureFile::whatIsReadIsWhatWasWritten_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 60; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestFeatureFile::whatIsReadIsWhatWasWritten()
{
    QFETCH(quint32, seed);
    const FeatureTable table = anyTable(seed, static_cast<int>(seed % 50));
    QVERIFY(writeFeatureFile(path(), table));
    const auto read = readFeatureFile(path());
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    compare(*read, table);
}

void TestFeatureFile::manyChunksAreOneTable()
{
    const FeatureTable table = anyTable(2, 120'000);
    QVERIFY(writeFeatureFile(path(), table));
    const auto info = checkFeatureFile(path());
    QVERIFY(info);
    QCOMPARE(info->chunks, 3u);
    QCOMPARE(info->features, 120'000u);
    const auto read = readFeatureFile(path());
    QVERIFY(read);
    compare(*read, table);
}

void TestFeatureFile::nothingIsATableToo()
{
    QVERIFY(writeFeatureFile(path(), FeatureTable()));
    const auto read = readFeatureFile(path());
    QVERIFY(read);
    QCOMPARE(read->size(), 0u);
    QVERIFY(inconsistency(*read).isEmpty());
    FeatureFileWriter writer(path());
    QVERIFY(writer.open());
    QVERIFY(writer.finish());
    QCOMPARE(readFeatureFile(path())->size(), 0u);
}

void TestFeatureFile::aTableThatContradictsItselfIsRefused()
{
    FeatureTable table = anyTable(4, 10);
    table.columns[1].numbers.pop_back();
    QVERIFY(!writeFeatureFile(path(), table));
    table = anyTable(4, 10);
    table.vertexStarts.back() += 1;
    QVERIFY(!writeFeatureFile(path(), table));
    table = anyTable(4, 10);
    std::swap(table.partStarts.front(), table.partStarts.back());
    QVERIFY(!writeFeatureFile(path(), table));
}

void TestFeatureFile::everyCutIsIncomplete()
{
    QVERIFY(writeFeatureFile(path(), anyTable(6, 12)));
    const QByteArray bytes = bytesOf(path());
    QVERIFY(readBytes(bytes));
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QVERIFY2(!readBytes(bytes.first(size)), qPrintable(QString::number(size)));
    QVERIFY(!readBytes(bytes + 'x'));
}

void TestFeatureFile::everyFlippedBitIsFound()
{
    QVERIFY(writeFeatureFile(path(), anyTable(7, 12)));
    const QByteArray bytes = bytesOf(path());
    for (qsizetype i = 0; i < bytes.size() * 8; i += 3) {
        QByteArray damaged = bytes;
        damaged[i / 8] = static_cast<char>(damaged[i / 8] ^ (1 << (i % 8)));
        QVERIFY2(!readBytes(damaged), qPrintable(QString::number(i)));
    }
}

void TestFeatureFile::anyBytesAreSafe()
{
    QVERIFY(writeFeatureFile(path(), anyTable(8, 30)));
    const QByteArray good = bytesOf(path());
    QRandomGenerator random(1);
    for (int i = 0; i < 3000; ++i) {
        QByteArray bytes = good;
        const int changes = random.bounded(1, 12);
        for (int c = 0; c < changes; ++c)
            bytes[random.bounded(static_cast<int>(bytes.size()))] = static_cast<char>(random.bounded(256));
        if (random.bounded(4) == 0)
            bytes.remove(random.bounded(static_cast<int>(bytes.size())), random.bounded(40));
        const auto read = readBytes(bytes);
        if (!read)
            QVERIFY(!read.error().reason.isEmpty());
    }
}

void TestFeatureFile::limitsHold()
{
    QVERIFY(writeFeatureFile(path(), anyTable(10, 1000)));
    const QByteArray bytes = bytesOf(path());
    FeatureFileLimits limits;
    limits.features = 999;
    QVERIFY(!readBytes(bytes, limits));
    limits = {};
    limits.chunkBytes = 100;
    QVERIFY(!readBytes(bytes, limits));
    limits = {};
    limits.totalBytes = 100;
    QVERIFY(!readBytes(bytes, limits));
}

void TestFeatureFile::aHalfWrittenFileIsNeverSeen()
{
    const QString file = m_dir.filePath(u"half.gcft"_s);
    {
        FeatureFileWriter writer(file);
        QVERIFY(writer.open());
        QVERIFY(writer.append(anyTable(12, 100)));
    }
    QVERIFY(!QFile::exists(file));
}

QTEST_GUILESS_MAIN(TestFeatureFile)
#include "tst_featurefile.moc"
