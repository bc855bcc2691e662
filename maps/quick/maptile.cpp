// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/maptile.h"

#include <QElapsedTimer>

#include <cstring>

namespace guancheng {

namespace {

/** Of a picture just taken from the arena: nobody shares it, bits() does not copy. */
RasterTarget targetOf(QImage &image)
{
    return {reinterpret_cast<quint32 *>(image.bits()), image.width(), image.height()};
}

} // namespace

std::shared_ptr<const MapTilePlan> makePlan(const MapSnapshot &snapshot, const MapScale &scale, quint64 serial,
                                            std::shared_ptr<TextSprites> sprites, std::shared_ptr<const SymbolSet> symbols)
{
    auto plan = std::make_shared<MapTilePlan>();
    plan->serial = serial;
    plan->scale = scale;
    const bool same = symbols && symbols->look() == scale.look && std::abs(symbols->zoom() - scale.styleZoom()) < 0.25;
    plan->symbols = same ? std::move(symbols) : std::make_shared<SymbolSet>(*snapshot.style, scale.look, scale.styleZoom());
    plan->base = std::make_shared<BaseLayer>(snapshot.geometry, snapshot.style, scale);
    plan->labels = std::make_shared<LabelLayer>(*snapshot.geometry, snapshot.style, scale, std::move(sprites));
    return plan;
}

PaintedMapTile paintTile(const MapTilePlan &plan, const TileLayers &content, TileKey key, TileArena &arena,
                         const QImage &ground)
{
    QElapsedTimer timer;
    timer.start();
    const int size = arena.tileSize();
    const TileRequest request{plan.scale, QPoint(key.x * size, key.y * size)};
    PaintedMapTile result;
    result.ground = ground;
    if (ground.isNull()) {
        result.ground = arena.take();
        result.groundIsNew = true;
        plan.base->paint(targetOf(result.ground), request);
    }
    result.picture = arena.take();
    const RasterTarget target = targetOf(result.picture);
    std::memcpy(target.bits, result.ground.constBits(), static_cast<size_t>(result.ground.sizeInBytes()));
    if (content.points)
        content.points->paint(target, request);
    makeOpaque(target);
    if (content.units)
        content.units->paint(target, request);
    plan.labels->paintBeside(target, request, content.marks ? content.marks->covering() : BoxGrid());
    if (content.marks)
        content.marks->paint(target, request);
    result.milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    return result;
}

} // namespace guancheng
