// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/layerbuilder.h"

#include <limits>

namespace guancheng {

using namespace Qt::StringLiterals;

LayerBuilder::LayerBuilder(QString name, QString source, QString attribution, const QStringList &texts,
                           const QStringList &numbers)
    : m_texts(texts.size())
{
    m_table.name = std::move(name);
    m_table.source = std::move(source);
    m_table.attribution = std::move(attribution);
    m_table.datum = u"WGS-84"_s;
    for (const QString &column : texts)
        m_table.columns.push_back({column, FeatureTable::ColumnType::Text, {}, {}});
    for (const QString &column : numbers)
        m_table.columns.push_back({column, FeatureTable::ColumnType::Number, {}, {}});
    clear();
}

void LayerBuilder::clear()
{
    m_table.kinds.clear();
    m_table.vertices.clear();
    m_table.partStarts = {0};
    m_table.vertexStarts = {0};
    for (FeatureTable::Column &column : m_table.columns) {
        column.texts.clear();
        column.numbers.clear();
    }
}

void LayerBuilder::begin(GeometryKind kind)
{
    m_table.kinds.push_back(kind);
    for (FeatureTable::Column &column : m_table.columns) {
        if (column.type == FeatureTable::ColumnType::Text)
            column.texts.emplace_back();
        else
            column.numbers.push_back(std::numeric_limits<double>::quiet_NaN());
    }
}

void LayerBuilder::part()
{
    const auto vertices = static_cast<quint32>(m_table.vertices.size() / 2);
    if (m_table.vertexStarts.back() != vertices)
        m_table.vertexStarts.push_back(vertices);
}

void LayerBuilder::text(qsizetype column, const QString &value)
{
    m_table.columns[static_cast<size_t>(column)].texts.back() = value;
}

void LayerBuilder::number(qsizetype column, double value)
{
    m_table.columns[static_cast<size_t>(m_texts + column)].numbers.back() = value;
}

void LayerBuilder::end()
{
    part();
    m_table.partStarts.push_back(static_cast<quint32>(m_table.vertexStarts.size() - 1));
}

FeatureTable LayerBuilder::take()
{
    FeatureTable full = m_table;
    clear();
    return full;
}

} // namespace guancheng
