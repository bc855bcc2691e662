// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** Says that the list is folded and how much lies in it; one tap shows all and folds again. */
Rectangle {
    id: root

    required property WallState wall
    required property int rows
    readonly property AlarmListModel alarms: root.wall.context.alarms

    implicitHeight: Math.round(Theme.size.caption * 1.8)
    radius: Theme.size.radius
    color: Theme.palette.raised
    Accessible.role: Accessible.Button
    Accessible.name: says.text + " " + verb.text
    Accessible.onPressAction: root.alarms.showAll = !root.alarms.showAll

    NumberText {
        id: says

        x: Theme.size.padding
        width: parent.width - verb.width - 3 * Theme.size.padding
        height: parent.height
        text: root.alarms.showAll ? qsTr("全部 %1 条").arg(root.alarms.count) : qsTr("%1 条折叠为 %2 行").arg(root.alarms.count).arg(root.rows)
        font.pixelSize: Theme.size.caption
    }
    NumberText {
        id: verb

        anchors.right: parent.right
        anchors.rightMargin: Theme.size.padding
        height: parent.height
        text: (root.alarms.showAll ? qsTr("折叠") : qsTr("展开全部")) + "  F"
        font.pixelSize: Theme.size.caption
        font.bold: true
    }
    TapHandler {
        onTapped: root.alarms.showAll = !root.alarms.showAll
    }
}
