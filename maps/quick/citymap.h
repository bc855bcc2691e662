// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/mapgestures.h"
#include "maps/quick/mappresenter.h"
#include "maps/quick/tilecompositor.h"
#include "maps/scene/mapscene.h"
#include "maps/view/viewhistory.h"

#include <QQuickItem>
#include <QVariantAnimation>
#include <QVariantList>

namespace guancheng {

/**
 * The map as an item of Qt Quick. The picture that is there moves at once, the sharp one follows; nothing here waits.
 * Works in the software renderer and on the RHI; stays within its bounds without a clip.
 *
 * Drag, wheel, double click, one and two fingers, arrows, plus and minus move it; each of them says gestured(), so that
 * whoever moves the map by itself can step back.
 */
class CityMap : public QQuickItem
{
    Q_OBJECT
    Q_PROPERTY(guancheng::MapScene *scene READ scene WRITE setScene NOTIFY sceneChanged FINAL)
    /** Degrees, WGS-84. */
    Q_PROPERTY(double centerLongitude READ centerLongitude WRITE setCenterLongitude NOTIFY viewChanged FINAL)
    Q_PROPERTY(double centerLatitude READ centerLatitude WRITE setCenterLatitude NOTIFY viewChanged FINAL)
    /** The world is 256 * 2^zoom logical pixels wide. */
    Q_PROPERTY(double zoom READ zoom WRITE setZoom NOTIFY viewChanged FINAL)
    Q_PROPERTY(double metresPerPixel READ metresPerPixel NOTIFY viewChanged FINAL)
    Q_PROPERTY(bool chinese READ chinese WRITE setChinese NOTIFY chineseChanged FINAL)
    /** Of the case or alarm that is drawn as the selected one; empty for none. */
    Q_PROPERTY(QString selectedId READ selectedId WRITE setSelectedId NOTIFY selectedIdChanged FINAL)
    /** How large symbols and letters are: 1 as on a 1080-line screen, 2 on a wall of 2160 lines. */
    Q_PROPERTY(double symbolScale READ symbolScale WRITE setSymbolScale NOTIFY symbolScaleChanged FINAL)
    /** All that is in view is sharp and up to date. */
    Q_PROPERTY(bool ready READ isReady NOTIFY readyChanged FINAL)
    /** On the way to another view. */
    Q_PROPERTY(bool flying READ isFlying NOTIFY flyingChanged FINAL)
    /** Entries {key, nameZh, nameEn, count (-1: none), colour}. */
    Q_PROPERTY(QVariantList legend READ legend NOTIFY legendChanged FINAL)

public:
    explicit CityMap(QQuickItem *parent = nullptr);
    ~CityMap() override;

    MapScene *scene() const { return m_compositor.scene(); }
    void setScene(MapScene *scene);
    double centerLongitude() const;
    void setCenterLongitude(double longitude);
    double centerLatitude() const;
    void setCenterLatitude(double latitude);
    double zoom() const { return m_view.viewport.zoom; }
    void setZoom(double zoom);
    double metresPerPixel() const { return m_view.viewport.metresPerPixel(); }
    bool chinese() const { return m_view.chinese; }
    void setChinese(bool chinese);
    QString selectedId() const { return m_view.selectedId; }
    void setSelectedId(const QString &id);
    double symbolScale() const { return m_view.look; }
    void setSymbolScale(double scale);
    bool isReady() const { return m_ready; }
    bool isFlying() const { return m_flight.state() == QAbstractAnimation::Running; }
    QVariantList legend() const;

    /** Where a place is on the item; outside of it for places out of view. */
    Q_INVOKABLE QPointF toScreen(double longitude, double latitude) const;
    /** x = longitude, y = latitude of a point of the item. */
    Q_INVOKABLE QPointF toGeo(double x, double y) const;
    /** Shows the city as its data say; also what an untouched map does when its size changes. */
    Q_INVOKABLE void fitCity();
    /** Goes there in \c milliseconds; 0: at once. */
    Q_INVOKABLE void flyTo(double longitude, double latitude, double zoom, int milliseconds = 450);

    /** What a hand on something in front of the map wants: as a gesture on the map itself. */
    Q_INVOKABLE void moveByHand(double longitude, double latitude, double zoom);
    /** As a tap or click at this point of the item. */
    Q_INVOKABLE void tap(double x, double y) { tapAt({x, y}); }

    /** What is shown, whatever the size; held when the view was chosen by anybody. */
    ViewPlace place() const;
    /** Goes exactly there in \c milliseconds; a place that is not held is the untouched view of the whole city. */
    void showPlace(const ViewPlace &place, int milliseconds = 450);
    /** Shows all \c points with some room around them, none closer than a few streets; nothing for none. */
    void fitPlaces(const std::vector<GeoPoint> &points, int milliseconds = 450);

    const Viewport &viewport() const { return m_view.viewport; }
    MapCounters counters() const { return m_compositor.counters(); }
    /** For all maps, before the first window. Auto: geometry where Qt Quick draws with a GPU, else tiles. */
    static void setPresenter(PresenterKind kind);

Q_SIGNALS:
    void sceneChanged();
    void viewChanged();
    void chineseChanged();
    void selectedIdChanged();
    void symbolScaleChanged();
    void readyChanged();
    void flyingChanged();
    void legendChanged();
    /** A person moved the map. */
    void gestured();
    /** Tapped or clicked, at x, y of the item: the nearest of case > alarm > unit > device, or kind '' and the place. */
    void tapped(const QString &kind, const QString &id, double x, double y, double longitude, double latitude);

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void itemChange(ItemChange change, const ItemChangeData &value) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void touchEvent(QTouchEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void show(const Viewport &viewport);
    void showByHand(const Viewport &viewport);
    void applyView();
    void updateReady();
    void tapAt(QPointF at);
    bool drawsGeometry() const;
    void flyTo(const Viewport &target, int milliseconds);

    TileCompositor m_compositor;
    MapView m_view;
    MapGestures m_gestures;
    QVariantAnimation m_flight;
    Viewport m_flightFrom;
    Viewport m_flightTo;
    bool m_untouched = true; ///< nobody chose a view yet: the whole city is shown
    bool m_ready = false;
    bool m_doubleClicked = false;
    std::vector<DrawnTile> m_standIns; ///< scratch of updatePaintNode
    std::vector<DrawnTile> m_tiles;
};

} // namespace guancheng
