// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** 7680x2160: the map has the middle half, each dimension its own column, the alarms the sixth. */
WallLayout {
    id: root

    readonly property int middleX: Math.round(root.width * 0.25)
    readonly property int middleWidth: Math.round(root.width * 0.5)
    readonly property int column: Math.floor((root.middleX - 4 * root.gap) / 3)
    readonly property int rightX: root.middleX + root.middleWidth + root.gap
    readonly property int stripHeight: Math.round(root.height * 0.3)

    map: mapStage
    stage: Qt.rect(mapStage.x, mapStage.y + mapStage.headHeight, mapStage.width, mapStage.height - mapStage.headHeight)

    Repeater {
        model: root.wall.context.dimensions

        DimensionPanel {
            id: panel

            required property int index

            wall: root.wall
            columns: 2
            minimumRows: 9
            valueSize: Math.round(Theme.size.value * 1.3)
            x: (panel.index < 3 ? root.gap : root.rightX) + (panel.index % 3) * (root.column + root.gap)
            y: root.gap
            width: root.column
            height: root.height - 2 * root.gap
        }
    }
    AlarmPanel {
        id: alarms

        wall: root.wall
        x: root.rightX + 2 * (root.column + root.gap)
        y: root.gap
        width: root.width - x - root.gap
        height: Math.round(root.height * 0.6)
    }
    SourcePanel {
        wall: root.wall
        x: root.rightX + 2 * (root.column + root.gap)
        y: alarms.y + alarms.height + root.gap
        width: root.width - x - root.gap
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
