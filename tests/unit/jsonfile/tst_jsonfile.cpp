// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "jsonfile/jsonfile.h"
#include "jsonfile/jsonschema.h"
#include "jsonfile/resourcedir.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace guancheng;

class TestJsonFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsAFile();
    void namesTheFileThatCannotBeRead_data();
    void namesTheFileThatCannotBeRead();
    void syntaxErrorsHaveLineAndColumn_data();
    void syntaxErrorsHaveLineAndColumn();
    void violationsHaveAPointer_data();
    void violationsHaveAPointer();
    void aBrokenSchemaIsAnError();
    void aChangedSchemaIsCompiledAgain();
    void manyThreadsShareASchema();
    void refusesAHugeFile();
    void theEnvironmentNamesTheResources();

private:
    QString write(const QString &name, const QByteArray &text) const;
    std::unique_ptr<QTemporaryDir> m_dir;
};

static const QByteArray kSchema = R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object", "required": ["items"], "additionalProperties": false,
  "properties": { "items": { "type": "array", "items": { "$ref": "#/definitions/item" } } },
  "definitions": { "item": { "type": "object", "required": ["id"], "additionalProperties": false, "properties": {
    "id": { "type": "string", "pattern": "^[a-z]+$" }, "a/b": { "type": "number", "minimum": 0 },
    "kind": { "enum": ["one", "two"] } } } }
})";

void TestJsonFile::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

QString TestJsonFile::write(const QString &name, const QByteArray &text) const
{
    QFile file(m_dir->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? file.fileName() : QString();
}

void TestJsonFile::readsAFile()
{
    const QString schema = write(QStringLiteral("s.json"), kSchema);
    const QString file = write(QStringLiteral("a.json"), R"({"items": [{"id": "x", "a/b": 2, "kind": "two"}]})");
    const auto document = loadJson(file, schema);
    QVERIFY2(document, document ? "" : qPrintable(document.error().toString()));
    QCOMPARE(document->object().value(u"items").toArray().at(0)[u"id"].toString(), u"x");
    QVERIFY(loadJson(file));
}

void TestJsonFile::namesTheFileThatCannotBeRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QString>("named");
    QTest::newRow("missing") << QStringLiteral("none.json") << QString() << QStringLiteral("none.json");
    QTest::newRow("folder") << QStringLiteral(".") << QString() << QStringLiteral(".");
    QTest::newRow("schema missing") << QStringLiteral("good.json") << QStringLiteral("nos.json") << QStringLiteral("nos.json");
}

void TestJsonFile::namesTheFileThatCannotBeRead()
{
    QFETCH(QString, file);
    QFETCH(QString, schema);
    QFETCH(QString, named);
    write(QStringLiteral("good.json"), "{}");
    const auto document = loadJson(m_dir->filePath(file), schema.isEmpty() ? schema : m_dir->filePath(schema));
    QVERIFY(!document);
    QCOMPARE(document.error().source, m_dir->filePath(named));
    QVERIFY(!document.error().reason.isEmpty());
}

void TestJsonFile::syntaxErrorsHaveLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("1:1");
    QTest::newRow("second line") << QByteArray("{\n  \"a\": x}") << QStringLiteral("2:8");
    QTest::newRow("Chinese before it") << QByteArray("{\"观城\": x}") << QStringLiteral("1:8");
    QTest::newRow("truncated") << QByteArray("{\"a\": [1,\n2") << QStringLiteral("2:2");
    QTest::newRow("garbage after it") << QByteArray("{}\n\nx") << QStringLiteral("3:1");
}

void TestJsonFile::syntaxErrorsHaveLineAndColumn()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    const QString file = write(QStringLiteral("a.json"), text);
    const auto document = loadJson(file);
    QVERIFY(!document);
    QCOMPARE(document.error().source, file);
    QCOMPARE(document.error().place, place);
}

void TestJsonFile::violationsHaveAPointer_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("root type") << QByteArray("[]") << QString();
    QTest::newRow("missing member") << QByteArray("{}") << QString();
    QTest::newRow("missing inside") << QByteArray(R"({"items": [{"id": "a"}, {}]})") << QStringLiteral("/items/1");
    QTest::newRow("wrong type") << QByteArray(R"({"items": [{"id": 7}]})") << QStringLiteral("/items/0/id");
    QTest::newRow("pattern") << QByteArray(R"({"items": [{"id": "A"}]})") << QStringLiteral("/items/0/id");
    QTest::newRow("not in the list") << QByteArray(R"({"items": [{"id": "a", "kind": "three"}]})")
                                     << QStringLiteral("/items/0/kind");
    QTest::newRow("escaped") << QByteArray(R"({"items": [{"id": "a", "a/b": -1}]})") << QStringLiteral("/items/0/a~1b");
    QTest::newRow("unknown member") << QByteArray(R"({"items": [{"id": "a", "z": 1}]})") << QStringLiteral("/items/0");
}

void TestJsonFile::violationsHaveAPointer()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, pointer);
    const QString schema = write(QStringLiteral("s.json"), kSchema);
    const QString file = write(QStringLiteral("a.json"), text);
    const auto document = loadJson(file, schema);
    QVERIFY(!document);
    QCOMPARE(document.error().source, file);
    QCOMPARE(document.error().place, pointer);
    QVERIFY(!document.error().reason.isEmpty());
}

void TestJsonFile::aBrokenSchemaIsAnError()
{
    const QString file = write(QStringLiteral("a.json"), "{}");
    const QString syntax = write(QStringLiteral("syntax.json"), "{");
    const QString type = write(QStringLiteral("type.json"), R"({"type": 7})");
    const QString reference = write(QStringLiteral("ref.json"), R"({"$ref": "#/definitions/none"})");
    for (const QString &schema : {syntax, type, reference}) {
        const auto document = loadJson(file, schema);
        QVERIFY2(!document, qPrintable(schema));
        QCOMPARE(document.error().source, schema);
    }
}

void TestJsonFile::aChangedSchemaIsCompiledAgain()
{
    const QString file = write(QStringLiteral("a.json"), R"({"a": 1})");
    const QString schema = write(QStringLiteral("s.json"), R"({"type": "object"})");
    QVERIFY(loadJson(file, schema));
    const auto first = JsonSchema::fromFile(schema);
    QVERIFY(first);
    QCOMPARE(*first, *JsonSchema::fromFile(schema));
    write(QStringLiteral("s.json"), R"({"type": "object", "required": ["b"]})");
    QVERIFY(!loadJson(file, schema));
}

void TestJsonFile::manyThreadsShareASchema()
{
    const QString schema = write(QStringLiteral("s.json"), kSchema);
    const QString good = write(QStringLiteral("good.json"), R"({"items": [{"id": "a"}]})");
    const QString bad = write(QStringLiteral("bad.json"), R"({"items": [{"id": "a", "kind": "x"}]})");
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 50; ++i)
                wrong += (loadJson(good, schema) ? 0 : 1) + (loadJson(bad, schema) ? 1 : 0);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

void TestJsonFile::refusesAHugeFile()
{
    const QString path = write(QStringLiteral("huge.json"), "{}");
    QVERIFY(QFile::resize(path, kJsonSizeLimit + 1)); // sparse: takes no room
    const auto document = loadJson(path);
    QVERIFY(!document);
    QCOMPARE(document.error().source, path);
    QVERIFY(document.error().reason.contains(u"64 MB"));
}

void TestJsonFile::theEnvironmentNamesTheResources()
{
    const QByteArray before = qgetenv("GUANCHENG_RESOURCES");
    qputenv("GUANCHENG_RESOURCES", "/somewhere/else/");
    QCOMPARE(resourceDir(), QStringLiteral("/somewhere/else"));
    qunsetenv("GUANCHENG_RESOURCES");
    QVERIFY(QDir(resourceDir()).exists(QStringLiteral("schemas")));
    qputenv("GUANCHENG_RESOURCES", before);
}

QTEST_GUILESS_MAIN(TestJsonFile)
#include "tst_jsonfile.moc"
