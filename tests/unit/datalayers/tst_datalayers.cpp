// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/clusterlayer.h"
#include "maps/datalayers/coveragelayer.h"
#include "maps/datalayers/heatlayer.h"
#include "maps/datalayers/layerdata.h"
#include "maps/geo/mercator.h"
#include "support/featuretables.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <numbers>
#include <set>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

/** JSON with single quotes. */
QByteArray q(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

constexpr quint32 kGround = 0xff101820u;
constexpr double kZoom = 12;
const GeoPoint kCentre{121.47, 31.23};

/** A picture around the centre, painted as tiles of some size. */
class Canvas
{
public:
    explicit Canvas(double zoom = kZoom, int side = 400, bool chinese = true)
        : scale{256 * std::exp2(zoom), 1, chinese}
        , m_side(side)
        , picture(side, side, QImage::Format_RGB32)
    {
        picture.fill(kGround);
        origin = scale.toPixels(toWorld(kCentre)).toPoint() - QPoint(side / 2, side / 2);
    }
    void paint(const DataLayer &layer, int tile = 128)
    {
        for (int y = 0; y < m_side; y += tile) {
            for (int x = 0; x < m_side; x += tile) {
                QImage part(tile, tile, QImage::Format_RGB32);
                part.fill(kGround);
                layer.paint({reinterpret_cast<quint32 *>(part.bits()), tile, tile}, {scale, origin + QPoint(x, y)});
                for (int row = 0; row < tile && y + row < m_side; ++row) {
                    for (int column = 0; column < tile && x + column < m_side; ++column)
                        picture.setPixel(x + column, y + row, part.pixel(column, row) | 0xff000000u);
                }
            }
        }
    }
    /** Degrees of a pixel, the centre of the picture being 0, 0. */
    QPointF at(double x, double y) const
    {
        const GeoPoint point = toGeo((QPointF(origin) + QPointF(x, y) + QPointF(m_side / 2.0, m_side / 2.0)) / scale.scale);
        return {point.longitude, point.latitude};
    }
    QRgb pixel(int x, int y) const { return picture.pixel(x + m_side / 2, y + m_side / 2); }
    bool isGround(int x, int y) const { return pixel(x, y) == kGround; }
    int painted() const
    {
        int count = 0;
        for (int y = 0; y < m_side; ++y) {
            for (int x = 0; x < m_side; ++x)
                count += picture.pixel(x, y) != kGround;
        }
        return count;
    }

    MapScale scale;
    QPoint origin;

private:
    int m_side;

public:
    QImage picture;
};

std::shared_ptr<const LayerStyle> styleOf(const QByteArray &members)
{
    const auto style = parseLayerStyle(
        QJsonDocument::fromJson("{\"format\":\"guancheng-layerstyle\",\"version\":1,\"id\":\"t\"," + members + "}"), u"t"_s);
    if (!style)
        qFatal("%s", qPrintable(style.error().toString()));
    return *style;
}

std::shared_ptr<const DataLayer> layerOf(const std::shared_ptr<const FeatureTable> &table, const QByteArray &members,
                                         const MapScale &scale)
{
    return makeDataLayer(makeLayerData(table, nullptr, styleOf(members), 0), scale, u"Noto Sans CJK SC"_s);
}

TableMaker::Part square(const Canvas &canvas, double left, double top, double right, double bottom)
{
    return {canvas.at(left, top), canvas.at(right, top), canvas.at(right, bottom), canvas.at(left, bottom)};
}

} // namespace

class TestDataLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void polygonsAreFilledWithHolesAndOutlined()
    {
        Canvas canvas;
        TableMaker maker;
        maker.add(GeometryKind::Polygon, {square(canvas, -100, -100, 100, 100), square(canvas, -40, -40, 40, 40)});
        canvas.paint(*layerOf(maker.take(),
                              q("'rules':[{'fill':{'colour':'#5F9EA0','opacity':1},'line':{'colour':'#FFFFFF','width':4}}]"),
                              canvas.scale));
        QCOMPARE(canvas.pixel(-70, 0), 0xff5f9ea0u);
        QVERIFY(canvas.isGround(0, 0));
        QVERIFY(canvas.isGround(120, 0));
        QCOMPARE(canvas.pixel(-100, 30), 0xffffffffu);
        QCOMPARE(canvas.pixel(40, 10), 0xffffffffu); // the hole has an outline too
    }

    void tilesMeetWhateverTheirSize_data()
    {
        QTest::addColumn<QByteArray>("style");
        QTest::newRow("pattern") << QByteArray(
            q("'rules':[{'fill':{'pattern':'hatch','patternColour':'#8F84B8','patternSpacing':9},'line':{'colour':'#8F84B8','"
              "width':3,'casing':'#000000','casingWidth':2}}]"));
        QTest::newRow("dots") << q("'rules':[{'fill':{'pattern':'dots','patternColour':'#8F84B8'}}]");
        QTest::newRow("dashes and arrows") << QByteArray(
            q("'rules':[{'line':{'colour':'#8F84B8','width':3,'dash':[3,2],'arrows':{'spacing':40,'size':9}}}]"));
        QTest::newRow("offset") << q("'rules':[{'line':{'colour':'#8F84B8','width':2,'offset':6}}]");
        QTest::newRow("heat") << q("'heat':{'radius':20,'palette':'heat'}");
        QTest::newRow("coverage") << q("'coverage':{'metres':300,'colour':'#5F9EA0'}");
        QTest::newRow("clusters") << q("'clusters':{'cell':40}, 'rules':[{'point':{'colour':'#5F9EA0'}}]");
        QTest::newRow("symbols") << q("'rules':[{'point':{'shape':'star','size':24,'colour':'#5F9EA0'}}]");
    }

    void tilesMeetWhateverTheirSize()
    {
        QFETCH(QByteArray, style);
        Canvas whole;
        Canvas tiled;
        QRandomGenerator random(5);
        TableMaker maker;
        TableMaker::Part ring;
        for (int i = 0; i < 200; ++i) {
            const double angle = 2 * std::numbers::pi * i / 200;
            const double radius = 120 + 60 * std::sin(7 * angle);
            ring.push_back(whole.at(radius * std::cos(angle), radius * std::sin(angle)));
        }
        maker.polygon(ring);
        maker.line({whole.at(-5000, -90), whole.at(30, 20), whole.at(4000, 180)});
        for (int i = 0; i < 60; ++i) {
            const QPointF p = whole.at(random.bounded(360) - 180, random.bounded(360) - 180);
            maker.point(p.x(), p.y());
        }
        const auto layer = layerOf(maker.take(), style, whole.scale);
        whole.paint(*layer, 400);
        tiled.paint(*layer, 100);
        QVERIFY(whole.painted() > 300);
        int different = 0;
        for (int y = 0; y < 400; ++y) {
            for (int x = 0; x < 400; ++x) {
                const QRgb a = whole.picture.pixel(x, y);
                const QRgb b = tiled.picture.pixel(x, y);
                different += std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b)) > 60;
            }
        }
        QVERIFY2(different < 30, qPrintable(QString::number(different)));
    }

    void linesFollowTheirAttributesAndTheZoom()
    {
        Canvas canvas;
        TableMaker maker;
        maker.line({canvas.at(-150, -50), canvas.at(150, -50)}, {{u"route"_s, u"2"_s}});
        maker.line({canvas.at(-150, 0), canvas.at(150, 0)}, {{u"route"_s, u"9"_s}});
        maker.line({canvas.at(-150, 50), canvas.at(150, 50)});
        const auto table = maker.take();
        const QByteArray style =
            q("'rules':[{'when':{'attribute':'route','missing':true},'minZoom':13,'line':{'colour':'#FFFFFF','width':6}}, "
              "{'when':{'attribute':'route','missing':false},'line':{'colour':{'attribute':'route','match':{'2':'#82BF25'},'"
              "default':'#404040'},'width':[[12,6],[13,12]]}}]");
        canvas.paint(*layerOf(table, style, canvas.scale));
        QCOMPARE(canvas.pixel(0, -50), 0xff82bf25u);
        QCOMPARE(canvas.pixel(0, 0), 0xff404040u);
        QVERIFY(canvas.isGround(0, -55));
        QVERIFY(canvas.isGround(0, 50)); // from zoom 13 on
        Canvas nearer(13);
        nearer.paint(*layerOf(table, style, nearer.scale));
        QCOMPARE(nearer.pixel(0, -100 + 4), 0xff82bf25u);
        QCOMPARE(nearer.pixel(0, 100), 0xffffffffu);
    }

    void symbolsGrowTurnAndKeepTheirShape()
    {
        Canvas canvas;
        TableMaker maker;
        const auto add = [&](double x, double y, double n, double heading) {
            maker.point(canvas.at(x, y).x(), canvas.at(x, y).y(), {{u"n"_s, n}, {u"heading"_s, heading}});
        };
        add(-100, 0, 0, 0);
        add(0, 0, 10, 0);
        add(100, 0, 10, 180);
        canvas.paint(*layerOf(maker.take(),
                              q("'rules':[{'point':{'shape':'arrow','size':{'attribute':'n','scale':[[0,6],[10,40]]},'rotation'"
                                ":{'attribute':'heading'},'colour':'#FFFFFF'}}]"),
                              canvas.scale));
        QVERIFY(canvas.isGround(-100, -15));
        QCOMPARE(canvas.pixel(0, -14), 0xffffffffu);
        QVERIFY(canvas.isGround(0, 14)); // the notch of the arrow
        QCOMPARE(canvas.pixel(100, 14), 0xffffffffu);
        QVERIFY(canvas.isGround(100, -14));
    }

    void everyShapeAndPatternIsDrawn()
    {
        std::set<QByteArray> pictures;
        for (int i = 0; i < pointShapes().size(); ++i) {
            const QImage sprite = pointSprite(
                {.shape = quint8(i), .turn = 0, .size = 40, .outlineWidth = 10, .colour = 0xff5f9ea0u, .outline = 0xffffffffu});
            pictures.insert(QByteArray(reinterpret_cast<const char *>(sprite.constBits()), sprite.sizeInBytes()));
        }
        QVERIFY(pictures.size() >= size_t(pointShapes().size()) - 1); // a station is a circle in other colours
        pictures.clear();
        for (const QString &pattern : {u"hatch"_s, u"backhatch"_s, u"cross"_s, u"horizontal"_s, u"vertical"_s, u"dots"_s}) {
            const QImage tile = patternTile(pattern, 8, 1, Qt::white);
            pictures.insert(QByteArray(reinterpret_cast<const char *>(tile.constBits()), tile.sizeInBytes()));
        }
        QCOMPARE(pictures.size(), 6u);
    }

    void labelsHaveTextPlaceAndLanguage()
    {
        Canvas canvas;
        TableMaker maker;
        maker.point(canvas.at(0, 0).x(), canvas.at(0, 0).y(),
                    {{u"name"_s, u"人民广场"_s}, {u"name_en"_s, u"People's Square"_s}, {u"n"_s, 3}});
        maker.point(canvas.at(50, 0).x(), canvas.at(50, 0).y());
        const auto table = maker.take();
        const QByteArray style = q("'rules':[{'point':{'size':10,'colour':'#FFFFFF'},'label':{'text':{'zh':'{name}','en':'{"
                                   "name_en}'},'size':14,'offset':3,'priority':{'attribute':'n','scale':[[0,10],[10,60]]}}}]");
        const auto zh = layerOf(table, style, canvas.scale);
        QCOMPARE(zh->labels().size(), 1u);
        const LabelCandidate &label = zh->labels().front();
        QCOMPARE(label.text, u"人民广场"_s);
        QCOMPARE(label.look.pixelSize, 14);
        QCOMPARE(label.clearance, 8);
        QCOMPARE(label.priority, 25.0);
        QCOMPARE(label.place - canvas.origin, QPoint(200, 200));
        QCOMPARE(layerOf(table, style, Canvas(kZoom, 400, false).scale)->labels().front().text, u"People's Square"_s);
        QVERIFY(layerOf(table, q("'rules':[{'label':{'text':'{name}','minZoom':13}}]"), canvas.scale)->labels().empty());
    }

    void heatIsHighestWhereTheMostPointsAre()
    {
        Canvas canvas;
        QRandomGenerator random(1);
        TableMaker maker;
        for (int i = 0; i < 400; ++i) {
            const QPointF p = canvas.at(random.bounded(30) - 15, random.bounded(30) - 15);
            maker.point(p.x(), p.y(), {{u"w"_s, 1}});
        }
        for (int i = 0; i < 40; ++i) {
            const QPointF p = canvas.at(120 + random.bounded(30) - 15, random.bounded(30) - 15);
            maker.point(p.x(), p.y(), {{u"w"_s, 100}});
        }
        const auto table = maker.take();
        const auto light = [](QRgb colour) { return qRed(colour) + qGreen(colour) + qBlue(colour); };
        canvas.paint(*layerOf(table, q("'heat':{'radius':24}"), canvas.scale));
        QVERIFY(light(canvas.pixel(0, 0)) > light(canvas.pixel(120, 0)) + 60);
        QVERIFY(light(canvas.pixel(120, 0)) > light(kGround) + 10);
        QVERIFY(canvas.isGround(-120, -120));
        QVERIFY(canvas.isGround(0, 90));
        Canvas weighted;
        weighted.paint(*layerOf(table, q("'heat':{'radius':24,'weight':'w'}"), weighted.scale));
        QVERIFY(light(weighted.pixel(120, 0)) > light(weighted.pixel(0, 0)) + 60);
    }

    void clustersCountEachPointOnceAndSplit()
    {
        Canvas canvas;
        QRandomGenerator random(2);
        TableMaker maker;
        for (int i = 0; i < 3000; ++i) {
            const QPointF p = canvas.at(random.bounded(380) - 190, random.bounded(380) - 190);
            maker.point(p.x(), p.y(), {{u"kind"_s, i % 3 == 0 ? u"a"_s : i % 3 == 1 ? u"b"_s : u"c"_s}});
        }
        const auto data =
            makeLayerData(maker.take(), nullptr,
                          styleOf(q("'clusters':{'attribute':'kind','classes':[{'value':'a','colour':'#FFFFFF'},{'value':'b','"
                                    "colour':'#5F9EA0'}]},'rules':[{'point':{'colour':'#5F9EA0'}}]")),
                          0);
        size_t before = 0;
        for (const double zoom : {9.0, 11.0, 13.0}) {
            const MapScale scale{256 * std::exp2(zoom), 1, true};
            const ClusterLayer layer(data->geometry, data->style, scale, u"Noto Sans CJK SC"_s);
            quint32 sum = 0;
            for (const ClusterLayer::Cluster &cluster : layer.clusters()) {
                QVERIFY(cluster.count > 1);
                QCOMPARE(cluster.byClass[0] + cluster.byClass[1] + cluster.byClass[2], cluster.count);
                sum += cluster.count;
            }
            QVERIFY2(sum <= 3000 && sum > 2000, qPrintable(QString::number(sum)));
            QVERIFY(layer.clusters().size() > before);
            before = layer.clusters().size();
        }
        canvas.paint(*makeDataLayer(data, canvas.scale, u"Noto Sans CJK SC"_s));
        QVERIFY(canvas.painted() > 3000);
        QCOMPARE(data->legend.size(), 4u); // a, b, others, the rule of single points
        QCOMPARE(data->legend[0].count, 1000);
        QCOMPARE(data->legend[2].count, 1000);
    }

    void coverageIsOneShape()
    {
        Canvas canvas;
        TableMaker maker;
        for (const double x : {-30.0, 30.0})
            maker.point(canvas.at(x, 0).x(), canvas.at(x, 0).y(), {{u"r"_s, 1600}});
        // At zoom 12 a pixel is some 32.7 m here: radius 49 pixels.
        canvas.paint(*layerOf(
            maker.take(),
            q("'coverage':{'metres':{'attribute':'r'},'colour':'#5F9EA0','opacity':0.3,'outline':'#FFFFFF','outlineWidth':2}"),
            canvas.scale));
        QCOMPARE(canvas.pixel(0, 0), canvas.pixel(-60, 0)); // where both overlap it is no darker
        QVERIFY(!canvas.isGround(0, 0));
        QCOMPARE(canvas.pixel(-30, -50), 0xffffffffu);       // the outline outside
        QVERIFY(canvas.pixel(-19, 0) == canvas.pixel(0, 0)); // none inside
        QVERIFY(canvas.isGround(0, 60));
        QVERIFY(canvas.isGround(-100, 0));
    }

    void invalidGeometryHarmsNobody()
    {
        Canvas canvas;
        const double nan = std::numeric_limits<double>::quiet_NaN();
        TableMaker maker;
        maker.polygon({canvas.at(-100, -100), canvas.at(100, 100), canvas.at(100, -100), canvas.at(-100, 100)}); // a bow tie
        maker.polygon({canvas.at(0, 0), {nan, nan}, canvas.at(0, 0)});
        maker.polygon({{-180, -85}, {180, -85}, {180, 85}, {-180, 85}});
        maker.line({{nan, 1}, {1, nan}});
        maker.line({canvas.at(-1e7, 0), canvas.at(1e7, 1)});
        maker.point(nan, nan);
        canvas.paint(*layerOf(
            maker.take(),
            q("'rules':[{'fill':{'colour':'#5F9EA0','opacity':0.5},'line':{'colour':'#FFFFFF','width':1,'dash':[2,2]}}]"),
            canvas.scale));
        QVERIFY(!canvas.isGround(60, 0));
    }

    void aTileOfAGreatLayerIsPaintedSoon()
    {
        Canvas canvas(14, 512);
        TableMaker maker;
        TableMaker::Part ring;
        for (int i = 0; i < 1000000; ++i) {
            const double angle = 2 * std::numbers::pi * i / 1000000;
            const double radius = 0.3 + 0.05 * std::sin(4000 * angle);
            ring.emplace_back(121.47 + radius * std::cos(angle), 31.5 + radius * std::sin(angle));
        }
        maker.polygon(ring);
        const auto layer =
            layerOf(maker.take(), q("'rules':[{'fill':{'colour':'#5F9EA0'},'line':{'colour':'#FFFFFF'}}]"), canvas.scale);
        QElapsedTimer timer;
        timer.start();
        canvas.paint(*layer, 512);
        const auto elapsed = timer.elapsed();
        qInfo() << "a tile of a polygon of a million vertices:" << elapsed << "ms";
        QVERIFY2(elapsed < 1500, qPrintable(QString::number(elapsed)));
        QVERIFY(canvas.painted() > 0);
    }

    void legendsCount()
    {
        TableMaker maker;
        for (int i = 0; i < 10; ++i)
            maker.point(121, 31, {{u"kind"_s, i < 4 ? u"a"_s : u"b"_s}, {u"n"_s, i}});
        const auto table = maker.take();
        const auto legend = [&](const QByteArray &style) { return makeLegend(*table, *styleOf(style)); };
        const auto byRule = legend(q("'rules':[{'nameZh':'甲','when':{'attribute':'kind','value':'a'},'point':{'colour':'#"
                                     "5F9EA0'}},{'nameZh':'乙','line':{'colour':'#5F9EA0','dash':[1,1]}}]"));
        QCOMPARE(byRule.size(), 2u);
        QCOMPARE(byRule[0].count, 4);
        QCOMPARE(byRule[0].symbol, LegendEntry::Symbol::Point);
        QCOMPARE(byRule[1].count, 6);
        QCOMPARE(byRule[1].pattern, u"dash"_s);
        const auto steps = legend(q("'rules':[{'point':{'colour':{'attribute':'n','steps':[[0,'#5F9EA0'],[5,'#8F84B8']]}}}]"));
        QCOMPARE(steps.size(), 2u);
        QCOMPARE(steps[0].count, 5);
        QCOMPARE(steps[1].nameZh, u"≥ 5"_s);
        const auto match =
            legend(q("'rules':[{'point':{'colour':{'attribute':'kind','match':{'a':'#5F9EA0'},'default':'#000000'}}}]"));
        QCOMPARE(match.size(), 2u);
        QCOMPARE(match[1].nameZh, u"其他"_s);
        QCOMPARE(match[1].count, 6);
    }

    void attributesThatAreNotThereAreTold()
    {
        TableMaker maker;
        maker.point(121, 31, {{u"n"_s, 1}});
        const auto data = makeLayerData(
            maker.take(), nullptr,
            styleOf(q("'rules':[{'when':{'attribute':'kind','value':'a'},'point':{'size':{'attribute':'n'}}}]")), 0);
        QCOMPARE(data->missing, QStringList{u"kind"_s});
    }
};

QTEST_MAIN(TestDataLayers)
#include "tst_datalayers.moc"
