// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/geo/viewport.h"

#include <QString>

namespace guancheng {

/** A round length and how long it is on the map. */
struct ScaleBar
{
    double metres = 0;
    double pixels = 0;
    /** '500 m', '2 km' */
    QString text() const;
};

/** The longest of 1, 2, 5, 10 ... metres that is at most \c mostPixels long in the middle of the view (geodesic, WGS-84). */
ScaleBar scaleBarFor(const Viewport &view, double mostPixels);

} // namespace guancheng
