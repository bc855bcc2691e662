// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features/featuretable.h"

namespace guancheng {

/** Builds a feature table one feature after the other. */
class LayerBuilder
{
public:
    LayerBuilder(QString name, QString source, QString attribution, const QStringList &texts, const QStringList &numbers = {});

    void begin(GeometryKind kind);
    void part();
    void vertex(double longitude, double latitude)
    {
        m_table.vertices.push_back(longitude);
        m_table.vertices.push_back(latitude);
    }
    /** By position in the list given at the start; what is not set is missing. */
    void text(qsizetype column, const QString &value);
    void number(qsizetype column, double value);
    void end();

    size_t size() const { return m_table.kinds.size(); }
    size_t vertexCount() const { return m_table.vertices.size() / 2; }
    /** The table so far; the builder begins a new one with the same columns. */
    FeatureTable take();

private:
    void clear();

    FeatureTable m_table;
    qsizetype m_texts;
};

} // namespace guancheng
