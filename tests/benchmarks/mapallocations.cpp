// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "allocations.h"
#include "liveupdates.h"
#include "mapfixture.h"

namespace guancheng::bench {

namespace {

struct PerFrame
{
    double ours = 0;
    double others = 0;
};

PerFrame measureFrames(MapFixture &fixture, const QString &what, const std::function<void()> &step)
{
    // Whatever grows once has grown after these.
    fixture.framesPerSecond(3000, step);
    const MapCounters before = fixture.map.counters();
    startCounting();
    fixture.framesPerSecond(3000, step);
    const Allocations counted = stopCounting();
    const MapCounters after = fixture.map.counters();
    const double frames = std::max(1.0, static_cast<double>(after.frames - before.frames));
    remark(QStringLiteral("%1: %2 frames, %3 tiles painted").arg(what).arg(frames).arg(after.tiles - before.tiles));
    for (const QString &place : counted.places)
        remark(QStringLiteral("    ") + place);
    return {static_cast<double>(counted.ours) / frames, static_cast<double>(counted.others) / frames};
}

bool measure()
{
    const auto fixture = MapFixture::make({.devices = 1'000'000, .units = 1000});
    if (!fixture)
        return false;
    LiveUpdates updates(*fixture, 10'000);
    const PerFrame live = measureFrames(*fixture, QStringLiteral("live"), [&] { updates.step(); });
    const PerFrame pan = measureFrames(*fixture, QStringLiteral("pan"), [&] { fixture->pan(8); });
    Line(QStringLiteral("map-alloc"))
        .add("live_ours", live.ours)
        .add("live_qt", live.others)
        .add("pan_ours", pan.ours)
        .add("pan_qt", pan.others)
        .add("flags", fixture->flags())
        .print();
    return true;
}

} // namespace

Benchmark mapAllocations()
{
    return {"map-alloc", "allocations a frame in the steady state, ours and those of Qt: 10 000 updates a frame; panning",
            measure};
}

} // namespace guancheng::bench
