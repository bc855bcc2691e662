// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/rest/nearby.h"

#include <cmath>

namespace guancheng {

namespace {

/** Degrees that hold the circle, so that most things are passed over by four comparisons. */
struct Box
{
    double west, east, south, north;

    Box(const GeoPoint &centre, double metres)
    {
        const double latitude = metres / 111000;
        const double longitude = latitude / std::fmax(0.01, std::cos(centre.latitude * 3.14159265358979 / 180));
        west = centre.longitude - longitude;
        east = centre.longitude + longitude;
        south = centre.latitude - latitude;
        north = centre.latitude + latitude;
    }
    bool holds(double longitude, double latitude) const
    {
        return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
    }
};

std::vector<Neighbour> nearestOf(std::vector<Neighbour> found, size_t limit)
{
    const size_t count = std::min(limit, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end(),
                      [](const Neighbour &a, const Neighbour &b) { return a.metres < b.metres; });
    found.resize(count);
    return found;
}

template<typename PointOf>
std::vector<Neighbour> search(size_t count, const GeoPoint &centre, double metres, size_t limit, PointOf pointOf)
{
    std::vector<Neighbour> found;
    const Box box(centre, metres);
    for (size_t i = 0; i < count; ++i) {
        const GeoPoint point = pointOf(i);
        if (!box.holds(point.longitude, point.latitude))
            continue;
        const double distance = distanceMetres(centre, point);
        if (distance <= metres)
            found.push_back({static_cast<quint32>(i), distance});
    }
    return nearestOf(std::move(found), limit);
}

} // namespace

std::vector<Neighbour> camerasNear(const CityView &view, const GeoPoint &centre, double metres, size_t limit)
{
    const auto &cameras = view.cameras();
    return search(cameras.size(), centre, metres, limit, [&cameras](size_t i) { return cameras[i].point; });
}

std::vector<Neighbour> unitsNear(const CityView &view, const GeoPoint &centre, double metres, size_t limit)
{
    const auto &units = view.unitPositions();
    return search(units.size(), centre, metres, limit, [&units](size_t i) { return units[i].point; });
}

std::vector<Neighbour> devicesNear(const CityView &view, const GeoPoint &centre, double metres, size_t limit)
{
    const DeviceTable &devices = view.devices();
    return search(devices.size(), centre, metres, limit,
                  [&devices](size_t i) { return GeoPoint{devices.longitudeE7[i] / 1e7, devices.latitudeE7[i] / 1e7}; });
}

} // namespace guancheng
