// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/citymap.h"

#include "maps/geo/mercator.h"
#include "maps/quick/geometrynode.h"
#include "maps/quick/mapnode.h"

#include <QQuickWindow>
#include <QSGRendererInterface>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

/** The size for which the zoom of the city's data is meant. */
constexpr double kReferenceWidth = 2000;
constexpr double kReferenceHeight = 1500;
constexpr double kHitRadius = 12;
constexpr double kFitMargin = 0.18;  ///< of the shorter side, around what is fitted
constexpr double kClosestFit = 14.5; ///< zoom on a 1080-line screen

PresenterKind g_presenter = PresenterKind::Auto; // as QQuickWindow::setGraphicsApi: chosen before the first window

} // namespace

CityMap::CityMap(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    setFlag(ItemIsFocusScope, false);
    setAcceptedMouseButtons(Qt::LeftButton);
    setAcceptTouchEvents(true);
    setActiveFocusOnTab(true);
    m_view.viewport.centre = toWorld({121.47, 31.23});
    m_view.viewport.zoom = 10;
    connect(&m_compositor, &TileCompositor::updated, this, [this] {
        updateReady();
        update();
    });
    connect(&m_compositor, &TileCompositor::completed, this, &CityMap::updateReady);
    m_flight.setStartValue(0.0);
    m_flight.setEndValue(1.0);
    m_flight.setEasingCurve(QEasingCurve::InOutCubic);
    connect(&m_flight, &QVariantAnimation::stateChanged, this, &CityMap::flyingChanged);
    connect(&m_flight, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        const double t = value.toDouble();
        Viewport view = m_view.viewport;
        // The end is what was asked for to the last bit: a view before can be gone back to exactly.
        view.centre = t >= 1 ? m_flightTo.centre : m_flightFrom.centre + (m_flightTo.centre - m_flightFrom.centre) * t;
        view.zoom = t >= 1 ? m_flightTo.zoom : m_flightFrom.zoom + (m_flightTo.zoom - m_flightFrom.zoom) * t;
        show(view);
    });
}

CityMap::~CityMap() = default;

// ---- properties

void CityMap::setScene(MapScene *scene)
{
    if (m_compositor.scene() == scene)
        return;
    if (m_compositor.scene())
        m_compositor.scene()->disconnect(this);
    m_compositor.setScene(scene);
    if (scene) {
        connect(scene, &MapScene::geometryChanged, this, [this] {
            if (m_untouched)
                fitCity();
        });
        connect(scene, &MapScene::pointsReset, this, &CityMap::legendChanged);
        connect(scene, &MapScene::marksChanged, this, &CityMap::legendChanged);
        connect(scene, &MapScene::unitsChanged, this, [this](const auto &previous) {
            if (previous->size() != this->scene()->snapshot().units->size())
                Q_EMIT legendChanged();
        });
    }
    if (m_untouched)
        fitCity();
    applyView();
    Q_EMIT sceneChanged();
    Q_EMIT legendChanged();
}

double CityMap::centerLongitude() const
{
    return guancheng::toGeo(m_view.viewport.centre).longitude;
}

double CityMap::centerLatitude() const
{
    return guancheng::toGeo(m_view.viewport.centre).latitude;
}

void CityMap::setCenterLongitude(double longitude)
{
    if (!(longitude >= -180 && longitude <= 180) || qFuzzyCompare(longitude, centerLongitude()))
        return;
    m_untouched = false;
    Viewport view = m_view.viewport;
    view.centre.setX(toWorld({longitude, 0}).x());
    show(view);
}

void CityMap::setCenterLatitude(double latitude)
{
    if (!(latitude >= -kMercatorLatitude && latitude <= kMercatorLatitude) || qFuzzyCompare(latitude, centerLatitude()))
        return;
    m_untouched = false;
    Viewport view = m_view.viewport;
    view.centre.setY(toWorld({0, latitude}).y());
    show(view);
}

void CityMap::setZoom(double zoom)
{
    if (!std::isfinite(zoom))
        return;
    m_untouched = false;
    Viewport view = m_view.viewport;
    view.zoom = std::clamp(zoom, Viewport::kMinZoom, Viewport::kMaxZoom);
    show(view);
}

void CityMap::setChinese(bool chinese)
{
    if (m_view.chinese == chinese)
        return;
    m_view.chinese = chinese;
    applyView();
    Q_EMIT chineseChanged();
}

void CityMap::setSelectedId(const QString &id)
{
    if (m_view.selectedId == id)
        return;
    m_view.selectedId = id;
    applyView();
    Q_EMIT selectedIdChanged();
}

void CityMap::setSymbolScale(double scale)
{
    if (!(scale >= 0.25 && scale <= 8) || scale == m_view.look)
        return;
    m_view.look = scale;
    applyView();
    Q_EMIT symbolScaleChanged();
}

QVariantList CityMap::legend() const
{
    if (!scene())
        return {};
    const MapSnapshot &snapshot = scene()->snapshot();
    const auto entry = [](const QString &key, const QString &zh, const QString &en, qsizetype count, const QColor &colour) {
        return QVariantMap{{u"key"_s, key}, {u"nameZh"_s, zh}, {u"nameEn"_s, en}, {u"count"_s, count}, {u"colour"_s, colour}};
    };
    const auto line = [&](QLatin1StringView kind) {
        const LineStyle *style = snapshot.style->line(kind);
        return style ? style->colour : QColor();
    };
    const auto marks = std::count_if(snapshot.marks->begin(), snapshot.marks->end(),
                                     [](const MapMark &mark) { return mark.kind == "incident"_L1; });
    return {entry(u"devices"_s, u"设备密度"_s, u"Device density"_s, static_cast<qsizetype>(scene()->deviceCount()),
                  snapshot.style->deviceCalm),
            entry(u"units"_s, u"移动力量"_s, u"Mobile units"_s, static_cast<qsizetype>(snapshot.units->size()),
                  snapshot.style->unitAvailable),
            entry(u"incidents"_s, u"事件"_s, u"Cases"_s, marks, snapshot.style->level(Level::Moderate)),
            entry(u"metro"_s, u"轨道交通"_s, u"Metro"_s, -1, line("metro"_L1)),
            entry(u"roads"_s, u"快速路"_s, u"Expressways"_s, -1, line("elevated"_L1))};
}

// ---- the view

QPointF CityMap::toScreen(double longitude, double latitude) const
{
    return m_view.viewport.toScreen(toWorld({longitude, latitude}));
}

QPointF CityMap::toGeo(double x, double y) const
{
    const GeoPoint point = guancheng::toGeo(m_view.viewport.toWorld({x, y}));
    return {point.longitude, point.latitude};
}

void CityMap::fitCity()
{
    m_flight.stop();
    m_untouched = true;
    if (!scene() || !scene()->city() || width() <= 0 || height() <= 0)
        return;
    const City &city = *scene()->city();
    Viewport view = m_view.viewport;
    view.centre = toWorld(city.viewCentre());
    view.zoom = city.viewZoom() + std::log2(std::min(width() / kReferenceWidth, height() / kReferenceHeight));
    show(view);
}

void CityMap::flyTo(double longitude, double latitude, double zoom, int milliseconds)
{
    const GeoPoint target{longitude, latitude};
    if (!target.isValid() || !std::isfinite(zoom))
        return;
    Viewport view = m_view.viewport;
    view.centre = toWorld(target);
    view.zoom = std::clamp(zoom, Viewport::kMinZoom, Viewport::kMaxZoom);
    flyTo(view, milliseconds);
}

void CityMap::flyTo(const Viewport &target, int milliseconds)
{
    m_flight.stop();
    m_untouched = false;
    m_flightFrom = m_view.viewport;
    m_flightTo = target;
    if (milliseconds <= 0) {
        show(m_flightTo);
        return;
    }
    m_flight.setDuration(milliseconds);
    m_flight.start();
}

ViewPlace CityMap::place() const
{
    const Viewport &view = isFlying() ? m_flightTo : m_view.viewport;
    return {view.centre, view.zoom, !m_untouched};
}

void CityMap::showPlace(const ViewPlace &place, int milliseconds)
{
    Viewport view = m_view.viewport;
    view.centre = place.centre;
    view.zoom = std::clamp(place.zoom, Viewport::kMinZoom, Viewport::kMaxZoom);
    flyTo(view, milliseconds);
    m_untouched = !place.held;
}

void CityMap::fitPlaces(const std::vector<GeoPoint> &points, int milliseconds)
{
    QRectF box;
    bool any = false;
    for (const GeoPoint &point : points) {
        if (!point.isValid())
            continue;
        const QPointF at = toWorld(point);
        const QRectF spot(at, QSizeF(0, 0));
        box = any ? QRectF(QPointF(std::min(box.left(), at.x()), std::min(box.top(), at.y())),
                           QPointF(std::max(box.right(), at.x()), std::max(box.bottom(), at.y())))
                  : spot;
        any = true;
    }
    if (!any || width() <= 0 || height() <= 0)
        return;
    const double side = std::min(width(), height()) * kFitMargin;
    Viewport view = Viewport::fitted(box, m_view.viewport.size, {side, side, side, side});
    // How large things look, not how many pixels they have, decides how close is close enough.
    const double closest = kClosestFit + std::log2(m_view.look);
    if (view.zoom > closest) {
        view.zoom = closest;
        view.centre = box.center();
    }
    flyTo(view, milliseconds);
}

void CityMap::moveByHand(double longitude, double latitude, double zoom)
{
    const GeoPoint centre{longitude, latitude};
    if (!centre.isValid() || !std::isfinite(zoom))
        return;
    Viewport view = m_view.viewport;
    view.centre = toWorld(centre);
    view.zoom = std::clamp(zoom, Viewport::kMinZoom, Viewport::kMaxZoom);
    showByHand(view);
}

void CityMap::show(const Viewport &viewport)
{
    Viewport next = viewport;
    if (scene() && scene()->snapshot().geometry) {
        // The city cannot be dragged out of sight.
        const QRectF box = scene()->snapshot().geometry->box;
        if (!box.isEmpty()) {
            next.centre.setX(std::clamp(next.centre.x(), box.left(), box.right()));
            next.centre.setY(std::clamp(next.centre.y(), box.top(), box.bottom()));
        }
    }
    if (next == m_view.viewport || !std::isfinite(next.centre.x() + next.centre.y() + next.zoom))
        return;
    m_view.viewport = next;
    applyView();
    Q_EMIT viewChanged();
}

void CityMap::showByHand(const Viewport &viewport)
{
    m_flight.stop();
    m_untouched = false;
    show(viewport);
    Q_EMIT gestured();
}

void CityMap::applyView()
{
    m_view.pixelRatio = window() ? window()->effectiveDevicePixelRatio() : 1;
    if (!m_view.viewport.size.isEmpty())
        m_compositor.setView(m_view);
}

void CityMap::updateReady()
{
    const bool ready = m_compositor.isComplete();
    if (std::exchange(m_ready, ready) != ready)
        Q_EMIT readyChanged();
}

void CityMap::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickItem::geometryChange(newGeometry, oldGeometry);
    if (newGeometry.size() == oldGeometry.size())
        return;
    m_view.viewport.size = newGeometry.size();
    if (m_untouched)
        fitCity();
    applyView();
    Q_EMIT viewChanged();
}

void CityMap::itemChange(ItemChange change, const ItemChangeData &value)
{
    QQuickItem::itemChange(change, value);
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange)
        applyView();
}

bool CityMap::drawsGeometry() const
{
    const bool software = window()->rendererInterface()->graphicsApi() == QSGRendererInterface::Software;
    return !software && g_presenter != PresenterKind::Tiles;
}

void CityMap::setPresenter(PresenterKind kind)
{
    g_presenter = kind;
}

QSGNode *CityMap::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    if (width() <= 0 || height() <= 0) {
        delete node;
        return nullptr;
    }
    const bool geometry = drawsGeometry();
    m_compositor.setSplit(geometry);
    auto *map = static_cast<MapPresenter *>(node);
    if (!map && geometry)
        map = new GeometryNode(window());
    else if (!map)
        map = new MapNode(window());
    if (m_compositor.applyPatches())
        update(); // allowed here, and costs no event
    m_compositor.collect(m_standIns, m_tiles);
    MapPicture picture;
    picture.bounds = boundingRect();
    picture.ground = scene() ? scene()->snapshot().style->sea : QColor(Qt::black);
    picture.view = &m_view;
    picture.standIns = &m_standIns;
    picture.tiles = &m_tiles;
    picture.plan = m_compositor.plan();
    picture.content = &m_compositor.content();
    picture.pointsVersion = m_compositor.pointsVersion();
    map->present(picture);
    // The pictures belong to the nodes now: a copy held here would keep their memory from the arena.
    m_standIns.clear();
    m_tiles.clear();
    m_compositor.countFrame();
    return map;
}

// ---- gestures

void CityMap::mousePressEvent(QMouseEvent *event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    m_doubleClicked = false;
    m_gestures.press(event->position());
}

void CityMap::mouseMoveEvent(QMouseEvent *event)
{
    if (const auto view = m_gestures.drag(m_view.viewport, event->position()))
        showByHand(*view);
}

void CityMap::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_gestures.release() && !std::exchange(m_doubleClicked, false))
        tapAt(event->position());
}

void CityMap::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_doubleClicked = true;
    showByHand(m_view.viewport.zoomedAt(event->position(), zoom() + 1));
}

void CityMap::wheelEvent(QWheelEvent *event)
{
    const double angle = event->angleDelta().y();
    if (angle != 0)
        showByHand(MapGestures::wheel(m_view.viewport, event->position(), angle));
    event->accept();
}

void CityMap::touchEvent(QTouchEvent *event)
{
    const QList<QEventPoint> points = event->points();
    event->accept();
    if (event->type() == QEvent::TouchBegin && !points.isEmpty()) {
        forceActiveFocus(Qt::MouseFocusReason);
        m_gestures.press(points.first().position());
    } else if (event->type() == QEvent::TouchEnd && !points.isEmpty()) {
        if (m_gestures.release())
            tapAt(points.first().position());
    } else if (event->type() == QEvent::TouchUpdate) {
        if (const auto view = m_gestures.touch(m_view.viewport, points))
            showByHand(*view);
    } else {
        m_gestures.release();
    }
}

void CityMap::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Home) {
        fitCity();
        Q_EMIT gestured();
        return;
    }
    if (const auto view = MapGestures::key(m_view.viewport, event->key()))
        showByHand(*view);
    else
        event->ignore();
}

void CityMap::tapAt(QPointF at)
{
    if (!scene())
        return;
    const QPointF world = m_view.viewport.toWorld(at);
    const MapHit hit = scene()->hit(world, kHitRadius * m_view.look / m_view.viewport.scale());
    const GeoPoint place = hit.kind.isEmpty() ? guancheng::toGeo(world) : hit.point;
    Q_EMIT tapped(hit.kind, hit.id, at.x(), at.y(), place.longitude, place.latitude);
}

} // namespace guancheng
