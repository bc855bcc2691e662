// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datum/datumspec.h"
#include "maps/gdal/loadreport.h"

#include <QRectF>

#include <ogr_spatialref.h>

#include <memory>
#include <vector>

namespace guancheng {

/** How the coordinates of a layer become degrees WGS-84. */
class Placement
{
public:
    /**
     * From what the source declares (\c declared may be null) and what a person said. \c sample are some of its raw
     * coordinates, by which a declaration is seen to be false or degrees are told from metres.
     */
    Placement(const OGRSpatialReference *declared, const DatumSpec &spec, const std::vector<double> &sample);

    /** False: nothing is known that would give degrees; the numbers stay as they are. */
    bool isPlaced() const { return m_placed; }
    /** In place; x, y alternate. False when something of it cannot be transformed. */
    bool apply(std::vector<double> &coordinates) const;
    /** 'EPSG:4549', or a name, of what the source declares; empty when it declares nothing. */
    QString crs() const { return m_crs; }
    QString datum() const;
    const std::vector<LoadNote> &notes() const { return m_notes; }

    /** Degrees of the rectangle of the coordinates, if they are in \c srs. */
    static bool looksLikeDegrees(const std::vector<double> &sample);

private:
    bool useCrs(const QString &crs);
    bool makeTransform(const OGRSpatialReference &from);

    DatumSpec m_spec;
    QString m_crs;
    bool m_placed = true;
    std::vector<LoadNote> m_notes;
    std::unique_ptr<OGRCoordinateTransformation> m_transform; ///< null: they are degrees already
};

/** 'EPSG:4490' where it has a code, else its name. */
QString crsName(const OGRSpatialReference &reference);

} // namespace guancheng
