// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/field/deviceplacement.h"

#include <algorithm>
#include <cmath>

namespace guancheng::sim {
namespace {

enum Stream : quint64 { Devices = 21, Cameras };

quint32 interleave(quint32 x)
{
    x &= 0xffff;
    x = (x | (x << 8)) & 0x00ff00ff;
    x = (x | (x << 4)) & 0x0f0f0f0f;
    x = (x | (x << 2)) & 0x33333333;
    x = (x | (x << 1)) & 0x55555555;
    return x;
}

/** Position on the Morton curve through the bounds of the city. */
quint32 morton(const GeoPoint &point, const GeoBox &box)
{
    const auto cell = [](double value, double low, double high) {
        const double f = high > low ? (value - low) / (high - low) : 0;
        return static_cast<quint32>(std::clamp(f, 0.0, 1.0) * 65535);
    };
    return interleave(cell(point.longitude, box.west, box.east)) |
           (interleave(cell(point.latitude, box.south, box.north)) << 1);
}

/** Number of devices of each class: by largest remainder, so that they add up. */
std::vector<quint32> countsOf(const Catalogue &catalogue, quint32 total)
{
    const int classes = catalogue.deviceClasses().size();
    std::vector<quint32> counts;
    double sum = 0;
    for (const DeviceClass &entry : catalogue.deviceClasses())
        sum += std::max(0.0, entry.share);
    double running = 0;
    quint32 given = 0;
    for (const DeviceClass &entry : catalogue.deviceClasses()) {
        running += sum > 0 ? std::max(0.0, entry.share) / sum : 1.0 / classes;
        const auto upTo = static_cast<quint32>(std::llround(std::min(1.0, running) * total));
        counts.push_back(upTo - given);
        given = upTo;
    }
    if (!counts.empty()) {
        counts.back() += total - given;
        const auto largest = std::max_element(counts.begin(), counts.end());
        for (quint32 &count : counts)
            if (count == 0 && *largest > 1) {
                ++count;
                --*largest;
            }
    }
    return counts;
}

struct Spot
{
    qint32 lonE7;
    qint32 latE7;
    quint16 deviceClass;
    quint16 street;
};

} // namespace

DeviceTable placeDevices(const Catalogue &catalogue, const Anchors &anchors, quint32 count, quint64 seed)
{
    DeviceTable table;
    if (anchors.of(Placement::Everywhere).empty() || catalogue.deviceClasses().isEmpty())
        return table;
    const GeoBox &box = anchors.city().bounds();
    std::vector<Spot> spots;
    spots.reserve(count);
    std::vector<quint64> order;
    order.reserve(count);
    const std::vector<quint32> counts = countsOf(catalogue, count);
    for (size_t c = 0; c < counts.size(); ++c) {
        // A stream a class: another class in the catalogue moves no device of the others.
        Random random(mix64(seed, Devices), c);
        const Placement placement = catalogue.deviceClasses()[static_cast<int>(c)].placement;
        for (quint32 i = 0; i < counts[c]; ++i) {
            const Anchor at = anchors.draw(placement, random);
            order.push_back(quint64(morton(at.point, box)) << 32 | spots.size());
            spots.push_back({static_cast<qint32>(std::lround(at.point.longitude * 1e7)),
                             static_cast<qint32>(std::lround(at.point.latitude * 1e7)), static_cast<quint16>(c), at.street});
        }
    }
    std::sort(order.begin(), order.end());

    table.deviceClass.resize(count);
    table.street.resize(count);
    table.longitudeE7.resize(count);
    table.latitudeE7.resize(count);
    table.serial.resize(count);
    std::vector<quint32> serials(anchors.city().streets().size() * counts.size(), 0);
    for (size_t slot = 0; slot < order.size(); ++slot) {
        const Spot &spot = spots[order[slot] & 0xffffffff];
        table.deviceClass[slot] = spot.deviceClass;
        table.street[slot] = spot.street;
        table.longitudeE7[slot] = spot.lonE7;
        table.latitudeE7[slot] = spot.latE7;
        table.serial[slot] = ++serials[spot.street * counts.size() + spot.deviceClass];
    }
    return table;
}

std::vector<Camera> placeCameras(const Anchors &anchors, quint32 count, quint64 seed)
{
    std::vector<Camera> cameras;
    if (anchors.of(Placement::Everywhere).empty())
        return cameras;
    Random random(seed, Cameras);
    const City &city = anchors.city();
    cameras.reserve(count);
    for (quint32 i = 0; i < count; ++i) {
        const bool byRoad = random.chance(0.55);
        const Anchor at = anchors.draw(byRoad ? Placement::Road : Placement::Residential, random);
        Camera camera;
        camera.id = QStringLiteral("CAM-%1").arg(i + 1, 5, 10, QLatin1Char('0'));
        camera.name = QStringLiteral("%1 %2 #%3")
                          .arg(city.streets()[at.street].nameZh, byRoad ? QStringLiteral("路口") : QStringLiteral("小区"))
                          .arg(i + 1, 5, 10, QLatin1Char('0'));
        camera.point = at.point;
        camera.street = at.street;
        camera.online = !random.chance(0.028);
        cameras.push_back(std::move(camera));
    }
    return cameras;
}

QString deviceIdOf(const Catalogue &catalogue, const City &city, quint16 street, quint16 deviceClass, quint32 serial)
{
    return QStringLiteral("%1-%2-%3")
        .arg(city.streets()[street].code, catalogue.deviceClasses()[deviceClass].code)
        .arg(serial, 6, 10, QLatin1Char('0'));
}

} // namespace guancheng::sim
