// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** What, and how the clock of its stage stands. */
Item {
    id: root

    required property WallState wall
    readonly property cardDetails details: root.wall.context.selection.details
    readonly property double secondsLeft: root.details.stageDueAt > 0 ? (root.details.stageDueAt - root.wall.context.cityTime) / 1000 : NaN
    readonly property bool isCase: root.wall.context.selection.kind === "incident"

    implicitHeight: Math.max(title.height, Theme.size.title * 1.5)

    LevelMark {
        id: mark

        width: root.details.level > 0 ? Math.round(Theme.size.title * 1.3) : 0
        height: width
        y: Math.round(Theme.size.title * 0.05)
        level: root.details.level
    }
    WallText {
        id: title

        anchors.left: mark.right
        anchors.leftMargin: mark.width > 0 ? Theme.size.padding : 0
        anchors.right: clock.left
        anchors.rightMargin: Theme.size.gap
        text: root.wall.word(root.details.titleZh, root.details.titleEn)
        font.pixelSize: Theme.size.title
        font.bold: true
        wrapMode: Text.Wrap
        maximumLineCount: 2
    }
    NumberText {
        id: clock

        anchors.right: close.left
        anchors.rightMargin: Theme.size.gap
        height: Math.round(Theme.size.title * 1.4)
        text: {
            if (!root.isCase)
                return Words.state(root.details.state);
            const stage = Words.stage(root.details.stage);
            return isNaN(root.secondsLeft) ? stage : stage + " " + Format.countdown(root.secondsLeft);
        }
        font.pixelSize: Theme.size.label
        font.bold: root.secondsLeft < 0
        color: root.details.level > 0 && root.isCase ? Theme.levelColor(root.details.level) : Theme.palette.second
    }
    Item {
        id: close

        anchors.right: parent.right
        width: Math.round(Theme.size.title * 1.4)
        height: width
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("关闭")

        WallText {
            anchors.centerIn: parent
            text: "✕"
            font.pixelSize: Theme.size.label
            color: Theme.palette.second
        }
        TapHandler {
            // Takes the press: what lies below the card must not have it.
            gesturePolicy: TapHandler.ReleaseWithinBounds
            onTapped: root.wall.context.selection.close()
        }
    }
}
