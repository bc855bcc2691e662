// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** One line across the wall. */
Rectangle {
    id: root

    required property string text
    property string detail
    property int level: 0

    implicitHeight: Math.round(Theme.size.title * 1.7)
    color: Theme.levelTint(root.level, Theme.palette.panel)
    border.color: Theme.levelBorder(root.level, Theme.palette.panel, Theme.palette.outline)
    border.width: Theme.size.line

    Row {
        x: Theme.size.padding
        height: parent.height
        spacing: Theme.size.padding

        LevelMark {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.size.title
            height: width
            level: root.level
        }
        NumberText {
            id: words

            height: parent.height
            text: root.text
            font.pixelSize: Theme.size.title
            font.bold: true
        }
        NumberText {
            height: parent.height
            width: Math.max(0, Math.min(implicitWidth, root.width - words.width - 5 * Theme.size.padding - Theme.size.title))
            text: root.detail
            font.pixelSize: Theme.size.label
            color: Theme.palette.second
        }
    }
}
