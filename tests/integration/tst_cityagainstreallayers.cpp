// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "city/curve.h"
#include "jsonfile/resourcedir.h"

#include <QFileInfo>
#include <QHash>
#include <QTest>

#include <ogrsf_frmts.h>

#include <cmath>
#include <unordered_map>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

using Line = std::vector<GeoPoint>;

/** Lines as points 40 m apart in a grid, for 'how far is the nearest'. Good to 20 m up to 500 m, then infinite. */
class NearField
{
public:
    void add(const Line &line)
    {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const double length = distanceMetres(line[i - 1], line[i]);
            const int steps = std::max(1, static_cast<int>(length / 40));
            for (int s = 0; s <= steps; ++s) {
                const double t = static_cast<double>(s) / steps;
                const GeoPoint p{line[i - 1].longitude + (line[i].longitude - line[i - 1].longitude) * t,
                                 line[i - 1].latitude + (line[i].latitude - line[i - 1].latitude) * t};
                m_cells[cell(p, 0, 0)].push_back(p);
            }
            m_length += length;
        }
    }
    double distance(const GeoPoint &p) const
    {
        double best = std::numeric_limits<double>::infinity();
        for (int dx = -1; dx <= 1; ++dx) {
            for (int dy = -1; dy <= 1; ++dy) {
                const auto found = m_cells.find(cell(p, dx, dy));
                if (found == m_cells.end())
                    continue;
                for (const GeoPoint &q : found->second)
                    best = std::min(best, distanceMetres(p, q));
            }
        }
        return best;
    }
    double length() const { return m_length; }
    /** How far the farthest of these points is from here, without the limit of distance(); slow. */
    double farthest(const Line &points) const
    {
        double worst = 0;
        for (const GeoPoint &p : points) {
            double best = std::numeric_limits<double>::infinity();
            for (const auto &[cell, line] : m_cells) {
                for (const GeoPoint &q : line)
                    best = std::min(best, distanceMetres(p, q));
            }
            worst = std::max(worst, best);
        }
        return worst;
    }

private:
    static qint64 cell(const GeoPoint &p, int dx, int dy)
    {
        return (static_cast<qint64>(std::floor(p.longitude / 0.0055)) + dx) * 1000000 +
               static_cast<qint64>(std::floor(p.latitude / 0.005)) + dy;
    }
    std::unordered_map<qint64, Line> m_cells;
    double m_length = 0;
};

void addLines(const OGRGeometry *geometry, NearField *field)
{
    if (const auto *line = dynamic_cast<const OGRLineString *>(geometry)) {
        Line points;
        for (const OGRPoint &p : *line)
            points.push_back({p.getX(), p.getY()});
        field->add(points);
    } else if (const auto *many = dynamic_cast<const OGRGeometryCollection *>(geometry)) {
        for (const OGRGeometry *part : *many)
            addLines(part, field);
    }
}

/** The parts of a curve that have no real line within the limit, each with its length. */
struct Hole
{
    GeoPoint from;
    double metres = 0;
};

std::vector<Hole> holes(const Line &curve, const NearField &field, double limit)
{
    std::vector<Hole> result;
    bool open = false;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const bool far = field.distance(curve[i]) > limit;
        if (far && !open)
            result.push_back({curve[i], 0});
        else if (far)
            result.back().metres += distanceMetres(curve[i - 1], curve[i]);
        open = far;
    }
    return result;
}

} // namespace

/**
 * The built-in Shanghai against real layers, which are not part of the project (../shared/data). Skips where absent.
 * The layers have holes of their own: a stretch that has no real line near is told apart from a wrong one by what
 * stands around it, and the sum of such stretches is bounded.
 */
class TestCityAgainstRealLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void districtsOverlap();
    void stationsAreWhereTheyAre();
    void stationsLieOnTheirLines();
    void namedRoadsFollowTheirOwnLine();
    void allRoadsFollowRoads();
    void riversFollowRivers();
    void streetsAgainstTheEightKnownOnes();

private:
    OGRLayer *layer(const char *name) { return m_data->GetLayerByName(name); }
    QHash<QString, GeoPoint> points(const char *name);

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

void TestCityAgainstRealLayers::namedRoadsFollowTheirOwnLine()
{
    QHash<QString, NearField> named;
    for (const auto &feature : layer("elevated_roads"))
        addLines(feature->GetGeometryRef(), &named[QString::fromUtf8(feature->GetFieldAsString("name"))]);
    int checked = 0;
    for (const Road &road : m_city->roads()) {
        const Line curve = smoothCurve(road.points, 100, road.loop);
        double length = 0;
        for (std::size_t i = 1; i < curve.size(); ++i)
            length += distanceMetres(curve[i - 1], curve[i]);
        // The layer has both carriageways; where it has less than that it has only the bridges of the road.
        const auto own = named.constFind(road.nameZh);
        if (own == named.cend() || own->length() < 1.8 * length)
            continue;
        ++checked;
        if (road.id == "donghai"_L1) {
            // 27 km of open sea with three points that have a name and a public position: its ends and its middle. The
            // curve through them cuts the bends; more points could only be samples of a line.
            const double worst = own->farthest(curve);
            qInfo("%s up to %.0f m beside its own line", qPrintable(road.nameZh), worst);
            QVERIFY2(worst <= 2500, qPrintable(road.nameZh));
            continue;
        }
        double missing = 0;
        for (const Hole &hole : holes(curve, *own, 300))
            missing += hole.metres + 100;
        qInfo("%s %.1f km, %.1f km without its own line near", qPrintable(road.nameZh), length / 1000, missing / 1000);
        // Roads are curves through named points only, none of them a sample of a line, so a bend between two of them is cut:
        // up to 4.4 % of a road. Tunnels, which the layer does not have (the river on the inner and the middle ring),
        // and bridges named on their own are in this share too.
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
    double missing = 0;
    for (const Road &road : m_city->roads()) {
        // Every named point stands on a road, but for tunnels, which the layers do not have.
        for (std::size_t i = 0; i < road.points.size(); ++i) {
            const bool tunnel = road.points[i].tunnel || (i > 0 && road.points[i - 1].tunnel);
            const double distance = all.distance(road.points[i].point);
            QVERIFY2(tunnel || distance <= 300,
                     qPrintable(u"%1 %2 %3 m"_s.arg(road.nameZh, road.points[i].nameZh).arg(distance)));
        }
        const Line curve = smoothCurve(road.points, 100, road.loop);
        for (std::size_t i = 1; i < curve.size(); ++i)
            total += distanceMetres(curve[i - 1], curve[i]);
        for (const Hole &hole : holes(curve, all, 300)) {
            missing += hole.metres + 100;
            qInfo("%s: %.1f km from %.4f,%.4f have no real road near", qPrintable(road.nameZh), hole.metres / 1000,
                  hole.from.longitude, hole.from.latitude);
            // Holes of the layers, which have expressways on the ground only in part, and cut bends. The longest are the
            // tunnel under the Yangtze and the bridge over the sea (see above).
            const bool sea = road.code == "G40"_L1 || road.id == "donghai"_L1;
            QVERIFY2(hole.metres < (sea ? 10000 : 2500), qPrintable(road.nameZh));
        }
    }
    qInfo("%.0f km of roads, %.1f%% without a real road within 300 m", total / 1000, 100 * missing / total);
    QVERIFY(total > 900e3);
    // 5.9 % as measured; about half of it is the tunnel under the Yangtze, the Donghai Bridge and G40 across Chongming.
    QVERIFY(missing <= 0.065 * total);
}

void TestCityAgainstRealLayers::riversFollowRivers()
{
    QHash<QString, NearField> real;
    for (const auto &feature : layer("river_lines")) {
        const QString name = QString::fromUtf8(feature->GetFieldAsString("name")).section(u'(', 0, 0);
        addLines(feature->GetGeometryRef(), &real[name]);
    }
    int checked = 0;
    for (const River &river : m_city->rivers()) {
        const auto own = real.constFind(river.nameZh);
        if (own == real.cend())
            continue; // the upper Huangpu is not in the layer
        ++checked;
        const Line curve = smoothCurve(river.points, 50);
        const auto far = holes(curve, *own, 300);
        double length = 0;
        for (std::size_t i = 1; i < curve.size(); ++i)
            length += distanceMetres(curve[i - 1], curve[i]);
        double missing = 0;
        int gaps = 0;
        for (const Hole &hole : far) {
            qInfo("%s: %.0f m from %.4f,%.4f", qPrintable(river.nameZh), hole.metres, hole.from.longitude, hole.from.latitude);
            if (river.id == "suzhou-creek"_L1) {
                // The layer has the creek only where it bounds a district: the bend north of Changshou Road and what lies
                // west of its first point are missing.
                const bool bend = hole.from.longitude > 121.420 && hole.from.longitude < 121.425;
                QVERIFY2(bend || hole.from.longitude < 121.350, "the creek leaves its line");
                QVERIFY(hole.metres < (bend ? 4000 : 600));
                ++gaps;
            } else {
                // Bridges, tunnels and ferries are the only points, and from Xiangyin Road to Gaoqiao there is just one.
                QVERIFY2(hole.metres < 1500, qPrintable(river.nameZh));
                missing += hole.metres + 50;
            }
        }
        QVERIFY(gaps <= 2);
        QVERIFY(missing <= 0.06 * length);
        QVERIFY(length > 0.9 * own->length());
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
