// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/features/featuretable.h"

#include <QString>

namespace guancheng {

/**
 * What the numbers of a source mean, as a file, a catalogue or a person says it. Written as words in this order, all optional:
 * `swapped` (the second coordinate stands first), a coordinate system (`EPSG:4549`, or a PROJ string or pipeline, which has to
 * lead to degrees when it is a pipeline), and the datum `WGS-84`, `CGCS2000` (no difference at this scale), `GCJ-02` or
 * `BD-09`. `EPSG:3857 GCJ-02` are the web mercator metres of a map that shows GCJ-02.
 */
struct DatumSpec
{
    enum class Shift : quint8 { None, Gcj02, Bd09 };
    bool swapped = false;
    QString crs; ///< 'EPSG:n' or a PROJ string; empty = as the source declares, else degrees
    Shift shift = Shift::None;
    bool isDeclared = false; ///< a datum was named, be it the one of degrees WGS-84

    bool operator==(const DatumSpec &) const = default;
};

Result<DatumSpec> parseDatum(const QString &text);
/** An error when \c text is not empty and no datum. */
Status checkDatumText(const QString &text);

/**
 * Whether repairFeatures() can do it without the source: shifts, swapped axes, and the projections usual for Shanghai
 * (see usualProjections() in datumcandidates.h).
 */
bool canRepair(const DatumSpec &spec);

/** The table with its vertices moved to WGS-84, taken to mean what \c spec says. An error when it cannot be done here. */
Result<FeatureTable> repairFeatures(const FeatureTable &table, const QString &spec);

} // namespace guancheng
