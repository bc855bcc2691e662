// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The alarms and their budget (EEMUA 191: one in ten minutes can be handled, more than ten are a flood, and fold). */
PanelFrame {
    id: root

    required property WallState wall
    readonly property AlarmListModel alarms: root.wall.context.alarms
    readonly property WallCursor cursor: root.wall.cursor
    readonly property int rowHeight: {
        const least = Math.round(Theme.size.label * 1.25 + Theme.size.caption * 1.35 + Theme.size.gap * 1.2);
        const rows = Math.max(1, Math.min(Math.floor(list.height / least), list.count));
        return Math.min(Math.floor(list.height / rows), Math.round(least * 1.75));
    }

    PanelHead {
        id: head

        width: parent.width
        text: qsTr("报警")
        note: qsTr("未确认 %1 · 活动 %2 · 搁置 %3").arg(root.alarms.unacknowledgedCount).arg(root.alarms.activeCount).arg(root.alarms.shelvedCount)
        loud: root.wall.context.alarmLoad.flood
        sideNote: root.wall.context.alarmLoad.flood ? qsTr("报警洪水") : root.alarms.lastTenMinutes > 1 ? qsTr("超预算") : qsTr("预算内")
    }
    AlarmBudget {
        id: budget

        anchors.top: head.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.size.padding
        anchors.rightMargin: Theme.size.padding
        wall: root.wall
    }
    AlarmFoldBar {
        id: fold

        anchors.top: budget.bottom
        anchors.topMargin: Math.round(Theme.size.gap * 0.5)
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.size.gap
        anchors.rightMargin: Theme.size.gap
        height: visible ? implicitHeight : 0
        visible: root.alarms.folding
        wall: root.wall
        rows: list.count
    }
    WallText {
        anchors.centerIn: list
        visible: list.count === 0
        text: root.wall.linkLost ? qsTr("链路中断，现状不明") : qsTr("没有活动报警")
        font.pixelSize: Theme.size.label
        color: Theme.palette.third
    }
    ListView {
        id: list

        anchors.top: fold.bottom
        anchors.topMargin: Math.round(Theme.size.gap * 0.5)
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.size.gap
        anchors.rightMargin: Theme.size.gap
        anchors.bottomMargin: Theme.size.gap
        clip: true
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        model: root.alarms
        currentIndex: root.cursor.zone === 0 ? root.cursor.row : -1
        highlightMoveDuration: 0

        delegate: AlarmRow {
            wall: root.wall
            width: list.width
            height: root.rowHeight
            current: root.cursor.zone === 0 && root.cursor.row === index
        }
    }
}
