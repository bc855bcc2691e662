// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"

#include <vector>

namespace guancheng::sim {

/** Metres of a degree at the city's latitude: good to 0.3% over a hundred kilometres. */
struct LocalMetres
{
    double perLongitude = 1;
    double perLatitude = 1;

    explicit LocalMetres(double latitude = 31.2);
    double distance(const GeoPoint &a, const GeoPoint &b) const;
    /** Degrees clockwise from north, 0 to 360. */
    double heading(const GeoPoint &from, const GeoPoint &to) const;
    GeoPoint moved(const GeoPoint &from, double eastMetres, double northMetres) const
    {
        return {from.longitude + eastMetres / perLongitude, from.latitude + northMetres / perLatitude};
    }
};

/** A smooth line with the length to each of its points. */
class Polyline
{
public:
    Polyline(std::vector<GeoPoint> points, bool loop, const LocalMetres &metres);

    double length() const { return m_along.back(); }
    bool loop() const { return m_loop; }
    const std::vector<GeoPoint> &points() const { return m_points; }
    /** The point `along` metres from the start; `hint` is the segment of the last call and makes the next one cheap. */
    GeoPoint at(double along, size_t &hint) const;

private:
    std::vector<GeoPoint> m_points;
    std::vector<double> m_along;
    bool m_loop;
};

/** The main roads and rivers of the city as lines that can be followed. Immutable. */
class RoadNetwork
{
public:
    explicit RoadNetwork(const City &city);

    const LocalMetres &metres() const { return m_metres; }
    const std::vector<Polyline> &roads() const { return m_roads; }
    const std::vector<Polyline> &rivers() const { return m_rivers; }

private:
    LocalMetres m_metres;
    std::vector<Polyline> m_roads;
    std::vector<Polyline> m_rivers;
};

} // namespace guancheng::sim
