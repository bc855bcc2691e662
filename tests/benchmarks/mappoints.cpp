// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "liveupdates.h"
#include "mapfixture.h"

#include "maps/geo/mercator.h"
#include "shell/process/processfigures.h"

#include <QElapsedTimer>

#include <numeric>

namespace guancheng::bench {

namespace {

constexpr int kRounds = 5;
constexpr int kRoundMs = 3000;
constexpr size_t kMillion = 1'000'000;

bool report(const char *name, MapFixture &fixture, double n, const std::function<void()> &step)
{
    std::vector<double> rounds;
    std::vector<double> frames;
    for (int round = 0; round < kRounds; ++round) {
        const MapCounters before = fixture.map.counters();
        rounds.push_back(fixture.framesPerSecond(kRoundMs, step, &frames));
        const MapCounters after = fixture.map.counters();
        remark(QStringLiteral("round %1: %2 frames/s, tiles %3, patches %4, paint %5 ms")
                   .arg(round + 1)
                   .arg(rounds.back(), 0, 'f', 1)
                   .arg(after.tiles - before.tiles)
                   .arg(after.patches - before.patches)
                   .arg(after.paintMs - before.paintMs, 0, 'f', 0));
    }
    const double full = fixture.fullUpdatesPerSecond(kRoundMs, step);
    const double changed = fixture.changedShare(step);
    const Spread spread = spreadOf(rounds);
    Line(QLatin1String(name))
        .add("n", n)
        .add("fps", spread.median)
        .add("fps_worst", spread.worst)
        .add("fps_best", spread.best)
        .add("frame_p50_ms", percentile(frames, 0.5))
        .add("frame_p99_ms", percentile(frames, 0.99))
        .add("full_updates_per_s", full)
        .add("changed", changed)
        .add("flags", fixture.flags())
        .print();
    return changed > 0.9;
}

bool measurePanning()
{
    const auto fixture = MapFixture::make({.devices = kMillion, .units = 1000});
    if (!fixture)
        return false;
    LiveUpdates updates(*fixture, kMillion / 100);
    return report("map-points-1m", *fixture, kMillion, [&] {
        fixture->pan(8);
        updates.step();
    });
}

bool measureLive()
{
    const auto fixture = MapFixture::make({.devices = kMillion, .units = 1000});
    if (!fixture)
        return false;
    LiveUpdates updates(*fixture, 10'000);
    return report("map-live-10k", *fixture, kMillion, [&] { updates.step(); });
}

bool measureRedraw()
{
    const auto fixture = MapFixture::make({.devices = kMillion, .units = 1000});
    if (!fixture)
        return false;
    const std::shared_ptr<const MapStyle> plain = fixture->scene.snapshot().style;
    std::vector<double> layer;
    std::vector<double> all;
    bool bright = false;
    const auto redraw = [&](bool withGround) {
        bright = !bright;
        auto style = std::make_shared<MapStyle>(*plain);
        if (bright)
            style->density = style->density.lighter(130);
        if (bright && withGround)
            style->land = style->land.lighter(110);
        QElapsedTimer timer;
        timer.start();
        withGround ? fixture->scene.setStyle(style) : fixture->scene.setDeviceColours(DeviceColours::of(*style));
        while (!fixture->map.isReady() || fixture->map.counters().waitingTiles > 0)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    };
    for (int round = 0; round < 4 * kRounds; ++round) {
        layer.push_back(redraw(false));
        fixture->settle();
        all.push_back(redraw(true));
        fixture->settle();
        remark(QStringLiteral("round %1: layer %2 ms, all with the base map %3 ms")
                   .arg(round + 1)
                   .arg(layer.back(), 0, 'f', 1)
                   .arg(all.back(), 0, 'f', 1));
    }
    Line(QStringLiteral("map-redraw-1m"))
        .add("n", kMillion)
        .add("ms", percentile(layer, 0.5))
        .add("p99_ms", percentile(layer, 0.99))
        .add("with_base_ms", percentile(all, 0.5))
        .add("with_base_p99_ms", percentile(all, 0.99))
        .add("flags", fixture->flags())
        .print();
    return true;
}

bool measureDevices()
{
    const auto fixture = MapFixture::make({.devices = 5'100'000, .units = 1000}, false);
    if (!fixture)
        return false;
    std::vector<double> first;
    double index = 0;
    std::vector<double> cpu;
    for (int round = 0; round < kRounds; ++round) {
        const double before = readProcessFigures(QCoreApplication::applicationPid()).cpuSeconds;
        QElapsedTimer timer;
        timer.start();
        fixture->scene.setDevices(&fixture->devices);
        fixture->map.setScene(&fixture->scene);
        while (fixture->scene.deviceCount() == 0)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        index = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        if (!fixture->settle())
            return false;
        first.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        cpu.push_back((readProcessFigures(QCoreApplication::applicationPid()).cpuSeconds - before) * 1000);
        remark(QStringLiteral("round %1: index %2 ms, first frame %3 ms")
                   .arg(round + 1)
                   .arg(index, 0, 'f', 0)
                   .arg(first.back(), 0, 'f', 0));
        if (round + 1 < kRounds) {
            fixture->map.setScene(nullptr);
            fixture->scene.setDevices(nullptr);
        }
    }
    std::vector<double> rates;
    std::vector<double> frames;
    const auto step = [&] { fixture->pan(12); };
    for (int round = 0; round < kRounds; ++round)
        rates.push_back(fixture->framesPerSecond(kRoundMs, step, &frames));
    const double changed = fixture->changedShare(step);
    const double cold = first.front();
    const Spread spread = spreadOf(rates);
    Line(QStringLiteral("map-devices-5m"))
        .add("n", static_cast<double>(fixture->scene.deviceCount()))
        .add("first_ms", percentile(first, 0.5))
        .add("first_cold_ms", cold)
        .add("index_ms", index)
        .add("first_cpu_ms", percentile(cpu, 0.5))
        .add("fps", spread.median)
        .add("fps_worst", spread.worst)
        .add("frame_p99_ms", percentile(frames, 0.99))
        .add("pss_mb", readProcessFigures(QCoreApplication::applicationPid()).pssMb)
        .add("changed", changed)
        .add("flags", fixture->flags())
        .print();
    return changed > 0.9;
}

bool measureHit()
{
    const auto fixture = MapFixture::make({.devices = 5'100'000, .units = 5'000});
    if (!fixture)
        return false;
    const std::vector<GeoPoint> places = seededPlaces(*fixture->city, 20'000, 3);
    const double radius = 12 * 2 / fixture->map.viewport().scale();
    std::vector<double> city;
    std::vector<double> street;
    size_t found = 0;
    for (const GeoPoint &place : places) {
        const QPointF world = toWorld(place);
        QElapsedTimer timer;
        timer.start();
        found += !fixture->scene.hit(world, radius).kind.isEmpty();
        city.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        timer.start();
        found += !fixture->scene.hit(world, radius / 64).kind.isEmpty();
        street.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    const double total = std::accumulate(city.begin(), city.end(), 0.0);
    Line(QStringLiteral("map-hit"))
        .add("n", static_cast<double>(places.size()))
        .add("p50_ms", percentile(city, 0.5))
        .add("p99_ms", percentile(city, 0.99))
        .add("per_s", static_cast<double>(places.size()) * 1000 / total)
        .add("street_p99_ms", percentile(street, 0.99))
        .add("found", static_cast<double>(found) / static_cast<double>(2 * places.size()))
        .print();
    return true;
}

} // namespace

std::vector<Benchmark> mapPoints()
{
    return {{"map-points-1m", "a million devices panning at 4K, 1% of them changing their state before every frame",
             measurePanning},
            {"map-live-10k", "the same map still, ten thousand devices changing their state before every frame", measureLive},
            {"map-redraw-1m",
             "a million devices in other colours, until all of the view is painted; also with another base map", measureRedraw},
            {"map-devices-5m", "5.1 million devices: index, plan and first sharp frame; panning; memory", measureDevices},
            {"map-hit", "what lies under a finger among 5.1 million devices, 5 000 units and the cases", measureHit}};
}

} // namespace guancheng::bench
