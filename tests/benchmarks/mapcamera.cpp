// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "mapfixture.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>

namespace guancheng::bench {

namespace {

constexpr size_t kMillion = 1'000'000;
constexpr int kRounds = 5;
constexpr int kRoundMs = 2000;

/** Panning with and without the camera of QtLocation in front, in turns. */
bool measureCamera()
{
    const auto fixture = MapFixture::make({.devices = kMillion, .units = 1000});
    if (!fixture)
        return false;
    QQmlEngine engine;
    QQmlComponent component(&engine);
    component.loadFromModule("Guancheng.Maps", "MapCamera");
    const std::unique_ptr<QObject> object(
        component.createWithInitialProperties({{QStringLiteral("city"), QVariant::fromValue(&fixture->map)}}));
    auto *camera = qobject_cast<QQuickItem *>(object.get());
    if (!camera) {
        remark(component.errorString());
        return false;
    }
    QQmlEngine::setObjectOwnership(&fixture->map, QQmlEngine::CppOwnership);
    const auto put = [&](bool there) {
        camera->setParentItem(there ? fixture->window.contentItem() : nullptr);
        camera->setSize(fixture->map.size());
        return fixture->settle();
    };
    const auto pan = [&] { fixture->pan(8); };
    std::vector<double> with;
    std::vector<double> without;
    for (int round = 0; round < kRounds; ++round) {
        put(false);
        without.push_back(fixture->framesPerSecond(kRoundMs, pan));
        put(true);
        with.push_back(fixture->framesPerSecond(kRoundMs, pan));
        remark(QStringLiteral("round %1: %2 frames/s without, %3 with").arg(round + 1).arg(without.back()).arg(with.back()));
    }
    const bool ready = object->property("mapReady").toBool();
    camera->setParentItem(nullptr);
    Line(QStringLiteral("map-camera"))
        .add("n", kMillion)
        .add("fps", spreadOf(with).median)
        .add("fps_without", spreadOf(without).median)
        .add("ratio", spreadOf(with).median / spreadOf(without).median)
        .add("flags", fixture->flags())
        .print();
    return ready;
}

} // namespace

Benchmark mapCamera()
{
    return {"map-camera", "frames/s panning 1 M points with the camera of QtLocation in front, against without", measureCamera};
}

} // namespace guancheng::bench
