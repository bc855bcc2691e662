// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "jsonfile/jsoncursor.h"

#include "jsonfile/jsonfile.h"

#include <QTest>

#include <cmath>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestJsonCursor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTypedMembers();
    void absentOptionalMembersAreSilent();
    void reportsWhereItIs_data();
    void reportsWhereItIs();
    void keepsTheFirstErrorOnly();
    void ownRulesAreReported();
};

static JsonCursor cursorOf(const QByteArray &text)
{
    return JsonCursor(u"a.json"_s, *parseJson(text, u"a.json"_s));
}

void TestJsonCursor::readsTypedMembers()
{
    const JsonCursor root =
        cursorOf(R"({"s": "x", "n": 1.5, "i": 3, "b": true, "l": ["a", "b"], "v": [1, 2.5], "o": {"k": {"s": "y"}}})");
    QCOMPARE(root.string("s"_L1), u"x"_s);
    QCOMPARE(root.number("n"_L1), 1.5);
    QCOMPARE(root.integer("i"_L1), 3);
    QVERIFY(root.boolean("b"_L1));
    QCOMPARE(root.strings("l"_L1), QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(root.numbers("v"_L1), std::vector<double>({1, 2.5}));
    const auto members = root.child("o"_L1).members();
    QCOMPARE(members.size(), 1u);
    QCOMPARE(members.front().first, u"k"_s);
    QCOMPARE(members.front().second.string("s"_L1), u"y"_s);
    QCOMPARE(members.front().second.pointer(), u"/o/k"_s);
    QVERIFY(!root.error());
}

void TestJsonCursor::absentOptionalMembersAreSilent()
{
    const JsonCursor root = cursorOf("{}");
    QCOMPARE(root.string("s"_L1, u"-"_s), u"-"_s);
    QCOMPARE(root.number("n"_L1, 7.0), 7.0);
    QCOMPARE(root.integer("i"_L1, 8), 8);
    QVERIFY(root.boolean("b"_L1, true));
    QVERIFY(root.strings("l"_L1).isEmpty());
    QVERIFY(!root.optional("o"_L1).exists());
    QVERIFY(root.optional("o"_L1).items().empty());
    QVERIFY(!root.error());
}

void TestJsonCursor::reportsWhereItIs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("missing") << QByteArray(R"({"items": [{"i": 1}]})") << u"/items/0"_s;
    QTest::newRow("string") << QByteArray(R"({"items": [{"s": 1, "i": 1}]})") << u"/items/0/s"_s;
    QTest::newRow("not whole") << QByteArray(R"({"items": [{"s": "", "i": 1.5}]})") << u"/items/0/i"_s;
    QTest::newRow("too great") << QByteArray(R"({"items": [{"s": "", "i": 1e12}]})") << u"/items/0/i"_s;
    QTest::newRow("optional of a wrong type") << QByteArray(R"({"items": [{"s": "", "i": 1, "n": "x"}]})") << u"/items/0/n"_s;
    QTest::newRow("element") << QByteArray(R"({"items": [{"s": "", "i": 1, "l": ["a", 2]}]})") << u"/items/0/l/1"_s;
    QTest::newRow("no array") << QByteArray(R"({"items": {}})") << u"/items"_s;
    QTest::newRow("no items") << QByteArray("{}") << u""_s;
}

void TestJsonCursor::reportsWhereItIs()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, pointer);
    const JsonCursor root = cursorOf(text);
    for (const JsonCursor &item : root.child("items"_L1).items()) {
        item.string("s"_L1);
        item.integer("i"_L1);
        item.number("n"_L1, 0);
        item.strings("l"_L1);
    }
    QVERIFY(root.error());
    QCOMPARE(root.error()->source, u"a.json"_s);
    QCOMPARE(root.error()->place, pointer);
}

void TestJsonCursor::keepsTheFirstErrorOnly()
{
    const JsonCursor root = cursorOf(R"({"a": 1, "b": 2})");
    QVERIFY(root.string("a"_L1).isEmpty());
    QVERIFY(root.string("b"_L1).isEmpty());
    QVERIFY(std::isnan(root.number("c"_L1)));
    QCOMPARE(root.error()->place, u"/a"_s);
}

void TestJsonCursor::ownRulesAreReported()
{
    const JsonCursor root = cursorOf(R"({"a": {"owner/x": "nobody"}})");
    root.child("a"_L1).fail("owner/x"_L1, u"no such owner"_s);
    QCOMPARE(*root.error(), (Error{u"a.json"_s, u"/a/owner~1x"_s, u"no such owner"_s}));
}

QTEST_GUILESS_MAIN(TestJsonCursor)
#include "tst_jsoncursor.moc"
