// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** How the last command stands: on its way, accepted, or refused with the reason. */
Row {
    id: root

    required property WallState wall
    readonly property SelectionController selection: root.wall.context.selection
    readonly property int state: root.selection.commandState

    visible: root.state !== City.CommandState.Idle
    spacing: Theme.size.gap

    LevelMark {
        id: mark

        anchors.verticalCenter: parent.verticalCenter
        width: root.state === City.CommandState.Refused || root.state === City.CommandState.Unanswered ? Math.round(Theme.size.body * 1.2) : 0
        height: width
        level: root.state === City.CommandState.Refused ? City.Level.Major : City.Level.Moderate
    }
    WallText {
        width: root.width - mark.width - root.spacing
        text: {
            const verb = Words.verb(root.selection.commandVerb);
            switch (root.state) {
            case City.CommandState.Pending: return qsTr("%1：已送出，等待后台答复").arg(verb);
            case City.CommandState.Accepted: return qsTr("%1：已受理").arg(verb);
            case City.CommandState.Refused: return qsTr("%1：被拒绝，%2").arg(verb).arg(root.wall.word(root.selection.refusalZh, root.selection.refusalEn));
            case City.CommandState.Unanswered: return qsTr("%1：后台未答复，链路恢复后自动重送").arg(verb);
            default: return "";
            }
        }
        font.pixelSize: Theme.size.body
        wrapMode: Text.Wrap
        maximumLineCount: 2
        color: root.state === City.CommandState.Pending ? Theme.palette.second : Theme.palette.text
    }
}
