// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/tilesheet.h"

namespace guancheng {

void TileSheet::clear()
{
    m_tiles.clear();
    m_queue.clear();
    m_first = 0;
}

void TileSheet::keep(const QRect &range)
{
    m_tiles.removeIf([&](const auto &entry) {
        const TileKey key = TileKey::of(entry.key());
        return !range.contains(key.x, key.y);
    });
}

void TileSheet::touch(const QRect &worldPixels)
{
    for (int y = worldPixels.top() / m_side; y <= worldPixels.bottom() / m_side; ++y) {
        for (int x = worldPixels.left() / m_side; x <= worldPixels.right() / m_side; ++x) {
            if (MapTile *tile = find({x, y}))
                ++tile->stamp;
        }
    }
}

void TileSheet::touch(const std::vector<DataContent::Change> &changes)
{
    for (auto it = m_tiles.begin(); it != m_tiles.end(); ++it) {
        const TileKey key = TileKey::of(it.key());
        const QRect box(key.x * m_side, key.y * m_side, m_side, m_side);
        bool picture = false;
        bool ground = false;
        for (const DataContent::Change &change : changes) {
            if (change.box.intersects(box)) {
                picture = true;
                ground = ground || change.ground;
            }
        }
        it->stamp += picture;
        if (ground) {
            ++it->groundStamp;
            it->pictures.ground = it->pictures.under = {};
        }
    }
}

void TileSheet::touch(std::span<const QRectF> boxes, const MapScale &scale, double reach)
{
    for (const QRectF &box : boxes) {
        const QRectF pixels(scale.toPixels(box.topLeft()), box.size() * scale.scale);
        touch(pixels.adjusted(-reach, -reach, reach, reach).toAlignedRect());
    }
}

void TileSheet::touchAll()
{
    for (MapTile &tile : m_tiles)
        ++tile.stamp;
}

void TileSheet::dropUnder()
{
    for (MapTile &tile : m_tiles) {
        tile.pictures.under = {};
        ++tile.dropped;
        ++tile.stamp;
    }
}

void TileSheet::fillWindow()
{
    m_range = {};
    for (auto it = m_tiles.cbegin(); it != m_tiles.cend(); ++it)
        m_range |= QRect(TileKey::of(it.key()).x, TileKey::of(it.key()).y, 1, 1);
    m_window.assign(static_cast<size_t>(m_range.width()) * static_cast<size_t>(m_range.height()), nullptr);
    for (auto it = m_tiles.begin(); it != m_tiles.end(); ++it) {
        const TileKey key = TileKey::of(it.key());
        m_window[static_cast<size_t>(key.y - m_range.top()) * static_cast<size_t>(m_range.width()) +
                 static_cast<size_t>(key.x - m_range.left())] = &*it;
    }
}

void TileSheet::noteChanged(const PointLayer &points, const MapScale &scale, int reach, std::span<const quint32> ranks)
{
    if (m_tiles.isEmpty())
        return;
    fillWindow();
    const double factor = scale.scale / PointIndex::kFixed;
    const PointIndex &index = points.points();
    constexpr size_t kAhead = 16;
    for (size_t i = 0; i < ranks.size(); ++i) {
        if (i + kAhead < ranks.size())
            index.prefetch(ranks[i + kAhead]);
        const PointIndex::Place place = index.place(ranks[i]);
        const int x = static_cast<int>(place.x * factor);
        const int y = static_cast<int>(place.y * factor);
        const int right = std::min((x + reach) / m_side, m_range.right());
        const int bottom = std::min((y + reach) / m_side, m_range.bottom());
        for (int row = std::max((y - reach) / m_side, m_range.top()); row <= bottom; ++row) {
            for (int column = std::max((x - reach) / m_side, m_range.left()); column <= right; ++column) {
                MapTile *tile = m_window[static_cast<size_t>(row - m_range.top()) * static_cast<size_t>(m_range.width()) +
                                         static_cast<size_t>(column - m_range.left())];
                if (!tile || (tile->isStale() && tile->job == 0))
                    continue; // painted anew anyway
                // While a worker paints it the point waits: the picture may or may not show it.
                if (points.isPatchable() && (tile->job != 0 || tile->pictures.cover))
                    waitFor({column, row}, *tile, {x, y});
                else
                    ++tile->stamp;
            }
        }
    }
}

void TileSheet::waitFor(TileKey key, MapTile &tile, QPoint place)
{
    if (tile.places.size() >= kPatchLimit) {
        ++tile.stamp;
        return;
    }
    if (tile.places.empty())
        m_queue.push_back(key.number());
    tile.places.push_back(place);
}

size_t TileSheet::patch(const MapTilePlan &plan, const PointLayer &points, int tiles)
{
    size_t done = 0;
    for (size_t last = m_queue.size(); tiles > 0 && m_first < last;) {
        const TileKey key = TileKey::of(m_queue[m_first++]);
        MapTile *tile = find(key);
        if (!tile || tile->places.empty())
            continue;
        if (tile->job != 0) {
            m_queue.push_back(key.number());
            continue;
        }
        if (!tile->isStale()) {
            patchTile(plan, points, key, tile->pictures, tile->places, m_scratch);
            ++tile->patches;
            done += tile->places.size();
            --tiles;
        }
        tile->places.clear();
    }
    // The list does not grow for ever while tiles are being painted.
    if (m_first > 256) {
        m_queue.erase(m_queue.begin(), m_queue.begin() + static_cast<qsizetype>(m_first));
        m_first = 0;
    }
    if (m_first == m_queue.size()) {
        m_queue.clear();
        m_first = 0;
    }
    return done;
}

} // namespace guancheng
