// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>
#include <QString>

#include <span>
#include <vector>

namespace guancheng {

enum class GeometryKind : quint8 { None, Point, Line, Polygon };

/**
 * Features with geometry and attributes, as structure of arrays: what a layer draws, a question asks and an export writes,
 * whatever the data came from. Immutable once it is shared (std::shared_ptr<const FeatureTable>); any thread.
 *
 * Geometry: vertices are longitude, latitude in degrees WGS-84. A feature has parts (points of a multi point, lines, rings), a
 * part has vertices; both are ranges of the arrays below. Rings are closed by the painter: the first vertex is not repeated at
 * the end. Inside of a polygon is by the odd-even rule, so that holes and islands need no role.
 */
struct FeatureTable
{
    enum class ColumnType : quint8 { Text, Number, Time };
    /** One attribute. A missing value is NaN in numbers, a null string in texts; never 0 and never ''. */
    struct Column
    {
        QString name;
        ColumnType type = ColumnType::Text;
        std::vector<QString> texts;  ///< Text: one a feature; equal strings share their data
        std::vector<double> numbers; ///< Number; Time: milliseconds since 1970 UTC
    };

    QString name;        ///< for people: of the layer in the source
    QString source;      ///< where from: file or address, without credentials
    QString attribution; ///< owner and licence, as has to be shown
    QString datum;       ///< as declared or found: 'WGS-84', 'GCJ-02', 'EPSG:2385' ... ; the vertices are WGS-84 already

    std::vector<GeometryKind> kinds;   ///< one a feature
    std::vector<quint32> partStarts;   ///< first part of feature i; one more at the end
    std::vector<quint32> vertexStarts; ///< first vertex of part p; one more at the end
    std::vector<double> vertices;      ///< longitude, latitude, longitude ...
    std::vector<Column> columns;

    size_t size() const { return kinds.size(); }
    std::span<const quint32> parts(size_t feature) const
    {
        return std::span(vertexStarts).subspan(partStarts[feature], partStarts[feature + 1] - partStarts[feature]);
    }
    /** Longitude, latitude pairs of part \c part (counted over all features). */
    std::span<const double> part(size_t part) const
    {
        return std::span(vertices).subspan(size_t(vertexStarts[part]) * 2,
                                           size_t(vertexStarts[part + 1] - vertexStarts[part]) * 2);
    }
    const Column *column(QStringView name) const;
    /** Degrees; empty for a feature without geometry. */
    QRectF bounds(size_t feature) const;
    QRectF bounds() const;
};

} // namespace guancheng
