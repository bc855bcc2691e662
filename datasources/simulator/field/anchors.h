// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/deviceclass.h"
#include "datasources/simulator/field/roadnetwork.h"
#include "datasources/simulator/nature/random.h"

#include <array>

namespace guancheng::sim {

/** A spot around which things stand: a block, a stretch of road, a station. */
struct Anchor
{
    GeoPoint point;
    quint16 street = 0;
    float spread = 0; ///< metres
};

/**
 * Where things of each kind stand in the city. People and therefore things are spread over the streets about evenly,
 * so the small streets of the centre are dense and the wide towns outside are thin. The street of a thing is that of
 * its anchor, so that millions of things cost no search.
 *
 * Only main roads are known; the small ones are straight lines laid through each street at an angle of its own.
 */
class Anchors
{
public:
    Anchors(const City &city, const RoadNetwork &network, quint64 seed);

    /** Those of the kind, or of the next similar one where the city has none; empty only in a city without streets. */
    const std::vector<Anchor> &of(Placement placement) const;
    /** Of the kind within a street: blocks and small roads; never empty in a street that has an area. */
    std::span<const Anchor> blocksOf(quint16 street) const;
    /** Cumulative weights of the streets by their people. */
    const std::vector<double> &streetWeights() const { return m_streetWeights; }
    const RoadNetwork &network() const { return m_network; }
    const City &city() const { return m_city; }

    /** A spot near an anchor of the kind. */
    Anchor draw(Placement placement, Random &random) const;
    /** A spot in a street. */
    Anchor drawIn(quint16 street, Random &random) const;
    GeoPoint near(const Anchor &anchor, Random &random) const;

private:
    std::vector<Anchor> &table(Placement placement) { return m_tables[static_cast<size_t>(placement)]; }
    void findGround();
    void addBlocks(Random &random);
    void addSmallRoads(Random &random);
    void addLines(Placement placement, const std::vector<Polyline> &lines, double stepMetres, float spread);
    void addStations();
    void addPlaces();
    void addSpecial(Placement placement, int count, float spread, double outward, Random &random);
    void addIfInside(Placement placement, const GeoPoint &point, float spread);

    const City &m_city;
    const RoadNetwork &m_network;
    std::vector<double> m_streetWeights;
    std::vector<std::vector<GeoPoint>> m_ground; ///< by street: centres of cells that lie in it
    std::array<std::vector<Anchor>, 12> m_tables;
    std::vector<std::pair<quint32, quint32>> m_blockRanges; ///< by street in the table of Everywhere
};

} // namespace guancheng::sim
