// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "osmfile.h"

#include <QFile>

#include <cmath>

#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>

namespace guancheng {

namespace {

osmium::item_type typeOf(char type)
{
    return type == 'n' ? osmium::item_type::node : type == 'w' ? osmium::item_type::way : osmium::item_type::relation;
}

} // namespace

long long OsmFile::node(double longitude, double latitude, Tags tags)
{
    m_nodes.push_back({longitude, latitude, std::move(tags)});
    return static_cast<long long>(m_nodes.size());
}

long long OsmFile::way(std::vector<long long> nodes, Tags tags)
{
    m_ways.push_back({std::move(nodes), std::move(tags)});
    return static_cast<long long>(m_ways.size());
}

long long OsmFile::relation(std::vector<Member> members, Tags tags)
{
    m_relations.push_back({std::move(members), std::move(tags)});
    return static_cast<long long>(m_relations.size());
}

long long OsmFile::box(double west, double south, double east, double north, Tags tags)
{
    const long long a = node(west, south);
    const long long b = node(east, south);
    const long long c = node(east, north);
    const long long d = node(west, north);
    return way({a, b, c, d, a}, std::move(tags));
}

void OsmFile::write(const QString &path, bool reversed) const
{
    using namespace osmium::builder::attr;
    osmium::io::Header header;
    header.set("generator", "guancheng test");
    osmium::io::Writer writer(osmium::io::File(QFile::encodeName(path).toStdString(), "pbf"), header,
                              osmium::io::overwrite::allow);
    osmium::memory::Buffer buffer(1 << 20, osmium::memory::Buffer::auto_grow::yes);
    const auto spill = [&](bool always) {
        if (!always && buffer.committed() < (1U << 19))
            return;
        writer(std::move(buffer));
        buffer = osmium::memory::Buffer(1 << 20, osmium::memory::Buffer::auto_grow::yes);
    };
    for (size_t k = 0; k < m_nodes.size(); ++k) {
        const size_t i = reversed ? m_nodes.size() - 1 - k : k;
        osmium::builder::add_node(buffer, _id(static_cast<long long>(i) + 1), _version(1),
                                  _location(osmium::Location(m_nodes[i].longitude, m_nodes[i].latitude)),
                                  _tags(m_nodes[i].tags));
        spill(false);
    }
    spill(true);
    for (size_t i = 0; i < m_ways.size(); ++i) {
        const std::vector<osmium::object_id_type> nodes(m_ways[i].nodes.begin(), m_ways[i].nodes.end());
        osmium::builder::add_way(buffer, _id(static_cast<long long>(i) + 1), _version(1), _nodes(nodes), _tags(m_ways[i].tags));
        spill(false);
    }
    spill(true);
    for (size_t i = 0; i < m_relations.size(); ++i) {
        std::vector<member_type_string> members;
        for (const Member &member : m_relations[i].members)
            members.emplace_back(typeOf(member.type), member.id, std::string(member.role));
        osmium::builder::add_relation(buffer, _id(static_cast<long long>(i) + 1), _version(1), _members(members),
                                      _tags(m_relations[i].tags));
    }
    spill(true);
    writer.close();
}

OsmFile smallTown()
{
    OsmFile town;
    // The west district is two ways and an exclave; the east one has a hole.
    const long long a = town.node(120.00, 30.00);
    const long long b = town.node(120.05, 30.00);
    const long long c = town.node(120.05, 30.10);
    const long long d = town.node(120.00, 30.10);
    const long long south = town.way({a, b, c});
    const long long north = town.way({c, d, a});
    const long long exclave = town.box(120.12, 30.00, 120.14, 30.02);
    town.relation({{'w', south, "outer"}, {'w', north, "outer"}, {'w', exclave, "outer"}}, {{"type", "boundary"},
                                                                                            {"boundary", "administrative"},
                                                                                            {"admin_level", "6"},
                                                                                            {"name", "西区"},
                                                                                            {"name:en", "West District"},
                                                                                            {"ref", "330101"}});
    const long long e = town.node(120.10, 30.00);
    const long long f = town.node(120.10, 30.10);
    const long long east = town.way({b, e, f, c});
    const long long middle = town.way({b, c});
    const long long hole = town.box(120.07, 30.07, 120.08, 30.08);
    town.relation(
        {{'w', east, "outer"}, {'w', middle, "outer"}, {'w', hole, "inner"}},
        {{"type", "boundary"}, {"boundary", "administrative"}, {"admin_level", "6"}, {"name", "East"}, {"name:zh", "东区"}});
    // Streets: two in the west, one whose relation is incomplete, one without a name.
    town.relation({{'w', town.box(120.00, 30.00, 120.05, 30.05), "outer"}},
                  {{"type", "boundary"}, {"boundary", "administrative"}, {"admin_level", "8"}, {"name", "南街道"}});
    town.relation({{'w', town.box(120.00, 30.05, 120.05, 30.10), "outer"}}, {{"type", "boundary"},
                                                                             {"boundary", "administrative"},
                                                                             {"admin_level", "8"},
                                                                             {"name", "北镇"},
                                                                             {"name:en", "Bei Town"}});
    town.relation({{'w', OsmFile::kMissing, "outer"}, {'w', hole, "outer"}},
                  {{"type", "boundary"}, {"boundary", "administrative"}, {"admin_level", "8"}, {"name", "缺镇"}});
    town.relation({{'w', town.box(120.051, 30.01, 120.06, 30.02), "outer"}},
                  {{"type", "boundary"}, {"boundary", "administrative"}, {"admin_level", "8"}});
    // Roads: a square of four, one side a oneway bridge, and a tunnel out of it; a nameless path; one with a missing node.
    const long long p = town.node(120.02, 30.02);
    const long long q = town.node(120.03, 30.02);
    const long long r = town.node(120.03, 30.03);
    const long long s = town.node(120.02, 30.03);
    const long long t = town.node(120.04, 30.03);
    town.way({p, q}, {{"highway", "primary"}, {"name", "南大路"}, {"maxspeed", "50"}});
    town.way({q, r}, {{"highway", "primary"}, {"name", "南大路"}, {"bridge", "yes"}, {"oneway", "yes"}});
    town.way({r, s}, {{"highway", "residential"}, {"name:en", "North Lane"}});
    town.way({s, p}, {{"highway", "service"}});
    town.way({r, t}, {{"highway", "motorway"}, {"ref", "G1"}, {"tunnel", "yes"}});
    town.way({p, OsmFile::kMissing, s}, {{"highway", "footway"}});
    town.way({OsmFile::kMissing, p}, {{"highway", "residential"}});
    town.way({p, q, r, s, p}, {{"highway", "pedestrian"}, {"area", "yes"}});
    // A lake with an island on which stands a house; a pond; the broken outline of another.
    town.relation(
        {{'w', town.box(120.06, 30.03, 120.09, 30.06), "outer"}, {'w', town.box(120.07, 30.04, 120.08, 30.05), "inner"}},
        {{"type", "multipolygon"}, {"natural", "water"}, {"name", "大湖"}, {"name:en", "Great Lake"}});
    town.box(120.01, 30.01, 120.011, 30.011, {{"natural", "water"}});
    town.relation({{'w', town.way({a, e}), "outer"}}, {{"type", "multipolygon"}, {"natural", "water"}, {"name", "破塘"}});
    town.box(120.074, 30.044, 120.0742, 30.0442,
             {{"building", "house"}, {"name", "岛屋"}, {"height", "12 m"}, {"building:levels", "3"}});
    town.box(120.021, 30.021, 120.0212, 30.0212, {{"building", "yes"}, {"addr:housenumber", "8号"}, {"addr:street", "南大路"}});
    // River, metro, places.
    const long long w1 = town.node(120.00, 30.06);
    const long long w2 = town.node(120.05, 30.065);
    const long long w3 = town.node(120.10, 30.06);
    town.way({w1, w2}, {{"waterway", "river"}, {"name", "清河"}, {"name:en", "Qing River"}, {"width", "80"}});
    town.way({w2, w3}, {{"waterway", "river"}, {"name", "清河"}});
    std::vector<OsmFile::Member> there;
    for (int i = 0; i < 4; ++i) {
        const std::string digit(1, static_cast<char>('1' + i));
        there.push_back(
            {'n', town.node(120.01 + 0.02 * i, 30.05, {{"name", "站" + digit}, {"name:en", "Station " + digit}}), "stop"});
    }
    town.relation(there,
                  {{"type", "route"}, {"route", "subway"}, {"ref", "1"}, {"name", "1号线：站1→站4"}, {"colour", "#e4002b"}});
    const std::vector<OsmFile::Member> back(there.rbegin(), there.rend());
    town.relation(back, {{"type", "route"}, {"route", "subway"}, {"ref", "1"}, {"name", "1号线：站4→站1"}});
    town.relation({{'n', OsmFile::kMissing, "stop"}, {'n', p, "stop"}}, {{"type", "route"}, {"route", "subway"}, {"ref", "2"}});
    town.node(120.025, 30.025, {{"amenity", "hospital"}, {"name", "第一医院"}, {"name:en", "First Hospital"}});
    town.node(120.026, 30.025, {{"amenity", "bench"}});
    town.node(120.027, 30.025, {{"addr:housenumber", "12"}, {"addr:street", "南大路"}});
    return town;
}

OsmFile largeTown(int nodes)
{
    OsmFile town;
    const int side = static_cast<int>(std::sqrt(static_cast<double>(nodes)));
    const double step = 0.2 / side;
    std::vector<std::vector<long long>> grid(static_cast<size_t>(side));
    for (int j = 0; j < side; ++j) {
        for (int i = 0; i < side; ++i)
            grid[static_cast<size_t>(j)].push_back(town.node(120 + i * step, 30 + j * step));
    }
    for (size_t j = 0; j < grid.size(); ++j) {
        town.way(grid[j], {{"highway", j % 20 == 0 ? "primary" : "residential"}, {"name", "横" + std::to_string(j) + "路"}});
        std::vector<long long> column;
        for (const auto &row : grid)
            column.push_back(row[j]);
        town.way(column, {{"highway", "residential"}, {"name", "纵" + std::to_string(j) + "路"}});
    }
    for (int i = 0; i < side * 10; ++i) {
        const double x = 120 + 0.2 * (i % side) / side + step * 0.2;
        const double y = 30 + 0.02 * (i / side) + step * 0.2;
        town.box(x, y, x + step * 0.5, y + step * 0.5, {{"building", "yes"}});
    }
    town.relation({{'w', town.box(119.99, 29.99, 120.21, 30.21), "outer"}},
                  {{"type", "boundary"}, {"boundary", "administrative"}, {"admin_level", "6"}, {"name", "大区"}});
    return town;
}

} // namespace guancheng
