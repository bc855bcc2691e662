// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/questions/whatishere.h"

#include "maps/geo/geodesic.h"

#include <array>
#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr double kStationMetres = 1500;
constexpr double kRoadMetres = 500;
constexpr double kMetresPerDegree = 6371008.8 * 3.14159265358979323846 / 180;

/** Keeps the nearest few of one kind. */
class Nearest
{
public:
    Nearest(const GeoPoint &point, size_t most, double metres) : m_point(point), m_most(most), m_metres(metres) {}

    double limit() const { return m_things.size() == m_most ? m_things.back().metres : m_metres; }
    void offer(HereThing thing)
    {
        if (!(thing.metres <= limit()))
            return;
        thing.bearing = thing.metres > 0 ? initialBearing(thing.point, m_point) : 0;
        const auto place = std::upper_bound(m_things.begin(), m_things.end(), thing.metres,
                                            [](double metres, const HereThing &each) { return metres < each.metres; });
        m_things.insert(place, std::move(thing));
        if (m_things.size() > m_most)
            m_things.pop_back();
    }
    void moveTo(std::vector<HereThing> &all)
    {
        std::move(m_things.begin(), m_things.end(), std::back_inserter(all));
        m_things.clear();
    }

private:
    GeoPoint m_point;
    size_t m_most;
    double m_metres;
    std::vector<HereThing> m_things;
};

void addCity(const City &city, HereAnswer &answer, size_t most)
{
    const GeoPoint &point = answer.point;
    answer.place = city.place(point);
    const Area area = city.locate(point);
    if (area.district >= 0) {
        const District &district = city.districts()[static_cast<size_t>(area.district)];
        answer.districtZh = district.nameZh;
        answer.districtEn = district.nameEn;
    }
    if (area.street >= 0) {
        const Street &street = city.streets()[static_cast<size_t>(area.street)];
        answer.streetZh = street.nameZh;
        answer.streetEn = street.nameEn;
    }
    Nearest stations(point, 1, kStationMetres);
    for (const Station &station : city.stations())
        stations.offer({HereThing::Kind::Station, station.id, station.nameZh, station.nameEn,
                        distanceMetres(point, station.point), 0, 0, 0, station.point});
    stations.moveTo(answer.things);
    Nearest places(point, most, kStationMetres);
    for (const NamedPlace &place : city.places())
        places.offer({HereThing::Kind::Place, place.id, place.nameZh, place.nameEn, distanceMetres(point, place.point), 0, 0, 0,
                      place.point});
    places.moveTo(answer.things);
}

void addRoad(const RoadQuestions &roads, HereAnswer &answer)
{
    // Any way counts here, whatever goes on it; one with a name is worth some metres more.
    const RoadGraph &graph = roads.graph();
    const RoadArrays &arrays = graph.arrays();
    SnapGrid::Hit hit = graph.segments().nearest(arrays, answer.point, kRoadMetres, [](quint32) { return true; });
    const SnapGrid::Hit named = graph.segments().nearest(arrays, answer.point, std::min(kRoadMetres, hit.metres + 60),
                                                         [&](quint32 edge) { return arrays.edgeName[edge] != 0; });
    if (named.edge != EdgePoint::kNone)
        hit = named;
    if (hit.edge == EdgePoint::kNone)
        return;
    const GeoPoint a = arrays.point(hit.edge, hit.segment);
    const GeoPoint b = arrays.point(hit.edge, hit.segment + 1);
    const GeoPoint foot{a.longitude + (b.longitude - a.longitude) * hit.along,
                        a.latitude + (b.latitude - a.latitude) * hit.along};
    const WayName &name = graph.nameOf(hit.edge);
    const QString zh = name.zh.isEmpty() ? u"无名道路"_s : name.zh;
    const QString en = !name.en.isEmpty() ? name.en : name.zh.isEmpty() ? u"a nameless road"_s : name.zh;
    const double bearing = hit.metres > 0 ? initialBearing(foot, answer.point) : 0;
    answer.things.push_back({HereThing::Kind::Road, {}, zh, en, hit.metres, bearing, hit.edge, 0, foot});
    const QString metres = QString::number(hit.metres, 'f', 0);
    if (hit.metres < 3) {
        answer.addressZh = zh + u"上"_s;
        answer.addressEn = u"on "_s + en;
    } else {
        answer.addressZh = zh + directionName(bearing, true) + u"侧 "_s + metres + u" 米"_s;
        answer.addressEn = metres + u" m "_s + directionName(bearing, false) + u" of "_s + en;
    }
}

void addDevices(const HereSources &sources, HereAnswer &answer, size_t most, double metres)
{
    const DeviceArrays &devices = *sources.devices;
    Nearest nearest(answer.point, most, metres);
    const double shrink = std::max(0.01, std::cos(answer.point.latitude * 3.14159265358979323846 / 180));
    const double x = answer.point.longitude * 1e7, y = answer.point.latitude * 1e7;
    const double dx = metres / kMetresPerDegree / shrink * 1e7, dy = metres / kMetresPerDegree * 1e7;
    for (quint32 slot = 0; slot < devices.size(); ++slot) {
        if (std::fabs(devices.longitudeE7[slot] - x) > dx || std::fabs(devices.latitudeE7[slot] - y) > dy)
            continue;
        const GeoPoint place = devices.point(slot);
        const double away = distanceMetres(answer.point, place);
        if (away > nearest.limit())
            continue;
        const auto name = sources.deviceName ? sources.deviceName(slot) : QPair<QString, QString>();
        nearest.offer({HereThing::Kind::Device, {}, name.first, name.second, away, 0, slot, 0, place});
    }
    nearest.moveTo(answer.things);
}

void addMoving(const HereSources &sources, HereAnswer &answer, size_t most, double metres)
{
    Nearest units(answer.point, most, metres);
    for (size_t slot = 0; slot < sources.positions.size(); ++slot) {
        const GeoPoint &place = sources.positions[slot].point;
        if (!place.isValid())
            continue;
        const double away = distanceMetres(answer.point, place);
        if (away > units.limit())
            continue;
        const auto name = sources.unitName ? sources.unitName(static_cast<quint32>(slot)) : QPair<QString, QString>();
        units.offer(
            {HereThing::Kind::Unit, name.first, name.second, name.second, away, 0, static_cast<quint32>(slot), 0, place});
    }
    units.moveTo(answer.things);
    Nearest incidents(answer.point, most, metres);
    for (const Incident *incident : sources.incidents) {
        if (incident->place.point.isValid())
            incidents.offer({HereThing::Kind::Incident, incident->id, incident->title, incident->title,
                             distanceMetres(answer.point, incident->place.point), 0, 0, 0, incident->place.point});
    }
    incidents.moveTo(answer.things);
}

/** Metres from the point to a feature, 0 inside of a polygon, and the nearest point of it. */
double distanceTo(const FeatureTable &table, size_t feature, const GeoPoint &point, double east, GeoPoint &nearest)
{
    double best = std::numeric_limits<double>::infinity();
    bool odd = false;
    const GeometryKind kind = table.kinds[feature];
    for (quint32 part = table.partStarts[feature]; part < table.partStarts[feature + 1]; ++part) {
        const std::span<const double> v = table.part(part);
        const size_t count = v.size() / 2;
        const size_t segments = kind == GeometryKind::Polygon             ? count
                                : count > 1 && kind == GeometryKind::Line ? count - 1
                                                                          : count;
        for (size_t i = 0; i < segments; ++i) {
            const size_t j = kind == GeometryKind::Point ? i : (i + 1) % count;
            const double ax = (v[2 * i] - point.longitude) * east, ay = (v[2 * i + 1] - point.latitude) * kMetresPerDegree;
            const double dx = (v[2 * j] - v[2 * i]) * east, dy = (v[2 * j + 1] - v[2 * i + 1]) * kMetresPerDegree;
            const double square = dx * dx + dy * dy;
            const double t = square > 0 ? std::clamp(-(ax * dx + ay * dy) / square, 0.0, 1.0) : 0;
            const double metres = std::hypot(ax + t * dx, ay + t * dy);
            if (metres < best) {
                best = metres;
                nearest = {v[2 * i] + (v[2 * j] - v[2 * i]) * t, v[2 * i + 1] + (v[2 * j + 1] - v[2 * i + 1]) * t};
            }
            if (kind == GeometryKind::Polygon && (ay > 0) != (ay + dy > 0) && 0 < ax - dx * (ay / dy))
                odd = !odd;
        }
    }
    if (!odd)
        return best;
    nearest = point;
    return 0;
}

void addFeatures(const HereSources &sources, HereAnswer &answer, size_t most, double metres)
{
    const double east = kMetresPerDegree * std::max(0.01, std::cos(answer.point.latitude * 3.14159265358979323846 / 180));
    for (size_t layer = 0; layer < sources.layers.size(); ++layer) {
        const FeatureTable &table = *sources.layers[layer];
        const FeatureTable::Column *name = nullptr;
        for (const QStringView wanted : {u"nameZh", u"name:zh", u"name"})
            name = name != nullptr ? name : table.column(wanted);
        Nearest nearest(answer.point, most, metres);
        for (size_t feature = 0; feature < table.size(); ++feature) {
            const QRectF box = table.bounds(feature).adjusted(-metres / east, -metres / kMetresPerDegree, metres / east,
                                                              metres / kMetresPerDegree);
            if (!box.contains(QPointF(answer.point.longitude, answer.point.latitude)))
                continue;
            GeoPoint place;
            const double away = distanceTo(table, feature, answer.point, east, place);
            const QString text =
                name != nullptr && name->type == FeatureTable::ColumnType::Text ? name->texts[feature] : QString();
            const QString shown = text.isEmpty() ? table.name : table.name + u" · "_s + text;
            nearest.offer({HereThing::Kind::Feature, {}, shown, shown, away, 0, static_cast<quint32>(feature), layer, place});
        }
        nearest.moveTo(answer.things);
    }
}

} // namespace

QString directionName(double bearing, bool chinese)
{
    static constexpr std::array kZh{u"北", u"东北", u"东", u"东南", u"南", u"西南", u"西", u"西北"};
    static constexpr std::array kEn{u"north", u"north-east", u"east", u"south-east",
                                    u"south", u"south-west", u"west", u"north-west"};
    const auto at = static_cast<size_t>(std::lround(std::fmod(std::fmod(bearing, 360) + 360, 360) / 45)) % 8;
    return QString::fromUtf16(chinese ? kZh[at] : kEn[at]);
}

HereAnswer whatIsHere(const GeoPoint &point, const HereSources &sources, size_t most, double metres)
{
    HereAnswer answer;
    answer.point = point;
    if (!point.isValid() || most == 0)
        return answer;
    if (sources.roads != nullptr)
        addRoad(*sources.roads, answer);
    if (sources.city != nullptr)
        addCity(*sources.city, answer, most);
    addMoving(sources, answer, most, metres);
    if (sources.devices != nullptr)
        addDevices(sources, answer, most, metres);
    addFeatures(sources, answer, most, metres);
    return answer;
}

} // namespace guancheng
