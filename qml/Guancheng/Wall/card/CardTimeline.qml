// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** What happened to the case or the alarm, the newest at the end and in view. */
ListView {
    id: root

    required property WallState wall
    property int lines: 6
    readonly property int lineHeight: Math.round(Theme.size.caption * 1.6)

    /** Of an alarm who did it stands beside why. */
    readonly property bool named: root.wall.context.selection.kind === "alarm"

    height: root.lineHeight * Math.max(1, Math.min(root.lines, root.count))
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    model: root.wall.context.selection.timeline
    onCountChanged: root.positionViewAtEnd()
    onHeightChanged: root.positionViewAtEnd()

    delegate: Row {
        id: entry

        required property int index
        required property double at
        required property string verbZh
        required property string verbEn
        required property string actor
        required property string text

        width: root.width
        height: root.lineHeight
        spacing: Theme.size.gap

        NumberText {
            id: time

            height: parent.height
            text: Format.clock(entry.at, root.wall.zone)
            font.pixelSize: Theme.size.caption
            color: Theme.palette.second
        }
        WallText {
            width: parent.width - time.width - parent.spacing
            height: parent.height
            text: Words.join([root.wall.word(entry.verbZh, entry.verbEn), entry.text !== "" && root.named && entry.actor !== "" ? entry.actor + " " + entry.text : entry.text !== "" ? entry.text : entry.actor === "auto" ? qsTr("自动") : entry.actor])
            font.pixelSize: Theme.size.caption
            color: entry.index === root.count - 1 ? Theme.palette.text : Theme.palette.second
        }
    }
}
