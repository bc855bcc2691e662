// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtLocation
import QtPositioning
import Guancheng.Theme

/** The place that the open card stands for: a ring, where the map has none of its own (units, devices, indicators). */
MapQuickItem {
    id: root

    required property WallState wall
    readonly property string kind: root.wall.context.selection.kind
    readonly property real side: Theme.size.caption * 2.2

    visible: root.kind !== "" && root.kind !== "incident" && root.kind !== "alarm" && root.coordinate.isValid
    coordinate: QtPositioning.coordinate(root.wall.context.selection.details.latitude, root.wall.context.selection.details.longitude)
    anchorPoint: Qt.point(root.side / 2, root.side / 2)
    sourceItem: Rectangle {
        width: root.side
        height: root.side
        radius: width / 2
        color: "transparent"
        border.width: Math.max(2, Theme.size.line * 1.5)
        border.color: Theme.palette.accent
    }
}
