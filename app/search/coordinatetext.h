// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"

#include <QStringView>

#include <optional>

namespace guancheng {

/** The datum that somebody wrote beside a position; Wgs84 when nothing was written. CGCS2000 counts as Wgs84. */
enum class WrittenDatum : quint8 { Wgs84, Gcj02, Bd09 };

struct WrittenPosition
{
    GeoPoint point; ///< in the datum
    WrittenDatum datum = WrittenDatum::Wgs84;
};

/**
 * A position in one of the usual writings: '31.23,121.47', '121.47 31.23', '31°13'48"N 121°28'12"E', 'N31.23 E121.47',
 * '东经121度28分 12秒 北纬31度13分48秒', 'geo:31.23,121.47', 'POINT(121.47 31.23)', each with 'gcj02', 'bd09', '高德', '百度',
 * 'wgs84' ... before or after it; full-width characters too. Without letters the number that cannot be a latitude is the
 * longitude; when both could be, the first one is the latitude, as people write it. Nothing when it is no position, is out of
 * range, or only half of one.
 */
std::optional<WrittenPosition> positionFromText(QStringView text);

} // namespace guancheng
