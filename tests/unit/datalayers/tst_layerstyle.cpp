// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "jsonfile/jsoncursor.h"
#include "maps/style/layerstyle.h"
#include "maps/style/palette.h"
#include "support/featuretables.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

/** JSON with single quotes. */
QByteArray q(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

QJsonDocument styleWith(const QByteArray &members)
{
    return QJsonDocument::fromJson("{\"format\":\"guancheng-layerstyle\",\"version\":1,\"id\":\"t\"" +
                                   (members.isEmpty() ? QByteArray() : "," + members) + "}");
}

std::shared_ptr<FeatureTable> fourPlaces()
{
    TableMaker maker;
    maker.point(1, 1, {{u"kind"_s, u"metro"_s}, {u"riders"_s, 100}, {u"no"_s, u"7"_s}});
    maker.point(2, 1, {{u"kind"_s, u"bus"_s}, {u"riders"_s, 30.5}});
    maker.point(3, 1, {{u"riders"_s, 0}, {u"no"_s, u"12"_s}});
    maker.line({{1, 1}, {2, 2}}, {{u"kind"_s, u"metro"_s}});
    return maker.take();
}

} // namespace

class TestLayerStyle : public QObject
{
    Q_OBJECT

    const QString m_styles = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/mapstyles/layers");
    const QString m_schema = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/schemas/layerstyle.schema.json");

private Q_SLOTS:
    void filters_data()
    {
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<QString>("fits"); // one digit a feature
        QTest::newRow("equal") << q("{'attribute':'kind','value':'metro'}") << u"1001"_s;
        QTest::newRow("unequal leaves the missing out") << q("{'attribute':'kind','is':'!=','value':'metro'}") << u"0100"_s;
        QTest::newRow("less") << q("{'attribute':'riders','is':'<','value':50}") << u"0110"_s;
        QTest::newRow("less or equal") << q("{'attribute':'riders','is':'<=','value':30.5}") << u"0110"_s;
        QTest::newRow("greater") << q("{'attribute':'riders','is':'>','value':30.5}") << u"1000"_s;
        QTest::newRow("number in a text column") << q("{'attribute':'no','is':'>','value':8}") << u"0010"_s;
        QTest::newRow("in, text and number") << q("{'attribute':'no','in':[7,'x']}") << u"1000"_s;
        QTest::newRow("in numbers") << q("{'attribute':'riders','in':['30.5',0]}") << u"0110"_s;
        QTest::newRow("range takes its lower end") << q("{'attribute':'riders','range':[0,100]}") << u"0110"_s;
        QTest::newRow("missing") << q("{'attribute':'kind','missing':true}") << u"0010"_s;
        QTest::newRow("there") << q("{'attribute':'riders','missing':false}") << u"1110"_s;
        QTest::newRow("no such attribute") << q("{'attribute':'x','missing':true}") << u"1111"_s;
        QTest::newRow("unknown fulfils nothing") << q("{'attribute':'x','is':'!=','value':3}") << u"0000"_s;
        QTest::newRow("all") << q("{'all':[{'attribute':'kind','value':'metro'},{'geometry':'line'}]}") << u"0001"_s;
        QTest::newRow("any") << q("{'any':[{'attribute':'kind','value':'bus'},{'geometry':'line'}]}") << u"0101"_s;
        QTest::newRow("not") << q("{'not':{'attribute':'kind','value':'metro'}}") << u"0110"_s;
        QTest::newRow("all of nothing") << q("{'all':[]}") << u"1111"_s;
        QTest::newRow("any of nothing") << q("{'any':[]}") << u"0000"_s;
    }

    void filters()
    {
        QFETCH(QByteArray, condition);
        QFETCH(QString, fits);
        const JsonCursor cursor(u"t"_s, QJsonDocument::fromJson(condition));
        const StyleFilter filter = StyleFilter::parse(cursor);
        QVERIFY2(!cursor.error(), cursor.error() ? qPrintable(cursor.error()->toString()) : "");
        const auto table = fourPlaces();
        const StyleFilter::Bound bound = filter.bind(*table);
        QString found;
        for (size_t i = 0; i < table->size(); ++i)
            found += bound(i) ? u'1' : u'0';
        QCOMPARE(found, fits);
    }

    void conditionsAreBounded()
    {
        QByteArray deep = q("{'attribute':'a','missing':true}");
        for (int i = 0; i < 40; ++i)
            deep = q("{'not':") + deep + "}";
        const auto style = parseLayerStyle(styleWith("\"rules\":[{\"when\":" + deep + "}]"), u"deep.json"_s);
        QVERIFY(!style);
        QVERIFY2(style.error().place.startsWith(u"/rules/0/when/not/not"_s), qPrintable(style.error().place));
    }

    void texts_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::newRow("attribute") << u"{kind}"_s << u"metro"_s;
        QTest::newRow("first that is there") << u"{name_en|kind}"_s << u"metro"_s;
        QTest::newRow("words") << u"{kind}: {riders} p"_s << u"metro: 100 p"_s;
        QTest::newRow("decimals") << u"{riders:2}"_s << u"100.00"_s;
        QTest::newRow("all missing") << u"No. {x}"_s << QString();
        QTest::newRow("words alone") << u"Here"_s << u"Here"_s;
    }

    void texts()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        const auto parsed = StyleText::parse(pattern, u"t"_s, u"/text"_s);
        QVERIFY(parsed);
        QCOMPARE(parsed->of(*fourPlaces(), 0), text);
    }

    void longNamesAreCut()
    {
        TableMaker maker;
        maker.point(1, 1, {{u"name"_s, QString(100000, u'长')}});
        QCOMPARE(StyleText::parse(u"{name}"_s, {}, {})->of(*maker.take(), 0).size(), StyleText::kMaxLength);
    }

    void numbersAndColours()
    {
        const auto style = parseLayerStyle(
            styleWith(q("'rules':[{'line':{ "
                        "'width':{'attribute':'riders','scale':[[0,1],[100,5]],'byZoom':[[10,1],[12,2]],'missing':0.5}, "
                        "'colour':{'attribute':'riders','ramp':[[0,'#000000'],[100,'#646464']],'default':'#112233'}, "
                        "'casing':{'attribute':'kind','match':{'bus':'#102030'},'default':'#405060'}}}]")),
            u"t"_s);
        QVERIFY2(style, style ? "" : qPrintable(style.error().toString()));
        const StrokeStyle &line = *(*style)->rules.front().line;
        QCOMPARE(line.width.at(10, 50), 3.0);
        QCOMPARE(line.width.at(11, 50), 4.5);
        QCOMPARE(line.width.at(12, 1e9), 10.0);
        QCOMPARE(line.width.at(12, std::nan("")), 1.0);
        const auto table = fourPlaces();
        QCOMPARE(line.colour.at(10, table->column(u"riders"_s), 0), 0xff646464u);
        QCOMPARE(line.colour.at(10, table->column(u"riders"_s), 3), 0xff112233u);
        QCOMPARE(line.casing.at(10, table->column(u"kind"_s), 1), 0xff102030u);
        QCOMPARE(line.casing.at(10, table->column(u"kind"_s), 0), 0xff405060u);
        QCOMPARE(line.casing.at(10, nullptr, 0), 0xff405060u);
    }

    void brokenStylesNameTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QString>("place");
        QTest::newRow("colour") << q("'rules':[{},{'fill':{'colour':'red'}}]") << u"/rules/1/fill/colour"_s;
        QTest::newRow("shape") << q("'rules':[{'point':{'shape':'skull'}}]") << u"/rules/0/point/shape"_s;
        QTest::newRow("stops fall") << q("'rules':[{'line':{'width':[[10,1],[9,2]]}}]") << u"/rules/0/line/width/1"_s;
        QTest::newRow("too wide") << q("'rules':[{'line':{'width':1e7}}]") << u"/rules/0/line/width"_s;
        QTest::newRow("odd dash") << q("'rules':[{'line':{'dash':[1]}}]") << u"/rules/0/line/dash"_s;
        QTest::newRow("brace") << q("'rules':[{'label':{'text':'{name'}}]") << u"/rules/0/label/text"_s;
        QTest::newRow("operator") << q("'rules':[{'when':{'attribute':'a','is':'~','value':1}}]") << u"/rules/0/when/is"_s;
        QTest::newRow("palette") << q("'heat':{'palette':'rainbow'}") << u"/heat/palette"_s;
        QTest::newRow("given without breaks") << q("'choropleth':{'method':'given'}") << u"/choropleth"_s;
        QTest::newRow("slot") << q("'slot':'sky'") << u"/slot"_s;
    }

    void brokenStylesNameTheirPlace()
    {
        QFETCH(QByteArray, members);
        QFETCH(QString, place);
        const QJsonDocument document = styleWith(members);
        QVERIFY(!document.isNull());
        const auto style = parseLayerStyle(document, u"bad.json"_s);
        QVERIFY(!style);
        QCOMPARE(style.error().source, u"bad.json"_s);
        QCOMPARE(style.error().place, place);
        QVERIFY(!style.error().reason.isEmpty());
    }

    void warningColoursAreNoted()
    {
        const QByteArray rules =
            q("'rules':[{'fill':{'colour':'#E5484D'}},{'line':{'colour':'#5F9EA0'}},{'line':{'colour':'#FFD000'}}]");
        const auto style = parseLayerStyle(styleWith(rules), u"loud.json"_s);
        QVERIFY(style);
        QCOMPARE((*style)->warnings.size(), 2u);
        QCOMPARE((*style)->warnings[0].place, u"/rules/0/fill/colour"_s);
        QCOMPARE((*style)->warnings[1].place, u"/rules/2/line/colour"_s);
        QVERIFY((*parseLayerStyle(styleWith("\"ownColours\":\"metro\"," + rules), u"t"_s))->warnings.empty());
        QVERIFY((*parseLayerStyle(styleWith("\"tone\":0.4," + rules), u"t"_s))->warnings.empty());
    }

    void shippedStylesAreGood()
    {
        const QStringList files = QDir(m_styles).entryList({u"*.json"_s}, QDir::Files);
        QVERIFY(files.size() >= 14);
        for (const QString &file : files) {
            const auto style = loadLayerStyle(m_styles + u'/' + file, m_schema);
            QVERIFY2(style, style ? "" : qPrintable(style.error().toString()));
            QCOMPARE((*style)->id + u".json"_s, file);
            QVERIFY2((*style)->warnings.empty(),
                     (*style)->warnings.empty() ? "" : qPrintable((*style)->warnings.front().toString()));
            QVERIFY(!(*style)->nameZh.isEmpty() && !(*style)->nameEn.isEmpty());
        }
    }

    void theSchemaFindsWhatTheLoaderDoesNotLookFor()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"typo.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(styleWith(q("'rules':[{'lines':{'colour':'#5F9EA0'}}]")).toJson());
        file.close();
        const auto style = loadLayerStyle(file.fileName(), m_schema);
        QVERIFY(!style);
        QVERIFY2(style.error().place.startsWith(u"/rules/0"_s), qPrintable(style.error().toString()));
    }

    void stylesAreFoundByNameAndByFile()
    {
        const QString resources = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources");
        const auto named = findLayerStyle(u"metro-lines"_s, resources);
        QVERIFY(named);
        QCOMPARE((*named)->id, u"metro-lines"_s);
        QVERIFY(findLayerStyle(m_styles + u"/heat.json"_s, resources));
        QVERIFY(!findLayerStyle(u"../layers/heat"_s, resources));
        QVERIFY(!findLayerStyle(u"no-such-style"_s, resources));
    }

    void dataWithoutAStyleGetOne()
    {
        TableMaker maker;
        maker.polygon({{1, 1}, {2, 1}, {2, 2}}, {{u"NAME"_s, u"area"_s}});
        maker.line({{1, 1}, {2, 2}});
        maker.point(1, 1);
        const auto table = maker.take();
        const auto style = defaultLayerStyle(*table, 3);
        QCOMPARE(style->rules.size(), 3u);
        for (const StyleRule &rule : style->rules)
            QVERIFY(rule.label && rule.label->zh.attributes() == QStringList{u"NAME"_s});
        for (int hue = 0; hue < 8; ++hue)
            QVERIFY(!isReserved(quietColour(hue)));
        QVERIFY(quietColour(0) != quietColour(1));
        QVERIFY(defaultLayerStyle(FeatureTable(), 0)->rules.empty());
    }
};

QTEST_GUILESS_MAIN(TestLayerStyle)
#include "tst_layerstyle.moc"
