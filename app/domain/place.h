// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

#include <QString>

namespace guancheng {

/** Where something is, in the terms of the hall: position and the chain district - street - grid. */
struct Place
{
    GeoPoint point;
    QString name;     ///< shown as it is: '博华路'
    QString district; ///< adcode of six digits, '310115'; empty when outside
    QString street;   ///< code of nine digits, '310115125'
    QString grid;     ///< '310115125-017'
    bool operator==(const Place &) const = default;
};

} // namespace guancheng
