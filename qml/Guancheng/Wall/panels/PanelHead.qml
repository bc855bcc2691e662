// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** Name of a panel at the left, a few words at the right. */
Item {
    id: root

    required property string text
    property string note
    property string sideNote
    property bool loud: false

    implicitHeight: Math.round(Theme.size.title * 1.9)

    WallText {
        id: title

        x: Theme.size.padding
        height: parent.height
        text: root.text
        font.pixelSize: Theme.size.title
        font.bold: true
    }
    NumberText {
        anchors.left: title.right
        anchors.leftMargin: Theme.size.padding
        anchors.right: side.left
        anchors.rightMargin: Theme.size.gap
        height: parent.height
        text: root.note
        font.pixelSize: Theme.size.caption
        color: Theme.palette.second
    }
    NumberText {
        id: side

        anchors.right: parent.right
        anchors.rightMargin: Theme.size.padding
        height: parent.height
        text: root.sideNote
        font.pixelSize: Theme.size.caption
        color: root.loud ? Theme.palette.text : Theme.palette.second
        font.bold: root.loud
    }
}
