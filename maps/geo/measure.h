// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

#include <span>
#include <vector>

namespace guancheng {

/**
 * Area in square metres of a ring on the WGS-84 ellipsoid, positive counterclockwise: the sphere of equal area with authalic
 * latitudes, edges as great circles on it. Within 1e-5 of the geodesic area for edges up to 100 km. The first point need not be
 * repeated; a ring may cross the antimeridian but not enclose a pole. 0 for fewer than three points; NaN for an invalid one.
 */
double signedAreaSquareMetres(std::span<const GeoPoint> ring);

/** A line or area that a person clicks together point by point. Lengths are geodesic on the ellipsoid. A value. */
class MapMeasure
{
public:
    /** Invalid points, and one equal to the last, are not taken: false. */
    bool add(const GeoPoint &point);
    bool removeLast();
    void clear() { m_points.clear(), m_lengths.clear(); }
    /** A point that was dragged elsewhere. */
    bool move(size_t index, const GeoPoint &point);

    const std::vector<GeoPoint> &points() const { return m_points; }
    /** Of the line through all points. */
    double lengthMetres() const { return m_lengths.empty() ? 0 : m_lengths.back(); }
    /** From the first to this point along the line. */
    double lengthTo(size_t index) const { return m_lengths[index]; }
    /** Of the closed ring. */
    double perimeterMetres() const;
    /** Of the closed ring, positive; of a ring that crosses itself the difference of its parts. */
    double areaSquareMetres() const;
    /** Of the last stretch, degrees clockwise from north; NaN with fewer than two points. */
    double bearing() const;

private:
    std::vector<GeoPoint> m_points;
    std::vector<double> m_lengths; ///< to each point
};

} // namespace guancheng
