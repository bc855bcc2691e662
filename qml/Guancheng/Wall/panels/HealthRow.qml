// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** One line of the table of feeds. */
Item {
    id: root

    required property string name
    property string stateText
    property string age
    property string receivedText
    property string rejectedText
    property string lateText
    property string duplicateText
    property string messageText
    property int level: 0
    property bool header: false
    readonly property real unit: root.width / 100

    component Cell: NumberText {
        height: root.height
        font.pixelSize: root.header ? Theme.size.caption : Theme.size.body
        color: root.header ? Theme.palette.third : root.level > 0 ? Theme.palette.text : Theme.palette.second
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.palette.hairline
    }
    LevelMark {
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.header
        width: Math.round(Theme.size.body * 1.15)
        height: width
        level: root.level
    }
    Cell {
        x: Theme.size.body * 1.6
        width: 22 * root.unit - x
        text: root.name
    }
    Cell {
        x: 23 * root.unit
        width: 9 * root.unit
        text: root.stateText
        font.bold: root.level > 0
    }
    Cell {
        x: 32 * root.unit
        width: 7 * root.unit
        horizontalAlignment: Text.AlignRight
        text: root.age
    }
    Cell {
        x: 40 * root.unit
        width: 9 * root.unit
        horizontalAlignment: Text.AlignRight
        text: root.receivedText
    }
    Cell {
        x: 49 * root.unit
        width: 7 * root.unit
        horizontalAlignment: Text.AlignRight
        text: root.rejectedText
    }
    Cell {
        x: 56 * root.unit
        width: 7 * root.unit
        horizontalAlignment: Text.AlignRight
        text: root.lateText
    }
    Cell {
        x: 63 * root.unit
        width: 7 * root.unit
        horizontalAlignment: Text.AlignRight
        text: root.duplicateText
    }
    Cell {
        x: 72 * root.unit
        width: 28 * root.unit
        text: root.messageText
    }
}
