// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

namespace guancheng {

/**
 * The datums in which positions arrive in China. CGCS2000 agrees with WGS-84 within centimetres and needs no change.
 * GCJ-02 is WGS-84 with a published-by-use offset of 300-600 m; BD-09 adds a rotation and an offset to GCJ-02. Outside
 * of the rectangle 72.004-137.8347 E, 0.8293-55.8271 N the offset is not applied. All functions take and give degrees;
 * the inverse ones iterate until the round trip is better than a millimetre.
 */
bool isGcjShifted(const GeoPoint &point);
GeoPoint gcj02FromWgs84(const GeoPoint &wgs);
GeoPoint wgs84FromGcj02(const GeoPoint &gcj);
GeoPoint bd09FromGcj02(const GeoPoint &gcj);
GeoPoint gcj02FromBd09(const GeoPoint &bd);
GeoPoint bd09FromWgs84(const GeoPoint &wgs);
GeoPoint wgs84FromBd09(const GeoPoint &bd);

} // namespace guancheng
