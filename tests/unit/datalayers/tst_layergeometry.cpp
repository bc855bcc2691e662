// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/choropleth.h"
#include "maps/datalayers/labelmaker.h"
#include "maps/datalayers/layergeometry.h"
#include "maps/datalayers/strokes.h"
#include "maps/geo/mercator.h"
#include "support/featuretables.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <rapidcheck.h>

#include <numbers>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TableMaker::Part circle(double longitude, double latitude, double radius, int count)
{
    TableMaker::Part ring;
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * i / count;
        ring.emplace_back(longitude + radius * std::cos(angle), latitude + radius * std::sin(angle));
    }
    return ring;
}

/** How often the ring goes round the point, odd-even. */
bool inside(const QList<QPointF> &ring, QPointF p)
{
    bool result = false;
    for (qsizetype i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        if ((ring[i].y() <= p.y()) != (ring[j].y() <= p.y()) &&
            p.x() < ring[i].x() + (ring[j].x() - ring[i].x()) * (p.y() - ring[i].y()) / (ring[j].y() - ring[i].y()))
            result = !result;
    }
    return result;
}

} // namespace

class TestLayerGeometry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCannotBeDrawnIsCounted()
    {
        TableMaker maker;
        maker.point(kNaN, 31);
        maker.point(121, 95);
        maker.line({{121, 31}});
        maker.line({{121, 31}, {121, 31}, {121, 31}});
        maker.polygon({{121, 31}, {122, 31}, {121, 31}});
        maker.polygon({});
        maker.add(GeometryKind::None, {});
        maker.add(GeometryKind::Polygon, {});
        maker.line({{121, 31}, {kNaN, 31}, {122, 31}});
        maker.point(121, 31);
        const LayerGeometry geometry(maker.take());
        QCOMPARE(geometry.empty(), 2u);
        QCOMPARE(geometry.skipped(), 6u);
        QCOMPARE(geometry.items().size(), 2u);
        QCOMPARE(geometry.items()[0].feature, 8u);
        QCOMPARE(geometry.vertices(geometry.parts(geometry.items()[0]).front()).size(), 2u);
    }

    void theDateLineIsCrossedOnBothSides()
    {
        TableMaker maker;
        maker.polygon({{170, -10}, {-170, -10}, {-170, 10}, {170, 10}});
        const LayerGeometry geometry(maker.take());
        QCOMPARE(geometry.items().size(), 1u);
        const Box box = geometry.items()[0].box;
        // Twenty degrees wide, not three hundred and forty, once at each edge of the world.
        std::vector<Box> boxes;
        for (const LayerGeometry::Part &part : geometry.parts(geometry.items()[0]))
            boxes.push_back(part.box);
        QCOMPARE(boxes.size(), 2u);
        for (const Box &part : boxes)
            QVERIFY(std::abs(part.right - part.left - 20.0 / 360) < 1e-9);
        QVERIFY(box.left < 0.03 && box.right > 0.97);
    }

    void theTreeFindsWhatMeetsARectangle()
    {
        rc::check("same as looking at each", [] {
            const auto numbers = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000));
            std::vector<Box> boxes;
            for (size_t i = 0; i + 3 < numbers.size(); i += 4) {
                Box box;
                box.add(numbers[i], numbers[i + 1]);
                if (numbers[i + 2] % 3 != 0)
                    box.add(numbers[i] + numbers[i + 2] % 50, numbers[i + 1] + numbers[i + 3] % 50);
                boxes.push_back(box);
            }
            const Box wanted{double(*rc::gen::inRange(0, 1000)), double(*rc::gen::inRange(0, 1000)), 1000, 1000};
            std::vector<quint32> found;
            BoxTree(boxes).find(wanted, found);
            std::vector<quint32> expected;
            for (size_t i = 0; i < boxes.size(); ++i) {
                if (boxes[i].meets(wanted))
                    expected.push_back(static_cast<quint32>(i));
            }
            RC_ASSERT(found == expected);
        });
    }

    void aBigRingIsThinnedAndCutWithoutBeingSeen()
    {
        // A wild coast of 40 000 vertices: what is inside of a small window must not change by leaving stretches out.
        QRandomGenerator random(7);
        TableMaker::Part ring;
        for (int i = 0; i < 40000; ++i) {
            const double angle = 2 * std::numbers::pi * i / 40000;
            const double radius = 1 + 0.3 * std::sin(9 * angle) + 0.01 * random.generateDouble();
            ring.emplace_back(121 + radius * std::cos(angle), 31 + radius * std::sin(angle));
        }
        TableMaker maker;
        maker.polygon(ring);
        const LayerGeometry geometry(maker.take());
        const LayerGeometry::Part &part = geometry.parts(geometry.items()[0]).front();
        QList<QPointF> whole;
        geometry.thinned(part, 0, [&](QPointF p) { whole.append(p); });
        QCOMPARE(whole.size(), 40000);
        for (int window = 0; window < 40; ++window) {
            const QPointF corner = toWorld({119.5 + 3 * random.generateDouble(), 29.5 + 3 * random.generateDouble()});
            const Box box{corner.x(), corner.y(), corner.x() + 0.0003, corner.y() + 0.0003};
            QList<QPointF> few;
            geometry.thinnedRing(part, 0, box, [&](QPointF p) { few.append(p); });
            QVERIFY(few.size() < 6000);
            for (int i = 0; i < 30; ++i) {
                const QPointF p = corner + QPointF(random.generateDouble(), random.generateDouble()) * 0.0003;
                QCOMPARE(inside(few, p), inside(whole, p));
            }
        }
        QList<QPointF> coarse;
        geometry.thinned(part, 0.01, [&](QPointF p) { coarse.append(p); });
        QVERIFY2(coarse.size() < 400, qPrintable(QString::number(coarse.size())));
    }

    void thinnedLinesStayWithinTheTolerance()
    {
        QRandomGenerator random(3);
        TableMaker::Part line;
        double y = 31;
        for (int i = 0; i < 3000; ++i)
            line.emplace_back(121 + i * 0.0003, y += (random.generateDouble() - 0.5) * 0.0004);
        TableMaker maker;
        maker.line(line);
        const LayerGeometry geometry(maker.take());
        const LayerGeometry::Part &part = geometry.parts(geometry.items()[0]).front();
        const double tolerance = 3e-7;
        QList<QPointF> thin;
        geometry.thinned(part, tolerance, [&](QPointF p) { thin.append(p); });
        QVERIFY(thin.size() < 2500);
        const auto vertices = geometry.vertices(part);
        qsizetype at = 0;
        for (const QPointF p : vertices) {
            while (at + 2 < thin.size() && thin[at + 1].x() < p.x())
                ++at;
            const QPointF a = thin[at];
            const QPointF d = thin[at + 1] - a;
            const double t = std::clamp(QPointF::dotProduct(p - a, d) / QPointF::dotProduct(d, d), 0.0, 1.0);
            const QPointF away = p - a - d * t;
            QVERIFY(std::hypot(away.x(), away.y()) <= tolerance * 1.01);
        }
    }

    void aMillionVerticesAreReadySoon()
    {
        TableMaker maker;
        maker.polygon(circle(121.5, 31.2, 0.5, 1000000));
        const auto table = maker.take();
        QElapsedTimer timer;
        timer.start();
        const LayerGeometry geometry(table);
        const auto elapsed = timer.elapsed();
        QCOMPARE(geometry.items().size(), 1u);
        qInfo() << "a million vertices:" << elapsed << "ms";
        QVERIFY2(elapsed < 6000, qPrintable(QString::number(elapsed)));
    }

    void segmentsAreCut()
    {
        const Box box{0, 0, 10, 10};
        double from = 0;
        double to = 0;
        QVERIFY(clipSegment({-10, 5}, {20, 5}, box, from, to));
        QVERIFY(std::abs(from - 1.0 / 3) < 1e-12 && std::abs(to - 2.0 / 3) < 1e-12);
        QVERIFY(!clipSegment({-10, -5}, {20, -5}, box, from, to));
        QVERIFY(!clipSegment({-6, 5}, {2, 14}, box, from, to));
        QVERIFY(clipSegment({3, 3}, {3, 3}, box, from, to));
    }

    void parallelLinesKeepTheirDistance()
    {
        const QList<QPointF> line{{0, 0}, {10, 0}, {10, 10}};
        const QList<QPointF> right = shifted(line, 2);
        QCOMPARE(right, (QList<QPointF>{{0, 2}, {8, 2}, {8, 10}}));
    }

    void namesStandInsideOfAnyShape()
    {
        // A horseshoe: its centre of gravity lies outside.
        const QList<QPointF> shoe{{0, 0}, {100, 0}, {100, 100}, {70, 100}, {70, 30}, {30, 30}, {30, 100}, {0, 100}};
        const auto [middle, room] = middleOf({shoe});
        QVERIFY(inside(shoe, middle));
        QVERIFY(room > 20);
        QVERIFY(middleOf({}).second <= 0);
        QVERIFY(middleOf({{{1, 1}, {1, 1}, {1, 1}}}).second <= 0);
    }

    void classesOfValues()
    {
        using Method = ChoroplethStyle::Method;
        QCOMPARE(classBreaks({1, 2, 3, 4, 5, 6, 7, 8, kNaN}, Method::Quantile, 4, {}), (std::vector<double>{1, 3, 5, 7}));
        QCOMPARE(classBreaks({0, 10}, Method::Equal, 5, {}), (std::vector<double>{0, 2, 4, 6, 8}));
        QCOMPARE(classBreaks({5, 5, 5}, Method::Quantile, 4, {}), (std::vector<double>{5}));
        QCOMPARE(classBreaks({kNaN}, Method::Equal, 4, {}), std::vector<double>());
        QCOMPARE(classBreaks({3, 50}, Method::Given, 1, {10, 20}), (std::vector<double>{3, 10, 20}));
        rc::check("each class of quantiles holds something", [] {
            const auto numbers = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(-50, 50)));
            const std::vector<double> values(numbers.begin(), numbers.end());
            const auto breaks = classBreaks(values, Method::Quantile, *rc::gen::inRange(1, 12), {});
            RC_ASSERT(!breaks.empty());
            for (size_t i = 0; i < breaks.size(); ++i) {
                RC_ASSERT(std::any_of(values.begin(), values.end(), [&](double v) {
                    return v >= breaks[i] && (i + 1 == breaks.size() || v < breaks[i + 1]);
                }));
            }
        });
    }

    void choroplethByCodeByPlaceAndInSquares()
    {
        TableMaker areasMaker;
        areasMaker.polygon({{121, 31}, {122, 31}, {122, 32}, {121, 32}}, {{u"code"_s, u"310101"_s}});
        areasMaker.polygon({{122, 31}, {123, 31}, {123, 32}, {122, 32}}, {{u"code"_s, u"310102"_s}});
        areasMaker.polygon({{123, 31}, {124, 31}, {124, 32}, {123, 32}}, {{u"code"_s, u"310103"_s}});
        const auto areas = areasMaker.take();

        LayerStyle style;
        style.choropleth.emplace();
        style.choropleth->palette = {0xff000000u, 0xffffffffu};
        TableMaker pointsMaker;
        for (int i = 0; i < 5; ++i)
            pointsMaker.point(121.1 + 0.1 * i, 31.5, {{u"n"_s, i}});
        pointsMaker.point(122.5, 31.5, {{u"n"_s, 40}});
        pointsMaker.point(130, 31.5, {{u"n"_s, 1000}});
        const auto points = pointsMaker.take();
        const auto valueOf = [](const Choropleth &c, size_t i) { return c.table->column(Choropleth::kValue)->numbers[i]; };

        Choropleth counted = makeChoropleth(points, areas, style);
        QCOMPARE(valueOf(counted, 0), 5.0);
        QCOMPARE(valueOf(counted, 1), 1.0);
        QCOMPARE(valueOf(counted, 2), 0.0);

        style.choropleth->attribute = u"n"_s;
        style.choropleth->aggregate = ChoroplethStyle::Aggregate::Mean;
        const Choropleth mean = makeChoropleth(points, areas, style);
        QCOMPARE(valueOf(mean, 0), 2.0);
        QCOMPARE(valueOf(mean, 1), 40.0);
        QVERIFY(std::isnan(valueOf(mean, 2)));
        QCOMPARE(mean.style->rules.size(), mean.breaks.size() + 1);
        QCOMPARE(mean.style->rules.back().nameZh, u"无数据"_s);
        QVERIFY(!mean.style->rules.back().fill->pattern.isEmpty());

        TableMaker valuesMaker;
        valuesMaker.add(GeometryKind::None, {}, {{u"adcode"_s, 310102}, {u"n"_s, 7}});
        valuesMaker.add(GeometryKind::None, {}, {{u"adcode"_s, 310199}, {u"n"_s, 9}});
        style.choropleth->key = u"code"_s;
        style.choropleth->tableKey = u"adcode"_s;
        const Choropleth coded = makeChoropleth(valuesMaker.take(), areas, style);
        QCOMPARE(valueOf(coded, 1), 7.0);
        QVERIFY(std::isnan(valueOf(coded, 0)));

        style.choropleth->grid = 20000;
        style.choropleth->attribute.clear();
        style.choropleth->aggregate = ChoroplethStyle::Aggregate::Count;
        const Choropleth squares = makeChoropleth(points, nullptr, style);
        double sum = 0;
        for (size_t i = 0; i < squares.table->size(); ++i)
            sum += valueOf(squares, i);
        QCOMPARE(sum, 7.0);
        style.choropleth->grid = 10; // over nine degrees: squares grow rather than memory
        QVERIFY(makeChoropleth(points, nullptr, style).table->size() <= 7);

        style.choropleth->grid = 0;
        style.choropleth->key.clear();
        style.choropleth->perSquareKilometre = true;
        const double density = valueOf(makeChoropleth(points, areas, style), 0);
        QVERIFY2(std::abs(5 / density - 10565) < 120, qPrintable(QString::number(5 / density))); // km2 of a square degree there
    }
};

QTEST_GUILESS_MAIN(TestLayerGeometry)
#include "tst_layergeometry.moc"
