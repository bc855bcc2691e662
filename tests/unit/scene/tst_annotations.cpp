// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/mercator.h"
#include "maps/scene/annotations.h"
#include "maps/scene/trailkeeper.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

/** JSON with single quotes. */
QByteArray q(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

UnitMark unitAt(quint32 slot, double longitude, SymbolSet::UnitLook look = SymbolSet::UnitLook::Busy)
{
    return {.slot = slot, .place = toWorld({longitude, 31.23}), .heading = 90, .look = look, .stale = false};
}

} // namespace

class TestAnnotations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void annotationsComeBackAsTheyWere()
    {
        const std::vector<Annotation> drawn{
            {u"1"_s, Annotation::Kind::Text, u"集合点"_s, QColor(0x9e92c8), {{121.47, 31.23}}},
            {u"2"_s, Annotation::Kind::Arrow, {}, {}, {{121.47, 31.23}, {121.48, 31.23}}},
            {u"3"_s, Annotation::Kind::Area, u"警戒区"_s, {}, {{121.47, 31.23}, {121.48, 31.23}, {121.48, 31.24}}},
            {{}, Annotation::Kind::Freehand, {}, {}, {{121.47, 31.23}, {121.48, 31.23}, {121.49, 31.25}}}};
        const auto back = annotationsFromJson(annotationsToJson(drawn), u"v"_s);
        QVERIFY(back);
        QVERIFY(*back == drawn);
        const auto table = annotationTable(drawn);
        QCOMPARE(table->size(), 5u); // the arrow has a head
        QCOMPARE(table->kinds[2], GeometryKind::Point);
        QVERIFY(std::abs(table->column(u"bearing"_s)->numbers[2] - 90) < 1e-9);
        QVERIFY(std::isnan(table->column(u"bearing"_s)->numbers[0]));
        QCOMPARE(table->column(u"kind"_s)->texts,
                 (std::vector<QString>{u"text"_s, u"arrow"_s, u"head"_s, u"area"_s, u"freehand"_s}));
    }

    void badAnnotationsNameTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("item");
        QTest::newRow("kind") << q("{'kind':'bomb','points':[[121,31]]}");
        QTest::newRow("too few") << q("{'kind':'area','points':[[121,31],[122,31]]}");
        QTest::newRow("no place") << q("{'kind':'text','points':[[900,31]]}");
        QTest::newRow("no numbers") << q("{'kind':'text','points':['here']}");
        QTest::newRow("colour") << q("{'kind':'text','colour':'loud','points':[[121,31]]}");
        QTest::newRow("long") << q("{'kind':'text','text':'") + QByteArray(600, 'x') + q("','points':[[121,31]]}");
    }

    void badAnnotationsNameTheirPlace()
    {
        QFETCH(QByteArray, item);
        const QJsonObject json{{u"format"_s, u"guancheng-annotations"_s},
                               {u"version"_s, 1},
                               {u"items"_s, QJsonArray{QJsonDocument::fromJson(item).object()}}};
        const auto result = annotationsFromJson(json, u"v.json"_s);
        QVERIFY(!result);
        QCOMPARE(result.error().place, u"/items/0"_s);
    }

    void trailsFollowTheUnitsOnTheWayAndFade()
    {
        TrailKeeper keeper;
        keeper.setLength(60'000);
        for (int second = 0; second <= 30; ++second)
            keeper.note(
                {unitAt(4, 121.47 + second * 0.0003), unitAt(5, 121.4 + second * 0.0003, SymbolSet::UnitLook::Available)},
                second * 1000 + 1000);
        QCOMPARE(keeper.trails()->trails.size(), 1u); // patrolling units leave none
        QCOMPARE(keeper.trails()->trails[0]->slot, 4u);
        QCOMPARE(keeper.trails()->trails[0]->points.size(), 31u);
        QVERIFY(!keeper.changed().empty());
        // It stands still: no point more.
        keeper.note({unitAt(4, 121.47 + 30 * 0.0003)}, 32'000);
        QVERIFY(keeper.changed().empty());
        QCOMPARE(keeper.trails()->trails[0]->points.size(), 31u);
        // No longer on the way: what is left fades, then it is gone.
        keeper.note({unitAt(4, 121.6, SymbolSet::UnitLook::Available)}, 60'000);
        QCOMPARE(keeper.trails()->trails.size(), 1u);
        keeper.note({}, 100'000);
        QVERIFY(keeper.trails()->trails.empty());
        QVERIFY(!keeper.changed().empty());
    }

    void trailsAreBoundedAndForgetAnotherTime()
    {
        TrailKeeper keeper;
        keeper.setLength(10'000'000);
        for (int second = 0; second < 1000; ++second)
            keeper.note({unitAt(1, 121 + second * 0.001)}, second * 1000 + 1000);
        QCOMPARE(keeper.trails()->trails[0]->points.size(), TrailKeeper::kMaxPoints);
        keeper.note({unitAt(1, 121)}, 500);
        QVERIFY(keeper.trails()->trails.empty());
    }

    void trailsAreDrawnStrongerTowardsTheUnit()
    {
        TrailKeeper keeper;
        keeper.setLength(100'000);
        const MapScale scale{256 * std::exp2(14), 1, true};
        const QPointF start = toWorld({121.47, 31.23});
        for (int i = 0; i < 10; ++i) {
            UnitMark unit = unitAt(1, 121.47);
            unit.place = start + QPointF(i * 20 / scale.scale, 0);
            keeper.note({unit}, 10'000 * i + 1);
        }
        auto style = std::make_shared<MapStyle>();
        style->unitBusy = Qt::white;
        std::vector<quint32> memory(256 * 256, 0xff000000u);
        const TrailLayer layer(keeper.trails(), style);
        layer.paint({memory.data(), 256, 256}, {scale, scale.toPixels(start).toPoint() - QPoint(20, 128)});
        const auto brightest = [&](int x) {
            int result = 0;
            for (int y = 120; y < 136; ++y)
                result = std::max(result, qRed(memory[size_t(y) * 256 + size_t(x)]));
            return result;
        };
        QVERIFY2(brightest(190) > brightest(60) + 20, qPrintable(u"%1 %2"_s.arg(brightest(190)).arg(brightest(60))));
        QVERIFY(brightest(60) > 0);
        QCOMPARE(brightest(230), 0);
    }
};

QTEST_GUILESS_MAIN(TestAnnotations)
#include "tst_annotations.moc"
