// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/field/anchors.h"

#include <algorithm>
#include <cmath>

namespace guancheng::sim {
namespace {

constexpr quint64 kStream = 11;
constexpr double kCellMetres = 250;
constexpr int kBlocks = 24'000;

double peopleOf(const Street &street)
{
    switch (street.kind) {
    case StreetKind::Subdistrict: return 1;
    case StreetKind::Town: return 0.95;
    case StreetKind::Township: return 0.3;
    case StreetKind::Zone: return 0.25;
    }
    return 1;
}

/** What stands in for a kind of place that the city does not name. */
Placement similar(Placement placement)
{
    switch (placement) {
    case Placement::Bridge: return Placement::River;
    case Placement::River:
    case Placement::Metro:
    case Placement::Road: return Placement::Everywhere;
    case Placement::Port: return Placement::River;
    default: return Placement::Everywhere;
    }
}

} // namespace

Anchors::Anchors(const City &city, const RoadNetwork &network, quint64 seed) : m_city(city), m_network(network)
{
    Random random(seed, kStream);
    findGround();
    double sum = 0;
    for (size_t i = 0; i < city.streets().size(); ++i) {
        sum += m_ground[i].empty() ? 0 : peopleOf(city.streets()[i]);
        m_streetWeights.push_back(sum);
    }
    if (!(sum > 0))
        return;
    addBlocks(random);
    addLines(Placement::Road, network.roads(), 90, 14);
    addSmallRoads(random);
    addLines(Placement::River, network.rivers(), 120, 60);
    addStations();
    addPlaces();
    // Kinds of places whose positions are not known: some invented spots, those of industry far from the centre.
    addSpecial(Placement::Park, 420, 110, 0, random);
    addSpecial(Placement::Site, 900, 45, 0.2, random);
    addSpecial(Placement::Plant, 160, 60, 0.6, random);
    addSpecial(Placement::Industry, 300, 130, 0.8, random);
}

void Anchors::findGround()
{
    m_ground.resize(m_city.streets().size());
    const GeoBox &box = m_city.bounds();
    const LocalMetres &metres = m_network.metres();
    const double stepLon = kCellMetres / metres.perLongitude;
    const double stepLat = kCellMetres / metres.perLatitude;
    for (double lat = box.south + stepLat / 2; lat < box.north; lat += stepLat)
        for (double lon = box.west + stepLon / 2; lon < box.east; lon += stepLon) {
            const Area area = m_city.locate({lon, lat});
            if (area.street >= 0)
                m_ground[static_cast<size_t>(area.street)].push_back({lon, lat});
        }
    // A street smaller than a cell still has its seat.
    for (size_t i = 0; i < m_ground.size(); ++i) {
        const GeoPoint &seat = m_city.streets()[i].seed;
        if (m_ground[i].empty() && m_city.locate(seat).street == static_cast<int>(i))
            m_ground[i].push_back(seat);
    }
}

void Anchors::addBlocks(Random &random)
{
    std::vector<Anchor> &blocks = table(Placement::Everywhere);
    const LocalMetres &metres = m_network.metres();
    const double total = m_streetWeights.back();
    for (size_t s = 0; s < m_ground.size(); ++s) {
        const auto first = static_cast<quint32>(blocks.size());
        const auto &ground = m_ground[s];
        const double weight = m_streetWeights[s] - (s > 0 ? m_streetWeights[s - 1] : 0);
        const int count = ground.empty() ? 0 : std::max(4, static_cast<int>(kBlocks * weight / total));
        const GeoPoint seat = m_city.streets()[s].seed;
        for (int i = 0; i < count; ++i) {
            // The seat of a town is its dense heart: of two cells the nearer one, two times of three.
            GeoPoint cell = ground[random.below(static_cast<quint32>(ground.size()))];
            const GeoPoint other = ground[random.below(static_cast<quint32>(ground.size()))];
            if (metres.distance(other, seat) < metres.distance(cell, seat) && random.chance(0.67))
                cell = other;
            const GeoPoint point =
                metres.moved(cell, random.between(-0.5, 0.5) * kCellMetres, random.between(-0.5, 0.5) * kCellMetres);
            const bool inside = m_city.locate(point).street == static_cast<int>(s);
            blocks.push_back({inside ? point : cell, static_cast<quint16>(s), 38});
        }
        m_blockRanges.emplace_back(first, static_cast<quint32>(blocks.size()));
    }
    table(Placement::Building) = blocks;
    table(Placement::Residential) = blocks;
}

void Anchors::addSmallRoads(Random &random)
{
    const LocalMetres &metres = m_network.metres();
    for (size_t s = 0; s < m_ground.size(); ++s) {
        const auto blocks = blocksOf(static_cast<quint16>(s));
        if (blocks.empty())
            continue;
        const double angle = random.between(-0.5, 0.5);
        const size_t lines = std::clamp<size_t>(blocks.size() / 12, 3, 14);
        for (size_t i = 0; i < lines; ++i) {
            const Anchor &through = blocks[random.below(static_cast<quint32>(blocks.size()))];
            const double turn = angle + (i % 2 ? 1.5707963267948966 : 0);
            for (int step = -9; step <= 9; ++step) {
                const GeoPoint point = metres.moved(through.point, std::cos(turn) * step * 80, std::sin(turn) * step * 80);
                if (m_city.locate(point).street == static_cast<int>(s))
                    table(Placement::Road).push_back({point, static_cast<quint16>(s), 12});
            }
        }
    }
}

void Anchors::addIfInside(Placement placement, const GeoPoint &point, float spread)
{
    const Area area = m_city.locate(point);
    if (area.street >= 0)
        table(placement).push_back({point, static_cast<quint16>(area.street), spread});
}

void Anchors::addLines(Placement placement, const std::vector<Polyline> &lines, double stepMetres, float spread)
{
    for (const Polyline &line : lines) {
        size_t hint = 0;
        for (double along = 0; along <= line.length(); along += stepMetres)
            addIfInside(placement, line.at(along, hint), spread);
    }
}

void Anchors::addStations()
{
    for (const Station &station : m_city.stations())
        addIfInside(Placement::Metro, station.point, 90);
}

void Anchors::addPlaces()
{
    for (const NamedPlace &place : m_city.places()) {
        if (place.kind == QLatin1String("bridge") || place.kind == QLatin1String("tunnel"))
            addIfInside(Placement::Bridge, place.point, 40);
        else if (place.kind == QLatin1String("port") || place.kind == QLatin1String("pier") ||
                 place.kind == QLatin1String("ferry"))
            addIfInside(Placement::Port, place.point, 150);
    }
    // Interchanges and crossings stand by name on the roads and rivers.
    for (const River &river : m_city.rivers())
        for (const NamedPoint &point : river.points)
            if (point.nameZh.contains(QStringLiteral("桥")) || point.nameZh.contains(QStringLiteral("隧")))
                addIfInside(Placement::Bridge, point.point, 40);
}

void Anchors::addSpecial(Placement placement, int count, float spread, double outward, Random &random)
{
    const auto &blocks = table(Placement::Everywhere);
    const LocalMetres &metres = m_network.metres();
    for (int i = 0; i < count; ++i) {
        Anchor best = blocks[random.below(static_cast<quint32>(blocks.size()))];
        const Anchor other = blocks[random.below(static_cast<quint32>(blocks.size()))];
        const auto away = [&](const Anchor &anchor) { return metres.distance(anchor.point, m_city.viewCentre()); };
        if (away(other) > away(best) && random.chance(outward))
            best = other;
        best.spread = spread;
        table(placement).push_back(best);
    }
}

const std::vector<Anchor> &Anchors::of(Placement placement) const
{
    for (int i = 0; i < 3; ++i) {
        const auto &anchors = m_tables[static_cast<size_t>(placement)];
        if (!anchors.empty())
            return anchors;
        placement = similar(placement);
    }
    return m_tables[static_cast<size_t>(Placement::Everywhere)];
}

std::span<const Anchor> Anchors::blocksOf(quint16 street) const
{
    if (street >= m_blockRanges.size())
        return {};
    const auto [first, last] = m_blockRanges[street];
    return std::span(m_tables[static_cast<size_t>(Placement::Everywhere)]).subspan(first, last - first);
}

GeoPoint Anchors::near(const Anchor &anchor, Random &random) const
{
    // Two sums of two uniform numbers: bell enough, cheap, and never far away.
    const double spread = static_cast<double>(anchor.spread);
    return m_network.metres().moved(anchor.point, spread * (random.uniform() + random.uniform() - 1) * 2,
                                    spread * (random.uniform() + random.uniform() - 1) * 2);
}

Anchor Anchors::draw(Placement placement, Random &random) const
{
    const auto &anchors = of(placement);
    if (anchors.empty())
        return {};
    Anchor anchor = anchors[random.below(static_cast<quint32>(anchors.size()))];
    anchor.point = near(anchor, random);
    return anchor;
}

Anchor Anchors::drawIn(quint16 street, Random &random) const
{
    const auto blocks = blocksOf(street);
    if (blocks.empty())
        return draw(Placement::Everywhere, random);
    Anchor anchor = blocks[random.below(static_cast<quint32>(blocks.size()))];
    anchor.point = near(anchor, random);
    return anchor;
}

} // namespace guancheng::sim
