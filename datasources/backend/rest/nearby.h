// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"

namespace guancheng {

/** Something near a point: `index` into the cameras, or the slot of a unit or device. */
struct Neighbour
{
    quint32 index = 0;
    double metres = 0;
};

/** Nearest first, at most \c limit within \c metres of \c centre. Linear in the directory, without allocation a device. */
std::vector<Neighbour> camerasNear(const CityView &view, const GeoPoint &centre, double metres, size_t limit);
std::vector<Neighbour> unitsNear(const CityView &view, const GeoPoint &centre, double metres, size_t limit);
std::vector<Neighbour> devicesNear(const CityView &view, const GeoPoint &centre, double metres, size_t limit);

} // namespace guancheng
