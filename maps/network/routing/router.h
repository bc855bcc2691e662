// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features/featuretable.h"
#include "maps/network/routing/roadquestions.h"

namespace guancheng {

struct RouteQuestion
{
    EdgePoint from;
    EdgePoint to;
    size_t vehicle = 0;
    int hourOfWeek = 12;
    int alternatives = 2; ///< other ways beside the fastest, at most
};

enum class Turn : quint8 {
    Depart,
    Straight,
    SlightLeft,
    Left,
    SharpLeft,
    SlightRight,
    Right,
    SharpRight,
    Back,
    Roundabout,
    Ramp
};

/** One line of the list of turns: a stretch along one street. */
struct RouteStep
{
    Turn turn = Turn::Straight; ///< at its beginning
    WayName name;               ///< empty names: a nameless street
    double metres = 0;
    double seconds = 0;
    double bearing = 0;    ///< at its beginning, degrees from north
    size_t firstPoint = 0; ///< of the line of the route
    bool bridge = false;
    bool tunnel = false;
};

struct Route
{
    double seconds = 0;
    double metres = 0;
    std::vector<GeoPoint> line;
    std::vector<RouteStep> steps;
    std::vector<quint32> edges; ///< edge << 1 | (1 against its drawing), in order
    double shared = 0;          ///< share of its length that the fastest way uses too
};

/**
 * The fastest way and others that are worth choosing from: at most 1.4 times as long in time and at least 30% of it on other
 * roads (penalty method: roads of the ways found so far count 1.5 times, then the search is repeated). The error says in
 * Chinese and English why there is none: no road, closed, one-way, separate networks. Turn bans are not in the data. Any
 * thread; A* search: across 300 000 nodes some 20 ms a way.
 */
Result<std::vector<Route>> findRoutes(const RoadQuestions &roads, const RouteQuestion &question);

/** '左转进入武宁路，行驶 1.2 公里' / 'Turn left into Wuning Road, 1.2 km'. */
QString describe(const RouteStep &step, bool chinese);

/** For the map: a line a route, the fastest last so that it lies on top. Columns: rank, minutes, km, shared, name. */
FeatureTable toTable(const std::vector<Route> &routes);

} // namespace guancheng
