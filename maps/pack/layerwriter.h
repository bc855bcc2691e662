// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features/featurefile.h"
#include "maps/pack/layerbuilder.h"

namespace guancheng {

/** A layer of a pack on its way to the disk: features are handed over one by one, memory is that of one chunk. */
class LayerWriter
{
public:
    LayerWriter(const QString &file, LayerBuilder builder) : m_writer(file), m_builder(std::move(builder)) {}

    Status open() { return m_writer.open(); }
    LayerBuilder &next() { return m_builder; }
    /** After each feature. */
    Status spill() { return m_builder.size() < 20'000 && m_builder.vertexCount() < 400'000 ? ok() : flush(); }
    Status append(const FeatureTable &table) { return m_writer.append(table); }
    Status finish()
    {
        if (const Status flushed = flush(); !flushed)
            return flushed;
        return m_writer.finish();
    }
    qint64 count() const { return static_cast<qint64>(m_writer.features()); }

private:
    Status flush() { return m_writer.append(m_builder.take()); }

    FeatureFileWriter m_writer;
    LayerBuilder m_builder;
};

} // namespace guancheng
