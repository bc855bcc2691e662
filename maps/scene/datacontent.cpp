// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/scene/datacontent.h"

#include "maps/datalayers/layerdata.h"

#include <QPainter>

#include <cmath>

namespace guancheng {

namespace {

constexpr double kStaleOpacity = 0.45;

DataContent::Entry entryFor(const ShownLayer &shown, const MapScale &scale, const QString &font, const DataContent *previous,
                            const std::shared_ptr<RasterCache> &rasters)
{
    DataContent::Entry entry{shown, nullptr, 256, false};
    entry.opacity = static_cast<quint32>(std::lround(shown.opacity * (shown.stale ? kStaleOpacity : 1) * 256));
    const double zoom = scale.styleZoom();
    if (zoom < shown.minZoom || zoom >= shown.maxZoom || (!shown.data && !(shown.raster && rasters)))
        return entry;
    entry.top = shown.data && shown.data->style->slot == LayerStyle::Slot::Top;
    if (previous) {
        for (const DataContent::Entry &old : previous->entries) {
            if (old.layer && old.shown.id == shown.id && old.shown.data == shown.data && old.shown.raster == shown.raster)
                entry.layer = old.layer;
        }
    }
    if (!entry.layer && !shown.data)
        entry.layer = std::make_shared<RasterLayer>(shown.id, shown.raster, rasters);
    else if (!entry.layer)
        entry.layer = makeDataLayer(shown.data, scale, font);
    return entry;
}

/** All that the layer may paint, in world pixels that fit into an integer. */
QRect boxOf(const DataLayer &layer, const MapScale &scale)
{
    const Box box = layer.bounds();
    if (box.isEmpty())
        return {};
    const double reach = layer.reach() + 2;
    const auto bounded = [](double at) { return static_cast<int>(std::clamp(at, -1e9, 1e9)); };
    return QRect(QPoint(bounded(box.left * scale.scale - reach), bounded(box.top * scale.scale - reach)),
                 QPoint(bounded(box.right * scale.scale + reach), bounded(box.bottom * scale.scale + reach)));
}

bool looksAlike(const DataContent::Entry &a, const DataContent::Entry &b)
{
    return a.layer == b.layer && a.opacity == b.opacity && a.top == b.top;
}

/** Painted over the ground: what changed there gets the mark of a structure, or keeps the one it had. */
void keepMarks(const RasterTarget &target, const std::vector<quint32> &before, bool structure)
{
    const size_t count = size_t(target.width) * size_t(target.height);
    for (size_t i = 0; i < count; ++i) {
        const quint32 now = target.bits[i] & 0x00ffffffu;
        const bool changed = now != (before[i] & 0x00ffffffu);
        target.bits[i] = now | (changed && structure ? kStructure : before[i] & 0xff000000u);
    }
}

} // namespace

quint32 DataContent::opacityOf(LayerKind kind) const
{
    if (!source)
        return 256;
    for (const Entry &entry : entries) {
        if (entry.shown.kind == kind)
            return entry.opacity;
    }
    return 0;
}

std::vector<LabelWishes> DataContent::wishes() const
{
    std::vector<LabelWishes> result;
    for (auto it = entries.rbegin(); it != entries.rend(); ++it) {
        if (it->layer && !it->layer->labels().empty())
            result.push_back({&it->layer->labels(), it->opacity});
    }
    return result;
}

void paintFaded(const MapLayer &layer, const RasterTarget &target, const TileRequest &request, quint32 opacity)
{
    if (opacity >= 256) {
        layer.paint(target, request);
        return;
    }
    thread_local std::vector<quint32> sheet;
    const size_t count = size_t(target.width) * size_t(target.height);
    sheet.assign(target.bits, target.bits + count);
    layer.paint({sheet.data(), target.width, target.height}, request);
    for (size_t i = 0; i < count; ++i) {
        if ((sheet[i] ^ target.bits[i]) & 0x00ffffffu)
            target.bits[i] = mixed(target.bits[i], sheet[i], opacity);
    }
}

void DataContent::paint(const RasterTarget &target, const TileRequest &request, bool ground) const
{
    thread_local std::vector<quint32> before;
    for (const Entry &entry : entries) {
        if (!entry.layer || entry.top == ground || !entry.layer->touches(target, request))
            continue;
        if (!ground) {
            paintFaded(*entry.layer, target, request, entry.opacity);
            continue;
        }
        before.assign(target.bits, target.bits + size_t(target.width) * size_t(target.height));
        makeOpaque(target);
        paintFaded(*entry.layer, target, request, entry.opacity);
        keepMarks(target, before, entry.layer->isStructure());
    }
}

std::vector<DataContent::Change> DataContent::changesFrom(const DataContent &other, const MapScale &scale) const
{
    std::vector<Change> result;
    const auto note = [&](const Entry &entry) {
        if (entry.layer)
            result.push_back({boxOf(*entry.layer, scale), !entry.top});
    };
    const auto find = [](const std::vector<Entry> &list, const LayerId &id) {
        const auto it = std::find_if(list.begin(), list.end(), [&](const Entry &e) { return e.shown.id == id; });
        return it == list.end() ? nullptr : &*it;
    };
    const Entry *last = nullptr; // of the other that was met in order
    for (const Entry &entry : entries) {
        const Entry *old = find(other.entries, entry.shown.id);
        if (!old) {
            note(entry);
            continue;
        }
        // Whoever stands before one that it stood behind has moved.
        const bool moved = last && old < last;
        if (!moved)
            last = old;
        if (moved || !looksAlike(entry, *old)) {
            note(entry);
            note(*old);
        }
    }
    for (const Entry &old : other.entries) {
        if (!find(entries, old.shown.id))
            note(old);
    }
    for (const LayerKind kind : {LayerKind::Devices, LayerKind::Units, LayerKind::Trails, LayerKind::Marks}) {
        if (opacityOf(kind) != other.opacityOf(kind))
            result.push_back({QRect(QPoint(-1000000000, -1000000000), QPoint(1000000000, 1000000000)), false});
    }
    return result;
}

std::shared_ptr<const DataContent> makeDataContent(const std::shared_ptr<const std::vector<ShownLayer>> &layers,
                                                   const MapScale &scale, const QString &font, const DataContent *previous,
                                                   const std::shared_ptr<RasterCache> &rasters)
{
    auto content = std::make_shared<DataContent>();
    content->source = layers;
    if (layers) {
        for (const ShownLayer &shown : *layers)
            content->entries.push_back(entryFor(shown, scale, font, previous, rasters));
    }
    return content;
}

} // namespace guancheng
