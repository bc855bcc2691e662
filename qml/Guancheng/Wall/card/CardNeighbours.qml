// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** What is near: cameras first, then units, then devices, a column each; a tap opens the card of what has one. */
Row {
    id: root

    required property WallState wall
    readonly property int count: cameras.count

    spacing: Theme.size.padding

    component Kind: Column {
        id: kind

        required property string name
        required property string title
        readonly property int count: list.count

        width: Math.floor((root.width - 2 * root.spacing) / 3)

        WallText {
            width: parent.width
            text: kind.title
            font.pixelSize: Theme.size.caption
            color: Theme.palette.third
        }
        Repeater {
            id: list

            model: root.wall.context.selection.neighbours

            Item {
                id: neighbour

                required property string kind
                required property string id
                required property string nameZh
                required property string nameEn
                required property double distanceMetres
                required property string state
                readonly property bool usual: ["online", "normal", "available", "idle", "patrolling", ""].includes(neighbour.state)

                visible: neighbour.kind === kind.name
                width: kind.width
                height: Math.round(Theme.size.caption * 1.5)

                WallText {
                    width: parent.width - far.width - Theme.size.gap
                    height: parent.height
                    text: root.wall.word(neighbour.nameZh, neighbour.nameEn)
                    font.pixelSize: Theme.size.caption
                    // The number at the end tells one from the other.
                    elide: Text.ElideMiddle
                    color: Theme.palette.text
                }
                NumberText {
                    id: far

                    anchors.right: parent.right
                    height: parent.height
                    // Only a state that is worth a word.
                    text: Words.join([neighbour.usual ? "" : Words.state(neighbour.state), Format.distance(neighbour.distanceMetres)])
                    font.pixelSize: Theme.size.caption
                    color: Theme.palette.second
                }
                TapHandler {
                    // Takes the press: what lies below the card must not have it.
                    gesturePolicy: TapHandler.ReleaseWithinBounds
                    enabled: neighbour.kind !== "camera"
                    onTapped: root.wall.open(neighbour.kind, neighbour.id, -1, -1)
                }
            }
        }
    }

    Kind {
        id: cameras

        name: "camera"
        title: qsTr("附近视频")
    }
    Kind {
        name: "unit"
        title: qsTr("附近力量")
    }
    Kind {
        name: "device"
        title: qsTr("附近设备")
    }
}
