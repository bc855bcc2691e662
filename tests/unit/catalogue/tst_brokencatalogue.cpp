// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/catalogue.h"

#include "unit/catalogue/resourcecopy.h"

#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** Each way to break a file gives an error that names the file and the place in it. */
class TestBrokenCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsNeeded_data();
    void everyFileIsNeeded();
    void brokenPlaces_data();
    void brokenPlaces();
    void duplicates_data();
    void duplicates();
    void alarmsThatSilenceEachOtherInACircle();
    void aMissingMemberIsNamed();
    void anUnknownMemberIsNamed();
    void syntaxHasLineAndColumn();
    void aMissingSchemaIsNamed();
    void theRevisionFollowsTheData();
};

void TestBrokenCatalogue::everyFileIsNeeded_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file :
         {"indicators/rhythms.json", "departments/departments.json", "sources/sources.json", "units/kinds.json",
          "matters/matters.json", "alarms/types.json", "alarms/rules.json", "devices/classes.json",
          "indicators/dimensions.json", "indicators/reference.json", "figures/figures.json", "warnings/kinds.json"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void TestBrokenCatalogue::everyFileIsNeeded()
{
    QFETCH(QString, file);
    const test::ResourceCopy copy;
    QVERIFY(QFile::remove(copy.path(file)));
    const auto loaded = loadCatalogue(copy.dir());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().source, copy.path(file));
}

void TestBrokenCatalogue::brokenPlaces_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("edited");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("place"); // empty: the edited place itself
    const auto row = [](const char *name, const QString &file, const QString &edited, const QJsonValue &value,
                        const QString &place = {}) { QTest::newRow(name) << file << edited << value << place; };
    const QString indicators = u"indicators/reference.json"_s;
    const QJsonValue none(QJsonValue::Undefined);
    row("unknown owner", indicators, u"/indicators/7/owner"_s, u"nobody"_s);
    row("unknown source", indicators, u"/indicators/0/source"_s, u"rumour"_s);
    row("unknown dimension", indicators, u"/indicators/3/dimension"_s, u"sixth"_s);
    row("unknown matter in drill", indicators, u"/indicators/1/drill/matters/0"_s, u"no-such-matter"_s);
    row("unknown rhythm", indicators, u"/indicators/2/simulation/rhythm"_s, u"waltz"_s);
    row("limits out of order", indicators, u"/indicators/1/limits/high"_s, QJsonArray({10, 9, 11, 12}),
        u"/indicators/1/limits/high/1"_s);
    row("low limits out of order", indicators, u"/indicators/17/limits/low"_s, QJsonArray({80, 85, 70, 60}),
        u"/indicators/17/limits/low/1"_s);
    row("five levels", indicators, u"/indicators/1/limits/high"_s, QJsonArray({1, 2, 3, 4, 5}));
    row("wrong direction", indicators, u"/indicators/1/direction"_s, u"low-bad"_s, u"/indicators/1/limits"_s);
    row("a band without room", indicators, u"/indicators/0/limits/low/0"_s, 2960, u"/indicators/0/limits"_s);
    row("normal beyond a limit", indicators, u"/indicators/1/normal/1"_s, 500, u"/indicators/1/normal"_s);
    row("always stale", indicators, u"/indicators/5/maxAgeSeconds"_s, 5);
    row("name of a wrong type", indicators, u"/indicators/5/nameZh"_s, 7);
    row("name empty", indicators, u"/indicators/5/nameEn"_s, u""_s);
    row("short name too long", indicators, u"/indicators/5/nameShortEn"_s, u"a name that fits no tile"_s);
    row("unknown period", indicators, u"/indicators/5/period"_s, u"century"_s);
    row("minus decimals", indicators, u"/indicators/5/decimals"_s, -1);
    row("id with blanks", indicators, u"/indicators/5/id"_s, u"Fire calls"_s);
    row("version of the format", indicators, u"/schema"_s, 2);
    const QString devices = u"devices/classes.json"_s;
    row("unknown group", devices, u"/classes/4/group"_s, u"toys"_s);
    row("unknown alarm type", devices, u"/classes/4/alarmType"_s, u"gong"_s);
    row("limits without alarm", devices, u"/classes/4/alarmType"_s, none, u"/classes/4"_s);
    row("shares", devices, u"/classes/0/share"_s, 0.9, u"/classes"_s);
    row("report weights", devices, u"/classes/0/reportWeight"_s, 50, u"/classes"_s);
    row("code", devices, u"/classes/0/code"_s, u"toolong7"_s);
    row("unknown unit kind", u"matters/matters.json"_s, u"/matters/9/unitKinds/0"_s, u"dragon"_s);
    row("unknown class", u"matters/matters.json"_s, u"/matters/9/class"_s, u"e-none"_s);
    row("sources of a matter", u"matters/matters.json"_s, u"/matters/9/sources"_s, QJsonObject({{u"video"_s, 0.5}}));
    row("title without place", u"matters/matters.json"_s, u"/matters/9/titlesZh/0"_s, u"有问题"_s);
    row("titles in one language", u"matters/matters.json"_s, u"/matters/9/titlesZh/-"_s, u"{place}又有问题"_s,
        u"/matters/9/titlesEn"_s);
    row("no time to handle", u"matters/matters.json"_s, u"/matters/9/minutes/handle"_s, 0);
    row("unknown matter of an alarm", u"alarms/types.json"_s, u"/types/3/matter"_s, u"none"_s);
    row("unknown cause", u"alarms/types.json"_s, u"/types/3/causeGroup"_s, u"none"_s);
    row("silenced by nothing", u"alarms/types.json"_s, u"/types/3/suppressedBy"_s,
        QJsonArray({QJsonObject({{u"type"_s, u"gong"_s}})}), u"/types/3/suppressedBy/0/type"_s);
    row("silenced by itself", u"alarms/types.json"_s, u"/types/3/suppressedBy"_s,
        QJsonArray({QJsonObject({{u"type"_s, u"smoke"_s}})}), u"/types/3/suppressedBy/0/type"_s);
    row("silenced from afar", u"alarms/types.json"_s, u"/types/3/suppressedBy"_s,
        QJsonArray({QJsonObject({{u"type"_s, u"heat"_s}, {u"within"_s, u"moon"_s}})}), u"/types/3/suppressedBy/0/within"_s);
    const QString rules = u"alarms/rules.json"_s;
    row("rule for no class", rules, u"/rules/0/class"_s, u"none"_s);
    row("rule for nothing", rules, u"/rules/0/class"_s, none, u"/rules/0"_s);
    row("rule of no rule", rules, u"/rules/1/when/all/1/rule"_s, u"none"_s);
    row("rule in itself", rules, u"/rules/1/when/all/1/rule"_s, u"bridge-wet-and-cold"_s, u"/rules/1/when"_s);
    row("two tests in one", rules, u"/rules/1/when/all/0/above"_s, 3, u"/rules/1/when/all/0"_s);
    row("no test at all", rules, u"/rules/0/when"_s, QJsonObject());
    row("nothing to join", rules, u"/rules/1/when/all"_s, QJsonArray());
    row("another source", rules, u"/rules/1/when/all/1/within"_s, u"source"_s, u"/rules/1/when"_s);
    row("stale before it is due", u"sources/sources.json"_s, u"/sources/2/staleAfterSeconds"_s, 0.5);
    row("lost before it is stale", u"sources/sources.json"_s, u"/sources/2/lostAfterSeconds"_s, 1.5);
    row("23 hours", u"indicators/rhythms.json"_s, u"/rhythms/1/weekday/23"_s, none, u"/rhythms/1/weekday"_s);
    row("callsign without number", u"units/kinds.json"_s, u"/kinds/2/callsignZh"_s, u"{street}城管"_s);
    row("colours out of order", u"warnings/kinds.json"_s, u"/kinds/0/levels/1/level"_s, u"minor"_s);
    row("no people in the street", u"departments/departments.json"_s, u"/departments/0/streetPatternZh"_s, none,
        u"/departments/0"_s);
}

void TestBrokenCatalogue::brokenPlaces()
{
    QFETCH(QString, file);
    QFETCH(QString, edited);
    QFETCH(QJsonValue, value);
    QFETCH(QString, place);
    const test::ResourceCopy copy;
    QVERIFY(copy.edit(file, edited, value));
    const auto loaded = loadCatalogue(copy.dir());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().source, copy.path(file));
    QCOMPARE(loaded.error().place, place.isEmpty() ? edited : place);
    QVERIFY(!loaded.error().reason.isEmpty());
}

void TestBrokenCatalogue::duplicates_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("table");
    QTest::newRow("indicators") << u"indicators/reference.json"_s << u"indicators"_s;
    QTest::newRow("classes") << u"devices/classes.json"_s << u"classes"_s;
    QTest::newRow("matters") << u"matters/matters.json"_s << u"matters"_s;
    QTest::newRow("departments") << u"departments/departments.json"_s << u"departments"_s;
    QTest::newRow("causes") << u"alarms/types.json"_s << u"causeGroups"_s;
    QTest::newRow("alarm types") << u"alarms/types.json"_s << u"types"_s;
    QTest::newRow("warnings") << u"warnings/kinds.json"_s << u"kinds"_s;
    QTest::newRow("figures") << u"figures/figures.json"_s << u"figures"_s;
}

void TestBrokenCatalogue::duplicates()
{
    QFETCH(QString, file);
    QFETCH(QString, table);
    const test::ResourceCopy copy;
    const QJsonArray entries = copy.read(file).object().value(table).toArray();
    QVERIFY(copy.edit(file, u"/%1/-"_s.arg(table), entries.first()));
    const auto loaded = loadCatalogue(copy.dir());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().source, copy.path(file));
    QCOMPARE(loaded.error().place, u"/%1/%2/id"_s.arg(table).arg(entries.size()));
}

void TestBrokenCatalogue::alarmsThatSilenceEachOtherInACircle()
{
    const test::ResourceCopy copy;
    const QString types = u"alarms/types.json"_s;
    const auto by = [](const QString &type) {
        return QJsonArray({QJsonObject({{u"type"_s, type}, {u"within"_s, u"street"_s}})});
    };
    QVERIFY(copy.edit(types, u"/types/3/suppressedBy"_s, by(u"heat"_s)));          // smoke
    QVERIFY(copy.edit(types, u"/types/4/suppressedBy"_s, by(u"electric-fire"_s))); // heat
    const auto chain = loadCatalogue(copy.dir());
    QVERIFY2(chain, chain ? "" : qPrintable(chain.error().toString()));
    QVERIFY(copy.edit(types, u"/types/5/suppressedBy"_s, by(u"smoke"_s)));
    const auto loaded = loadCatalogue(copy.dir());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().source, copy.path(types));
    QCOMPARE(loaded.error().place, u"/types/5/suppressedBy/0/type"_s);
    QVERIFY2(loaded.error().reason.contains(u"circle"), qPrintable(loaded.error().reason));
}

void TestBrokenCatalogue::aMissingMemberIsNamed()
{
    const test::ResourceCopy copy;
    QVERIFY(copy.edit(u"indicators/reference.json"_s, u"/indicators/40/unitEn"_s, QJsonValue(QJsonValue::Undefined)));
    const auto loaded = loadCatalogue(copy.dir());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().place, u"/indicators/40"_s);
    QVERIFY2(loaded.error().reason.contains(u"unitEn"), qPrintable(loaded.error().reason));
}

void TestBrokenCatalogue::anUnknownMemberIsNamed()
{
    const test::ResourceCopy copy;
    QVERIFY(copy.edit(u"matters/matters.json"_s, u"/matters/4/ownr"_s, u"fire"_s));
    const auto loaded = loadCatalogue(copy.dir());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().place, u"/matters/4"_s);
    QVERIFY2(loaded.error().reason.contains(u"ownr"), qPrintable(loaded.error().reason));
}

void TestBrokenCatalogue::syntaxHasLineAndColumn()
{
    const test::ResourceCopy copy;
    QVERIFY(copy.write(u"figures/figures.json"_s, "{\n  \"schema\": 1,\n  \"figures\": [}\n"));
    const auto loaded = loadCatalogue(copy.dir());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().source, copy.path(u"figures/figures.json"_s));
    QVERIFY2(loaded.error().place.startsWith(u"3:"), qPrintable(loaded.error().place));
}

void TestBrokenCatalogue::aMissingSchemaIsNamed()
{
    const test::ResourceCopy copy;
    const QString schema = copy.path(u"schemas/matters.schema.json"_s);
    QVERIFY(QFile::remove(schema));
    const auto loaded = loadCatalogue(copy.dir());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().source, schema);
}

void TestBrokenCatalogue::theRevisionFollowsTheData()
{
    const test::ResourceCopy copy;
    const auto before = loadCatalogue(copy.dir());
    QVERIFY2(before, before ? "" : qPrintable(before.error().toString()));
    QVERIFY(copy.edit(u"figures/figures.json"_s, u"/figures/0/nameEn"_s, u"People"_s));
    const auto after = loadCatalogue(copy.dir());
    QVERIFY(after);
    QVERIFY((*before)->revision() != (*after)->revision());
}

QTEST_GUILESS_MAIN(TestBrokenCatalogue)
#include "tst_brokencatalogue.moc"
