// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

#include <QPointF>

namespace guancheng {

/**
 * Transverse mercator on the ellipsoid of CGCS2000 (that of WGS-84 to a tenth of a millimetre), by the series of Krüger to the
 * fourth order: below a millimetre within 1000 km of the meridian. Gauss-Krüger zones and UTM are such projections. A value;
 * any thread.
 */
struct TransverseMercator
{
    double meridian = 123;    ///< degrees
    double latitude = 0;      ///< of the origin, degrees
    double scale = 1;         ///< on the meridian; UTM 0.9996
    double falseEasting = 0;  ///< metres
    double falseNorthing = 0; ///< metres

    /** x east, y north, metres. */
    QPointF forward(const GeoPoint &point) const;
    GeoPoint inverse(QPointF metres) const;
    bool operator==(const TransverseMercator &) const = default;
};

} // namespace guancheng
