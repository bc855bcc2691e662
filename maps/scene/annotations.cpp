// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/scene/annotations.h"

#include "maps/geo/mercator.h"

#include <QJsonArray>

#include <array>
#include <cmath>
#include <numbers>
#include <span>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr auto kFormat = "guancheng-annotations"_L1;
using Kind = Annotation::Kind;

const std::array<QString, 4> &kindNames()
{
    static const std::array<QString, 4> names{u"text"_s, u"arrow"_s, u"area"_s, u"freehand"_s};
    return names;
}

size_t leastPoints(Kind kind)
{
    return kind == Kind::Text ? 1 : kind == Kind::Area ? 3 : 2;
}

/** What is wrong; empty: nothing. */
QString read(const QJsonObject &json, Annotation &annotation)
{
    const auto &names = kindNames();
    const auto kind = std::find(names.begin(), names.end(), json.value("kind"_L1).toString());
    if (kind == names.end())
        return u"'kind' is none of text, arrow, area, freehand"_s;
    annotation.kind = static_cast<Kind>(kind - names.begin());
    annotation.id = json.value("id"_L1).toString().left(100);
    annotation.text = json.value("text"_L1).toString();
    if (annotation.text.size() > kMaxAnnotationText)
        return u"a text of more than %1 characters"_s.arg(kMaxAnnotationText);
    if (json.contains("colour"_L1)) {
        annotation.colour = QColor::fromString(json.value("colour"_L1).toString());
        if (!annotation.colour.isValid())
            return u"'colour' is no colour"_s;
    }
    const QJsonArray points = json.value("points"_L1).toArray();
    if (points.size() > kMaxAnnotationPoints || static_cast<size_t>(points.size()) < leastPoints(annotation.kind))
        return u"%1 points"_s.arg(points.size());
    for (const QJsonValue point : points) {
        const GeoPoint place{point[0].toDouble(std::nan("")), point[1].toDouble(std::nan(""))};
        if (!place.isValid())
            return u"a point that is no [longitude, latitude]"_s;
        annotation.points.push_back(place);
    }
    return {};
}

/** Writes the columns and vertices of the table. */
class Writer
{
public:
    Writer()
    {
        m_table->name = u"annotations"_s;
        m_table->partStarts.push_back(0);
        m_table->vertexStarts.push_back(0);
        for (const QString &name : {u"kind"_s, u"text"_s, u"colour"_s})
            m_table->columns.push_back({name, FeatureTable::ColumnType::Text, {}, {}});
        m_table->columns.push_back({u"bearing"_s, FeatureTable::ColumnType::Number, {}, {}});
    }
    void add(const Annotation &annotation, const QString &kind, std::span<const GeoPoint> points, GeometryKind geometry,
             double bearing)
    {
        for (const GeoPoint &point : points) {
            m_table->vertices.push_back(point.longitude);
            m_table->vertices.push_back(point.latitude);
        }
        m_table->kinds.push_back(geometry);
        m_table->vertexStarts.push_back(static_cast<quint32>(m_table->vertices.size() / 2));
        m_table->partStarts.push_back(static_cast<quint32>(m_table->kinds.size()));
        m_table->columns[0].texts.push_back(kind);
        m_table->columns[1].texts.push_back(annotation.text.isEmpty() ? QString() : annotation.text);
        m_table->columns[2].texts.push_back(annotation.colour.isValid() ? annotation.colour.name() : QString());
        m_table->columns[3].numbers.push_back(bearing);
    }
    std::shared_ptr<const FeatureTable> take() { return m_table; }

private:
    std::shared_ptr<FeatureTable> m_table = std::make_shared<FeatureTable>();
};

/** As the arrow is seen on the map, which is true to angles. */
double bearingOnMap(const GeoPoint &from, const GeoPoint &to)
{
    const QPointF d = toWorld(to) - toWorld(from);
    return std::atan2(d.x(), -d.y()) * 180 / std::numbers::pi;
}

} // namespace

QJsonObject annotationsToJson(const std::vector<Annotation> &annotations)
{
    QJsonArray items;
    for (const Annotation &annotation : annotations) {
        QJsonArray points;
        for (const GeoPoint &point : annotation.points)
            points.append(QJsonArray{point.longitude, point.latitude});
        QJsonObject item{{u"kind"_s, kindNames()[static_cast<size_t>(annotation.kind)]}, {u"points"_s, points}};
        if (!annotation.id.isEmpty())
            item.insert(u"id"_s, annotation.id);
        if (!annotation.text.isEmpty())
            item.insert(u"text"_s, annotation.text);
        if (annotation.colour.isValid())
            item.insert(u"colour"_s, annotation.colour.name());
        items.append(item);
    }
    return {{u"format"_s, kFormat}, {u"version"_s, 1}, {u"items"_s, items}};
}

Result<std::vector<Annotation>> annotationsFromJson(const QJsonObject &json, const QString &source)
{
    if (json.value("format"_L1) != kFormat || json.value("version"_L1).toInt() != 1)
        return Error{source, u"/format"_s, u"no annotations that this version knows"_s};
    const QJsonArray items = json.value("items"_L1).toArray();
    if (items.size() > kMaxAnnotations)
        return Error{source, u"/items"_s, u"more than %1 annotations"_s.arg(kMaxAnnotations)};
    std::vector<Annotation> result;
    for (qsizetype i = 0; i < items.size(); ++i) {
        Annotation annotation;
        if (const QString fault = read(items[i].toObject(), annotation); !fault.isEmpty())
            return Error{source, u"/items/%1"_s.arg(i), fault};
        result.push_back(std::move(annotation));
    }
    return result;
}

std::shared_ptr<const FeatureTable> annotationTable(const std::vector<Annotation> &annotations)
{
    Writer writer;
    for (const Annotation &annotation : annotations) {
        if (annotation.points.size() < leastPoints(annotation.kind))
            continue;
        const double none = std::nan("");
        const std::span<const GeoPoint> points(annotation.points);
        const QString &name = kindNames()[static_cast<size_t>(annotation.kind)];
        switch (annotation.kind) {
        case Kind::Text: writer.add(annotation, name, points.first(1), GeometryKind::Point, none); break;
        case Kind::Area: writer.add(annotation, name, points, GeometryKind::Polygon, none); break;
        case Kind::Freehand: writer.add(annotation, name, points, GeometryKind::Line, none); break;
        case Kind::Arrow:
            writer.add(annotation, name, points, GeometryKind::Line, none);
            writer.add(annotation, u"head"_s, points.last(1), GeometryKind::Point,
                       bearingOnMap(points[points.size() - 2], points.back()));
            break;
        }
    }
    return writer.take();
}

} // namespace guancheng
