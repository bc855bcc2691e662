// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The stage: the map, the city's figures above it, the legend below, whose data it is in the corner. */
PanelFrame {
    id: root

    required property WallState wall
    readonly property bool ready: false
    /** Grows whenever the map shows another part of the world. */
    property int view: 0

    clip: true

    /** A place in pixels of this item. */
    function toScreen(longitude: real, latitude: real): point {
        return Qt.point((longitude - 120.85) / 1.2 * root.width, (31.9 - latitude) / 1.2 * root.height);
    }
    /** Places of the other bright marks, in pixels of this item. */
    function marks(): list<point> {
        return [];
    }
    function zoomBy(steps: int): void {
        root.view += steps;
    }
    function fitCity(): void {
        root.view += 1;
    }

    FigureStrip {
        x: Theme.size.gap
        y: Theme.size.gap
        wall: root.wall
    }
    MapLegend {
        x: Theme.size.gap
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.size.gap
    }
    WallText {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.size.gap
        text: root.wall.word(root.wall.context.city.attributionsZh, root.wall.context.city.attributionsEn)
        font.pixelSize: Math.max(11, Math.round(Theme.size.caption * 0.75))
        color: Theme.palette.third
    }
}
