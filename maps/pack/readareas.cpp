// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/importjob.h"
#include "maps/pack/layerwriter.h"
#include "maps/pack/nodestore.h"
#include "maps/pack/osmtags.h"

#include <QFileInfo>

#include <osmium/area/assembler.hpp>
#include <osmium/area/multipolygon_manager.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/relations/manager_util.hpp>
#include <osmium/tags/tags_filter.hpp>
#include <osmium/visitor.hpp>

#include <array>
#include <limits>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr double kScale = 1e7;

using Manager = osmium::area::MultipolygonManager<osmium::area::Assembler>;

osmium::TagsFilter wantedAreas()
{
    osmium::TagsFilter filter(false);
    filter.add_rule(true, "boundary", "administrative");
    filter.add_rule(true, "building");
    filter.add_rule(true, "natural", "water");
    filter.add_rule(true, "waterway", "riverbank");
    filter.add_rule(true, "landuse", "reservoir");
    filter.add_rule(true, "landuse", "basin");
    return filter;
}

osmium::area::AssemblerConfig assemblerConfig()
{
    osmium::area::AssemblerConfig config;
    config.ignore_invalid_locations = true; // a missing node costs a corner, not the building
    return config;
}

class AreaReader
{
public:
    explicit AreaReader(const ImportJob &job)
        : m_job(job)
        , m_manager(assemblerConfig(), wantedAreas())
        , m_boundaries(job.path(u"boundaries.gcft"_s),
                       builder(u"boundaries"_s, {u"id"_s, u"nameZh"_s, u"nameEn"_s, u"code"_s, u"kind"_s}, {u"level"_s}))
        , m_water(job.path(u"water.gcft"_s), builder(u"water"_s, {u"id"_s, u"kind"_s, u"nameZh"_s, u"nameEn"_s}, {}))
        , m_buildings(job.path(u"buildings.gcft"_s),
                      builder(u"buildings"_s, {u"id"_s, u"kind"_s, u"nameZh"_s, u"nameEn"_s}, {u"height"_s, u"levels"_s}))
        , m_addresses(job.path(u"addresses.gcft"_s),
                      builder(u"addresses"_s, {u"housenumber"_s, u"street"_s, u"name"_s, u"postcode"_s}, {}))
    {
    }

    Result<StageReport> run()
    {
        const Status done = guarded(m_job.options.file, [this] { return read(); });
        if (!done)
            return done.error();
        m_report.files = {u"boundaries.gcft"_s, u"water.gcft"_s, u"buildings.gcft"_s, u"addresses.gcft"_s};
        m_report.counts[u"boundaries"_s] = m_boundaries.count();
        m_report.counts[u"water areas"_s] = m_water.count();
        m_report.counts[u"buildings"_s] = m_buildings.count();
        m_report.counts[u"addresses"_s] = m_addresses.count();
        return m_report;
    }

private:
    LayerBuilder builder(const QString &name, const QStringList &texts, const QStringList &numbers) const
    {
        return LayerBuilder(name, QFileInfo(m_job.options.file).fileName(), kOsmAttributionEn, texts, numbers);
    }
    std::array<LayerWriter *, 4> layers() { return {&m_boundaries, &m_water, &m_buildings, &m_addresses}; }

    Status read()
    {
        const std::string file = QFile::encodeName(m_job.options.file).toStdString();
        if (const Status opened = m_nodes.open(m_job.path(kNodeIndexFile)); !opened)
            return opened;
        for (LayerWriter *layer : layers()) {
            if (const Status opened = layer->open(); !opened)
                return opened;
        }
        osmium::relations::read_relations(osmium::io::File(file), m_manager);
        if (m_job.isCancelled())
            return cancelledError(m_job.options.file);
        if (const Status copied = copyNodeAddresses(); !copied)
            return copied;
        if (const Status ways = readWays(file); !ways)
            return ways;
        m_manager.for_each_incomplete_relation([&](const osmium::relations::RelationHandle &relation) {
            const QString name = namesOf(relation->tags()).filled().zh;
            m_report.problem(u"incomplete relations"_s, u"relation %1 %2"_s.arg(relation->id()).arg(name));
        });
        for (LayerWriter *layer : layers()) {
            if (const Status finished = layer->finish(); !finished)
                return finished;
        }
        return ok();
    }

    Status copyNodeAddresses()
    {
        QFile in(m_job.path(kNodeAddressFile));
        if (!in.open(QIODevice::ReadOnly))
            return Error{in.fileName(), {}, in.errorString()};
        const auto read = readFeatureChunks(in, in.fileName(), [&](FeatureTable &&table) { return m_addresses.append(table); });
        return read ? ok() : Status(read.error());
    }

    Status readWays(const std::string &file)
    {
        Status state = ok();
        auto handler = m_manager.handler([&](osmium::memory::Buffer &&buffer) {
            for (const auto &area : buffer.select<osmium::Area>()) {
                if (state)
                    state = addArea(area);
            }
        });
        osmium::io::Reader reader(file, osmium::osm_entity_bits::way);
        while (osmium::memory::Buffer buffer = reader.read()) {
            if (m_job.isCancelled())
                return cancelledError(m_job.options.file);
            for (auto &way : buffer.select<osmium::Way>())
                locate(way);
            osmium::apply(buffer, handler);
            if (!state)
                return state;
            m_job.report(static_cast<double>(reader.offset()) / static_cast<double>(std::max<size_t>(1, reader.file_size())));
        }
        reader.close();
        m_manager.flush_output();
        return state;
    }

    void locate(osmium::Way &way)
    {
        for (osmium::NodeRef &ref : way.nodes()) {
            const StoredNode *node = m_nodes.find(ref.ref());
            ref.set_location(node ? osmium::Location(node->longitudeE7, node->latitudeE7) : osmium::Location());
        }
    }

    Status addArea(const osmium::Area &area)
    {
        const osmium::TagList &tags = area.tags();
        const auto [outers, inners] = area.num_rings();
        if (outers == 0) {
            m_report.problem(u"broken areas"_s, u"%1 %2 %3"_s.arg(area.from_way() ? u"way"_s : u"relation"_s)
                                                    .arg(area.orig_id())
                                                    .arg(namesOf(tags).filled().zh));
            return ok();
        }
        if (!isWanted(area))
            return ok();
        if (tagText(tags, "boundary") == "administrative"_L1)
            return addBoundary(area);
        if (isYes(tags, "building"))
            return addBuilding(area);
        return addWater(area);
    }

    bool isWanted(const osmium::Area &area) const
    {
        if (!m_job.options.bounds)
            return true;
        const osmium::Box box = area.envelope();
        const GeoBox &bounds = *m_job.options.bounds;
        return box.bottom_left().lon() <= bounds.east && box.top_right().lon() >= bounds.west &&
               box.bottom_left().lat() <= bounds.north && box.top_right().lat() >= bounds.south;
    }

    static void addRing(LayerBuilder &layer, const osmium::NodeRefList &ring)
    {
        // The first point is not repeated at the end in our tables.
        for (size_t i = 0; i + 1 < ring.size(); ++i)
            layer.vertex(ring[i].location().x() / kScale, ring[i].location().y() / kScale);
        layer.part();
    }

    static void addRings(LayerBuilder &layer, const osmium::Area &area)
    {
        layer.begin(GeometryKind::Polygon);
        for (const auto &outer : area.outer_rings()) {
            addRing(layer, outer);
            for (const auto &inner : area.inner_rings(outer))
                addRing(layer, inner);
        }
    }

    static QString idOf(const osmium::Area &area) { return (area.from_way() ? u"w%1"_s : u"r%1"_s).arg(area.orig_id()); }

    static QString codeOf(const osmium::TagList &tags)
    {
        for (const char *key : {"ref:CN", "adcode", "ref:adcode", "gb_code", "ref:GB_T_2260", "ref"}) {
            const QString code = tagText(tags, key);
            if (!code.isEmpty())
                return code;
        }
        return {};
    }

    Status addBoundary(const osmium::Area &area)
    {
        const OsmNames names = namesOf(area.tags());
        if (names.filled().zh.isEmpty())
            m_report.problem(u"boundaries without a name"_s, idOf(area));
        LayerBuilder &layer = m_boundaries.next();
        addRings(layer, area);
        layer.text(0, idOf(area));
        layer.text(1, names.zh);
        layer.text(2, names.en);
        layer.text(3, codeOf(area.tags()));
        layer.text(4, tagText(area.tags(), "admin_type:CN"));
        layer.number(0, tagText(area.tags(), "admin_level").toDouble());
        layer.end();
        return m_boundaries.spill();
    }

    Status addWater(const osmium::Area &area)
    {
        const OsmNames names = namesOf(area.tags());
        LayerBuilder &layer = m_water.next();
        addRings(layer, area);
        layer.text(0, idOf(area));
        layer.text(1, tagText(area.tags(), "water"));
        layer.text(2, names.zh);
        layer.text(3, names.en);
        layer.end();
        return m_water.spill();
    }

    static double numberOf(const osmium::TagList &tags, const char *key)
    {
        bool isNumber = false;
        const double value = tagText(tags, key).remove(u" m"_s).remove(u'm').toDouble(&isNumber);
        return isNumber && value >= 0 && value < 2000 ? value : std::numeric_limits<double>::quiet_NaN();
    }

    Status addBuilding(const osmium::Area &area)
    {
        const OsmNames names = namesOf(area.tags());
        LayerBuilder &layer = m_buildings.next();
        addRings(layer, area);
        layer.text(0, idOf(area));
        layer.text(1, tagText(area.tags(), "building"));
        layer.text(2, names.zh);
        layer.text(3, names.en);
        layer.number(0, numberOf(area.tags(), "height"));
        layer.number(1, numberOf(area.tags(), "building:levels"));
        layer.end();
        if (const Status added = addAddress(area); !added)
            return added;
        return m_buildings.spill();
    }

    Status addAddress(const osmium::Area &area)
    {
        const QString number = tagText(area.tags(), "addr:housenumber");
        if (number.isEmpty())
            return ok();
        const osmium::Box box = area.envelope();
        LayerBuilder &address = m_addresses.next();
        address.begin(GeometryKind::Point);
        const auto middle = [](qint32 a, qint32 b) { return static_cast<double>((qint64(a) + b) / 2) / kScale; };
        address.vertex(middle(box.bottom_left().x(), box.top_right().x()), middle(box.bottom_left().y(), box.top_right().y()));
        address.text(0, number);
        address.text(1, tagText(area.tags(), "addr:street"));
        address.text(2, namesOf(area.tags()).zh);
        address.text(3, tagText(area.tags(), "addr:postcode"));
        address.end();
        return m_addresses.spill();
    }

    const ImportJob &m_job;
    StageReport m_report;
    NodeStore m_nodes;
    Manager m_manager;
    LayerWriter m_boundaries;
    LayerWriter m_water;
    LayerWriter m_buildings;
    LayerWriter m_addresses;
};

} // namespace

Result<StageReport> readAreas(const ImportJob &job)
{
    return AreaReader(job).run();
}

} // namespace guancheng
