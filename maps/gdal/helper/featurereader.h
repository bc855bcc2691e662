// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gdal/helper/drivers.h"
#include "maps/gdal/helper/framesink.h"
#include "maps/gdal/helper/geometryreader.h"
#include "maps/gdal/helper/textdecoder.h"

#include <deque>

class OGRLayer;
class OGRFeature;

namespace guancheng {

/** What is left of the limits of a source for its next layers. */
struct ReadBudget
{
    quint64 features = 0;
    quint64 vertices = 0;
};

/** Reads one layer and sends it in chunks. */
class FeatureReader
{
public:
    /** \c encoding: of a person, else \c declaredEncoding of the file, both may be empty. \c isRaw: texts come undecoded. */
    FeatureReader(OGRLayer &layer, FrameSink &sink, ReadBudget &budget, const DatumSpec &datum, TextDecoder decoder,
                  bool isRaw);
    ~FeatureReader();

    /** False once the wall has gone. */
    bool run(const QString &name, const QString &attribution);
    quint64 features() const { return m_sent; }
    /** Why reading stopped before the end; empty when it did not. */
    const QString &problem() const { return m_problem; }

private:
    using FeaturePointer = std::unique_ptr<OGRFeature>;

    FeaturePointer next();
    void lookAhead();
    void makeColumns();
    bool sendLayer(const QString &name, const QString &attribution);
    bool addFeature(const OGRFeature &feature);
    void addValue(const OGRFeature &feature, int field);
    bool flush();

    OGRLayer &m_layer;
    FrameSink &m_sink;
    ReadBudget &m_budget;
    DatumSpec m_datum;
    TextDecoder m_decoder;
    bool m_isRaw;
    NoteCounter m_notes;
    std::unique_ptr<Placement> m_placement;
    std::unique_ptr<GeometryReader> m_geometry;
    std::unique_ptr<wire::ChunkWriter> m_writer;
    std::deque<FeaturePointer> m_ahead; ///< read before it was known how to understand them
    std::vector<FeatureTable::ColumnType> m_types;
    FlatGeometry m_flat;
    bool m_ended = false;
    QString m_problem;
    double m_expected = -1;
    quint64 m_seen = 0;
    quint64 m_sent = 0;
};

} // namespace guancheng
