// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bench.h"

#include "city/city.h"
#include "maps/quick/citymap.h"
#include "maps/scene/mapscene.h"
#include "stores/devicestore.h"
#include "stores/unitstore.h"

#include <QImage>
#include <QQuickWindow>

#include <memory>
#include <random>

namespace guancheng::bench {

/** What stands in the map while it is measured. */
struct MapLoad
{
    size_t devices = 0;
    size_t units = 0;
    size_t marks = 200;
};

/** Rounds of one measurement: the median and half the distance between the worst and the best. */
struct Spread
{
    double median = 0;
    double worst = 0;
    double best = 0;
};
Spread spreadOf(std::vector<double> rounds);

/** Frames of a window in a second, \c step called before each. */
double framesOf(QQuickWindow &window, int milliseconds, const std::function<void()> &step);

/** Seeded places as a city has them: four in five around the seeds of the streets, one in five anywhere in the districts. */
std::vector<GeoPoint> seededPlaces(const City &city, size_t count, quint64 seed);
/** Devices in these places; \c abnormal of each thousand are not calm. */
std::shared_ptr<DeviceArrays> seededDevices(const City &city, size_t count, quint64 seed, int abnormal = 10);

/**
 * The map of the finished product at 3840 x 2160: Shanghai with base map and names, marks, devices, units; one window.
 */
class MapFixture
{
public:
    /** Null when the data of the city cannot be read. \c shown: waits until all is sharp. */
    static std::unique_ptr<MapFixture> make(const MapLoad &load, bool shown = true);

    /** Until the map is sharp and nothing is being painted; false after \c timeoutMs. */
    bool settle(int timeoutMs = 60'000);
    /** Frames in \c milliseconds, \c step called before each; frames whose picture is the one before do not count. */
    double framesPerSecond(int milliseconds, const std::function<void()> &step, std::vector<double> *frameMs = nullptr);
    /** As above, but the next step comes only when the picture shows all of the one before. */
    double fullUpdatesPerSecond(int milliseconds, const std::function<void()> &step);
    /** Of 40 frames made as above every fourth pair is grabbed and compared: the share of pairs that differ. */
    double changedShare(const std::function<void()> &step);
    void setUnits(size_t count);
    /** Moves every unit by about \c metres in its direction. */
    void moveUnits(double metres);
    /** Pans along a circle, \c pixels a frame. */
    void pan(double pixels);
    QString flags() const;

    std::shared_ptr<const City> city;
    DeviceStore devices;
    UnitStore units;
    MapScene scene;
    QQuickWindow window;
    CityMap map;

private:
    explicit MapFixture(std::shared_ptr<const MapStyle> style);
    bool isSharp() const;
    bool oneFrame(int timeoutMs = 5000);

    std::vector<UnitRecord> m_records;
    double m_angle = 0;
    TimeMs m_time = 1'000'000;
};

} // namespace guancheng::bench
