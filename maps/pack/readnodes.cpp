// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/importjob.h"
#include "maps/pack/layerwriter.h"
#include "maps/pack/nodestore.h"
#include "maps/pack/osmtags.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <osmium/io/pbf_input.hpp>
#include <osmium/osm/entity_bits.hpp>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr double kScale = 1e7;

/** A run of a metro line as its relation has it. */
struct MetroRelation
{
    qint64 id = 0;
    OsmNames names;
    QString ref;
    QString colour;
    std::vector<qint64> stops;
};

struct Stop
{
    OsmNames names;
    double longitude = 0;
    double latitude = 0;
    bool found = false;
};

bool isMetro(const osmium::TagList &tags)
{
    const QString route = tagText(tags, "route");
    return tagText(tags, "type") == "route"_L1 && (route == "subway"_L1 || route == "light_rail"_L1 || route == "monorail"_L1);
}

/** What a point of the map is, in our kinds; null when it is nothing people look for. */
QString placeKind(const osmium::TagList &tags)
{
    for (const char *key : {"amenity", "place", "tourism", "railway", "aeroway", "emergency", "office", "shop", "historic"}) {
        const QString value = tagText(tags, key);
        if (value.isEmpty() || value == "no"_L1)
            continue;
        if (qstrcmp(key, "railway") == 0 && value != "station"_L1 && value != "halt"_L1)
            continue;
        return value;
    }
    return {};
}

class NodeReader
{
public:
    explicit NodeReader(const ImportJob &job)
        : m_job(job)
        , m_index(job.path(kNodeIndexFile))
        , m_places(job.path(u"places.gcft"_s), LayerBuilder(u"places"_s, QFileInfo(job.options.file).fileName(),
                                                            kOsmAttributionEn, {u"id"_s, u"kind"_s, u"nameZh"_s, u"nameEn"_s}))
        , m_addresses(job.path(kNodeAddressFile),
                      LayerBuilder(u"addresses"_s, QFileInfo(job.options.file).fileName(), kOsmAttributionEn,
                                   {u"housenumber"_s, u"street"_s, u"name"_s, u"postcode"_s}))
    {
    }

    Result<StageReport> run()
    {
        const Status done = guarded(m_job.options.file, [this] { return read(); });
        if (!done)
            return done.error();
        m_report.files = {kNodeIndexFile, kMetroWorkFile, kNodeAddressFile, u"places.gcft"_s};
        m_report.counts[u"nodes"_s] = m_index.count();
        m_report.counts[u"places"_s] = m_places.count();
        return m_report;
    }

private:
    Status read()
    {
        if (const Status relations = readRelations(); !relations)
            return relations;
        for (LayerWriter *layer : {&m_places, &m_addresses}) {
            if (const Status opened = layer->open(); !opened)
                return opened;
        }
        if (const Status opened = m_index.open(); !opened)
            return opened;
        if (const Status nodes = readAllNodes(); !nodes)
            return nodes;
        if (const Status finished = m_index.finish(); !finished)
            return finished;
        for (LayerWriter *layer : {&m_places, &m_addresses}) {
            if (const Status finished = layer->finish(); !finished)
                return finished;
        }
        return writeMetro();
    }

    Status readRelations()
    {
        osmium::io::Reader reader(QFile::encodeName(m_job.options.file).toStdString(), osmium::osm_entity_bits::relation);
        while (osmium::memory::Buffer buffer = reader.read()) {
            if (m_job.isCancelled())
                return cancelledError(m_job.options.file);
            for (const auto &relation : buffer.select<osmium::Relation>()) {
                if (isMetro(relation.tags()))
                    addRelation(relation);
            }
        }
        reader.close();
        return ok();
    }

    void addRelation(const osmium::Relation &relation)
    {
        MetroRelation metro{
            relation.id(), namesOf(relation.tags()), tagText(relation.tags(), "ref"), tagText(relation.tags(), "colour"), {}};
        for (const auto &member : relation.members()) {
            if (member.type() != osmium::item_type::node || !QByteArray(member.role()).startsWith("stop"))
                continue;
            metro.stops.push_back(member.ref());
            m_stops.insert(member.ref(), {});
        }
        if (metro.stops.size() >= 2)
            m_metro.push_back(std::move(metro));
        else
            m_report.problem(u"metro routes without stops"_s, u"relation %1 %2"_s.arg(metro.id).arg(metro.names.zh));
    }

    Status readAllNodes()
    {
        osmium::io::Reader reader(QFile::encodeName(m_job.options.file).toStdString(), osmium::osm_entity_bits::node);
        while (osmium::memory::Buffer buffer = reader.read()) {
            if (m_job.isCancelled())
                return cancelledError(m_job.options.file);
            for (const auto &node : buffer.select<osmium::Node>()) {
                if (const Status added = addNode(node); !added)
                    return added;
            }
            m_job.report(static_cast<double>(reader.offset()) / static_cast<double>(std::max<size_t>(1, reader.file_size())));
        }
        reader.close();
        return ok();
    }

    Status addNode(const osmium::Node &node)
    {
        if (!node.location().valid()) {
            m_report.problem(u"nodes without a position"_s, QString::number(node.id()));
            return ok();
        }
        const auto stop = m_stops.find(node.id());
        if (stop != m_stops.end())
            *stop = {namesOf(node.tags()), node.location().x() / kScale, node.location().y() / kScale, true};
        if (!node.tags().empty()) {
            if (const Status tagged = addTagged(node); !tagged)
                return tagged;
        }
        return m_index.add({node.id(), node.location().x(), node.location().y()});
    }

    Status addTagged(const osmium::Node &node)
    {
        const double longitude = node.location().x() / kScale;
        const double latitude = node.location().y() / kScale;
        if (!m_job.wants({longitude, latitude}))
            return ok();
        const QString kind = placeKind(node.tags());
        if (!kind.isEmpty()) {
            const OsmNames names = namesOf(node.tags());
            if (names.zh.isEmpty() && names.en.isEmpty())
                ++m_report.counts[u"places without a name"_s];
            LayerBuilder &place = m_places.next();
            place.begin(GeometryKind::Point);
            place.vertex(longitude, latitude);
            place.text(0, u"n%1"_s.arg(node.id()));
            place.text(1, kind);
            place.text(2, names.zh);
            place.text(3, names.en);
            place.end();
        }
        const QString number = tagText(node.tags(), "addr:housenumber");
        if (!number.isEmpty()) {
            LayerBuilder &address = m_addresses.next();
            address.begin(GeometryKind::Point);
            address.vertex(longitude, latitude);
            address.text(0, number);
            address.text(1, tagText(node.tags(), "addr:street"));
            address.text(2, namesOf(node.tags()).zh);
            address.text(3, tagText(node.tags(), "addr:postcode"));
            address.end();
        }
        if (const Status spilled = m_places.spill(); !spilled)
            return spilled;
        return m_addresses.spill();
    }

    Status writeMetro()
    {
        QJsonArray routes;
        for (const MetroRelation &metro : m_metro) {
            QJsonArray stops;
            for (const qint64 id : metro.stops) {
                const Stop &stop = m_stops[id];
                if (!stop.found || stop.names.filled().zh.isEmpty() || !m_job.wants({stop.longitude, stop.latitude})) {
                    m_report.problem(u"metro stops that are missing, nameless or outside"_s,
                                     u"node %1 of relation %2"_s.arg(id).arg(metro.id));
                    continue;
                }
                const OsmNames names = stop.names.filled();
                stops.append(QJsonObject{
                    {u"zh"_s, names.zh}, {u"en"_s, names.en}, {u"lon"_s, stop.longitude}, {u"lat"_s, stop.latitude}});
            }
            const OsmNames names = metro.names.filled();
            routes.append(QJsonObject{{u"zh"_s, names.zh},
                                      {u"en"_s, names.en},
                                      {u"ref"_s, metro.ref},
                                      {u"colour"_s, metro.colour},
                                      {u"stops"_s, stops}});
        }
        QSaveFile file(m_job.path(kMetroWorkFile));
        const QByteArray json = QJsonDocument(routes).toJson();
        if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
            return Error{file.fileName(), {}, file.errorString()};
        m_report.counts[u"metro routes"_s] = routes.size();
        return ok();
    }

    const ImportJob &m_job;
    StageReport m_report;
    NodeStoreWriter m_index;
    LayerWriter m_places;
    LayerWriter m_addresses;
    std::vector<MetroRelation> m_metro;
    QHash<qint64, Stop> m_stops;
};

} // namespace

Result<StageReport> readNodes(const ImportJob &job)
{
    return NodeReader(job).run();
}

} // namespace guancheng
