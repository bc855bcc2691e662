// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/citytypes.h"

#include <ogrsf_frmts.h>

#include <unordered_map>

/** Tools to compare our curves with lines of real layers. */
namespace guancheng::reallines {

using Line = std::vector<GeoPoint>;

double lengthMetres(const Line &line);

/** Lines as points 40 m apart in a grid, for 'how far is the nearest'. Good to 20 m up to 500 m, then infinite. */
class NearField
{
public:
    void add(const Line &line);
    /** Metres to the nearest line; infinite beyond about 500. */
    double distance(const GeoPoint &p) const { return search(p, 1); }
    /** The same, true to 1 500 m; slow. */
    double distanceFar(const GeoPoint &p) const { return search(p, 4); }
    double length() const { return m_length; }

private:
    double search(const GeoPoint &p, int cells) const;

    std::unordered_map<qint64, Line> m_cells;
    double m_length = 0;
};

/** All lines of a geometry, however they are nested. */
std::vector<Line> linesOf(const OGRGeometry *geometry);
void addLines(const OGRGeometry *geometry, NearField *field);

/** The parts of a curve that have no real line within the limit, each with its length. */
struct Hole
{
    GeoPoint from;
    double metres = 0;
};
std::vector<Hole> holes(const Line &curve, const NearField &field, double limit);

/**
 * The road between its pieces. A layer of bridges and viaducts holds an expressway on the ground only in pieces; between two
 * neighbours of them (in the order of \c curve, which gives nothing else) it goes on as a curve that is tangent to both, as
 * roads for 80 km/h and more do. Filled are gaps up to 1.5 km, and up to 8 km where neither end points more than 40 degrees
 * away from the other: the rest stays open.
 */
std::vector<Line> filledGaps(const std::vector<Line> &pieces, const Line &curve);

} // namespace guancheng::reallines
