// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** A word in a frame, with the mark of a level when it has one; can be pressed. */
Rectangle {
    id: root

    required property string text
    property int level: 0
    property bool loud: false
    property int maximumTextWidth: 100000
    signal tapped

    implicitHeight: Math.round(Theme.size.label * 2.1)
    implicitWidth: row.implicitWidth + 2 * Theme.size.padding
    radius: Theme.size.radius
    color: root.level > 0 ? Theme.levelTint(root.level, Theme.palette.tile) : Theme.palette.tile
    border.width: Theme.size.line
    border.color: Theme.levelBorder(root.level, Theme.palette.tile, root.loud ? Theme.palette.second : Theme.palette.hairline)
    Accessible.role: Accessible.Button
    Accessible.name: root.text

    Row {
        id: row

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.size.padding
        spacing: Theme.size.gap

        LevelMark {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.level > 0
            width: Math.round(Theme.size.label * 1.3)
            height: width
            level: root.level
        }
        NumberText {
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            width: Math.min(implicitWidth, root.maximumTextWidth)
            font.pixelSize: Theme.size.label
            color: root.level > 0 || root.loud ? Theme.palette.text : Theme.palette.second
        }
    }
    TapHandler {
        onTapped: root.tapped()
    }
}
