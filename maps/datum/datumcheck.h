// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"
#include "maps/features/featuretable.h"

#include <QHash>

#include <memory>
#include <vector>

namespace guancheng {

enum class DatumVerdict : quint8 {
    CannotTell,      ///< nothing in the city corresponds to it, or too little
    Fits,            ///< lies on what the city knows
    Gcj02,           ///< would lie on it were it GCJ-02
    Bd09,            ///< were it BD-09
    AxesSwapped,     ///< were the axes exchanged
    WrongProjection, ///< were it another projection, or it is displaced by something unknown
    Elsewhere,       ///< lies outside of the city; that may be meant
};

/** What the comparison of a layer with the city says. */
struct DatumFinding
{
    DatumVerdict verdict = DatumVerdict::CannotTell;
    double metres = 0; ///< how far it seems to be off
    QString repair;    ///< the datum by which it would fit, for repairFeatures(); empty: none known
    QString repairZh;  ///< its name
    QString repairEn;
    double strength = 0; ///< of the evidence, in standard deviations
    bool certain = true; ///< false: the only usual one that leads into the city, but not confirmed by anything there

    bool isWarning() const { return verdict != DatumVerdict::CannotTell && verdict != DatumVerdict::Fits; }
    /** One sentence for the operator. */
    QString text(bool chinese) const;
};

/**
 * What is known of the city, as a grid of cells in which there is an outline of a district, a line of the metro, a road, a
 * river bank, a station. Made once; immutable, any thread.
 */
class DatumReference
{
public:
    static constexpr double kCellMetres = 50;
    static constexpr int kReach = 44; ///< cells to each side that displacements are looked for in: 2.2 km

    explicit DatumReference(const City &city);

    /** Where the cells are: metres from the south-western corner. */
    QPointF toMetres(const GeoPoint &point) const;
    const GeoBox &box() const { return m_box; }
    double kilometresOutside(const GeoPoint &point) const;

    /** How well points lie on the city as they are, and where they would lie best. */
    struct Match
    {
        double here = 0;       ///< standard deviations above what displaced ones reach
        double best = 0;       ///< the same at the best displacement
        double bestMetres = 0; ///< how far that is
        double rival = 0;      ///< the same at the best one of those clearly beside it: as high when it is chance
    };
    Match match(const std::vector<GeoPoint> &points) const;

    /** The known position of a station or place, or null. */
    const GeoPoint *named(const QString &name) const;

private:
    struct Grid
    {
        std::vector<quint64> bits;
        size_t words = 0; ///< a row
        void set(int column, int row);
        bool get(int column, int row) const;
    };
    struct Histogram;
    void addLine(Grid &grid, std::span<const GeoPoint> line);
    void addPoint(Grid &grid, const GeoPoint &point);
    Match matchGrid(const Grid &grid, const std::vector<quint32> &cells) const;

    GeoBox m_box;
    double m_metresEast = 1; ///< of a degree
    double m_metresNorth = 1;
    int m_columns = 0;
    int m_rows = 0;
    std::vector<Grid> m_grids; ///< outlines, lines, points
    QHash<QString, GeoPoint> m_named;
};

/** Compares the layer with the city; 'cannot tell' without one. \c placed: see LoadedLayer. Tens of milliseconds; any thread.
 */
DatumFinding checkDatum(const FeatureTable &table, bool placed, const QString &crs, const DatumReference *reference);

} // namespace guancheng
