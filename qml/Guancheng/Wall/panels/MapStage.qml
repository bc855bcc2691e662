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
    function zoomBy(steps: int): void {
        map.flyTo(map.centerLongitude, map.centerLatitude, map.zoom + steps, 250);
    }
    function fitCity(): void {
        map.fitCity();
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
        onTapped: (kind, id, x, y, longitude, latitude) => {
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
            width: Math.min(implicitWidth, root.width - legend.width - 6 * Theme.size.gap)
            text: root.wall.word(root.wall.context.city.attributionsZh, root.wall.context.city.attributionsEn)
            // The licence asks that it can be read at the screen, not from the third row.
            font.pixelSize: Math.max(11, Math.round(Theme.size.caption * 0.7))
            color: Theme.palette.third
        }
    }
}
