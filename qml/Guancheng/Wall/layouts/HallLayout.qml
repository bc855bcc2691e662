// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** 3840x2160: three dimensions at the left, two and the alarms at the right, the map and the loop between. */
WallLayout {
    id: root

    readonly property int side: Math.round(Math.min(root.width * 0.29, Theme.size.caption * 51))
    readonly property int third: Math.floor((root.height - 4 * root.gap) / 3)
    readonly property int middleX: root.side + 2 * root.gap
    readonly property int middleWidth: root.width - 2 * root.side - 4 * root.gap
    readonly property int stripHeight: Math.round(root.height * 0.265)

    map: mapStage
    stage: Qt.rect(mapStage.x, mapStage.y + mapStage.headHeight, mapStage.width, mapStage.height - mapStage.headHeight)

    Repeater {
        model: root.wall.context.dimensions

        DimensionPanel {
            id: panel

            required property int index

            wall: root.wall
            x: panel.index < 3 ? root.gap : root.width - root.side - root.gap
            y: root.gap + (panel.index % 3) * (root.third + root.gap)
            width: root.side
            height: root.third
        }
    }
    AlarmPanel {
        wall: root.wall
        x: root.width - root.side - root.gap
        y: root.gap + 2 * (root.third + root.gap)
        width: root.side
        height: root.height - y - root.gap
    }
    AlarmBanner {
        id: banner

        wall: root.wall
        x: root.middleX
        y: root.gap
        width: root.middleWidth
    }
    MapStage {
        id: mapStage

        wall: root.wall
        x: root.middleX
        y: banner.y + (banner.visible ? banner.height + root.gap : 0)
        width: root.middleWidth
        height: strip.y - y - root.gap
    }
    CaseStrip {
        id: strip

        wall: root.wall
        x: root.middleX
        y: root.height - root.stripHeight - root.gap
        width: root.middleWidth
        height: root.stripHeight
    }
}
