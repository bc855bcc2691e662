// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "city/curve.h"
#include "jsonfile/resourcedir.h"
#include "maps/datum/datumcandidates.h"
#include "maps/datum/datumcheck.h"
#include "maps/datum/datumspec.h"
#include "maps/geo/datum.h"

#include <QTest>

#include <functional>
#include <random>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

using Move = std::function<QPointF(const GeoPoint &)>;

/** Tables made feature by feature. */
class TableMaker
{
public:
    explicit TableMaker(Move move) : m_move(std::move(move))
    {
        m_table.partStarts = {0};
        m_table.vertexStarts = {0};
    }
    void add(GeometryKind kind, const std::vector<GeoPoint> &points)
    {
        m_table.kinds.push_back(kind);
        for (const GeoPoint &point : points) {
            const QPointF at = m_move(point);
            m_table.vertices.push_back(at.x());
            m_table.vertices.push_back(at.y());
        }
        m_table.vertexStarts.push_back(static_cast<quint32>(m_table.vertices.size() / 2));
        m_table.partStarts.push_back(static_cast<quint32>(m_table.vertexStarts.size() - 1));
    }
    FeatureTable take() { return std::move(m_table); }

private:
    Move m_move;
    FeatureTable m_table;
};

QPointF plain(const GeoPoint &point)
{
    return {point.longitude, point.latitude};
}

} // namespace

/** Layers cut from the built-in city, a little wrong as real ones are, displaced in the known ways. */
class TestDatumCheck : public QObject
{
    Q_OBJECT

    std::shared_ptr<const City> m_city;
    std::unique_ptr<DatumReference> m_reference;
    std::mt19937 m_random{11};

    GeoPoint noisy(const GeoPoint &point)
    {
        std::normal_distribution<double> metres(0, 25);
        return {point.longitude + metres(m_random) / 95'000, point.latitude + metres(m_random) / 111'000};
    }

    FeatureTable layer(const QString &what, const Move &move)
    {
        TableMaker maker(move);
        if (what == u"districts")
            for (const District &district : m_city->districts())
                for (const GeoPolygon &polygon : district.polygons)
                    maker.add(GeometryKind::Polygon, noisy(polygon.front()));
        if (what == u"metro")
            for (const MetroLine &line : m_city->metroLines())
                for (const MetroRoute &route : line.routes)
                    maker.add(GeometryKind::Line, noisy(smoothCurve(route.path, 100, route.loop)));
        if (what == u"stations")
            for (const Station &station : m_city->stations())
                maker.add(GeometryKind::Point, {noisy(station.point)});
        if (what == u"roads")
            for (const Road &road : m_city->roads())
                maker.add(GeometryKind::Line, noisy(smoothCurve(road.points, 100, road.loop)));
        if (what == u"scatter") { // devices anywhere in the city: nothing corresponds
            std::uniform_real_distribution<double> lon(121.2, 121.8), lat(31.0, 31.4);
            for (int i = 0; i < 5000; ++i)
                maker.add(GeometryKind::Point, {{lon(m_random), lat(m_random)}});
        }
        if (what == u"blocks") { // small areas anywhere
            std::uniform_real_distribution<double> lon(121.2, 121.8), lat(31.0, 31.4);
            for (int i = 0; i < 2000; ++i) {
                const GeoPoint p{lon(m_random), lat(m_random)};
                maker.add(GeometryKind::Polygon,
                          {p, {p.longitude + 0.001, p.latitude}, {p.longitude + 0.001, p.latitude + 0.001}});
            }
        }
        return maker.take();
    }

    std::vector<GeoPoint> noisy(std::span<const GeoPoint> line)
    {
        std::vector<GeoPoint> result;
        for (const GeoPoint &point : line)
            result.push_back(noisy(point));
        return result;
    }
    std::vector<GeoPoint> noisy(const std::vector<GeoPoint> &line) { return noisy(std::span<const GeoPoint>(line)); }

private Q_SLOTS:
    void initTestCase()
    {
        const auto city = loadCity(resourceDir() + u"/city/shanghai"_s);
        QVERIFY2(city, city ? "" : qPrintable(city.error().toString()));
        m_city = *city;
        m_reference = std::make_unique<DatumReference>(*m_city);
    }

    void everyKindIsRecognised_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"districts", "metro", "stations", "roads"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void everyKindIsRecognised()
    {
        QFETCH(QString, what);
        const auto check = [&](const Move &move, bool placed = true) {
            const DatumFinding finding = checkDatum(layer(what, move), placed, {}, m_reference.get());
            qInfo().noquote() << what << int(finding.verdict) << finding.repair << finding.metres << finding.strength
                              << finding.text(false);
            return finding;
        };
        QCOMPARE(check(plain).verdict, DatumVerdict::Fits);
        const DatumFinding gcj = check([](const GeoPoint &p) { return plain(gcj02FromWgs84(p)); });
        QCOMPARE(gcj.verdict, DatumVerdict::Gcj02);
        QCOMPARE(gcj.repair, u"GCJ-02"_s);
        QVERIFY(gcj.metres > 300 && gcj.metres < 700);
        const DatumFinding bd = check([](const GeoPoint &p) { return plain(bd09FromWgs84(p)); });
        QCOMPARE(bd.verdict, DatumVerdict::Bd09);
        const DatumFinding swapped = check([](const GeoPoint &p) { return QPointF(p.latitude, p.longitude); }, false);
        QCOMPARE(swapped.verdict, DatumVerdict::AxesSwapped);
        QCOMPARE(swapped.repair, u"swapped"_s);
        const DatumFinding both =
            check([](const GeoPoint &p) { return QPointF(plain(gcj02FromWgs84(p)).y(), plain(gcj02FromWgs84(p)).x()); }, false);
        QCOMPARE(both.repair, u"swapped GCJ-02"_s);
        for (const char *datum : {"EPSG:4549", "EPSG:4528", "EPSG:32651", "EPSG:4550", "EPSG:3857"}) {
            const UsualProjection *usual = usualProjection(QLatin1String(datum));
            const DatumFinding found = check([usual](const GeoPoint &p) { return usual->forward(p); }, false);
            QCOMPARE(found.repair, QLatin1String(datum));
            QVERIFY(found.certain);
        }
        const UsualProjection *gk = usualProjection(u"EPSG:4549"_s);
        const DatumFinding north =
            check([gk](const GeoPoint &p) { return QPointF(gk->forward(p).y(), gk->forward(p).x()); }, false);
        QCOMPARE(north.repair, u"swapped EPSG:4549"_s);
        // What was found repairs it: the repaired layer fits.
        const Result<FeatureTable> repaired =
            repairFeatures(layer(what, [](const GeoPoint &p) { return plain(gcj02FromWgs84(p)); }), gcj.repair);
        QVERIFY(repaired);
        QCOMPARE(checkDatum(*repaired, true, {}, m_reference.get()).verdict, DatumVerdict::Fits);
    }

    void aFalselyDeclaredZoneIsSeen()
    {
        // Zone 40 read as zone 39: three degrees to the west.
        const UsualProjection *right = usualProjection(u"EPSG:4549"_s);
        const UsualProjection *wrong = usualProjection(u"EPSG:4548"_s);
        const FeatureTable table =
            layer(u"districts"_s, [&](const GeoPoint &p) { return plain(wrong->inverse(right->forward(p))); });
        const DatumFinding finding = checkDatum(table, true, u"EPSG:4548"_s, m_reference.get());
        QCOMPARE(finding.verdict, DatumVerdict::WrongProjection);
        QCOMPARE(finding.repair, u"EPSG:4549"_s);
        QVERIFY2(finding.metres > 150'000 && finding.metres < 300'000, qPrintable(QString::number(finding.metres)));
        QVERIFY(finding.text(true).contains(u"公里"));
    }

    void nothingIsClaimedOfWhatHasNoCounterpart_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("scatter") << u"scatter"_s;
        QTest::newRow("blocks") << u"blocks"_s;
    }
    void nothingIsClaimedOfWhatHasNoCounterpart()
    {
        QFETCH(QString, what);
        for (int round = 0; round < 10; ++round)
            for (const Move &move : {Move(plain), Move([](const GeoPoint &p) { return plain(gcj02FromWgs84(p)); })}) {
                const DatumFinding finding = checkDatum(layer(what, move), true, {}, m_reference.get());
                QVERIFY2(!finding.isWarning(), qPrintable(finding.text(false) + u" %1"_s.arg(finding.strength)));
            }
    }

    void namesAreEnoughForAFewPoints()
    {
        for (const auto &[move, expected] : std::initializer_list<std::pair<Move, DatumVerdict>>{
                 {plain, DatumVerdict::Fits},
                 {[](const GeoPoint &p) { return plain(gcj02FromWgs84(p)); }, DatumVerdict::Gcj02},
                 {[](const GeoPoint &p) { return plain(bd09FromWgs84(p)); }, DatumVerdict::Bd09}}) {
            TableMaker maker(move);
            FeatureTable::Column names;
            names.name = u"站名"_s;
            for (size_t i = 0; i < m_city->stations().size(); i += 30) {
                maker.add(GeometryKind::Point, {noisy(m_city->stations()[i].point)});
                names.texts.push_back(m_city->stations()[i].nameZh);
            }
            FeatureTable table = maker.take();
            table.columns.push_back(names);
            QVERIFY(table.size() >= 5 && table.size() < 25);
            QCOMPARE(checkDatum(table, true, {}, m_reference.get()).verdict, expected);
        }
    }

    void dataOfElsewhereSaySo()
    {
        TableMaker beijing(plain);
        std::uniform_real_distribution<double> lon(116.2, 116.6), lat(39.8, 40.0);
        for (int i = 0; i < 200; ++i)
            beijing.add(GeometryKind::Point, {{lon(m_random), lat(m_random)}});
        const DatumFinding finding = checkDatum(beijing.take(), true, {}, m_reference.get());
        QCOMPARE(finding.verdict, DatumVerdict::Elsewhere);
        QVERIFY(finding.metres > 900'000 && finding.metres < 1'200'000);
        QVERIFY(finding.repair.isEmpty());

        TableMaker country(plain); // that the city is a part of is no fault
        std::uniform_real_distribution<double> wideLon(80, 130), wideLat(20, 50);
        for (int i = 0; i < 500; ++i)
            country.add(GeometryKind::Point, {{wideLon(m_random), wideLat(m_random)}});
        QVERIFY(!checkDatum(country.take(), true, {}, m_reference.get()).isWarning());
        QVERIFY(!checkDatum(FeatureTable(), true, {}, m_reference.get()).isWarning());
        QVERIFY(!checkDatum(layer(u"stations"_s, plain), true, {}, nullptr).isWarning());
    }
};

QTEST_GUILESS_MAIN(TestDatumCheck)
#include "tst_datumcheck.moc"
