// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Guancheng.Controls
import Guancheng.Theme

/** At the edge of the map: something selected or watched lies further on, this way, so far. A tap goes there. */
Item {
    id: root

    required property string kind
    required property string thingId
    required property string name
    required property double metres
    required property double signX
    required property double signY
    required property double angle
    required property bool selected
    required property double longitude
    required property double latitude
    readonly property bool leftHalf: root.signX < root.parent.width / 2
    readonly property int side: Math.round(Theme.size.caption * 1.5)
    signal wanted

    x: root.leftHalf ? root.signX - root.side / 2 : root.signX + root.side / 2 - root.width
    y: Math.round(root.signY - root.height / 2)
    width: root.side + plate.width
    height: plate.height
    Accessible.role: Accessible.Button
    Accessible.name: label.text

    Rectangle {
        id: plate

        x: root.leftHalf ? root.side : 0
        width: label.width + 2 * Theme.size.gap
        height: Math.round(Theme.size.caption * 1.8)
        radius: Theme.size.radius
        color: Theme.palette.panel
        border.width: Theme.size.line
        border.color: root.selected ? Theme.palette.second : Theme.palette.outline

        NumberText {
            id: label

            x: Theme.size.gap
            height: parent.height
            width: Math.min(implicitWidth, Theme.size.caption * 16)
            text: root.name + "  " + Format.distance(root.metres)
            font.pixelSize: Theme.size.caption
            color: root.selected ? Theme.palette.text : Theme.palette.second
        }
    }
    Shape {
        id: arrow

        x: root.leftHalf ? 0 : plate.width
        anchors.verticalCenter: parent.verticalCenter
        width: root.side
        height: root.side
        rotation: root.angle

        ShapePath {
            fillColor: root.selected ? Theme.palette.accent : Theme.palette.second
            strokeColor: Theme.palette.background
            strokeWidth: Theme.size.line
            startX: arrow.width / 2
            startY: arrow.height * 0.08

            PathLine {
                x: arrow.width * 0.86
                y: arrow.height * 0.86
            }
            PathLine {
                x: arrow.width / 2
                y: arrow.height * 0.66
            }
            PathLine {
                x: arrow.width * 0.14
                y: arrow.height * 0.86
            }
            PathLine {
                x: arrow.width / 2
                y: arrow.height * 0.08
            }
        }
    }
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.wanted()
    }
}
