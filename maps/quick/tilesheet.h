// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/maptile.h"

#include <QHash>

#include <span>
#include <vector>

namespace guancheng {

/** A tile in use. */
struct MapTile
{
    TilePictures pictures;
    quint64 revision = 0;
    quint64 patches = 0;        ///< how often the picture was changed in place
    quint64 stamp = 1;          ///< of the newest content that concerns it
    quint64 groundStamp = 1;    ///< of the newest content that concerns the ground
    quint64 painted = 0;        ///< stamp of the picture
    quint64 dropped = 0;        ///< how often what lies under the points became another
    quint64 job = 0;            ///< that paints it; 0: none
    std::vector<QPoint> places; ///< world pixels of points to be brought up to date in place

    /** Apart from points that are patched within the next frames. */
    bool isCurrent() const { return painted == stamp; }
    bool isStale() const { return painted != stamp; }
};

/**
 * The tiles of one scale, and what makes them stale. A change of single points in a finished tile is written into its
 * memory, a bounded number of tiles a frame, the longest waiting first; everything else is painted anew by the workers.
 * GUI thread; allocates nothing once the lists have grown.
 */
class TileSheet
{
public:
    /** More points than this in one tile: painting it anew is cheaper. */
    static constexpr size_t kPatchLimit = 6000;

    explicit TileSheet(int tileSize) : m_side(tileSize) {}

    int side() const { return m_side; }
    MapTile &operator[](TileKey key) { return m_tiles[key.number()]; }
    MapTile *find(TileKey key)
    {
        const auto it = m_tiles.find(key.number());
        return it == m_tiles.end() ? nullptr : &*it;
    }
    const MapTile *find(TileKey key) const
    {
        const auto it = m_tiles.constFind(key.number());
        return it == m_tiles.cend() ? nullptr : &*it;
    }
    const QHash<quint64, MapTile> &tiles() const { return m_tiles; }
    qsizetype count() const { return m_tiles.size(); }
    void clear();
    /** Lets go of all tiles outside of these columns and rows. */
    void keep(const QRect &range);

    /** World pixels: what meets them is stale. */
    void touch(const QRect &worldPixels);
    /** Data layers: the ground too, where it changed. */
    void touch(const std::vector<DataContent::Change> &changes);
    /** Boxes of the world with \c reach pixels around them. */
    void touch(std::span<const QRectF> boxes, const MapScale &scale, double reach);
    void touchAll();
    /** Below the points something is another: density, dots, their colours. */
    void dropUnder();

    /** These points changed; \c reach: pixels around a point that show it. */
    void noteChanged(const PointLayer &points, const MapScale &scale, int reach, std::span<const quint32> ranks);
    /** Patches at most \c tiles tiles; how many points that were. */
    size_t patch(const MapTilePlan &plan, const PointLayer &points, int tiles);
    bool hasPatches() const { return m_first < m_queue.size(); }

private:
    void waitFor(TileKey key, MapTile &tile, QPoint place);
    void fillWindow();

    int m_side;
    QHash<quint64, MapTile> m_tiles;
    std::vector<quint64> m_queue; ///< tiles with points to patch, from m_first on
    size_t m_first = 0;
    BitMask m_scratch;
    QRect m_range;                   ///< of the window, columns and rows
    std::vector<MapTile *> m_window; ///< scratch: the tiles by column and row, as a hash for each of 10 000 points is slow
};

} // namespace guancheng
