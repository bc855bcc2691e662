// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The units that the backend proposes, each with the reason and the gap that it would leave. A tap chooses. */
Column {
    id: root

    required property WallState wall
    property int chosen: 0
    readonly property int shown: Math.min(3, list.count)
    readonly property int count: list.count
    readonly property string shortfall: root.wall.word(root.wall.context.selection.shortfallZh, root.wall.context.selection.shortfallEn)
    readonly property string chosenId: (list.itemAt(Math.min(root.chosen, root.count - 1)) as Candidate)?.unitId ?? ""
    readonly property string chosenName: (list.itemAt(Math.min(root.chosen, root.count - 1)) as Candidate)?.callsign ?? ""

    /** False when there is nothing to choose from. */
    function step(by: int): bool {
        if (!root.visible || root.count < 2)
            return false;
        root.chosen = Math.max(0, Math.min(root.shown - 1, root.chosen + by));
        return true;
    }

    spacing: Math.round(Theme.size.gap * 0.5)

    Connections {
        target: root.wall.context.selection

        function onSelectionChanged(): void {
            root.chosen = 0;
        }
    }
    WallText {
        width: parent.width
        text: root.shortfall === "" ? qsTr("建议力量") : Words.join([qsTr("建议力量"), root.shortfall])
        font.pixelSize: Theme.size.caption
        color: root.shortfall === "" ? Theme.palette.third : Theme.palette.text
    }
    Repeater {
        id: list

        model: root.wall.context.selection.candidates

        Candidate {
            width: root.width
            visible: index < 3
            wall: root.wall
            chosen: index === root.chosen && root.wall.context.selection.verbs.canDispatch
            onTapped: root.chosen = index
        }
    }
}
