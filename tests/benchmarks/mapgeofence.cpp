// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"

#include "maps/questions/geofences.h"

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>

#include <QElapsedTimer>

#include <cmath>
#include <numbers>
#include <random>

namespace guancheng::bench {

namespace {

using namespace Qt::StringLiterals;
namespace bg = boost::geometry;
using Point = bg::model::d2::point_xy<double>;
using Polygon = bg::model::polygon<Point>;
using Box = bg::model::box<Point>;
using Tree = bg::index::rtree<std::pair<Box, quint32>, bg::index::rstar<16>>;

constexpr quint32 kUnits = 50'000;
constexpr int kFences = 5000;
constexpr int kVertices = 40;
constexpr int kRounds = 5;

/** Fences of 100 m to 1.3 km over the city, uneven; some with a hole. */
FeatureTable fences(std::mt19937 &random)
{
    FeatureTable table;
    table.partStarts = {0};
    table.vertexStarts = {0};
    std::uniform_real_distribution<double> x(120.9, 122), y(30.7, 31.8), radius(0.001, 0.012);
    const auto addRing = [&](double cx, double cy, double r) {
        for (int k = 0; k < kVertices; ++k) {
            const double angle = k * 2 * std::numbers::pi / kVertices;
            const double reach = r * (0.75 + 0.25 * std::sin(k * 2.1));
            table.vertices.insert(table.vertices.end(), {cx + reach * std::cos(angle), cy + reach * std::sin(angle)});
        }
        table.vertexStarts.push_back(static_cast<quint32>(table.vertices.size() / 2));
    };
    for (int i = 0; i < kFences; ++i) {
        const double cx = x(random), cy = y(random), r = radius(random);
        addRing(cx, cy, r);
        if (i % 5 == 0)
            addRing(cx, cy, r * 0.3);
        table.kinds.push_back(GeometryKind::Polygon);
        table.partStarts.push_back(static_cast<quint32>(table.vertexStarts.size() - 1));
    }
    return table;
}

std::vector<Polygon> boostPolygons(const FeatureTable &table)
{
    std::vector<Polygon> result(table.size());
    for (size_t i = 0; i < table.size(); ++i) {
        for (quint32 part = table.partStarts[i]; part < table.partStarts[i + 1]; ++part) {
            const std::span<const double> v = table.part(part);
            const bool isOuter = part == table.partStarts[i];
            if (!isOuter)
                result[i].inners().emplace_back();
            auto &ring = isOuter ? result[i].outer() : result[i].inners().back();
            for (size_t k = 0; k < v.size(); k += 2)
                ring.emplace_back(v[k], v[k + 1]);
        }
        bg::correct(result[i]);
    }
    return result;
}

bool measure()
{
    std::mt19937 random(20261122);
    const FeatureTable table = fences(random);
    const auto index = std::make_shared<PolygonIndex>(table);
    const std::vector<Polygon> polygons = boostPolygons(table);
    std::vector<std::pair<Box, quint32>> boxes;
    for (quint32 i = 0; i < polygons.size(); ++i)
        boxes.emplace_back(bg::return_envelope<Box>(polygons[i]), i);
    const Tree tree(boxes);

    std::vector<UnitRecord> reports(kUnits);
    std::uniform_real_distribution<double> x(120.9, 122), y(30.7, 31.8), step(-2e-4, 2e-4);
    for (quint32 i = 0; i < kUnits; ++i) {
        reports[i].slot = i;
        reports[i].point = {x(random), y(random)};
    }
    Geofences monitor(index);
    std::vector<GeofenceEvent> events;
    events.reserve(kUnits * 4);
    monitor.update(reports, events);
    std::vector<double> rates, ratios;
    size_t crossings = 0;
    for (int round = 0; round < kRounds; ++round) {
        qint64 own = 0, points = 0;
        size_t inside = 0, insidePeer = 0;
        for (int second = 1; second <= 10; ++second) { // all units drive on, a second at a time
            for (UnitRecord &report : reports) {
                report.point.longitude += step(random);
                report.point.latitude += step(random);
                report.at += 1000;
            }
            events.clear();
            QElapsedTimer timer;
            timer.start();
            monitor.update(reports, events);
            own += timer.nsecsElapsed();
            points += kUnits;
            crossings += events.size();
        }
        QElapsedTimer timer;
        timer.start();
        for (const UnitRecord &report : reports)
            tree.query(bg::index::contains(Point(report.point.longitude, report.point.latitude)),
                       boost::make_function_output_iterator([&](const std::pair<Box, quint32> &found) {
                           insidePeer +=
                               bg::within(Point(report.point.longitude, report.point.latitude), polygons[found.second]) ? 1U
                                                                                                                        : 0U;
                       }));
        const qint64 peer = timer.nsecsElapsed();
        for (const UnitRecord &report : reports)
            index->visit(report.point, [&](quint32) { ++inside; });
        if (inside != insidePeer) {
            remark(u"the peer finds %1 points inside, we %2"_s.arg(insidePeer).arg(inside));
            return false;
        }
        rates.push_back(double(points) / (double(own) / 1e9));
        ratios.push_back(rates.back() / (double(kUnits) / (double(peer) / 1e9)));
    }
    remark(u"%1 events, %2 units in %3 polygons of %4 vertices"_s.arg(crossings).arg(kUnits).arg(kFences).arg(kVertices));
    Line(u"map-geofence-5k"_s)
        .add("n", kFences)
        .add("per_s", percentile(rates, 0.5))
        .add("ratio", percentile(ratios, 0.5))
        .add("peer", u"boost-within-rtree"_s)
        .print();
    return true;
}

} // namespace

Benchmark mapGeofence()
{
    return {"map-geofence-5k", "positions a second against 5 000 fences, enter and leave with hysteresis, 50 000 moving units",
            measure};
}

} // namespace guancheng::bench
