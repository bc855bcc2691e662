// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/citytypes.h"
#include "maps/features/featuretable.h"

namespace guancheng {

/** The rings of a polygon feature sorted into outlines with their holes; an island in a hole is an outline again. Closed. */
std::vector<GeoPolygon> polygonsOf(const FeatureTable &table, size_t feature);

/** Whether the point is inside, by the odd-even rule. */
bool contains(const std::vector<GeoPolygon> &polygons, const GeoPoint &p);

/** A point inside, about in the middle of the widest part at half height. */
GeoPoint interiorPoint(const std::vector<GeoPolygon> &polygons);

/** Square degrees at the equator of the outlines less the holes; to compare. */
double areaOf(const std::vector<GeoPolygon> &polygons);

/** Leaves out points that are less than \c metres beside the line (Douglas and Peucker); ends stay. */
std::vector<GeoPoint> simplified(const std::vector<GeoPoint> &line, double metres);

/**
 * Lines that meet at their ends joined to long ones, the longest first; each line is used once. Both carriageways of a road
 * give two: one that runs within \c apart metres of an earlier one for most of its way is left out.
 */
std::vector<std::vector<GeoPoint>> chains(std::vector<std::vector<GeoPoint>> lines, double apart);

double lengthOf(const std::vector<GeoPoint> &line);

} // namespace guancheng
