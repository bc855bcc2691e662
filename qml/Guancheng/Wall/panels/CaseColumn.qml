// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The cases of one stage, those whose limit comes first. Few rows grow to fill the column, up to a limit. */
PanelFrame {
    id: root

    required property WallState wall
    required property int index
    required property string nameZh
    required property string nameEn
    required property int total
    required property StageListModel cases
    readonly property WallCursor cursor: root.wall.cursor
    readonly property int least: Math.round(Theme.size.body * 1.3 + Theme.size.caption * 1.9 + Theme.size.gap * 1.4)
    readonly property int rowHeight: {
        const room = Math.max(1, Math.floor(list.height / root.least));
        const rows = Math.max(1, Math.min(room, root.cases.count));
        return Math.min(Math.floor(list.height / rows), Math.round(root.least * 1.7));
    }

    WallText {
        id: title

        x: Theme.size.padding
        width: parent.width - amount.width - 3 * Theme.size.padding
        height: Math.round(Theme.size.title * 1.7)
        text: root.wall.word(root.nameZh, root.nameEn)
        font.pixelSize: Theme.size.title
        font.bold: true
    }
    NumberText {
        id: amount

        anchors.right: parent.right
        anchors.rightMargin: Theme.size.padding
        height: title.height
        text: Format.number(root.total, 0, "", Theme.chinese)
        font.pixelSize: Theme.size.title
        color: Theme.palette.second
    }
    WallText {
        anchors.centerIn: list
        visible: root.cases.count === 0
        text: qsTr("本环节无案件")
        font.pixelSize: Theme.size.body
        color: Theme.palette.third
    }
    ListView {
        id: list

        anchors.fill: parent
        anchors.topMargin: title.height
        anchors.leftMargin: Theme.size.gap
        anchors.rightMargin: Theme.size.gap
        anchors.bottomMargin: Math.round(Theme.size.gap * 0.5)
        clip: true
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        model: root.cases
        currentIndex: root.cursor.zone === root.index + 1 ? root.cursor.row : -1
        highlightMoveDuration: 0

        delegate: CaseRow {
            wall: root.wall
            width: list.width
            height: root.rowHeight
            current: root.cursor.zone === root.index + 1 && root.cursor.row === index
        }
    }
}
