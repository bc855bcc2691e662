// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features/featuretable.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointF>
#include <QProcess>

#include <cmath>
#include <limits>
#include <memory>

namespace guancheng {

/** Builds feature tables for tests, feature by feature. */
class TableMaker
{
public:
    using Part = std::vector<QPointF>; ///< x = longitude, y = latitude

    TableMaker()
    {
        m_table->partStarts.push_back(0);
        m_table->vertexStarts.push_back(0);
    }

    TableMaker &add(GeometryKind kind, const std::vector<Part> &parts, const QJsonObject &attributes = {})
    {
        for (const Part &part : parts) {
            for (const QPointF p : part) {
                m_table->vertices.push_back(p.x());
                m_table->vertices.push_back(p.y());
            }
            m_table->vertexStarts.push_back(static_cast<quint32>(m_table->vertices.size() / 2));
        }
        m_table->kinds.push_back(parts.empty() ? GeometryKind::None : kind);
        m_table->partStarts.push_back(static_cast<quint32>(m_table->vertexStarts.size() - 1));
        for (auto it = attributes.begin(); it != attributes.end(); ++it)
            set(it.key(), it.value());
        fill();
        return *this;
    }
    TableMaker &point(double longitude, double latitude, const QJsonObject &attributes = {})
    {
        return add(GeometryKind::Point, {{{longitude, latitude}}}, attributes);
    }
    TableMaker &line(const Part &line, const QJsonObject &attributes = {})
    {
        return add(GeometryKind::Line, {line}, attributes);
    }
    TableMaker &polygon(const Part &ring, const QJsonObject &attributes = {})
    {
        return add(GeometryKind::Polygon, {ring}, attributes);
    }

    std::shared_ptr<FeatureTable> take() { return std::exchange(m_table, std::make_shared<FeatureTable>()); }

private:
    using Type = FeatureTable::ColumnType;

    void set(const QString &name, const QJsonValue &value)
    {
        auto it = std::find_if(m_table->columns.begin(), m_table->columns.end(), [&](const auto &c) { return c.name == name; });
        if (it == m_table->columns.end()) {
            m_table->columns.push_back({name, value.isDouble() ? Type::Number : Type::Text, {}, {}});
            fill(m_table->size() - 1);
            it = m_table->columns.end() - 1;
        } else {
            fill(m_table->size() - 1);
        }
        const bool text = it->type == Type::Text;
        if (text)
            it->texts.push_back(value.isNull()     ? QString()
                                : value.isDouble() ? QString::number(value.toDouble())
                                                   : value.toString());
        else
            it->numbers.push_back(value.isDouble() ? value.toDouble() : std::numeric_limits<double>::quiet_NaN());
    }
    void fill() { fill(m_table->size()); }
    void fill(size_t count)
    {
        for (FeatureTable::Column &column : m_table->columns) {
            if (column.type == Type::Text && column.texts.size() < count)
                column.texts.resize(count);
            if (column.type != Type::Text && column.numbers.size() < count)
                column.numbers.resize(count, std::numeric_limits<double>::quiet_NaN());
        }
    }

    std::shared_ptr<FeatureTable> m_table = std::make_shared<FeatureTable>();
};

/** A layer of a file through GDAL's own ogr2ogr; null when the file or the tool is absent. */
inline std::shared_ptr<FeatureTable> tableFromFile(const QString &file, const QString &layer)
{
    if (!QFile::exists(file))
        return nullptr;
    QProcess process;
    process.start(QStringLiteral("ogr2ogr"),
                  {QStringLiteral("-f"), QStringLiteral("GeoJSON"), QStringLiteral("/vsistdout/"), file, layer});
    if (!process.waitForFinished(60000) || process.exitCode() != 0)
        return nullptr;
    const auto ring = [](const QJsonArray &points) {
        TableMaker::Part part;
        for (const QJsonValue point : points)
            part.emplace_back(point[0].toDouble(), point[1].toDouble());
        return part;
    };
    TableMaker maker;
    const QJsonArray features =
        QJsonDocument::fromJson(process.readAllStandardOutput()).object().value(QLatin1String("features")).toArray();
    for (const QJsonValue feature : features) {
        const QJsonObject geometry = feature[QLatin1String("geometry")].toObject();
        const QString type = geometry.value(QLatin1String("type")).toString();
        const QJsonArray places = geometry.value(QLatin1String("coordinates")).toArray();
        std::vector<TableMaker::Part> parts;
        GeometryKind kind = GeometryKind::None;
        if (type == QLatin1String("Point")) {
            kind = GeometryKind::Point;
            parts.push_back({{places[0].toDouble(), places[1].toDouble()}});
        } else if (type == QLatin1String("LineString")) {
            kind = GeometryKind::Line;
            parts.push_back(ring(places));
        } else if (type == QLatin1String("MultiLineString") || type == QLatin1String("Polygon")) {
            kind = type == QLatin1String("Polygon") ? GeometryKind::Polygon : GeometryKind::Line;
            for (const QJsonValue part : places)
                parts.push_back(ring(part.toArray()));
        } else if (type == QLatin1String("MultiPolygon")) {
            kind = GeometryKind::Polygon;
            for (const QJsonValue polygon : places) {
                for (const QJsonValue part : polygon.toArray())
                    parts.push_back(ring(part.toArray()));
            }
        }
        maker.add(kind, parts, feature[QLatin1String("properties")].toObject());
    }
    return maker.take();
}

} // namespace guancheng
