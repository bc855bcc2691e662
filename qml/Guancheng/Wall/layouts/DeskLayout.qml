// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** 1920x1080 and smaller: one dimension a page, turning by itself and by hand; what is abnormal is always in view. */
WallLayout {
    id: root

    readonly property int side: Math.round(Math.min(root.width * 0.25, Theme.size.caption * 30))
    readonly property int middleX: root.side + 2 * root.gap
    readonly property int middleWidth: root.width - 2 * root.side - 4 * root.gap
    readonly property int rightX: root.width - root.side - root.gap
    readonly property int stripHeight: Math.round(root.height * 0.29)

    map: mapStage
    stage: Qt.rect(mapStage.x, mapStage.y, mapStage.width, root.height - mapStage.y - root.gap)

    DimensionPages {
        wall: root.wall
        x: root.gap
        y: root.gap
        width: root.side
        height: root.height - 2 * root.gap
    }
    AbnormalPanel {
        id: abnormal

        wall: root.wall
        x: root.rightX
        y: root.gap
        width: root.side
        height: Math.round((root.height - 3 * root.gap) * 0.46)
    }
    AlarmPanel {
        wall: root.wall
        x: root.rightX
        y: abnormal.y + abnormal.height + root.gap
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
