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

/** Of a picture that the scene graph holds too: bits() would make a copy of it. The memory is the arena's, not const. */
RasterTarget sharedTargetOf(const QImage &image)
{
    return {const_cast<quint32 *>(reinterpret_cast<const quint32 *>(image.constBits())), image.width(), image.height()};
}

TileRequest requestOf(const MapTilePlan &plan, TileKey key, int size)
{
    return {plan.scale, QPoint(key.x * size, key.y * size)};
}

/** The pixels of \c from with a top byte of 0: nothing lies over the points yet. */
void copyUncovered(const QImage &from, const RasterTarget &to)
{
    const auto *source = reinterpret_cast<const quint32 *>(from.constBits());
    const qsizetype count = qsizetype(to.width) * to.height;
    for (qsizetype i = 0; i < count; ++i)
        to.bits[i] = source[i] & 0x00ffffffu;
}

void paintAbove(const RasterTarget &target, const TileRequest &request, const MapTilePlan &plan, const TileLayers &content)
{
    plan.labels->paintBeside(target, request, content.marks ? content.marks->covering() : BoxGrid());
    if (const quint32 opacity = plan.data->opacityOf(LayerKind::Marks); content.marks && opacity > 0)
        paintFaded(*content.marks, target, request, opacity);
}

/** What lies between devices and units. */
void paintTop(const RasterTarget &target, const TileRequest &request, const MapTilePlan &plan, const TileLayers &content)
{
    plan.data->paint(target, request, false);
    if (const quint32 opacity = plan.data->opacityOf(LayerKind::Trails); content.trails && opacity > 0)
        paintFaded(*content.trails, target, request, opacity);
}

/** Ground and what lies on it below the points that change. */
void paintBelow(PaintedMapTile &tile, const MapTilePlan &plan, const TileLayers &content, const TileRequest &request,
                TileArena &arena)
{
    TilePictures &pictures = tile.pictures;
    if (pictures.ground.isNull()) {
        pictures.ground = arena.take();
        pictures.under = {};
        tile.groundIsNew = true;
        plan.base->paint(targetOf(pictures.ground), request);
        plan.data->paint(targetOf(pictures.ground), request, true);
    }
    if (!pictures.under.isNull())
        return;
    const bool textured = content.points && content.points->detail() != PointDetail::Symbols &&
                          (!content.split || content.points->detail() == PointDetail::Density);
    if (!textured) {
        pictures.under = pictures.ground;
        return;
    }
    pictures.under = arena.take();
    const RasterTarget target = targetOf(pictures.under);
    std::memcpy(target.bits, pictures.ground.constBits(), static_cast<size_t>(pictures.ground.sizeInBytes()));
    content.points->paintUnder(target, request);
}

void paintSplit(TilePictures &pictures, const MapTilePlan &plan, const TileLayers &content, const TileRequest &request,
                TileArena &arena)
{
    pictures.picture = arena.take();
    const RasterTarget target = targetOf(pictures.picture);
    std::memcpy(target.bits, pictures.under.constBits(), static_cast<size_t>(pictures.under.sizeInBytes()));
    makeOpaque(target);
    if (content.points && content.points->detail() == PointDetail::Symbols)
        content.points->paintOver(target, request);
    paintTop(target, request, plan, content);
    pictures.overlay = arena.take(QImage::Format_ARGB32_Premultiplied);
    const RasterTarget above = targetOf(pictures.overlay);
    std::memset(above.bits, 0, static_cast<size_t>(pictures.overlay.sizeInBytes()));
    paintAbove(above, request, plan, content);
}

} // namespace

std::shared_ptr<const MapTilePlan> makePlan(const MapSnapshot &snapshot, const MapScale &scale, quint64 serial,
                                            std::shared_ptr<TextSprites> sprites, std::shared_ptr<const SymbolSet> symbols,
                                            const std::shared_ptr<RasterCache> &rasters)
{
    auto plan = std::make_shared<MapTilePlan>();
    plan->serial = serial;
    plan->scale = scale;
    plan->style = snapshot.style;
    const bool same = symbols && symbols->look() == scale.look && std::abs(symbols->zoom() - scale.styleZoom()) < 0.25;
    plan->symbols = same ? std::move(symbols) : std::make_shared<SymbolSet>(*snapshot.style, scale.look, scale.styleZoom());
    plan->base = std::make_shared<BaseLayer>(snapshot.geometry, snapshot.style, scale);
    plan->data = makeDataContent(snapshot.dataLayers, scale, snapshot.style->font, nullptr, rasters);
    plan->labels =
        std::make_shared<LabelLayer>(*snapshot.geometry, snapshot.style, scale, std::move(sprites), plan->data->wishes());
    return plan;
}

DataPlan planWithData(const MapTilePlan &plan, const MapSnapshot &snapshot, std::shared_ptr<TextSprites> sprites,
                      const std::shared_ptr<RasterCache> &rasters)
{
    auto result = std::make_shared<MapTilePlan>(plan);
    result->data = makeDataContent(snapshot.dataLayers, plan.scale, snapshot.style->font, plan.data.get(), rasters);
    result->labels = std::make_shared<LabelLayer>(*snapshot.geometry, snapshot.style, plan.scale, std::move(sprites),
                                                  result->data->wishes());
    std::vector<DataContent::Change> changes = result->data->changesFrom(*plan.data, plan.scale);
    for (const QRect &box : result->labels->differenceTo(*plan.labels))
        changes.push_back({box, false});
    return {std::move(result), std::move(changes)};
}

PaintedMapTile paintTile(const MapTilePlan &plan, const TileLayers &content, TileKey key, TileArena &arena,
                         const TilePictures &old)
{
    QElapsedTimer timer;
    timer.start();
    const TileRequest request = requestOf(plan, key, arena.tileSize());
    PaintedMapTile result;
    TilePictures &pictures = result.pictures;
    pictures = {old.ground, old.under, {}, {}, old.cover};
    paintBelow(result, plan, content, request, arena);
    if (content.split) {
        paintSplit(pictures, plan, content, request, arena);
    } else {
        pictures.picture = arena.take();
        const RasterTarget target = targetOf(pictures.picture);
        copyUncovered(pictures.under, target);
        if (content.points)
            content.points->paintOver(target, request);
        paintTop(target, request, plan, content);
        if (const quint32 opacity = plan.data->opacityOf(LayerKind::Units); content.units && opacity > 0)
            paintFaded(*content.units, target, request, opacity);
        paintAbove(target, request, plan, content);
        if (!pictures.cover)
            pictures.cover = std::make_shared<BitMask>();
        pictures.cover->takeCovered(target);
    }
    result.milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    return result;
}

void patchTile(const MapTilePlan &plan, const PointLayer &points, TileKey key, const TilePictures &pictures,
               std::span<const QPoint> places, BitMask &scratch)
{
    PatchTarget target;
    target.picture = sharedTargetOf(pictures.picture);
    target.under = sharedTargetOf(pictures.under);
    target.ground = reinterpret_cast<const quint32 *>(pictures.ground.constBits());
    target.cover = pictures.cover.get();
    target.request = requestOf(plan, key, target.picture.width);
    scratch.resize(target.picture.width, target.picture.height);
    target.scratch = &scratch;
    points.patch(target, places);
}

} // namespace guancheng
