// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"
#include "domain/result.h"
#include "maps/features/featuretable.h"

#include <QColor>
#include <QJsonObject>

#include <memory>
#include <vector>

namespace guancheng {

/** Something a person wrote or drew on the map. */
struct Annotation
{
    enum class Kind : quint8 { Text, Arrow, Area, Freehand };

    QString id;
    Kind kind = Kind::Text;
    QString text;
    QColor colour;                ///< invalid: that of the style
    std::vector<GeoPoint> points; ///< Text: one; Arrow: from tail to head; Area: a ring; Freehand: a line
    bool operator==(const Annotation &) const = default;
};

/** At most so many annotations, points in one and characters of a text are read. */
inline constexpr qsizetype kMaxAnnotations = 2000;
inline constexpr qsizetype kMaxAnnotationPoints = 5000;
inline constexpr qsizetype kMaxAnnotationText = 500;

/** The format of saved annotations, described in docs/guides/mapstyles.md. */
QJsonObject annotationsToJson(const std::vector<Annotation> &annotations);
Result<std::vector<Annotation>> annotationsFromJson(const QJsonObject &json, const QString &source);

/** As a layer, to be drawn with the style 'annotations': columns kind, text, colour, bearing; the head of an arrow is a point.
 */
std::shared_ptr<const FeatureTable> annotationTable(const std::vector<Annotation> &annotations);

} // namespace guancheng
