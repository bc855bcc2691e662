// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"
#include "maps/geo/transversemercator.h"

#include <QPointF>
#include <QString>

#include <optional>
#include <span>

namespace guancheng {

/** A projection in which departments of the city hand over data, the more usual first. */
struct UsualProjection
{
    const char *datum; ///< as parseDatum() takes it: 'EPSG:4549'
    const char *zh;
    const char *en;
    bool isWebMercator;
    TransverseMercator projection; ///< when it is not
    GeoPoint inverse(QPointF metres) const;
    QPointF forward(const GeoPoint &point) const;
};

std::span<const UsualProjection> usualProjections();
const UsualProjection *usualProjection(const QString &datum);

} // namespace guancheng
