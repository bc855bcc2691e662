// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "city/curve.h"
#include "integration/reallines.h"
#include "jsonfile/resourcedir.h"

#include <QFileInfo>
#include <QHash>
#include <QTest>

using namespace guancheng;
using namespace guancheng::reallines;
using namespace Qt::StringLiterals;

namespace {

/** A stretch of one of our lines, from one of its named points to another, that the layers do not hold. */
struct NotInLayer
{
    const char *id;
    const char *from;
    const char *to;
    double clear;         ///< metres: no line of that name is nearer than this ...
    bool nothing;         ///< ... or none of any name
    double share = 0.6;   ///< ... over at least this share of the stretch
    double detour = 1.05; ///< of our line there, as against the straight one
};

/**
 * What cannot be compared. That the layers really have nothing there is tested, and that the stretch does not wander: an error
 * of ours cannot hide here.
 */
constexpr NotInLayer kNotInLayers[] = {
    {"g40", "五洲大道立交", "长江隧道长兴岛口东北0.7公里处桥", 1200, false}, // the approach and the Yangtze Tunnel
    {"g40", "长江隧道浦东口", "长江隧道长兴岛口", 1000, true},               // the tunnel itself: nothing at all
    {"g2", "安亭出口西北1.6公里处桥西端", "绕城立交", 300, false},           // the last kilometre, on the ground
    {"middle-ring", "军工路隧道浦东口", "军工路隧道浦西口", 300, false},     // a tunnel
    {"donghai", "东海大桥南端", "小洋山港区", 300, true},                    // beyond the border of the city
    {"suzhou-creek", "外环线苏州河桥", "祁连山南路桥", 300, false, 0.15},    // the layer begins in the middle of it
    {"suzhou-creek", "长宁路桥", "普济路桥", 300, false, 0.6, 1.7},          // no border of districts: not in the layer
};

/** The curve from one named point to another; a bare line between the first and the last point of all. */
template<typename Thing>
Line stretch(const Thing &thing, const NotInLayer &gap, double step, bool loop)
{
    const Line curve = smoothCurve(thing.points, step, loop);
    const auto at = [&](const char *name) {
        const auto point = std::find_if(thing.points.begin(), thing.points.end(),
                                        [&](const NamedPoint &p) { return p.nameZh == QString::fromUtf8(name); });
        if (point == thing.points.end())
            return curve.end();
        return std::find(curve.begin(), curve.end(), point->point);
    };
    const auto from = at(gap.from);
    const auto to = at(gap.to);
    if (from == curve.end() || to == curve.end() || from >= to)
        return {};
    return Line(from, to + 1);
}

/** The curve without its stretches that the layers do not hold, as pieces. */
template<typename Thing>
std::vector<Line> compared(const Thing &thing, double step, bool loop)
{
    const Line curve = smoothCurve(thing.points, step, loop);
    std::vector<bool> out(curve.size(), false);
    for (const NotInLayer &gap : kNotInLayers) {
        const Line line = thing.id == QLatin1StringView(gap.id) ? stretch(thing, gap, step, loop) : Line();
        if (line.empty())
            continue;
        const auto begin = std::find(curve.begin(), curve.end(), line.front()) - curve.begin();
        const auto first = static_cast<std::size_t>(begin);
        const std::size_t last = first + line.size() - 1;
        // Its end points are compared where a stretch before or behind ends there.
        for (std::size_t i = first == 0 ? first : first + 1; i < (last + 1 == curve.size() ? last + 1 : last); ++i)
            out[i] = true;
    }
    std::vector<Line> pieces(1);
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (!out[i])
            pieces.back().push_back(curve[i]);
        else if (!pieces.back().empty())
            pieces.emplace_back();
    }
    if (pieces.back().empty())
        pieces.pop_back();
    return pieces;
}

} // namespace

/**
 * The built-in Shanghai against real layers, which are not part of the project (../shared/data). Skips where absent.
 * The layers have holes of their own: what they do not hold is named in kNotInLayers and tested to be missing there; all the
 * rest has to be within the tolerance.
 */
class TestCityAgainstRealLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void districtsOverlap();
    void stationsAreWhereTheyAre();
    void stationsLieOnTheirLines();
    void whatIsNotInTheLayersIsNot_data();
    void whatIsNotInTheLayersIsNot();
    void namedRoadsFollowTheirOwnLine();
    void allRoadsFollowRoads();
    void riversFollowRivers();
    void streetsAgainstTheEightKnownOnes();

private:
    OGRLayer *layer(const char *name) { return m_data->GetLayerByName(name); }
    QHash<QString, GeoPoint> points(const char *name);
    std::vector<Line> named(const char *layerName, const QString &name);

    std::shared_ptr<const City> m_city;
    GDALDatasetUniquePtr m_data;
};

void TestCityAgainstRealLayers::initTestCase()
{
    const QString file = QStringLiteral(GUANCHENG_SHARED_DATA "/shanghai/shanghai.gpkg");
    if (!QFileInfo::exists(file))
        QSKIP("the real layers (../shared/data/shanghai) are not here");
    GDALAllRegister();
    m_data.reset(GDALDataset::Open(qPrintable(file), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    QVERIFY(m_data);
    const auto city = loadCity(resourceDir() + u"/city/shanghai"_s);
    QVERIFY2(city, city ? "" : qPrintable(city.error().toString()));
    m_city = *city;
}

QHash<QString, GeoPoint> TestCityAgainstRealLayers::points(const char *name)
{
    QHash<QString, GeoPoint> result;
    for (const auto &feature : layer(name)) {
        const OGRPoint *p = feature->GetGeometryRef()->toPoint();
        result.insert(QString::fromUtf8(feature->GetFieldAsString("name")).replace(u'・', u'·'), {p->getX(), p->getY()});
    }
    return result;
}

static std::unique_ptr<OGRGeometry> geometryOf(const District &district)
{
    OGRMultiPolygon all;
    for (const GeoPolygon &polygon : district.polygons) {
        OGRPolygon shape;
        for (const GeoRing &ring : polygon) {
            OGRLinearRing line;
            for (const GeoPoint &p : ring)
                line.addPoint(p.longitude, p.latitude);
            shape.addRing(&line);
        }
        all.addGeometry(&shape);
    }
    return std::unique_ptr<OGRGeometry>(all.MakeValid());
}

static double areaOf(const OGRGeometry *geometry)
{
    const auto *surface = dynamic_cast<const OGRGeometryCollection *>(geometry);
    if (surface)
        return surface->get_Area();
    const auto *polygon = dynamic_cast<const OGRPolygon *>(geometry);
    return polygon ? polygon->get_Area() : 0;
}

void TestCityAgainstRealLayers::districtsOverlap()
{
    std::vector<double> overlaps;
    for (const auto &feature : layer("districts")) {
        const int index = m_city->districtIndex(QString::fromUtf8(feature->GetFieldAsString("adcode")));
        QVERIFY(index >= 0);
        const District &district = m_city->districts().at(static_cast<std::size_t>(index));
        const std::unique_ptr<OGRGeometry> ours = geometryOf(district);
        const std::unique_ptr<OGRGeometry> real(feature->GetGeometryRef()->MakeValid());
        const std::unique_ptr<OGRGeometry> both(ours->Intersection(real.get()));
        const std::unique_ptr<OGRGeometry> either(ours->Union(real.get()));
        QVERIFY(both && either);
        const double overlap = areaOf(both.get()) / areaOf(either.get());
        qInfo("%s %.3f", qPrintable(district.nameZh), overlap);
        QVERIFY2(overlap >= 0.75, qPrintable(district.nameZh));
        overlaps.push_back(overlap);
    }
    QCOMPARE(overlaps.size(), 16u);
    std::sort(overlaps.begin(), overlaps.end());
    const double median = (overlaps[7] + overlaps[8]) / 2;
    qInfo("median %.3f", median);
    QVERIFY(median >= 0.9);
}

void TestCityAgainstRealLayers::stationsAreWhereTheyAre()
{
    const QHash<QString, GeoPoint> metro = points("metro_stations");
    const QHash<QString, GeoPoint> flow = points("flow_stations");
    int compared = 0;
    double worst = 0;
    QStringList unknown;
    for (const Station &station : m_city->stations()) {
        const GeoPoint first = metro.value(station.nameZh);
        const GeoPoint second = flow.value(station.nameZh);
        // One name, two stations: that of the railway at Qibao is not that of line 9.
        const bool other = first.isValid() && second.isValid() && distanceMetres(first, second) > 1000;
        const GeoPoint real = first.isValid() && !other ? first : second;
        if (!real.isValid()) {
            unknown << station.nameZh;
            continue;
        }
        const double distance = distanceMetres(station.point, real);
        QVERIFY2(distance <= 30, qPrintable(u"%1 is %2 m off"_s.arg(station.nameZh).arg(distance)));
        worst = std::max(worst, distance);
        compared += first.isValid() && !other;
    }
    qInfo("%d of %d stations of the layer compared, worst %.1f m; only ours: %s", compared, int(metro.size()), worst,
          qPrintable(unknown.join(u' ')));
    // The rest of the layer are railway stations, stops of the people movers of the airport and lines not yet opened.
    QVERIFY(compared >= 210);
    QVERIFY(unknown.size() <= 3);
}

void TestCityAgainstRealLayers::stationsLieOnTheirLines()
{
    QHash<QString, NearField> lines;
    for (const auto &feature : layer("metro_lines")) {
        const QStringList routes = QString::fromUtf8(feature->GetFieldAsString("route")).split(u'-');
        for (const QString &route : routes)
            addLines(feature->GetGeometryRef(), &lines[route]);
    }
    int checked = 0;
    for (const MetroLine &line : m_city->metroLines()) {
        if (!lines.contains(line.id))
            continue;
        for (const MetroRoute &route : line.routes) {
            for (const quint16 index : route.stations) {
                const Station &station = m_city->stations().at(index);
                if (m_city->locate(station.point).district < 0)
                    continue; // line 11 in Kunshan, beyond the layer
                const double distance = lines.value(line.id).distance(station.point);
                // Stations of several lines are one point, up to a long transfer passage away from each track.
                QVERIFY2(distance <= 400, qPrintable(u"%1 %2 %3 m"_s.arg(line.nameZh, station.nameZh).arg(distance)));
                ++checked;
            }
        }
    }
    QVERIFY(checked > 450);
}

/** The lines of a name; the creek and the river have a remark behind theirs. */
std::vector<Line> TestCityAgainstRealLayers::named(const char *layerName, const QString &name)
{
    std::vector<Line> lines;
    for (const auto &feature : layer(layerName)) {
        if (QString::fromUtf8(feature->GetFieldAsString("name")).section(u'(', 0, 0) != name)
            continue;
        for (Line &line : linesOf(feature->GetGeometryRef()))
            lines.push_back(std::move(line));
    }
    return lines;
}

void TestCityAgainstRealLayers::whatIsNotInTheLayersIsNot_data()
{
    QTest::addColumn<int>("gap");
    for (std::size_t i = 0; i < std::size(kNotInLayers); ++i)
        QTest::addRow("%s from %s", kNotInLayers[i].id, kNotInLayers[i].from) << static_cast<int>(i);
}

void TestCityAgainstRealLayers::whatIsNotInTheLayersIsNot()
{
    QFETCH(int, gap);
    const NotInLayer &stated = kNotInLayers[gap];
    Line line;
    NearField own;
    NearField any;
    for (const Road &road : m_city->roads()) {
        if (road.id != QLatin1StringView(stated.id))
            continue;
        line = stretch(road, stated, 50, road.loop);
        for (const Line &real : named("elevated_roads", road.nameZh))
            own.add(real);
    }
    for (const River &river : m_city->rivers()) {
        if (river.id != QLatin1StringView(stated.id))
            continue;
        line = stretch(river, stated, 50, false);
        for (const Line &real : named("river_lines", river.nameZh))
            own.add(real);
    }
    QVERIFY2(line.size() > 2, "no such stretch");
    for (const char *name : {"elevated_roads", "roads_grnn"}) {
        for (const auto &feature : layer(name))
            addLines(feature->GetGeometryRef(), &any);
    }
    const NearField &field = stated.nothing ? any : own;
    const auto clear =
        std::count_if(line.begin(), line.end(), [&](const GeoPoint &p) { return field.distanceFar(p) > stated.clear; });
    const double share = static_cast<double>(clear) / static_cast<double>(line.size());
    const double detour = lengthMetres(line) / distanceMetres(line.front(), line.back());
    qInfo("%.1f km, %.0f %% clear by %.0f m, %.2f of the straight line", lengthMetres(line) / 1000, 100 * share, stated.clear,
          detour);
    QVERIFY(share >= stated.share);
    QVERIFY(detour < stated.detour);
}

void TestCityAgainstRealLayers::namedRoadsFollowTheirOwnLine()
{
    int checked = 0;
    for (const Road &road : m_city->roads()) {
        NearField own;
        for (const Line &line : named("elevated_roads", road.nameZh))
            own.add(line);
        double length = 0;
        double missing = 0;
        for (const Line &curve : compared(road, 100, road.loop)) {
            length += lengthMetres(curve);
            for (const Hole &hole : holes(curve, own, 300))
                missing += hole.metres + 100;
        }
        // The layer has both carriageways; where it has less than that it has only the bridges of the road.
        if (own.length() < 1.8 * length)
            continue;
        ++checked;
        qInfo("%s %.1f km, %.1f km without its own line near", qPrintable(road.nameZh), length / 1000, missing / 1000);
        // Bridges, tunnels and crossings under another name are no part of its own line.
        QVERIFY2(missing <= 0.05 * length, qPrintable(road.nameZh));
    }
    QVERIFY2(checked >= 12, qPrintable(QString::number(checked)));
}

void TestCityAgainstRealLayers::allRoadsFollowRoads()
{
    NearField all;
    for (const char *name : {"elevated_roads", "roads_grnn"}) {
        for (const auto &feature : layer(name))
            addLines(feature->GetGeometryRef(), &all);
    }
    double total = 0;
    double whole = 0;
    double filled = 0;
    for (const Road &road : m_city->roads()) {
        const Line curve = smoothCurve(road.points, 100, road.loop);
        std::vector<Line> pieces = named("elevated_roads", road.nameZh);
        if (road.code == "S2"_L1) { // which goes on as the bridge
            for (Line &line : named("elevated_roads", u"东海大桥"_s))
                pieces.push_back(std::move(line));
        }
        NearField between;
        for (const Line &line : filledGaps(pieces, curve))
            between.add(line);
        whole += lengthMetres(curve);
        for (const Line &part : compared(road, 100, road.loop)) {
            for (std::size_t i = 0; i < part.size(); ++i) {
                const double step = i > 0 ? distanceMetres(part[i - 1], part[i]) : 0;
                total += step;
                if (all.distance(part[i]) <= 300)
                    continue;
                filled += step;
                const double distance = between.distance(part[i]);
                QVERIFY2(distance <= 300, qPrintable(u"%1 at %2,%3 is %4 m off"_s.arg(road.nameZh)
                                                         .arg(part[i].longitude, 0, 'f', 4)
                                                         .arg(part[i].latitude, 0, 'f', 4)
                                                         .arg(distance, 0, 'f', 0)));
            }
        }
    }
    qInfo("%.1f km of roads, %.1f of them compared, all within 300 m: %.1f km of that of the road between its pieces",
          whole / 1000, total / 1000, filled / 1000);
    QVERIFY(total > 0.985 * whole);
    QVERIFY(total > 1200e3);
    QVERIFY(filled <= 0.03 * total);
}

void TestCityAgainstRealLayers::riversFollowRivers()
{
    int checked = 0;
    for (const River &river : m_city->rivers()) {
        NearField own;
        for (const Line &line : named("river_lines", river.nameZh))
            own.add(line);
        if (own.length() <= 0)
            continue; // the upper Huangpu is not in the layer
        ++checked;
        double length = 0;
        for (const Line &curve : compared(river, 50, false)) {
            length += lengthMetres(curve);
            for (const Hole &hole : holes(curve, own, 300)) {
                QFAIL(qPrintable(u"%1: %2 m from %3,%4"_s.arg(river.nameZh)
                                     .arg(hole.metres)
                                     .arg(hole.from.longitude)
                                     .arg(hole.from.latitude)));
            }
        }
        qInfo("%s: %.1f km compared, all within 300 m; the layer has %.1f", qPrintable(river.nameZh), length / 1000,
              own.length() / 1000);
        QVERIFY(length > 0.75 * own.length());
    }
    QCOMPARE(checked, 2);
}

void TestCityAgainstRealLayers::streetsAgainstTheEightKnownOnes()
{
    // The partition is approximate and says so; how approximate is measured here: the share of the area of eight real
    // ones that falls into the street of that name.
    double sum = 0;
    int count = 0;
    for (const auto &feature : layer("subdistricts_8")) {
        // The layer calls 古美街道 by its former name.
        const QString name = QString::fromUtf8(feature->GetFieldAsString("name")).replace(u"古美路"_s, u"古美"_s);
        OGREnvelope box;
        feature->GetGeometryRef()->getEnvelope(&box);
        int inside = 0;
        int hit = 0;
        for (int i = 0; i < 60; ++i) {
            for (int j = 0; j < 60; ++j) {
                const GeoPoint p{box.MinX + (i + 0.5) / 60 * (box.MaxX - box.MinX),
                                 box.MinY + (j + 0.5) / 60 * (box.MaxY - box.MinY)};
                OGRPoint probe(p.longitude, p.latitude);
                if (!probe.Within(feature->GetGeometryRef()))
                    continue;
                ++inside;
                const qint16 street = m_city->locate(p).street;
                hit += street >= 0 && m_city->streets().at(static_cast<std::size_t>(street)).nameZh == name;
            }
        }
        qInfo("%s %.2f", qPrintable(name), static_cast<double>(hit) / inside);
        sum += static_cast<double>(hit) / inside;
        ++count;
    }
    QCOMPARE(count, 8);
    QVERIFY(sum / count > 0.4);
}

QTEST_GUILESS_MAIN(TestCityAgainstRealLayers)
#include "tst_cityagainstreallayers.moc"
