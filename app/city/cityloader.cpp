// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"

#include "jsonfile/jsoncursor.h"
#include "jsonfile/jsonfile.h"
#include "jsonfile/resourcedir.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <optional>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

GeoPoint toPoint(const QJsonArray &pair)
{
    return {pair.at(0).toDouble(), pair.at(1).toDouble()};
}

GeoPoint pointAt(const JsonCursor &object, QLatin1StringView key)
{
    const GeoPoint point = toPoint(object.child(key).value().toArray());
    if (!point.isValid())
        object.fail(key, u"no longitude and latitude in degrees"_s);
    return point;
}

/** Ids have to be unique within a file. */
class Ids
{
public:
    QString take(const JsonCursor &item, QLatin1StringView key)
    {
        const QString id = item.string(key);
        if (m_index.contains(id))
            item.fail(key, u"'%1' occurs twice"_s.arg(id));
        m_index.insert(id, static_cast<int>(m_index.size()));
        return id;
    }
    int indexOf(const QString &id) const { return m_index.value(id, -1); }

private:
    QHash<QString, int> m_index;
};

class CityReader
{
public:
    CityReader(QString dir, QString schemaDir) : m_dir(std::move(dir)), m_schemaDir(std::move(schemaDir)) {}

    std::optional<Error> read()
    {
        if (const auto error = readFile("city"_L1, u"city.json"_s, &CityReader::readCity))
            return error;
        struct Part
        {
            QLatin1StringView key;
            void (CityReader::*reader)(const JsonCursor &);
        };
        // Streets refer to districts, lines to stations: the order matters.
        static constexpr Part parts[] = {
            {"districts"_L1, &CityReader::readDistricts}, {"streets"_L1, &CityReader::readStreets},
            {"metro"_L1, &CityReader::readMetro},         {"roads"_L1, &CityReader::readRoads},
            {"rivers"_L1, &CityReader::readRivers},       {"places"_L1, &CityReader::readPlaces},
        };
        for (const Part &part : parts) {
            if (const auto error = readFile(part.key, m_files.value(part.key).toString(), part.reader))
                return error;
        }
        return std::nullopt;
    }

    CityData take() { return std::move(m_data); }

private:
    std::optional<Error> readFile(QLatin1StringView kind, const QString &name, void (CityReader::*reader)(const JsonCursor &))
    {
        const QString file = m_dir + u'/' + name;
        const QString schema = m_schemaDir + u'/' + kind + u".schema.json"_s;
        const Result<QJsonDocument> document = loadJson(file, schema);
        if (!document)
            return document.error();
        const JsonCursor root(file, *document);
        (this->*reader)(root);
        return root.error();
    }

    void readCity(const JsonCursor &root)
    {
        m_data.id = root.string("id"_L1);
        m_data.adcode = root.string("adcode"_L1);
        m_data.nameZh = root.string("nameZh"_L1);
        m_data.nameEn = root.string("nameEn"_L1);
        m_data.timeZone = root.string("timeZone"_L1);
        const std::vector<double> box = root.numbers("bounds"_L1);
        if (box.size() != 4 || !(box[0] < box[2]) || !(box[1] < box[3]) || box[2] - box[0] > 10 || box[3] - box[1] > 10) {
            root.fail("bounds"_L1, u"west, south, east, north in degrees, at most 10 apart, are expected"_s);
            return;
        }
        m_data.bounds = {box[0], box[1], box[2], box[3]};
        const JsonCursor view = root.child("view"_L1);
        m_data.viewCentre = pointAt(view, "centre"_L1);
        m_data.viewZoom = view.number("zoom"_L1);
        m_files = root.child("files"_L1).value().toObject();
        for (const JsonCursor &item : root.child("figures"_L1).items()) {
            m_data.figures.push_back({item.string("id"_L1), item.string("nameZh"_L1), item.string("nameEn"_L1),
                                      item.number("value"_L1), item.string("unitZh"_L1), item.string("unitEn"_L1),
                                      item.string("source"_L1)});
        }
        for (const JsonCursor &item : root.child("attributions"_L1).items())
            m_data.attributions.push_back({item.string("zh"_L1), item.string("en"_L1)});
    }

    GeoPolygon polygonAt(const JsonCursor &cursor) const
    {
        GeoPolygon polygon;
        for (const JsonCursor &ringAt : cursor.items()) {
            GeoRing ring;
            const QJsonArray points = ringAt.value().toArray();
            ring.reserve(static_cast<std::size_t>(points.size()));
            for (const auto &point : points) {
                ring.push_back(toPoint(point.toArray()));
                if (!m_data.bounds.contains(ring.back()))
                    ringAt.fail(u"point %1 is outside of the bounds of the city"_s.arg(ring.size() - 1));
            }
            if (ring.empty() || !(ring.front() == ring.back()))
                ringAt.fail(u"the ring is not closed"_s);
            polygon.push_back(std::move(ring));
        }
        return polygon;
    }

    void readDistricts(const JsonCursor &root)
    {
        for (const JsonCursor &item : root.child("districts"_L1).items()) {
            District district;
            district.adcode = m_districts.take(item, "adcode"_L1);
            district.nameZh = item.string("nameZh"_L1);
            district.nameEn = item.string("nameEn"_L1);
            district.centre = pointAt(item, "centre"_L1);
            for (const JsonCursor &polygon : item.child("polygons"_L1).items())
                district.polygons.push_back(polygonAt(polygon));
            m_data.districts.push_back(std::move(district));
        }
    }

    static StreetKind streetKind(const QString &name)
    {
        if (name == "town"_L1)
            return StreetKind::Town;
        if (name == "township"_L1)
            return StreetKind::Township;
        return name == "zone"_L1 ? StreetKind::Zone : StreetKind::Subdistrict;
    }

    void readStreets(const JsonCursor &root)
    {
        const bool approximate = root.string("boundary"_L1) == "approximate"_L1;
        Ids codes;
        for (const JsonCursor &item : root.child("streets"_L1).items()) {
            Street street;
            street.code = codes.take(item, "code"_L1);
            street.nameZh = item.string("nameZh"_L1);
            street.nameEn = item.string("nameEn"_L1);
            street.kind = streetKind(item.string("kind"_L1));
            street.seed = pointAt(item, "seed"_L1);
            street.approximate = approximate;
            street.estimated = item.string("position"_L1) == "estimated"_L1;
            const int district = m_districts.indexOf(item.string("district"_L1));
            if (district < 0)
                item.fail("district"_L1, u"there is no such district"_s);
            street.district = static_cast<quint16>(std::max(0, district));
            m_data.streets.push_back(std::move(street));
        }
    }

    void readStations(const JsonCursor &root)
    {
        for (const JsonCursor &item : root.child("stations"_L1).items()) {
            Station station;
            station.id = m_stations.take(item, "id"_L1);
            station.nameZh = item.string("nameZh"_L1);
            station.nameEn = item.string("nameEn"_L1);
            station.point = pointAt(item, "at"_L1);
            m_data.stations.push_back(std::move(station));
        }
    }

    MetroRoute routeAt(const JsonCursor &item, quint16 line)
    {
        MetroRoute route;
        route.loop = item.boolean("loop"_L1, false);
        for (const JsonCursor &stop : item.child("stations"_L1).items()) {
            const int station = m_stations.indexOf(stop.toString());
            if (station < 0) {
                stop.fail(u"there is no station '%1'"_s.arg(stop.toString()));
                continue;
            }
            route.stations.push_back(static_cast<quint16>(station));
            std::vector<quint16> &lines = m_data.stations[static_cast<std::size_t>(station)].lines;
            if (lines.empty() || lines.back() != line)
                lines.push_back(line);
        }
        readPath(item, &route);
        return route;
    }

    void readPath(const JsonCursor &item, MetroRoute *route) const
    {
        QMultiHash<int, GeoPoint> bends;
        for (const JsonCursor &bend : item.optional("via"_L1).items()) {
            const int station = m_stations.indexOf(bend.string("after"_L1));
            if (std::find(route->stations.begin(), route->stations.end(), station) == route->stations.end())
                bend.fail("after"_L1, u"the line does not stop there"_s);
            bends.insert(station, pointAt(bend, "at"_L1));
        }
        for (const quint16 station : route->stations) {
            route->path.push_back(m_data.stations[station].point);
            // The newest of a key comes first.
            const QList<GeoPoint> after = bends.values(station);
            route->path.insert(route->path.end(), after.crbegin(), after.crend());
        }
    }

    void readMetro(const JsonCursor &root)
    {
        readStations(root);
        Ids ids;
        for (const JsonCursor &item : root.child("lines"_L1).items()) {
            MetroLine line;
            line.id = ids.take(item, "id"_L1);
            line.nameZh = item.string("nameZh"_L1);
            line.nameEn = item.string("nameEn"_L1);
            line.colour = item.string("colour"_L1).sliced(1).toUInt(nullptr, 16);
            for (const JsonCursor &route : item.child("routes"_L1).items())
                line.routes.push_back(routeAt(route, static_cast<quint16>(m_data.metroLines.size())));
            m_data.metroLines.push_back(std::move(line));
        }
    }

    static std::vector<NamedPoint> namedPoints(const JsonCursor &owner)
    {
        std::vector<NamedPoint> points;
        for (const JsonCursor &item : owner.child("points"_L1).items())
            points.push_back({item.string("name"_L1), pointAt(item, "at"_L1), item.boolean("tunnel"_L1, false)});
        return points;
    }

    static RoadClass roadClass(const QString &name)
    {
        if (name == "expressway"_L1)
            return RoadClass::Expressway;
        return name == "elevated"_L1 ? RoadClass::Elevated : RoadClass::Arterial;
    }

    void readRoads(const JsonCursor &root)
    {
        Ids ids;
        for (const JsonCursor &item : root.child("roads"_L1).items()) {
            Road road;
            road.id = ids.take(item, "id"_L1);
            road.code = item.string("code"_L1, QString());
            road.nameZh = item.string("nameZh"_L1);
            road.nameEn = item.string("nameEn"_L1);
            road.roadClass = roadClass(item.string("class"_L1));
            road.loop = item.boolean("loop"_L1, false);
            road.points = namedPoints(item);
            m_data.roads.push_back(std::move(road));
        }
    }

    void readRivers(const JsonCursor &root)
    {
        Ids ids;
        for (const JsonCursor &item : root.child("rivers"_L1).items()) {
            m_data.rivers.push_back({ids.take(item, "id"_L1), item.string("nameZh"_L1), item.string("nameEn"_L1),
                                     item.number("widthMetres"_L1), namedPoints(item)});
        }
    }

    void readPlaces(const JsonCursor &root)
    {
        Ids ids;
        for (const JsonCursor &item : root.child("places"_L1).items()) {
            m_data.places.push_back({ids.take(item, "id"_L1), item.string("kind"_L1), item.string("nameZh"_L1),
                                     item.string("nameEn"_L1), pointAt(item, "at"_L1), item.boolean("approximate"_L1, false),
                                     Area()});
        }
    }

    QString m_dir;
    QString m_schemaDir;
    QJsonObject m_files;
    Ids m_districts;
    Ids m_stations;
    CityData m_data;
};

} // namespace

Result<std::shared_ptr<const City>> loadCity(const QString &dir, const QString &schemaDir)
{
    CityReader reader(dir, schemaDir.isEmpty() ? resourceDir() + u"/schemas/city"_s : schemaDir);
    if (const std::optional<Error> error = reader.read())
        return *error;
    return std::shared_ptr<const City>(std::make_shared<City>(reader.take()));
}

} // namespace guancheng
