// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datum/datumcandidates.h"

#include "maps/geo/mercator.h"

namespace guancheng {

namespace {

constexpr double kGk = 500'000;

// The local plane of the city has its origin near People's Square; its exact parameters are not public, so data in it are
// placed within some tens of metres only, which the text says.
constexpr UsualProjection kUsual[] = {
    {"EPSG:4549", "CGCS2000 高斯 3° 带，中央经线 120°", "CGCS2000 / 3-degree Gauss-Kruger CM 120E", false, {120, 0, 1, kGk, 0}},
    {"EPSG:4528", "CGCS2000 高斯 3° 带 40 带", "CGCS2000 / 3-degree Gauss-Kruger zone 40", false, {120, 0, 1, 40e6 + kGk, 0}},
    {"EPSG:32651", "UTM 51N", "UTM zone 51N", false, {123, 0, 0.9996, kGk, 0}},
    {"EPSG:4550", "CGCS2000 高斯 3° 带，中央经线 123°", "CGCS2000 / 3-degree Gauss-Kruger CM 123E", false, {123, 0, 1, kGk, 0}},
    {"EPSG:4529", "CGCS2000 高斯 3° 带 41 带", "CGCS2000 / 3-degree Gauss-Kruger zone 41", false, {123, 0, 1, 41e6 + kGk, 0}},
    {"EPSG:4499", "CGCS2000 高斯 6° 带 21 带", "CGCS2000 / Gauss-Kruger zone 21", false, {123, 0, 1, 21e6 + kGk, 0}},
    {"EPSG:3857", "Web 墨卡托", "Web mercator", true, {}},
    {"EPSG:4548", "CGCS2000 高斯 3° 带，中央经线 117°", "CGCS2000 / 3-degree Gauss-Kruger CM 117E", false, {117, 0, 1, kGk, 0}},
    {"EPSG:4527", "CGCS2000 高斯 3° 带 39 带", "CGCS2000 / 3-degree Gauss-Kruger zone 39", false, {117, 0, 1, 39e6 + kGk, 0}},
    {"EPSG:4498", "CGCS2000 高斯 6° 带 20 带", "CGCS2000 / Gauss-Kruger zone 20", false, {117, 0, 1, 20e6 + kGk, 0}},
    {"EPSG:32650", "UTM 50N", "UTM zone 50N", false, {117, 0, 0.9996, kGk, 0}},
    {"+proj=tmerc +lat_0=31.2354 +lon_0=121.4671 +k=1 +x_0=0 +y_0=0 +ellps=GRS80",
     "上海城市坐标（近似）",
     "plane of the city, approximate",
     false,
     {121.4671, 31.2354, 1, 0, 0}},
};

} // namespace

GeoPoint UsualProjection::inverse(QPointF metres) const
{
    if (isWebMercator)
        return toGeo({metres.x() / kEquatorMetres + 0.5, 0.5 - metres.y() / kEquatorMetres});
    return projection.inverse(metres);
}

QPointF UsualProjection::forward(const GeoPoint &point) const
{
    if (!isWebMercator)
        return projection.forward(point);
    const QPointF world = toWorld(point);
    return {(world.x() - 0.5) * kEquatorMetres, (0.5 - world.y()) * kEquatorMetres};
}

std::span<const UsualProjection> usualProjections()
{
    return kUsual;
}

const UsualProjection *usualProjection(const QString &datum)
{
    for (const UsualProjection &usual : kUsual)
        if (datum.compare(QLatin1String(usual.datum), Qt::CaseInsensitive) == 0)
            return &usual;
    return nullptr;
}

} // namespace guancheng
