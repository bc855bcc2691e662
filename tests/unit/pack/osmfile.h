// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace guancheng {

/** Writes a small map as .osm.pbf. Objects are written nodes first, then ways, then relations, each by id. */
class OsmFile
{
public:
    using Tags = std::vector<std::pair<std::string, std::string>>;
    struct Member
    {
        char type = 'w'; ///< n, w, r
        long long id = 0;
        std::string role;
    };

    long long node(double longitude, double latitude, Tags tags = {});
    long long way(std::vector<long long> nodes, Tags tags = {});
    long long relation(std::vector<Member> members, Tags tags);
    /** A closed way around a box. */
    long long box(double west, double south, double east, double north, Tags tags = {});
    /** References to things that are not there. */
    static constexpr long long kMissing = 999'999'999;

    /** \c reversed writes the nodes by falling id, as some files have them. */
    void write(const QString &path, bool reversed = false) const;

private:
    struct Node
    {
        double longitude;
        double latitude;
        Tags tags;
    };
    struct Way
    {
        std::vector<long long> nodes;
        Tags tags;
    };
    struct Relation
    {
        std::vector<Member> members;
        Tags tags;
    };
    std::vector<Node> m_nodes;
    std::vector<Way> m_ways;
    std::vector<Relation> m_relations;
};

/**
 * A town at 120.0, 30.0: two districts (one with an exclave and a hole), three streets, a loop of roads with a oneway bridge
 * and a tunnel, a lake with an island, buildings with addresses, a metro line of four stations in both directions, and a river.
 */
OsmFile smallTown();

/** A grid of streets with so many nodes, in one district. */
OsmFile largeTown(int nodes);

} // namespace guancheng
