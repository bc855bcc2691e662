// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Maps
import Guancheng.Theme

/** The stage: the map, the city's figures above it, the legend below, whose data it is in the corner. */
PanelFrame {
    id: root

    required property WallState wall
    readonly property bool ready: root.wall.context.mapScene !== null
    /** Grows whenever the map shows another part of the world. */
    property int view: 0

    /** The map gave way to a card; ends with the card, or when a person moves the map. */
    property bool revealing: false
    readonly property MapPilot pilot: mapPilot
    readonly property CityMap city: map
    readonly property bool flying: map.flying

    /** Height of what lies above the map and must not be covered. */
    readonly property int headHeight: figures.height + 2 * Theme.size.gap
    /** The map has come to rest after a flight. */
    signal arrived

    /** A place in pixels of this item. */
    function toScreen(longitude: real, latitude: real): point {
        const at = map.toScreen(longitude, latitude);
        return Qt.point(map.x + at.x, map.y + at.y);
    }
    /** Places of the other bright marks, in pixels of this item. */
    function marks(): list<point> {
        return CardPlacer.marks(map, root.wall.context.selection.id);
    }
    /** What a card should leave free apart from the marks, in pixels of this item. */
    function signs(): list<point> {
        const y = legend.y + legend.height / 2;
        return legend.visible ? [Qt.point(legend.x, y), Qt.point(legend.x + legend.width / 2, y), Qt.point(legend.x + legend.width, y)] : [];
    }
    /** Brings a place to a point of this item; not in a view that a person holds, but for the excursion to a row. */
    function reveal(longitude: real, latitude: real, to: point): void {
        if (mapPilot.held && !mapPilot.goesBack(root.wall.context.selection.id))
            return;
        const from = root.toScreen(longitude, latitude);
        const centre = map.toGeo(map.width / 2 + from.x - to.x, map.height / 2 + from.y - to.y);
        root.revealing = !mapPilot.held;
        map.flyTo(centre.x, centre.y, map.zoom, 300);
    }
    /** Undoes reveal(), unless a person has moved the map since. */
    function restore(): void {
        if (root.revealing && !mapPilot.held)
            mapPilot.letGo();
        root.revealing = false;
    }
    function zoomBy(steps: int): void {
        root.revealing = false;
        map.flyTo(map.centerLongitude, map.centerLatitude, map.zoom + steps, 250);
        mapPilot.hold();
    }
    function fitCity(): void {
        root.revealing = false;
        mapPilot.goHome();
    }

    function search(): void {
        asking.search();
    }
    /** Closes a question of the map; true when there was one. */
    function closeAsking(): bool {
        return asking.closeTop();
    }

    CityMap {
        id: map

        anchors.fill: parent
        anchors.margins: 1
        scene: root.wall.context.mapScene
        chinese: Theme.chinese
        symbolScale: Theme.size.caption / 11
        selectedId: root.wall.context.selection.id
        onViewChanged: root.view += 1
        onGestured: root.revealing = false
        onFlyingChanged: if (!map.flying) {
            root.arrived();
        }
        onTapped: (kind, id, x, y, longitude, latitude) => {
            if (kind === "") {
                root.wall.closeTop();
            } else {
                const at = map.mapToItem(null, x, y);
                root.wall.open(kind, id, at.x, at.y);
            }
        }
    }
    MapPilot {
        id: mapPilot

        map: map
    }
    MapCamera {
        id: camera

        anchors.fill: map
        city: map
        drawing: ruler.active
        onPlaced: coordinate => ruler.add(coordinate)

        SelectionRing {
            wall: root.wall
        }
        MapRuler {
            id: ruler

            camera: camera
            wall: root.wall
        }
    }
    MapChrome {
        anchors.fill: map
        wall: root.wall
        pilot: mapPilot
        ruler: ruler
        headHeight: root.headHeight
        footHeight: legend.visible ? legend.height + 2 * Theme.size.gap : Theme.size.gap
    }
    FigureStrip {
        id: figures

        x: Theme.size.gap
        y: Theme.size.gap
        wall: root.wall
        maximumWidth: root.width - 2 * Theme.size.gap
    }
    MapLegend {
        id: legend

        x: Theme.size.gap
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.size.gap
        map: map
        unobserved: root.wall.context.sources.unobservedDevices
    }
    Rectangle {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: 1
        width: attribution.width + 2 * Theme.size.gap
        height: Math.round(attribution.implicitHeight * 1.3)
        color: Theme.palette.background

        WallText {
            id: attribution

            x: Theme.size.gap
            height: parent.height
            width: Math.max(0, Math.min(implicitWidth, root.width - legend.width - 6 * Theme.size.gap))
            text: root.wall.word(root.wall.context.city.attributionsZh, root.wall.context.city.attributionsEn)
            // The licence asks that it can be read at the screen, not from the third row.
            font.pixelSize: Math.max(11, Math.round(Theme.size.caption * 0.7))
            color: Theme.palette.third
        }
    }
    MapAsking {
        id: asking

        anchors.fill: map
        wall: root.wall
        map: map
        onFlown: {
            mapPilot.hold();
            root.revealing = false;
        }
    }
}
