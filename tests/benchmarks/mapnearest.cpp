// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"

#include "jsonfile/resourcedir.h"
#include "maps/network/roadbuilder.h"
#include "maps/network/routing/roadquestions.h"
#include "support/roadsamples.h"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>

#include <QElapsedTimer>

#include <cmath>
#include <random>

namespace guancheng::bench {

namespace {

using namespace Qt::StringLiterals;

constexpr quint32 kUnits = 3000; ///< of one class of vehicles, as the units of the demo city
constexpr quint32 kScarce = 200; ///< as the fire engines of a city
constexpr int kRounds = 5;
constexpr int kOwnQuestions = 4000;
constexpr int kPeerQuestions = 60;

struct Weighted
{
    float seconds = 0;
};
using BoostGraph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Weighted, boost::no_property, quint32, quint32>;

/** The same network and speeds for Boost.Graph, with all directions turned round: from the incident to the units. */
BoostGraph boostGraph(const RoadQuestions &roads, int hour)
{
    const RoadArrays &arrays = roads.graph().arrays();
    const auto table = roads.costs(0, hour);
    std::vector<std::pair<quint32, quint32>> edges;
    std::vector<Weighted> weights;
    for (quint32 e = 0; e < arrays.edgeCount(); ++e) {
        const auto add = [&](quint32 from, quint32 to, float cost) {
            if (cost < std::numeric_limits<float>::infinity()) {
                edges.emplace_back(from, to);
                weights.push_back({cost * arrays.edgeMetres[e]});
            }
        };
        add(arrays.edgeTo[e], arrays.edgeFrom[e], (*table)[roads.graph().groupOf(e) << 1]);
        add(arrays.edgeFrom[e], arrays.edgeTo[e], (*table)[roads.graph().groupOf(e) << 1 | 1U]);
    }
    return {boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), weights.begin(),
            static_cast<quint32>(arrays.nodeCount())};
}

struct Enough
{
};

/** Ends Boost's search when ten units have been met; units stand on the nodes nearest to them here, which favours the peer. */
class TenUnits : public boost::default_dijkstra_visitor
{
public:
    TenUnits(const std::vector<quint8> &units, int &met) : m_units(units), m_met(met) {}
    template<typename G>
    void examine_vertex(quint32 node, const G &)
    {
        m_met += m_units[node];
        if (m_met >= 10)
            throw Enough{};
    }

private:
    const std::vector<quint8> &m_units;
    int &m_met;
};

double ask(const BoostGraph &graph, quint32 start, const std::vector<quint8> &units, std::vector<float> &distances)
{
    QElapsedTimer timer;
    timer.start();
    int met = 0;
    try {
        boost::dijkstra_shortest_paths_no_color_map(
            graph, start,
            boost::weight_map(boost::get(&Weighted::seconds, graph))
                .distance_map(boost::make_iterator_property_map(distances.begin(), boost::get(boost::vertex_index, graph)))
                .visitor(TenUnits(units, met)));
    } catch (const Enough &) {
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

struct Figures
{
    double p50 = std::nan("");
    double p99 = std::nan("");
    double perSecond = std::nan("");
    double ratio = std::nan("");
};

Figures measureOn(const QString &name, const RoadQuestions &roads, quint32 unitCount = kUnits)
{
    std::mt19937 random(20261122);
    const RoadArrays &arrays = roads.graph().arrays();
    const auto anyPlace = [&] {
        EdgePoint place{std::uniform_int_distribution<quint32>(0, static_cast<quint32>(arrays.edgeCount() - 1))(random), 0, 0};
        place.fraction = std::uniform_real_distribution<float>(0, 1)(random);
        return place;
    };
    RoadUnits units(roads.graphPointer());
    units.reset(unitCount);
    std::vector<quint8> unitsAtNode(arrays.nodeCount(), 0);
    for (quint32 slot = 0; slot < unitCount; ++slot) {
        const EdgePoint place = anyPlace();
        units.place(slot, place, 0, 0, true);
        ++unitsAtNode[arrays.edgeFrom[place.edge]];
    }
    const BoostGraph boosted = boostGraph(roads, 8);
    std::vector<float> distances(arrays.nodeCount());
    NearestAnswer answer;
    NearestQuestion question;
    question.hourOfWeek = 8;
    question.vehicles = 1;
    std::vector<double> own, ratios;
    size_t found = 0;
    double seconds = 0;
    for (int round = 0; round < kRounds; ++round) {
        std::vector<double> mine, peer;
        for (int i = 0; i < kOwnQuestions; ++i) {
            // As in life: an incident has a position, the road is looked for first; some units have moved meanwhile.
            units.place(static_cast<quint32>(i) % unitCount, anyPlace(), 0, 0, true);
            const GeoPoint where = roads.graph().position(anyPlace());
            QElapsedTimer timer;
            timer.start();
            question.target = roads.snap({where.longitude + 2e-4, where.latitude - 1e-4}, 0);
            roads.nearest(question, units, answer);
            mine.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            found += answer.units.size();
            seconds += mine.back() / 1000;
        }
        for (int i = 0; i < kPeerQuestions; ++i)
            peer.push_back(ask(boosted, arrays.edgeFrom[anyPlace().edge], unitsAtNode, distances));
        own.insert(own.end(), mine.begin(), mine.end());
        ratios.push_back(percentile(peer, 0.5) / percentile(mine, 0.5));
    }
    remark(u"%1: %2; %3 units, %4 found a question"_s.arg(name, roads.graph().diagnostics().toString())
               .arg(unitCount)
               .arg(double(found) / (kRounds * kOwnQuestions)));
    return {percentile(own, 0.5), percentile(own, 0.99), kRounds * kOwnQuestions / seconds, percentile(ratios, 0.5)};
}

bool measure()
{
    const QString resources = resourceDir();
    const auto vehicles =
        Vehicles::load(resources + u"/network/vehicles.json"_s, resources + u"/schemas/vehicles.schema.json"_s);
    if (!vehicles)
        return false;
    Figures real;
    for (const char *file : {"../shared/data/shanghai/shanghai.gpkg", GUANCHENG_SHARED_DATA "/shanghai/shanghai.gpkg"}) {
        RoadBuilder builder;
        builder.add(tableOfLayer(file, "roads_grnn"));
        if (const auto arrays = builder.build(); arrays && std::isnan(real.p50))
            real = measureOn(u"roads_grnn"_s, RoadQuestions(*RoadGraph::build(*arrays), *vehicles));
    }
    if (std::isnan(real.p50))
        remark(u"../shared/data is not here: only the generated graph"_s);
    const RoadQuestions generated(*RoadGraph::build(generatedRoads(300'000, 1)), *vehicles);
    const Figures made = measureOn(u"generated"_s, generated);
    const Figures scarce = measureOn(u"generated, few units"_s, generated, kScarce);
    remark(u"few units: p50 %1 ms, p99 %2 ms, ratio %3"_s.arg(scarce.p50).arg(scarce.p99).arg(scarce.ratio));
    Line(u"map-nearest-road"_s)
        .add("n", static_cast<double>(generated.graph().nodeCount()))
        .add("p50_ms", made.p50)
        .add("p99_ms", made.p99)
        .add("per_s", made.perSecond)
        .add("ratio", made.ratio)
        .add("peer", u"boost-dijkstra-stopped-at-ten"_s)
        .add("real_p50_ms", real.p50)
        .add("real_p99_ms", real.p99)
        .add("real_per_s", real.perSecond)
        .add("real_ratio", real.ratio)
        .print();
    return true;
}

} // namespace

Benchmark mapNearestRoad()
{
    return {"map-nearest-road",
            "the ten nearest of 3 000 units by road with ETA, from a position; real roads and 300 000 nodes", measure};
}

} // namespace guancheng::bench
