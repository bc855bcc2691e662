// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gdal/featurewire.h"
#include "maps/gdal/helper/placement.h"

#include <map>

class OGRGeometry;
class OGRPoint;
class OGRSimpleCurve;

namespace guancheng {

/** The geometry of one feature as flat arrays. */
struct FlatGeometry
{
    GeometryKind kind = GeometryKind::None;
    std::vector<quint32> counts;  ///< vertices a part
    std::vector<double> vertices; ///< x, y

    void clear();
};

/** Counts what is noticed, by code. */
class NoteCounter
{
public:
    void add(const QString &code, quint64 count = 1, const QString &detail = {});
    std::vector<LoadNote> notes() const;
    quint64 skipped() const;

private:
    std::map<QString, LoadNote> m_notes;
};

/** Takes geometries of any kind, well-formed or not, apart into points, lines or rings in WGS-84. */
class GeometryReader
{
public:
    GeometryReader(const Placement &placement, NoteCounter &notes) : m_placement(placement), m_notes(notes) {}

    /** False: the feature is to be left out; the reason has been counted. A null or empty geometry gives kind None. */
    bool read(const OGRGeometry *geometry, FlatGeometry &flat);

    /** The raw x, y of up to \c most vertices. */
    static void sample(const OGRGeometry *geometry, std::vector<double> &into, size_t most);

private:
    bool readKind(const OGRGeometry *geometry, FlatGeometry &flat);
    bool flatten(const OGRGeometry *geometry, FlatGeometry &flat);
    bool check(FlatGeometry &flat);
    void noteCrossing(const OGRGeometry *geometry, size_t vertices);
    static bool crossesDateLine(const FlatGeometry &flat);
    bool cutAtDateLine(FlatGeometry &flat);

    const Placement &m_placement;
    NoteCounter &m_notes;
};

} // namespace guancheng
