// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The indicators at a level, of all dimensions, the worst first: always in view where pages turn. */
PanelFrame {
    id: root

    required property WallState wall
    readonly property int count: root.wall.context.abnormal.count
    readonly property int unsound: root.wall.context.dimensions.unsoundCount
    readonly property int rows: Math.max(3, Math.floor(grid.height / (Theme.size.caption * 5.8)))

    PanelHead {
        id: head

        width: parent.width
        text: qsTr("异常指标")
        note: root.count > grid.limit ? qsTr("%1 项，显示最重 %2 项").arg(root.count).arg(grid.limit) : qsTr("%1 项").arg(root.count)
        sideNote: root.unsound > 0 ? qsTr("%1 项数据不可靠").arg(root.unsound) : ""
    }
    WallText {
        anchors.centerIn: grid
        visible: root.count === 0
        // What is not known is not normal.
        text: {
            if (root.wall.linkLost)
                return qsTr("链路中断，现状不明");
            return root.unsound > 0 ? qsTr("其余指标正常") : qsTr("全部指标正常");
        }
        font.pixelSize: Theme.size.label
        color: Theme.palette.third
    }
    IndicatorGrid {
        id: grid

        anchors.fill: parent
        anchors.topMargin: head.height
        anchors.leftMargin: Theme.size.gap
        anchors.rightMargin: Theme.size.gap
        anchors.bottomMargin: Theme.size.gap
        model: root.wall.context.abnormal
        columns: 3
        minimumRows: Math.min(root.rows, Math.max(3, Math.ceil(root.count / 3)))
        limit: 3 * root.rows
        spacing: Math.round(Theme.size.gap * 0.8)
        nameSize: Theme.size.caption
        valueSize: Theme.size.title
        family: Theme.family
        chinese: Theme.chinese
        frozen: root.wall.linkLost
        onTileTapped: (indicatorId, place) => {
            const at = grid.mapToItem(null, place.x + place.width / 2, place.y + place.height / 2);
            root.wall.open("indicator", indicatorId, at.x, at.y);
        }
    }
}
