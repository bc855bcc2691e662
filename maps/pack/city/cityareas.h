// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/pack/importjob.h"

#include <QJsonArray>

namespace guancheng {

/** The districts and streets of the pack as the loader of cities wants them. */
struct CityAreas
{
    QString adcode;
    QString nameZh;
    QString nameEn;
    GeoBox bounds;
    QJsonArray districts;
    QJsonArray streets;

    /** Of web maps, so that the bounds fill some 1 000 pixels. */
    double zoom() const;
    /** Whether the point lies in a district; for what must not be outside of the city. */
    bool holds(const GeoPoint &p) const { return bounds.contains(p); }
};

/**
 * From boundaries.gcft: districts are the boundaries of ImportOptions::districtLevel, streets those of streetLevel. Codes are
 * those of the data where they have six and nine digits, else made up. A city without boundaries has one district, its box; a
 * district without streets has one, which bears its name.
 */
Result<CityAreas> cityAreas(const ImportJob &job, StageReport *report);

} // namespace guancheng
