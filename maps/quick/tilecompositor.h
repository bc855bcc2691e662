// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/maptile.h"
#include "maps/quick/mapview.h"
#include "maps/quick/tilesheet.h"

#include <QThreadPool>
#include <QTimer>

#include <atomic>
#include <functional>

namespace guancheng {

/**
 * Turns a scene and a view into tiles. Two workers paint; the newest view wins, as only a handful of jobs is ever under
 * way and each next one is chosen by the view of that moment. While a new scale is being painted the old tiles stand in,
 * scaled. GUI thread; nothing here waits for a worker.
 */
class TileCompositor : public QObject
{
    Q_OBJECT

public:
    explicit TileCompositor(int tileSize = 512, QObject *parent = nullptr);
    ~TileCompositor() override;

    void setScene(MapScene *scene);
    MapScene *scene() const { return m_scene; }
    void setView(const MapView &view);
    const MapView &view() const { return m_view; }

    /** Dots and units are left to the presenter. */
    void setSplit(bool split);
    bool isSplit() const { return m_content.split; }
    const TileLayers &content() const { return m_content; }
    /** Another number: states of points changed. */
    quint64 pointsVersion() const { return m_pointsVersion; }
    const std::shared_ptr<const MapTilePlan> &plan() const { return m_plan; }

    /**
     * Writes changed points into finished tiles: so many that the view is up to date within 30 ms, so that a frame of a
     * fast map stays short. To be called when nobody reads the pictures, just before collect(); whether
     * there are more.
     */
    bool applyPatches();
    /** What to draw now: the stand-ins of the old scale below, the tiles above. Both keep their capacity. */
    void collect(std::vector<DrawnTile> &standIns, std::vector<DrawnTile> &tiles) const;
    /** Whether all of the view is sharp and up to date. */
    bool isComplete() const;

    MapCounters counters() const;
    void countFrame();

Q_SIGNALS:
    /** There is another picture to show. */
    void updated();
    /** All of the view is sharp and up to date, after it was not. */
    void completed();

private:
    /** Pictures of a scale that is no longer wanted: they stand in. */
    struct Sheet
    {
        double scale = 0; ///< device pixels of a world unit
        QHash<quint64, DrawnTile> pictures;
    };
    struct PlanDone
    {
        std::shared_ptr<const MapTilePlan> plan;
        std::shared_ptr<const MarkLayer> marks;
        MapSnapshot snapshot; ///< that it was made from
        QString selectedId;
    };
    struct MarksDone
    {
        quint64 serial;
        std::shared_ptr<const MarkLayer> marks;
        std::vector<QRect> changed;
    };
    struct TileDone
    {
        quint64 serial;
        TileKey key;
        quint64 job;
        quint64 stamp;
        quint64 dropped;
        quint64 groundStamp;
        PaintedMapTile tile;
    };

    void planSoon();
    void startPlan();
    void finishPlan(const PlanDone &done);
    void keepOldPictures();

    void onGeometry();
    void onPoints();
    void onPointsChanged(const std::vector<quint32> &ranks);
    void onUnits(const std::shared_ptr<const std::vector<UnitMark>> &previous);
    void startData();
    void finishData(quint64 serial, const DataPlan &done);
    void startMarks();
    /** What the view shows, in world pixels of the plan. */
    QRect seenPixels() const;
    void finishMarks(const MarksDone &done);
    void updateDetail(bool anyway);
    void makeUnits();
    void onDeviceColours();
    void touchAround(QPointF world, double reach);

    QRect visibleTiles() const { return m_view.tiles(m_plan->scale.scale, m_tiles.side()); }
    bool isDragged() const { return m_calm.isActive(); }
    void trim();
    void schedule();
    bool nextTile(TileKey &key) const;
    void startTile(TileKey key);
    void finishTile(const TileDone &done);
    void noteComplete();
    void append(double factor, quint64 key, const DrawnTile &tile, std::vector<DrawnTile> &out) const;
    /** Runs \c job on a worker; what it returns is called in this thread. */
    void run(std::function<std::function<void()>()> job, int priority);

    MapScene *m_scene = nullptr;
    MapView m_view;
    std::shared_ptr<TileArena> m_arena;
    std::shared_ptr<TextSprites> m_sprites;
    std::shared_ptr<RasterCache> m_rasters;

    std::shared_ptr<const MapTilePlan> m_plan;
    TileLayers m_content;
    PointDetail m_detail = PointDetail::Dots;
    TileSheet m_tiles;
    Sheet m_old;

    bool m_planBusy = false;
    bool m_planAgain = false;
    bool m_dataBusy = false;
    bool m_dataAgain = false;
    bool m_marksBusy = false;
    bool m_marksAgain = false;
    quint64 m_serial = 0;
    std::shared_ptr<std::atomic<quint64>> m_current; ///< serial of the plan in use, seen by workers
    quint64 m_revision = 0;
    quint64 m_lastJob = 0;
    quint64 m_pointsVersion = 0;
    TimeMs m_patchedAt = 0; ///< monotonic
    quint64 m_shown = 0;    ///< grows with whatever makes another picture
    quint64 m_counted = 0;
    int m_inFlight = 0;
    qint64 m_staleSince = 0; ///< monotonic; 0: nothing is stale

    QTimer m_settle; ///< runs while the zoom changes
    QTimer m_calm;   ///< runs for a while after each change of the view
    MapCounters m_counters;
    QThreadPool m_workers;
};

} // namespace guancheng
