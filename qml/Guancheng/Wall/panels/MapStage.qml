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

    property bool revealing: false
    property bool byHand: false

    /** Height of what lies above the map and must not be covered. */
    readonly property int headHeight: figures.height + 2 * Theme.size.gap

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
    /** Brings a place to a point of this item. */
    function reveal(longitude: real, latitude: real, to: point): void {
        const from = root.toScreen(longitude, latitude);
        const centre = map.toGeo(map.width / 2 + from.x - to.x, map.height / 2 + from.y - to.y);
        root.revealing = !root.byHand;
        map.flyTo(centre.x, centre.y, map.zoom, 300);
    }
    /** Undoes reveal(), unless a person has moved the map since. */
    function restore(): void {
        if (root.revealing)
            map.fitCity();
        root.revealing = false;
    }
    function zoomBy(steps: int): void {
        root.byHand = true;
        root.revealing = false;
        map.flyTo(map.centerLongitude, map.centerLatitude, map.zoom + steps, 250);
    }
    function fitCity(): void {
        root.byHand = false;
        map.fitCity();
    }

    function search(): void {
        asking.search();
    }
    function measure(): void {
        asking.measure();
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
        onGestured: {
            root.byHand = true;
            root.revealing = false;
        }
        onTapped: (kind, id, x, y, longitude, latitude) => {
            if (asking.measuring)
                return;
            if (kind === "") {
                root.wall.closeTop();
            } else {
                const at = map.mapToItem(null, x, y);
                root.wall.open(kind, id, at.x, at.y);
            }
        }
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
        view: root.view
        onFlown: {
            root.byHand = true;
            root.revealing = false;
        }
    }
}
