// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/citytypes.h"

#include <span>

namespace guancheng {

/**
 * A smooth curve through \c points in their order, with a point at least every \c metresPerStep metres: a centripetal
 * Catmull-Rom spline (Yuksel, Schaefer, Keyser 2011), which makes no loops or cusps between uneven points. The given
 * points are on the curve. With \c loop it returns to the first point, which is then also the last one.
 * Consecutive equal points count once. Fewer than two points, or a step that is not positive: the points as they are.
 */
std::vector<GeoPoint> smoothCurve(std::span<const GeoPoint> points, double metresPerStep, bool loop = false);

/** The same through the positions of named points, as of a road or a river. */
std::vector<GeoPoint> smoothCurve(std::span<const NamedPoint> points, double metresPerStep, bool loop = false);

} // namespace guancheng
