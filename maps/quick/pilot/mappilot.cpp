// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/pilot/mappilot.h"

#include "domain/clock.h"
#include "maps/geo/mercator.h"
#include "maps/quick/citymap.h"

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

/** Zoom at which the streets around a thing are seen, on a 1080-line screen. */
constexpr double kThingZoom = 15;
constexpr int kFlightMs = 450;

} // namespace

MapPilot::MapPilot(QObject *parent) : QObject(parent)
{
    m_timer.setInterval(500);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_keeper.tick(monotonicMs())) {
            Q_EMIT heldChanged();
            fit();
        }
        if (!isHeld())
            m_timer.stop();
    });
}

MapPilot::~MapPilot() = default;

void MapPilot::setMap(CityMap *map)
{
    if (m_map == map)
        return;
    if (m_map)
        m_map->disconnect(this);
    m_map = map;
    m_history.clear();
    if (map) {
        connect(map, &CityMap::gestured, this, &MapPilot::hold);
        connect(map, &QObject::destroyed, this, [this] {
            m_map = nullptr;
            Q_EMIT mapChanged();
        });
    }
    m_signs.setMap(map);
    fit();
    Q_EMIT mapChanged();
}

void MapPilot::setTimeout(int seconds)
{
    if (seconds == timeout())
        return;
    m_keeper.setTimeout(TimeMs(seconds) * 1000);
    if (timeout() > 0 && isHeld())
        m_timer.start();
    Q_EMIT timeoutChanged();
}

// ---- who holds the view

void MapPilot::hold()
{
    // The whole city is where the wall would go by itself.
    if (m_map && !m_map->place().held && m_watched.empty()) {
        letGo();
        return;
    }
    const bool before = isHeld();
    m_keeper.hold(monotonicMs());
    if (timeout() > 0)
        m_timer.start();
    if (!before)
        Q_EMIT heldChanged();
}

void MapPilot::letGo()
{
    m_history.clear();
    if (m_keeper.letGo())
        Q_EMIT heldChanged();
    fit();
}

void MapPilot::goHome()
{
    if (!m_map)
        return;
    m_history.clear();
    m_map->fitCity();
    hold();
}

void MapPilot::fit()
{
    if (!m_map)
        return;
    m_history.clear();
    if (m_watched.empty()) {
        m_map->fitCity();
        return;
    }
    std::vector<GeoPoint> points;
    for (const SoughtThing &thing : m_watched)
        points.push_back(thing.point);
    m_map->fitPlaces(points, kFlightMs);
}

bool MapPilot::clickRow(const QString &id, double longitude, double latitude)
{
    CityMap *map = m_map;
    if (!map)
        return false;
    const GeoPoint point{longitude, latitude};
    if (!point.isValid() && !m_history.isOnTop(id))
        return false;
    ViewPlace now = map->place();
    now.locked = isHeld();
    if (const auto before = m_history.click(id, now)) {
        map->showPlace(*before, kFlightMs);
        const bool waited = isWaiting();
        if (!before->locked && m_keeper.letGo()) {
            Q_EMIT heldChanged();
            // The set changed meanwhile: the view before is of the past.
            if (waited)
                fit();
        }
        return false;
    }
    const double zoom = std::max(now.zoom, kThingZoom + std::log2(map->symbolScale()));
    map->showPlace({toWorld(point), zoom, true}, kFlightMs);
    hold();
    return true;
}

// ---- what is watched

void MapPilot::watchedAre(std::vector<SoughtThing> things)
{
    m_watched = std::move(things);
    QSet<QString> ids;
    for (const SoughtThing &thing : m_watched)
        ids.insert(thing.id);
    const bool waited = isWaiting();
    if (m_keeper.watch(ids))
        fit();
    if (waited != isWaiting())
        Q_EMIT heldChanged();
    updateSigns();
    Q_EMIT watchedChanged();
}

void MapPilot::watch(const QString &kind, const QString &id, const QString &name, double longitude, double latitude)
{
    const SoughtThing thing{kind, id, name, {longitude, latitude}, false};
    if (id.isEmpty() || !thing.point.isValid())
        return;
    std::vector<SoughtThing> things = m_watched;
    const auto there = std::ranges::find(things, id, &SoughtThing::id);
    if (there == things.end())
        things.push_back(thing);
    else
        *there = thing;
    watchedAre(std::move(things));
}

void MapPilot::unwatch(const QString &id)
{
    std::vector<SoughtThing> things = m_watched;
    if (std::erase_if(things, [&](const SoughtThing &thing) { return thing.id == id; }) > 0)
        watchedAre(std::move(things));
}

bool MapPilot::isWatched(const QString &id) const
{
    return std::ranges::find(m_watched, id, &SoughtThing::id) != m_watched.end();
}

QStringList MapPilot::watchedIds() const
{
    QStringList ids;
    for (const SoughtThing &thing : m_watched)
        ids.append(thing.id);
    return ids;
}

void MapPilot::select(const QString &kind, const QString &id, const QString &name, double longitude, double latitude)
{
    m_selected = {kind, id, name, {longitude, latitude}, true};
    updateSigns();
}

void MapPilot::updateSigns()
{
    std::vector<SoughtThing> things;
    if (!m_selected.id.isEmpty() && m_selected.point.isValid())
        things.push_back(m_selected);
    for (const SoughtThing &thing : m_watched) {
        if (thing.id != m_selected.id)
            things.push_back(thing);
    }
    m_signs.setThings(std::move(things));
}

void MapPilot::setSignFrame(double left, double top, double right, double bottom, double gap)
{
    m_signs.setFrame({left, top, right, bottom}, gap);
}

// ---- bookmarks and links

QString MapPilot::bookmarkName(int slot) const
{
    const auto &bookmark = m_bookmarks.at(slot);
    return bookmark ? bookmark->name : QString();
}

QStringList MapPilot::bookmarks() const
{
    QStringList names;
    for (int slot = 1; slot <= Bookmarks::kSlots; ++slot) {
        const auto &bookmark = m_bookmarks.at(slot);
        names.append(bookmark ? bookmark->name : QString());
    }
    return names;
}

void MapPilot::setBookmarkFile(const QString &file)
{
    if (file == m_file)
        return;
    m_file = file;
    m_bookmarks = Bookmarks(file);
    if (const Status loaded = m_bookmarks.load(); !loaded)
        Q_EMIT told(u"bookmark"_s, loaded.error().toString());
    Q_EMIT bookmarkFileChanged();
    Q_EMIT bookmarksChanged();
}

void MapPilot::saveBookmark(int slot, const QString &name, const QString &mode)
{
    ViewLink view = viewNow();
    view.mode = mode;
    const QString called = name.trimmed().isEmpty() ? QString::number(slot) : name.trimmed();
    if (const Status saved = m_bookmarks.save(slot, {called, view}); !saved)
        Q_EMIT told(u"bookmark"_s, saved.error().toString());
    Q_EMIT bookmarksChanged();
}

bool MapPilot::recallBookmark(int slot)
{
    const auto &bookmark = m_bookmarks.at(slot);
    if (!bookmark) {
        Q_EMIT told(u"empty"_s, QString::number(slot));
        return false;
    }
    ViewLink view = bookmark->view;
    view.mode.clear(); // a bookmark is a view, not a message about the mode of the day
    open(view);
    return true;
}

void MapPilot::renameBookmark(int slot, const QString &name)
{
    const auto &there = m_bookmarks.at(slot);
    if (!there || name.trimmed().isEmpty() || name.trimmed() == there->name)
        return;
    if (const Status saved = m_bookmarks.save(slot, {name.trimmed(), there->view}); !saved)
        Q_EMIT told(u"bookmark"_s, saved.error().toString());
    Q_EMIT bookmarksChanged();
}

void MapPilot::removeBookmark(int slot)
{
    if (const Status removed = m_bookmarks.remove(slot); !removed)
        Q_EMIT told(u"bookmark"_s, removed.error().toString());
    Q_EMIT bookmarksChanged();
}

ViewLink MapPilot::viewNow() const
{
    ViewLink view;
    if (!m_map)
        return view;
    const ViewPlace place = m_map->place();
    view.centre = toGeo(place.centre);
    view.zoom = place.zoom;
    if (!m_map->scene())
        return view;
    const std::vector<LayerEntry> &entries = m_map->scene()->layers()->entries();
    for (auto entry = entries.rbegin(); entry != entries.rend() && view.layers.size() < ViewLink::kMaxLayers; ++entry)
        view.layers.append({entry->id, entry->visible, entry->opacity});
    return view;
}

QString MapPilot::link(const QString &mode, const QString &kind, const QString &id, double time) const
{
    ViewLink view = viewNow();
    view.mode = mode;
    if (!id.isEmpty()) {
        view.kind = kind;
        view.id = id;
    }
    view.time = time > 0 ? static_cast<TimeMs>(time) : 0;
    return view.toString();
}

bool MapPilot::openLink(const QString &text)
{
    const Result<ViewLink> view = ViewLink::parse(text.trimmed());
    if (!view) {
        Q_EMIT told(u"link"_s, view.error().toString());
        return false;
    }
    open(*view);
    return true;
}

void MapPilot::open(const ViewLink &view)
{
    if (!m_map)
        return;
    m_history.clear();
    m_map->showPlace({toWorld(view.centre), view.zoom, true}, kFlightMs);
    hold();
    if (m_map->scene()) {
        LayerTree *layers = m_map->scene()->layers();
        for (const LayerChoice &choice : view.layers) {
            // A layer that is not here cannot be shown; the rest of the view can.
            if (!layers->entry(choice.id))
                continue;
            layers->setVisible(choice.id, choice.visible);
            layers->setOpacity(choice.id, choice.opacity);
        }
    }
    Q_EMIT viewOpened(view.mode, view.kind, view.id, static_cast<double>(view.time));
}

} // namespace guancheng
