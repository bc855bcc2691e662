// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/citytypes.h"

#include <span>

namespace guancheng {

/**
 * Finds the district and street of a point. A regular grid of cells remembers what is certain for a whole cell; where
 * boundaries cross a cell, only the edges in its row and the seeds that can be nearest there are looked at.
 *
 * A point in a sliver between two districts whose published outlines do not quite meet belongs to the nearer one.
 * Immutable after construction; any thread. No allocation in a query.
 */
class AreaIndex
{
public:
    AreaIndex() = default;
    AreaIndex(std::span<const District> districts, std::span<const Street> streets, const GeoBox &bounds);

    Area locate(const GeoPoint &point) const;

    /** Cells of kCellLon x kCellLat degrees, about 420 x 430 m at 31 degrees, as the unit grids of the city; row 0 is the
     * southern one. */
    static constexpr double kCellLon = 0.0044;
    static constexpr double kCellLat = 0.0039;
    int columns() const { return m_columns; }
    int rows() const { return m_rows; }
    GeoPoint cellCentre(int column, int row) const;
    /** The cell of a point, or -1 outside of the bounds; cell = row * columns + column. */
    int cellOf(const GeoPoint &point) const;

private:
    struct Edge
    {
        GeoPoint a;
        GeoPoint b;
    };
    /** The edges of one district by row of the grid. */
    struct Outline
    {
        int firstRow = 0;
        std::vector<std::vector<Edge>> rows;
        std::span<const Edge> inRow(int row) const;
    };
    struct Cell
    {
        Area area; ///< when 'choices' is empty
        quint32 firstChoice = 0;
        quint16 choices = 0;
    };
    /** A district that has a part of a cell, with the streets that can be nearest there. */
    struct Choice
    {
        qint16 district = -1;
        quint16 streets = 0;
        quint32 firstStreet = 0;
    };
    struct Seed
    {
        double x = 0;
        double y = 0;
        qint16 street = -1;
    };

    static bool contains(const Outline &outline, int row, const GeoPoint &point);
    void addOutline(const District &district);
    void addSeeds(std::span<const Street> streets, std::size_t districts);
    void fillCell(int column, int row);
    Choice choiceFor(std::size_t district, int column, int row);
    qint16 nearestStreet(const Choice &choice, const GeoPoint &point) const;
    double distanceToOutline(std::size_t district, int row, const GeoPoint &point) const;
    Area locateInSliver(int cell, const GeoPoint &point) const;

    GeoBox m_bounds;
    int m_columns = 0;
    int m_rows = 0;
    double m_lonScale = 1; ///< of a degree of longitude in degrees of latitude
    std::vector<Outline> m_outlines;
    std::vector<std::vector<Seed>> m_seeds; ///< by district
    std::vector<Cell> m_cells;
    std::vector<Choice> m_choices;
    std::vector<Seed> m_choiceSeeds;
};

} // namespace guancheng
