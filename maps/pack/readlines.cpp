// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/importjob.h"
#include "maps/pack/layerwriter.h"
#include "maps/pack/nodestore.h"
#include "maps/pack/osmtags.h"

#include <QFileInfo>
#include <QSet>

#include <osmium/io/pbf_input.hpp>
#include <osmium/osm/entity_bits.hpp>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr double kScale = 1e7;

/** Values of 'highway' that are no way one can go, today. */
bool isWay(const QString &highway)
{
    static const QSet<QString> kOthers{u"proposed"_s, u"construction"_s, u"abandoned"_s, u"platform"_s,
                                       u"razed"_s,    u"rest_area"_s,    u"services"_s,  u"bus_stop"_s,
                                       u"elevator"_s, u"corridor"_s,     u"no"_s};
    return !highway.isEmpty() && !kOthers.contains(highway);
}

class LineReader
{
public:
    explicit LineReader(const ImportJob &job)
        : m_job(job)
        , m_roads(job.path(u"roads.gcft"_s),
                  builder(u"roads"_s, {u"id"_s, u"class"_s, u"name"_s, u"nameEn"_s, u"code"_s, u"oneway"_s, u"maxspeed"_s,
                                       u"bridge"_s, u"tunnel"_s, u"junction"_s, u"access"_s, u"from"_s, u"to"_s}))
        , m_water(job.path(u"waterways.gcft"_s),
                  builder(u"waterways"_s, {u"id"_s, u"class"_s, u"name"_s, u"nameEn"_s, u"width"_s}))
        , m_rail(job.path(u"rail.gcft"_s), builder(u"rail"_s, {u"id"_s, u"class"_s, u"name"_s, u"nameEn"_s, u"ref"_s}))
    {
    }

    Result<StageReport> run()
    {
        const Status done = guarded(m_job.options.file, [this] { return read(); });
        if (!done)
            return done.error();
        m_report.files = {u"roads.gcft"_s, u"waterways.gcft"_s, u"rail.gcft"_s};
        m_report.counts[u"roads"_s] = m_roads.count();
        m_report.counts[u"waterways"_s] = m_water.count();
        m_report.counts[u"railways"_s] = m_rail.count();
        return m_report;
    }

private:
    LayerBuilder builder(const QString &name, const QStringList &columns) const
    {
        return LayerBuilder(name, QFileInfo(m_job.options.file).fileName(), kOsmAttributionEn, columns);
    }

    Status read()
    {
        if (const Status opened = m_nodes.open(m_job.path(kNodeIndexFile)); !opened)
            return opened;
        for (LayerWriter *layer : {&m_roads, &m_water, &m_rail}) {
            if (const Status opened = layer->open(); !opened)
                return opened;
        }
        osmium::io::Reader reader(QFile::encodeName(m_job.options.file).toStdString(), osmium::osm_entity_bits::way);
        while (osmium::memory::Buffer buffer = reader.read()) {
            if (m_job.isCancelled())
                return cancelledError(m_job.options.file);
            for (const auto &way : buffer.select<osmium::Way>()) {
                if (const Status added = addWay(way); !added)
                    return added;
            }
            m_job.report(static_cast<double>(reader.offset()) / static_cast<double>(std::max<size_t>(1, reader.file_size())));
        }
        reader.close();
        for (LayerWriter *layer : {&m_roads, &m_water, &m_rail}) {
            if (const Status finished = layer->finish(); !finished)
                return finished;
        }
        return ok();
    }

    Status addWay(const osmium::Way &way)
    {
        const osmium::TagList &tags = way.tags();
        const bool area = tagText(tags, "area") == "yes"_L1;
        const QString highway = tagText(tags, "highway");
        const QString waterway = tagText(tags, "waterway");
        const QString railway = tagText(tags, "railway");
        if (isWay(highway) && !area) {
            if (beginLine(m_roads.next(), way))
                addRoad(way, highway);
            return m_roads.spill();
        }
        if (waterway == "river"_L1 || waterway == "canal"_L1 || waterway == "stream"_L1 || waterway == "drain"_L1) {
            if (beginLine(m_water.next(), way))
                describe(m_water, way, waterway, tagText(tags, "width"));
            return m_water.spill();
        }
        if (railway == "subway"_L1 || railway == "light_rail"_L1 || railway == "rail"_L1 || railway == "monorail"_L1 ||
            railway == "tram"_L1) {
            if (beginLine(m_rail.next(), way))
                describe(m_rail, way, railway, tagText(tags, "ref"));
            return m_rail.spill();
        }
        return ok();
    }

    /** The vertices of the way whose position is known; nothing, and counted, when fewer than two are. */
    bool beginLine(LayerBuilder &layer, const osmium::Way &way)
    {
        m_points.clear();
        qint64 missing = 0;
        bool wanted = false;
        for (const auto &ref : way.nodes()) {
            const StoredNode *node = m_nodes.find(ref.ref());
            missing += node == nullptr;
            if (!node)
                continue;
            m_points.push_back({node->longitudeE7 / kScale, node->latitudeE7 / kScale});
            wanted = wanted || m_job.wants(m_points.back());
        }
        if (missing > 0)
            m_report.problem(u"ways with missing nodes"_s, u"way %1: %2 missing"_s.arg(way.id()).arg(missing));
        if (m_points.size() < 2 || !wanted) {
            ++m_report.counts[m_points.size() < 2 ? u"ways without a line"_s : u"ways outside"_s];
            return false;
        }
        layer.begin(GeometryKind::Line);
        for (const GeoPoint &p : m_points)
            layer.vertex(p.longitude, p.latitude);
        return true;
    }

    void addRoad(const osmium::Way &way, const QString &highway)
    {
        const osmium::TagList &tags = way.tags();
        const OsmNames names = namesOf(tags);
        if (names.zh.isEmpty() && names.en.isEmpty())
            ++m_report.counts[u"roads without a name"_s];
        LayerBuilder &road = m_roads.next();
        road.text(0, u"w%1"_s.arg(way.id()));
        road.text(1, highway);
        road.text(2, names.zh);
        road.text(3, names.en);
        road.text(4, tagText(tags, "ref"));
        road.text(5, onewayOf(tags, highway));
        road.text(6, tagText(tags, "maxspeed"));
        road.text(7, isYes(tags, "bridge") ? u"yes"_s : QString());
        road.text(8, isYes(tags, "tunnel") ? u"yes"_s : QString());
        road.text(9, tagText(tags, "junction"));
        road.text(10, tagText(tags, "access"));
        road.text(11, QString::number(way.nodes().front().ref()));
        road.text(12, QString::number(way.nodes().back().ref()));
        road.end();
    }

    /** Motorways and roundabouts are oneway unless they say otherwise. */
    static QString onewayOf(const osmium::TagList &tags, const QString &highway)
    {
        const QString oneway = tagText(tags, "oneway");
        if (!oneway.isEmpty())
            return oneway;
        const QString junction = tagText(tags, "junction");
        const bool implied = highway == "motorway"_L1 || highway == "motorway_link"_L1 || junction == "roundabout"_L1 ||
                             junction == "circular"_L1;
        return implied ? u"yes"_s : QString();
    }

    static void describe(LayerWriter &layer, const osmium::Way &way, const QString &kind, const QString &last)
    {
        const OsmNames names = namesOf(way.tags());
        LayerBuilder &line = layer.next();
        line.text(0, u"w%1"_s.arg(way.id()));
        line.text(1, kind);
        line.text(2, names.zh);
        line.text(3, names.en);
        line.text(4, last);
        line.end();
    }

    const ImportJob &m_job;
    StageReport m_report;
    NodeStore m_nodes;
    LayerWriter m_roads;
    LayerWriter m_water;
    LayerWriter m_rail;
    std::vector<GeoPoint> m_points;
};

} // namespace

Result<StageReport> readLines(const ImportJob &job)
{
    return LineReader(job).run();
}

} // namespace guancheng
