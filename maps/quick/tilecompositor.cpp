// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/tilecompositor.h"

#include <QLoggingCategory>

namespace guancheng {

Q_LOGGING_CATEGORY(lcMap, "guancheng.map", QtInfoMsg)

namespace {

constexpr int kWorkers = 2;
constexpr int kInFlight = 4;  // enough that no worker waits for the interface
constexpr int kSettleMs = 70; // a zoom that goes on is not painted at every step
constexpr int kCalmMs = 1200;
constexpr double kPatchMs = 30;
constexpr double kTooFar = 1.6; // scaled by more than this the old picture no longer serves

DrawnTile drawnOf(quint64 key, const MapTile &tile)
{
    return {key, tile.revision, tile.patches, tile.pictures.picture, tile.pictures.overlay, {}, {}};
}

} // namespace

TileCompositor::TileCompositor(int tileSize, QObject *parent)
    : QObject(parent)
    , m_arena(std::make_shared<TileArena>(tileSize))
    , m_sprites(std::make_shared<TextSprites>())
    , m_rasters(std::make_shared<RasterCache>())
    , m_tiles(tileSize)
    , m_current(std::make_shared<std::atomic<quint64>>(0))
{
    m_workers.setMaxThreadCount(kWorkers);
    m_workers.setExpiryTimeout(-1); // threads keep their fonts
    m_workers.setThreadPriority(QThread::LowPriority);
    m_workers.setObjectName(QStringLiteral("gis"));
    connect(m_rasters.get(), &RasterCache::arrived, this, [this](double scale, const QRect &box) {
        if (m_plan && m_plan->scale.scale == scale)
            m_tiles.touch({{box, true}});
        schedule();
    });
    connect(m_rasters.get(), &RasterCache::failed, this,
            [this](const LayerId &id, const Error &error) { m_scene ? m_scene->layers()->noteFailure(id, error) : void(); });
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &TileCompositor::startPlan);
    m_calm.setSingleShot(true);
    m_calm.setInterval(kCalmMs);
    connect(&m_calm, &QTimer::timeout, this, &TileCompositor::trim);
}

TileCompositor::~TileCompositor()
{
    *m_current = ~quint64(0);
    m_workers.clear();
    m_workers.waitForDone();
}

void TileCompositor::setScene(MapScene *scene)
{
    if (m_scene == scene)
        return;
    if (m_scene)
        m_scene->disconnect(this);
    m_scene = scene;
    if (scene) {
        connect(scene, &QObject::destroyed, this, [this] { setScene(nullptr); });
        connect(scene, &MapScene::geometryChanged, this, &TileCompositor::onGeometry);
        connect(scene, &MapScene::styleChanged, this, [this] {
            startPlan();
            Q_EMIT updated(); // no longer sharp
        });
        connect(scene, &MapScene::deviceColoursChanged, this, &TileCompositor::onDeviceColours);
        connect(scene, &MapScene::pointsReset, this, &TileCompositor::onPoints);
        connect(scene, &MapScene::pointsChanged, this, &TileCompositor::onPointsChanged);
        connect(scene, &MapScene::unitsChanged, this, &TileCompositor::onUnits);
        connect(scene, &MapScene::marksChanged, this, &TileCompositor::startMarks);
        connect(scene, &MapScene::dataLayersChanged, this, &TileCompositor::startData);
    }
    onGeometry();
}

void TileCompositor::run(std::function<std::function<void()>()> job, int priority)
{
    m_workers.start([this, job = std::move(job)] { QMetaObject::invokeMethod(this, job(), Qt::QueuedConnection); }, priority);
}

// ---- plans: one a scale

void TileCompositor::onGeometry()
{
    m_plan.reset();
    m_tiles.clear();
    m_old = {};
    m_content = {.points = {}, .units = {}, .trails = {}, .marks = {}, .split = m_content.split};
    *m_current = ++m_serial; // what workers still paint is of no use
    startPlan();
    Q_EMIT updated();
}

void TileCompositor::setView(const MapView &view)
{
    const bool otherSelection = view.selectedId != m_view.selectedId;
    m_view = view;
    ++m_shown;
    if (!m_plan || m_plan->scale != view.scale())
        planSoon();
    if (m_plan && m_scene) {
        if (otherSelection)
            startMarks();
        updateDetail(false);
        m_calm.start();
        const QRect visible = visibleTiles();
        if (m_tiles.count() > 3 * visible.width() * visible.height() + 40)
            trim();
        schedule();
    }
    Q_EMIT updated();
}

void TileCompositor::planSoon()
{
    const MapScale wanted = m_view.scale();
    const bool sameKind = m_plan && m_plan->scale.look == wanted.look && m_plan->scale.chinese == wanted.chinese;
    const double ratio = m_plan ? wanted.scale / m_plan->scale.scale : 1;
    if (!sameKind || ratio > kTooFar || ratio < 1 / kTooFar)
        startPlan();
    else
        m_settle.start();
}

void TileCompositor::startPlan()
{
    m_settle.stop();
    if (!m_scene || !m_scene->snapshot().geometry || m_view.deviceSize().isEmpty())
        return;
    if (m_planBusy) {
        m_planAgain = true;
        return;
    }
    const MapScale wanted = m_view.scale();
    if (m_plan && m_plan->scale == wanted && m_plan->style == m_scene->snapshot().style)
        return;
    m_planBusy = true;
    m_planAgain = false;
    if (m_staleSince == 0)
        m_staleSince = monotonicMs();
    run(
        [this, snapshot = m_scene->snapshot(), wanted, serial = ++m_serial, sprites = m_sprites,
         symbols = m_plan && m_plan->style == m_scene->snapshot().style ? m_plan->symbols : nullptr,
         selected = m_view.selectedId, rasters = m_rasters] {
            PlanDone done{makePlan(snapshot, wanted, serial, sprites, symbols, rasters), {}, snapshot, selected};
            done.marks = std::make_shared<MarkLayer>(snapshot.marks, snapshot.style, done.plan->symbols, wanted, sprites,
                                                     selected, done.plan->labels.get());
            return [this, done = std::move(done)] { finishPlan(done); };
        },
        1);
}

void TileCompositor::finishPlan(const PlanDone &done)
{
    m_planBusy = false;
    if (!m_scene || m_scene->snapshot().geometry != done.snapshot.geometry ||
        m_scene->snapshot().style != done.snapshot.style) {
        startPlan();
        return;
    }
    if (done.plan->scale != m_view.scale()) {
        // The view went on meanwhile; a late plan is still better than none.
        planSoon();
        if (m_plan)
            return;
    }
    ++m_counters.plans;
    keepOldPictures();
    m_plan = done.plan;
    *m_current = m_plan->serial;
    m_content.marks = done.marks;
    makeUnits();
    updateDetail(true);
    if (done.snapshot.marks != m_scene->snapshot().marks || done.selectedId != m_view.selectedId)
        startMarks();
    if (done.snapshot.dataLayers != m_scene->snapshot().dataLayers)
        startData();
    schedule();
    Q_EMIT updated();
}

void TileCompositor::keepOldPictures()
{
    // Only what covers the view may take the place of what stands in already.
    const QRect visible = m_plan ? visibleTiles() : QRect();
    bool covers = m_plan != nullptr;
    for (int y = visible.top(); covers && y <= visible.bottom(); ++y) {
        for (int x = visible.left(); covers && x <= visible.right(); ++x) {
            const MapTile *tile = m_tiles.find({x, y});
            covers = tile && !tile->pictures.picture.isNull();
        }
    }
    if (m_plan && (covers || m_old.pictures.isEmpty())) {
        m_old = {m_plan->scale.scale, {}};
        const auto &tiles = m_tiles.tiles();
        for (auto it = tiles.cbegin(); it != tiles.cend(); ++it) {
            if (!it->pictures.picture.isNull())
                m_old.pictures.insert(it.key(), drawnOf(it.key(), *it));
        }
    }
    m_tiles.clear();
}

// ---- content

void TileCompositor::onPoints()
{
    if (!m_plan)
        return;
    updateDetail(true);
    m_tiles.dropUnder();
    schedule();
}

void TileCompositor::onDeviceColours()
{
    onPoints();
}

void TileCompositor::updateDetail(bool anyway)
{
    const auto &points = m_scene->snapshot().points;
    if (!points || m_plan->data->opacityOf(LayerKind::Devices) == 0) {
        m_content.points.reset();
        return;
    }
    const PointDetail detail = detailFor(points->countNear(m_view.viewport.visible()), m_detail);
    if (!anyway && detail == m_detail)
        return;
    const MapSnapshot &snapshot = m_scene->snapshot();
    ++m_pointsVersion;
    m_content.points = std::make_shared<PointLayer>(points, snapshot.style, m_plan->symbols, detail, snapshot.deviceColours);
    if (std::exchange(m_detail, detail) != detail)
        m_tiles.dropUnder();
}

void TileCompositor::onPointsChanged(const std::vector<quint32> &ranks)
{
    if (!m_plan || !m_content.points)
        return;
    const int reach = m_content.points->isPatchable() ? m_content.points->abnormalSize(m_plan->scale)
                                                      : static_cast<int>(5 * m_plan->scale.look) + 3;
    if (m_content.split && m_content.points->isPatchable())
        ++m_shown, ++m_pointsVersion; // drawn by the presenter from the index itself
    else
        m_tiles.noteChanged(*m_content.points, m_plan->scale, reach, ranks);
    schedule();
    Q_EMIT updated();
}

bool TileCompositor::applyPatches()
{
    if (!m_plan || !m_content.points || !m_tiles.hasPatches())
        return false;
    // So many that all of the view is up to date within kPatchMs, however fast the frames come.
    const TimeMs now = monotonicMs();
    const double part = std::clamp(static_cast<double>(now - std::exchange(m_patchedAt, now)) / kPatchMs, 0.1, 1.0);
    const QRect visible = visibleTiles();
    const int share = std::max(4, static_cast<int>(std::ceil(part * visible.width() * visible.height())));
    const size_t points = m_tiles.patch(*m_plan, *m_content.points, share);
    m_counters.patches += points;
    m_shown += points > 0;
    return m_tiles.hasPatches();
}

void TileCompositor::setSplit(bool split)
{
    if (std::exchange(m_content.split, split) == split || !m_plan)
        return;
    m_tiles.dropUnder();
    schedule();
}

void TileCompositor::makeUnits()
{
    const MapSnapshot &snapshot = m_scene->snapshot();
    m_content.units = std::make_shared<UnitLayer>(snapshot.units, snapshot.style, m_plan->symbols);
    m_content.trails = std::make_shared<TrailLayer>(snapshot.trails, snapshot.style);
}

void TileCompositor::onUnits(const std::shared_ptr<const std::vector<UnitMark>> &previous)
{
    if (!m_plan)
        return;
    makeUnits();
    if (m_plan->scale.styleZoom() >= TrailLayer::kMinZoom)
        m_tiles.touch(m_scene->changedTrails(), m_plan->scale, TrailLayer::reach(m_plan->scale));
    if (m_content.split) {
        ++m_shown;
        Q_EMIT updated();
        schedule();
        return;
    }
    // Steps of a pixel of a 1080-line screen: finer ones nobody sees, and they would repaint the whole city each second.
    const double steps = m_plan->scale.scale / m_plan->scale.look;
    const auto moved = [steps](const UnitMark &a, const UnitMark &b) {
        return std::floor(a.place.x() * steps) != std::floor(b.place.x() * steps) ||
               std::floor(a.place.y() * steps) != std::floor(b.place.y() * steps);
    };
    const double reach = unitReach(*m_scene->snapshot().style, m_plan->scale.styleZoom());
    const std::vector<UnitMark> &units = *m_scene->snapshot().units;
    size_t i = 0;
    for (const UnitMark &old : *previous) {
        while (i < units.size() && units[i].slot < old.slot)
            touchAround(units[i++].place, reach);
        if (i == units.size() || units[i].slot != old.slot) {
            touchAround(old.place, reach);
            continue;
        }
        const UnitMark &now = units[i++];
        if (now.look == old.look && now.stale == old.stale && !moved(now, old))
            continue;
        touchAround(old.place, reach);
        touchAround(now.place, reach);
    }
    while (i < units.size())
        touchAround(units[i++].place, reach);
    schedule();
}

QRect TileCompositor::seenPixels() const
{
    const double ratio = m_plan->scale.scale / m_view.scale().scale;
    const QSizeF size = QSizeF(m_view.deviceSize()) * ratio;
    const QPointF middle = m_view.viewport.centre * m_plan->scale.scale;
    return QRectF(middle - QPointF(size.width() / 2, size.height() / 2), size).toAlignedRect();
}

void TileCompositor::startData()
{
    if (!m_plan)
        return; // the plan under way sees to it
    if (m_dataBusy) {
        m_dataAgain = true;
        return;
    }
    m_dataBusy = true;
    m_dataAgain = false;
    run(
        [this, plan = m_plan, snapshot = m_scene->snapshot(), sprites = m_sprites, rasters = m_rasters] {
            DataPlan done = planWithData(*plan, snapshot, sprites, rasters);
            return [this, serial = plan->serial, done = std::move(done)] { finishData(serial, done); };
        },
        1);
}

void TileCompositor::finishData(quint64 serial, const DataPlan &done)
{
    m_dataBusy = false;
    if (!m_scene || !m_plan)
        return;
    const bool outdated = m_plan->serial != serial;
    if (!outdated) {
        const std::shared_ptr<const DataContent> before = std::exchange(m_plan, done.plan)->data;
        m_tiles.touch(done.changes);
        if (before->opacityOf(LayerKind::Devices) != m_plan->data->opacityOf(LayerKind::Devices)) {
            updateDetail(true);
            m_tiles.dropUnder();
        }
        makeUnits();
        if (!done.changes.empty())
            startMarks();
    }
    if (m_dataAgain || (outdated && m_plan->data->source != m_scene->snapshot().dataLayers))
        startData();
    schedule();
}

void TileCompositor::startMarks()
{
    if (!m_plan)
        return;
    if (m_marksBusy) {
        m_marksAgain = true;
        return;
    }
    m_marksBusy = true;
    m_marksAgain = false;
    run(
        [this, marks = m_scene->snapshot().marks, style = m_scene->snapshot().style, plan = m_plan, old = m_content.marks,
         sprites = m_sprites, selected = m_view.selectedId, seen = seenPixels()] {
            auto layer = std::make_shared<MarkLayer>(marks, style, plan->symbols, plan->scale, sprites, selected,
                                                     plan->labels.get(), seen);
            MarksDone done{plan->serial, layer, old ? layer->differenceTo(*old) : std::vector<QRect>()};
            // Names of the map come and go with what covers them.
            for (size_t i = 0, count = done.changed.size(); i < count; ++i) {
                const std::vector<QRect> names = plan->labels->namesNear(done.changed[i]);
                done.changed.insert(done.changed.end(), names.begin(), names.end());
            }
            return [this, done = std::move(done)] { finishMarks(done); };
        },
        2);
}

void TileCompositor::finishMarks(const MarksDone &done)
{
    m_marksBusy = false;
    const bool outdated = !m_plan || m_plan->serial != done.serial;
    if (!outdated) {
        m_content.marks = done.marks;
        for (const QRect &box : done.changed)
            m_tiles.touch(box);
    }
    if (outdated || m_marksAgain)
        startMarks();
    schedule();
}

void TileCompositor::touchAround(QPointF world, double reach)
{
    const int r = static_cast<int>(reach * m_plan->scale.look) + 3;
    const QPoint at = m_plan->scale.toPixels(world).toPoint();
    m_tiles.touch(QRect(at.x() - r, at.y() - r, 2 * r + 1, 2 * r + 1));
}

// ---- tiles

void TileCompositor::trim()
{
    if (!m_plan)
        return;
    const int margin = isDragged() ? 2 : 0;
    m_tiles.keep(visibleTiles().adjusted(-margin, -margin, margin, margin));
}

bool TileCompositor::isComplete() const
{
    if (!m_plan || m_plan->scale != m_view.scale() || m_plan->style != m_scene->snapshot().style)
        return false;
    const QRect visible = visibleTiles();
    for (int y = visible.top(); y <= visible.bottom(); ++y) {
        for (int x = visible.left(); x <= visible.right(); ++x) {
            const MapTile *tile = m_tiles.find({x, y});
            if (!tile || tile->pictures.picture.isNull() || !tile->isCurrent())
                return false;
        }
    }
    return true;
}

void TileCompositor::schedule()
{
    TileKey key;
    while (m_plan && m_inFlight < kInFlight && nextTile(key))
        startTile(key);
}

bool TileCompositor::nextTile(TileKey &key) const
{
    const QRect visible = visibleTiles();
    // While it is dragged, the next column is painted before it is seen.
    const int margin = isDragged() ? 1 : 0;
    const QRect range = visible.adjusted(-margin, -margin, margin, margin);
    const QPointF middle = QRectF(visible).center();
    double best = 1e18;
    for (int y = range.top(); y <= range.bottom(); ++y) {
        for (int x = range.left(); x <= range.right(); ++x) {
            const MapTile *tile = m_tiles.find({x, y});
            const bool absent = !tile || tile->pictures.picture.isNull();
            const bool seen = visible.contains(x, y);
            if (tile && (tile->job != 0 || (!absent && !tile->isStale())))
                continue;
            if (!seen && !absent)
                continue; // painted again when it comes into view
            const QPointF away = QPointF(x + 0.5, y + 0.5) - middle;
            const double cost = QPointF::dotProduct(away, away) + (seen ? 0 : 1e12) + (absent ? 0 : 1e6);
            if (cost < best) {
                best = cost;
                key = {x, y};
            }
        }
    }
    return best < 1e18;
}

void TileCompositor::startTile(TileKey key)
{
    MapTile &tile = m_tiles[key];
    tile.job = ++m_lastJob;
    tile.places.clear(); // the worker sees them
    ++m_inFlight;
    if (m_staleSince == 0)
        m_staleSince = monotonicMs();
    run(
        [this, plan = m_plan, content = m_content, key, job = tile.job, stamp = tile.stamp, dropped = tile.dropped,
         groundStamp = tile.groundStamp, old = tile.pictures, arena = m_arena, current = m_current] {
            TileDone done{plan->serial, key, job, stamp, dropped, groundStamp, {}};
            if (current->load(std::memory_order_relaxed) == plan->serial)
                done.tile = paintTile(*plan, content, key, *arena, old);
            return [this, done = std::move(done)] { finishTile(done); };
        },
        0);
}

void TileCompositor::finishTile(const TileDone &done)
{
    --m_inFlight;
    MapTile *tile = m_tiles.find(done.key);
    if (!done.tile.pictures.picture.isNull()) {
        ++m_counters.tiles;
        m_counters.grounds += done.tile.groundIsNew;
        m_counters.paintMs += done.tile.milliseconds;
    }
    if (m_plan && done.serial == m_plan->serial && tile && tile->job == done.job) {
        tile->job = 0;
        tile->pictures = done.tile.pictures;
        if (tile->dropped != done.dropped)
            tile->pictures.under = {}; // it shows what was true when the worker began
        if (tile->groundStamp != done.groundStamp)
            tile->pictures.ground = tile->pictures.under = {};
        tile->painted = done.stamp;
        tile->revision = ++m_revision;
        tile->patches = 0;
        ++m_shown;
        Q_EMIT updated();
    }
    schedule();
    noteComplete();
}

void TileCompositor::noteComplete()
{
    if (m_staleSince == 0 || !isComplete())
        return;
    m_counters.lastRedrawMs = static_cast<double>(monotonicMs() - m_staleSince);
    m_staleSince = 0;
    if (!m_old.pictures.isEmpty()) {
        m_old = {};
        Q_EMIT updated();
    }
    qCDebug(lcMap) << "complete after" << m_counters.lastRedrawMs << "ms";
    Q_EMIT completed();
}

// ---- drawing

void TileCompositor::append(double factor, quint64 key, const DrawnTile &tile, std::vector<DrawnTile> &out) const
{
    const QSize device = m_view.deviceSize();
    const QPointF centre = m_view.viewport.centre * m_view.scale().scale;
    const QPointF corner(std::round(centre.x() - device.width() / 2.0), std::round(centre.y() - device.height() / 2.0));
    const int side = m_tiles.side();
    const TileKey at = TileKey::of(key);
    // Edges on whole pixels: unscaled tiles are copied as they are, scaled ones meet without a gap.
    const double x0 = std::round(at.x * side * factor - corner.x());
    const double x1 = std::round((at.x + 1) * side * factor - corner.x());
    const double y0 = std::round(at.y * side * factor - corner.y());
    const double y1 = std::round((at.y + 1) * side * factor - corner.y());
    const QRectF seen = QRectF(x0, y0, x1 - x0, y1 - y0) & QRectF(QPointF(0, 0), QSizeF(device));
    if (seen.width() < 1 || seen.height() < 1)
        return;
    const double sx = side / (x1 - x0);
    const double sy = side / (y1 - y0);
    const double ratio = m_view.pixelRatio;
    out.push_back(tile);
    out.back().target = QRectF(seen.topLeft() / ratio, seen.size() / ratio);
    out.back().source = QRectF((seen.x() - x0) * sx, (seen.y() - y0) * sy, seen.width() * sx, seen.height() * sy);
}

void TileCompositor::collect(std::vector<DrawnTile> &standIns, std::vector<DrawnTile> &tiles) const
{
    standIns.clear();
    tiles.clear();
    const double scale = m_view.scale().scale;
    for (auto it = m_old.pictures.cbegin(); it != m_old.pictures.cend(); ++it)
        append(scale / m_old.scale, it.key(), *it, standIns);
    const auto &all = m_tiles.tiles();
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        if (!it->pictures.picture.isNull())
            append(scale / m_plan->scale.scale, it.key(), drawnOf(it.key(), *it), tiles);
    }
}

void TileCompositor::countFrame()
{
    ++m_counters.frames;
    m_counters.pictures += std::exchange(m_counted, m_shown) != m_shown;
}

MapCounters TileCompositor::counters() const
{
    MapCounters result = m_counters;
    const QRect visible = m_plan ? visibleTiles() : QRect();
    result.visibleTiles = visible.width() * visible.height();
    result.waitingTiles = m_inFlight;
    result.waitingPatches = m_tiles.hasPatches();
    result.arenaBlocks = static_cast<qint64>(m_arena->blocks());
    return result;
}

} // namespace guancheng
