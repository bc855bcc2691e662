// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/mercator.h"
#include "maps/layers/baselayer.h"
#include "maps/layers/labellayer.h"
#include "maps/layers/marklayer.h"
#include "maps/layers/pointlayer.h"
#include "maps/layers/polyline.h"
#include "maps/layers/unitlayer.h"

#include <QTest>

#include <numeric>
#include <random>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

constexpr int kSide = 256;

/** A tile around \c centre, black. */
struct Canvas
{
    explicit Canvas(GeoPoint centre, double zoom, double look = 1)
        : memory(kSide * kSide, 0xff000000u)
        , target{memory.data(), kSide, kSide}
        , request{{256 * std::exp2(zoom), look, true}, {}}
    {
        request.origin = (toWorld(centre) * request.scale.scale).toPoint() - QPoint(kSide / 2, kSide / 2);
    }
    QColor at(QPoint p) const { return QColor::fromRgb(memory[size_t(p.y() * kSide + p.x())]); }
    QPoint pixel(GeoPoint p) const { return request.toTile(toWorld(p)).toPoint(); }
    QColor at(GeoPoint p) const { return at(pixel(p)); }

    std::vector<quint32> memory;
    RasterTarget target;
    TileRequest request;
};

struct Devices
{
    std::vector<qint32> lon, lat;
    std::vector<quint8> state;
    void add(GeoPoint p, DeviceState s)
    {
        lon.push_back(qint32(std::lround(p.longitude * 1e7)));
        lat.push_back(qint32(std::lround(p.latitude * 1e7)));
        state.push_back(quint8(s));
    }
    std::shared_ptr<PointIndex> index() const { return std::make_shared<PointIndex>(MassPoints{lon, lat, state}); }
};

Devices cloud(size_t count, int seed)
{
    std::mt19937 random(static_cast<quint32>(seed));
    std::uniform_real_distribution<double> lon(121.0, 122.0), lat(30.8, 31.6);
    Devices devices;
    for (size_t i = 0; i < count; ++i)
        devices.add({lon(random), lat(random)}, DeviceState::Normal);
    return devices;
}

const GeoPoint kSquare{121.4737, 31.2304};

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT

    std::shared_ptr<const MapStyle> m_style;
    std::shared_ptr<TextSprites> m_sprites = std::make_shared<TextSprites>();

    std::shared_ptr<const SymbolSet> symbols(double zoom = 12) { return std::make_shared<SymbolSet>(*m_style, 1, zoom); }
    std::unique_ptr<MarkLayer> marks(std::vector<MapMark> list, const MapScale &scale, const QString &selected = {})
    {
        return std::make_unique<MarkLayer>(std::make_shared<std::vector<MapMark>>(std::move(list)), m_style, symbols(), scale,
                                           m_sprites, selected, nullptr);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto style = loadMapStyle(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/mapstyles/night.json"));
        QVERIFY(style);
        m_style = *style;
    }

    void aPointPaintsItsPixel()
    {
        Devices devices;
        devices.add(kSquare, DeviceState::Normal);
        devices.add({121.6, 31.3}, DeviceState::Normal);
        Canvas canvas(kSquare, 15);
        PointLayer(devices.index(), m_style, symbols(), PointDetail::Dots).paint(canvas.target, canvas.request);
        QVERIFY(canvas.at(kSquare).blue() > 20);
        // and nothing else
        const auto painted =
            std::count_if(canvas.memory.begin(), canvas.memory.end(), [](quint32 p) { return p != 0xff000000u; });
        QVERIFY2(painted >= 1 && painted <= 16, qPrintable(QString::number(painted)));
    }

    void tilesMeet()
    {
        // A symbol on the edge of two tiles is the same as in the middle of one.
        Devices devices;
        devices.add(kSquare, DeviceState::Critical);
        const PointLayer layer(devices.index(), m_style, symbols(), PointDetail::Symbols);
        Canvas whole(kSquare, 15);
        layer.paint(whole.target, whole.request);
        Canvas left(kSquare, 15), right(kSquare, 15);
        left.request.origin -= QPoint(kSide / 2, 0);
        right.request.origin += QPoint(kSide / 2, 0);
        layer.paint(left.target, left.request);
        layer.paint(right.target, right.request);
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide / 2; ++x) {
                QCOMPARE(left.at(QPoint(x + kSide / 2, y)), whole.at(QPoint(x, y)));
                QCOMPARE(right.at(QPoint(x, y)), whole.at(QPoint(x + kSide / 2, y)));
            }
        }
    }

    void abnormalDevicesHaveTheColourOfTheirLevel_data()
    {
        QTest::addColumn<DeviceState>("state");
        QTest::addColumn<Level>("level");
        QTest::newRow("critical") << DeviceState::Critical << Level::Critical;
        QTest::newRow("major") << DeviceState::Major << Level::Major;
        QTest::newRow("moderate") << DeviceState::Moderate << Level::Moderate;
        QTest::newRow("minor") << DeviceState::Minor << Level::Minor;
    }

    void abnormalDevicesHaveTheColourOfTheirLevel()
    {
        QFETCH(DeviceState, state);
        QFETCH(Level, level);
        for (const PointDetail detail : {PointDetail::Density, PointDetail::Dots, PointDetail::Symbols}) {
            Devices devices;
            // Under many calm ones that come later in the order.
            devices.add(kSquare, state);
            for (int i = 0; i < 50; ++i)
                devices.add(kSquare, DeviceState::Normal);
            Canvas canvas(kSquare, 15);
            PointLayer(devices.index(), m_style, symbols(), detail).paint(canvas.target, canvas.request);
            const QColor seen = canvas.at(kSquare);
            const QColor wanted = m_style->level(level);
            const int off = std::abs(seen.red() - wanted.red()) + std::abs(seen.green() - wanted.green()) +
                            std::abs(seen.blue() - wanted.blue());
            QVERIFY2(off < 60, qPrintable(seen.name() + u' ' + wanted.name()));
        }
    }

    void indexFindsEveryPointOnce()
    {
        Devices devices = cloud(20000, 3);
        devices.add({0, 0}, DeviceState::Normal); // does not know where it is
        devices.add({121, 95}, DeviceState::Normal);
        const auto index = devices.index();
        QCOMPARE(index->size(), size_t(20000));
        QCOMPARE(index->rankOf(20000), PointIndex::kNowhere);
        QCOMPARE(index->rankOf(999999), PointIndex::kNowhere);
        for (quint32 slot = 0; slot < 20000; slot += 7)
            QCOMPARE(index->slotAt(index->rankOf(slot)), slot);

        const QRectF box(toWorld({121.3, 31.3}), toWorld({121.5, 31.1}));
        size_t expected = 0;
        for (size_t i = 0; i < 20000; ++i)
            expected += box.contains(toWorld({devices.lon[i] / 1e7, devices.lat[i] / 1e7}));
        size_t found = 0;
        std::vector<bool> seen(20000, false);
        index->visit(box, [&](quint32 begin, quint32 end) {
            for (quint32 rank = begin; rank < end; ++rank) {
                QVERIFY(!seen[rank]);
                seen[rank] = true;
                found += box.contains(index->world(rank));
            }
        });
        QVERIFY(std::abs(double(found) - double(expected)) <= 2); // rounding at the very edge
        const double near = double(index->countNear(box));
        QVERIFY2(near > 0.9 * double(expected) && near < 1.3 * double(expected), qPrintable(QString::number(near)));
        QCOMPARE(index->countNear(QRectF(0.1, 0.1, 0.01, 0.01)), size_t(0));
    }

    void densitySumsAreExact()
    {
        const auto index = cloud(5000, 4).index();
        const DensityPyramid &density = index->density();
        QVERIFY(density.finest() >= 6);
        for (int level = 0; level <= density.finest(); ++level) {
            quint64 sum = 0;
            for (quint32 code = 0; code < 1u << (2 * level); ++code)
                sum += density.countAt(level, code);
            QCOMPARE(sum, quint64(5000));
        }
        QCOMPARE(density.count(2, 1, 2),
                 density.count(3, 2, 4) + density.count(3, 3, 4) + density.count(3, 2, 5) + density.count(3, 3, 5));
        QCOMPARE(PointIndex(MassPoints{}).size(), size_t(0));
    }

    void detailDoesNotFlicker()
    {
        QCOMPARE(detailFor(300'000, PointDetail::Dots), PointDetail::Density);
        QCOMPARE(detailFor(190'000, PointDetail::Density), PointDetail::Density);
        QCOMPARE(detailFor(190'000, PointDetail::Dots), PointDetail::Dots);
        QCOMPARE(detailFor(2'100, PointDetail::Symbols), PointDetail::Symbols);
        QCOMPARE(detailFor(10, PointDetail::Density), PointDetail::Symbols);
    }

    void linesAreCutAndThinnedWithoutHarm()
    {
        QList<QPointF> circle;
        for (int i = 0; i <= 720; ++i)
            circle.append(QPointF(100 * std::cos(i * M_PI / 360), 100 * std::sin(i * M_PI / 360)));
        const QList<QPointF> few = simplified(circle, 0.2);
        QVERIFY(few.size() < 80);
        for (const QPointF p : few)
            QVERIFY(std::abs(std::hypot(p.x(), p.y()) - 100) < 1e-9);
        for (qsizetype i = 1; i < few.size(); ++i) // the chord stays within the tolerance
            QVERIFY(std::hypot((few[i] + few[i - 1]).x() / 2, (few[i] + few[i - 1]).y() / 2) > 99.79);

        const auto runs =
            runsNear({{-100, 0}, {-50, 0}, {0, 0}, {50, 0}, {100, 0}, {100, 500}, {0, 500}, {0, 5}}, QRectF(-10, -10, 20, 20));
        QCOMPARE(runs.size(), size_t(2));
        QCOMPARE(runs[0].size(), 3);

        const QList<QPointF> square{{-100, -100}, {100, -100}, {100, 100}, {-100, 100}};
        const QList<QPointF> cut = clippedRing(square, QRectF(-10, -20, 30, 40));
        double area = 0;
        for (qsizetype i = 0; i < cut.size(); ++i) {
            const QPointF a = cut[i], b = cut[(i + 1) % cut.size()];
            area += a.x() * b.y() - b.x() * a.y();
        }
        QCOMPARE(std::abs(area / 2), 30.0 * 40.0);
        QVERIFY(clippedRing(square, QRectF(200, 200, 10, 10)).isEmpty());
    }

    void namesOnLinesAreNeverUpsideDown()
    {
        const QList<QPointF> west{{1000, 0}, {0, 0}};
        const auto places = straightPlaces(west, 100, 300);
        QVERIFY(places.size() >= 2);
        for (const LinePlace &place : places)
            QCOMPARE(place.angle, 0);
        QCOMPARE(straightPlaces({{0, 0}, {0, 1000}}, 100, 5000).size(), size_t(1));
        // A zigzag has no straight place.
        QList<QPointF> zigzag;
        for (int i = 0; i < 40; ++i)
            zigzag.append(QPointF(i * 10, i % 2 * 40));
        QVERIFY(straightPlaces(zigzag, 100, 300).empty());
    }

    void baseMapDrawsLandWaterAndStructure()
    {
        auto geometry = std::make_shared<BaseGeometry>();
        const QPointF middle = toWorld(kSquare);
        const double d = 100 / (256 * std::exp2(14)); // 100 pixels at zoom 14
        QList<QPointF> ring{middle + QPointF(-d, -d), middle + QPointF(d, -d), middle + QPointF(d, d), middle + QPointF(-d, d),
                            middle + QPointF(-d, -d)};
        geometry->areas.push_back(
            {u"黄浦区"_s, u"Huangpu"_s, middle, {ring}, QRectF(middle - QPointF(d, d), QSizeF(2 * d, 2 * d))});
        QList<QPointF> river{middle + QPointF(-2 * d, d / 2), middle + QPointF(2 * d, d / 2)};
        geometry->lines.push_back({u"river"_s, u"黄浦江"_s, u"Huangpu River"_s, river, QRectF(river[0], river[1]), d / 5});
        Canvas canvas(kSquare, 14);
        BaseLayer(geometry, m_style, canvas.request.scale).paint(canvas.target, canvas.request);
        const auto pixel = [&](int x, int y) { return canvas.memory[size_t(y * kSide + x)]; };
        QCOMPARE(pixel(4, 4), m_style->sea.rgb());
        QCOMPARE(pixel(128, 100), m_style->land.rgb());
        // 20 pixels wide, as it is in the world.
        const quint32 water = (m_style->line("river"_L1)->colour.rgb() & 0xffffffu) | kStructure;
        QCOMPARE(pixel(128, 178), water);
        QCOMPARE(pixel(128, 170), water);
        QCOMPARE(pixel(128, 186), water);
        QVERIFY(pixel(128, 160) != water);
    }

    void namesDoNotTouch()
    {
        BaseGeometry geometry;
        std::mt19937 random(5);
        std::uniform_real_distribution<double> at(-0.002, 0.002);
        for (int i = 0; i < 400; ++i)
            geometry.spots.push_back(
                {u"station"_s, u"站点%1"_s.arg(i), u"Station %1"_s.arg(i), toWorld(kSquare) + QPointF(at(random), at(random))});
        const MapScale scale{256 * std::exp2(13), 1, true};
        const LabelLayer layer(geometry, m_style, scale, m_sprites);
        QVERIFY(layer.placed().size() > 50);
        for (size_t i = 0; i < layer.placed().size(); ++i) {
            for (size_t j = 0; j < i; ++j)
                QVERIFY(!layer.placed()[i].box.intersects(layer.placed()[j].box));
        }
        const LabelLayer english(geometry, m_style, {scale.scale, 1, false}, m_sprites);
        QVERIFY(english.placed()[0].text.startsWith(u"Station"));
    }

    void namesOfDataJoinThoseOfTheMap()
    {
        BaseGeometry geometry;
        geometry.spots.push_back({u"station"_s, u"人民广场"_s, u"People's Square"_s, toWorld(kSquare)});
        const MapScale scale{256 * std::exp2(14), 1, true};
        const QPoint place = scale.toPixels(toWorld(kSquare)).toPoint();
        const auto wish = [&](const QString &text, QPoint at, double priority) {
            LabelCandidate label;
            label.text = text;
            label.look.pixelSize = 12;
            label.priority = priority;
            label.place = at;
            return label;
        };
        const auto texts = [&](const std::vector<LabelCandidate> &wishes) {
            QStringList result;
            const LabelLayer layer(geometry, m_style, scale, m_sprites, {{&wishes, 256}});
            for (const LabelLayer::Placed &label : layer.placed())
                result.append(label.text);
            return result;
        };
        QCOMPARE(texts({}), QStringList{u"人民广场"_s});
        // The same name nearby is the same thing; far away it is another.
        QCOMPARE(texts({wish(u"人民广场"_s, place + QPoint(60, 40), 50)}).size(), 1);
        QCOMPARE(texts({wish(u"人民广场"_s, place + QPoint(600, 40), 50)}).size(), 2);
        // The higher ones first, those above 60 before the map itself; nothing overlaps.
        QCOMPARE(texts({wish(u"乙"_s, place + QPoint(300, 0), 20), wish(u"甲甲"_s, place + QPoint(300, 0), 40)}),
                 (QStringList{u"人民广场"_s, u"甲甲"_s}));
        QCOMPARE(texts({wish(u"演练区域"_s, place + QPoint(40, 0), 80)}).first(), u"演练区域"_s);
        // What differs between two layouts is told.
        const std::vector<LabelCandidate> one{wish(u"丙"_s, place + QPoint(300, 300), 50)};
        const LabelLayer with(geometry, m_style, scale, m_sprites, {{&one, 256}});
        const LabelLayer without(geometry, m_style, scale, m_sprites);
        QCOMPARE(with.differenceTo(without).size(), 1u);
        QVERIFY(with.differenceTo(without).front().contains(place + QPoint(300, 300)));
        QVERIFY(with.differenceTo(with).empty());
    }

    void unitsPointWhereTheyGo()
    {
        const auto units = std::make_shared<std::vector<UnitMark>>();
        units->push_back({.slot = 0, .place = toWorld(kSquare), .heading = 90});
        Canvas canvas(kSquare, 14, 3);
        UnitLayer(units, m_style, std::make_shared<SymbolSet>(*m_style, 3, 14)).paint(canvas.target, canvas.request);
        // The tip lies east, the open tail west.
        const QPoint at = canvas.pixel(kSquare);
        int east = 0, west = 0;
        for (int i = 1; i < 14; ++i) {
            east += canvas.at(at + QPoint(i, 0)).red() > 40;
            west += canvas.at(at - QPoint(i, 0)).red() > 40;
        }
        QVERIFY2(east > west + 2, qPrintable(u"%1 %2"_s.arg(east).arg(west)));
    }

    void aFewUnitsStandForMany()
    {
        size_t before = 0;
        for (const double zoom : {9.0, 11.0, 12.5, 14.0}) {
            size_t seen = 0;
            for (quint32 slot = 0; slot < 3000; ++slot)
                seen += standsForMany(UnitMark{.slot = slot, .place = {}}, *m_style, zoom);
            QVERIFY2(seen >= before, "closer in there are never fewer");
            before = seen;
            if (zoom == 9.0)
                QVERIFY2(seen > 40 && seen < 200, qPrintable(QString::number(seen)));
        }
        QCOMPARE(before, 3000U);
    }

    void namesOfMarksStayInView()
    {
        const auto marks = std::make_shared<std::vector<MapMark>>();
        marks->push_back({.id = u"a"_s,
                          .kind = u"incident"_s,
                          .level = Level::Major,
                          .point = kSquare,
                          .labelZh = u"消防通道占用"_s,
                          .labelEn = {}});
        const MapScale scale{256 * std::exp2(12), 1, true};
        const QPoint at = scale.toPixels(toWorld(kSquare)).toPoint();
        const auto middle = [&](const QRect &seen) {
            const MarkLayer layer(marks, m_style, symbols(12), scale, m_sprites, {}, nullptr, seen);
            return layer.placed().at(0).labelMiddle - at;
        };
        QVERIFY(middle({}).x() > 0);
        QVERIFY2(middle(QRect(at - QPoint(400, 300), QSize(430, 600))).x() < 0, "30 pixels from the right edge");
        QVERIFY(middle(QRect(at - QPoint(30, 300), QSize(430, 600))).x() > 0);
    }

    void staleUnitsFade()
    {
        const auto brightest = [this](bool stale) {
            const auto units = std::make_shared<std::vector<UnitMark>>();
            units->push_back({.slot = 0, .place = toWorld(kSquare), .heading = 0, .stale = stale});
            Canvas canvas(kSquare, 14, 3);
            UnitLayer(units, m_style, symbols(14)).paint(canvas.target, canvas.request);
            int best = 0;
            for (const quint32 pixel : canvas.memory)
                best = std::max(best, qRed(pixel));
            return best;
        };
        QVERIFY(brightest(true) < 0.7 * brightest(false));
    }

    void theWorstMarkWinsTheRoom()
    {
        std::vector<MapMark> list;
        for (int i = 0; i < 30; ++i)
            list.push_back({u"C-%1"_s.arg(i),
                            u"incident"_s,
                            Level::Minor,
                            {kSquare.longitude + i * 1e-5, kSquare.latitude},
                            u"小"_s,
                            u"small"_s});
        list.push_back({u"X"_s, u"incident"_s, Level::Critical, kSquare, u"大"_s, u"big"_s});
        const MapScale scale{256 * std::exp2(11), 1, true};
        const auto layer = marks(list, scale);
        QCOMPARE(layer->placed().size(), size_t(31)); // none is lost
        const MarkLayer::Placed &top = layer->placed().back();
        QCOMPARE(top.level, Level::Critical);
        QCOMPARE(top.prominence, MarkLayer::Prominence::Ring);
        QCOMPARE(top.label, u"大"_s);
        for (size_t i = 0; i + 1 < layer->placed().size(); ++i)
            QCOMPARE(layer->placed()[i].prominence, MarkLayer::Prominence::Dot);

        Canvas canvas(kSquare, 11);
        layer->paint(canvas.target, canvas.request);
        // The red of the hexagon stands beside its numeral.
        const QPoint at = canvas.pixel(kSquare) + QPoint(4, 0);
        const QColor seen = canvas.at(at);
        QVERIFY2(seen.red() > 200 && seen.blue() < 110, qPrintable(seen.name()));
    }

    void theSelectedMarkIsAlwaysShown()
    {
        std::vector<MapMark> list{{u"A"_s, u"incident"_s, Level::Critical, kSquare, u"甲"_s, {}},
                                  {u"B"_s, u"alarm"_s, Level::Minor, kSquare, u"乙"_s, {}}};
        const auto layer = marks(list, {256 * std::exp2(11), 1, true}, u"B"_s);
        QVERIFY(layer->placed().back().selected);
        QCOMPARE(layer->placed().back().prominence, MarkLayer::Prominence::Ring);
    }

    void onlyWhatChangedIsPaintedAgain()
    {
        const MapScale scale{256 * std::exp2(13), 1, true};
        std::vector<MapMark> list{{u"A"_s, u"incident"_s, Level::Major, kSquare, u"甲"_s, {}},
                                  {u"B"_s, u"incident"_s, Level::Minor, {121.6, 31.3}, u"乙"_s, {}}};
        const auto before = marks(list, scale);
        std::reverse(list.begin(), list.end());
        QVERIFY(marks(list, scale)->differenceTo(*before).empty());
        list[1].level = Level::Critical;
        const auto changed = marks(list, scale)->differenceTo(*before);
        QCOMPARE(changed.size(), size_t(2)); // where it is and where it was
        const QPoint at = scale.toPixels(toWorld(kSquare)).toPoint();
        QVERIFY(changed[0].contains(at) && changed[1].contains(at));
        list.pop_back();
        QCOMPARE(marks(list, scale)->differenceTo(*before).size(), size_t(1));
    }
};

QTEST_MAIN(TestLayers)
#include "tst_layers.moc"
