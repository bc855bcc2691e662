// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** What is near: cameras, units, devices; a tap opens its card where it has one. */
Column {
    id: root

    required property WallState wall
    readonly property int count: list.count

    spacing: Math.round(Theme.size.gap * 0.5)

    WallText {
        width: parent.width
        text: qsTr("附近")
        font.pixelSize: Theme.size.caption
        color: Theme.palette.third
    }
    Grid {
        id: grid

        width: parent.width
        columns: 2
        columnSpacing: Theme.size.gap
        rowSpacing: Math.round(Theme.size.gap * 0.3)

        Repeater {
            id: list

            model: root.wall.context.selection.neighbours

            Item {
                id: neighbour

                required property int index
                required property string kind
                required property string id
                required property string nameZh
                required property string nameEn
                required property double distanceMetres
                required property string state

                visible: neighbour.index < 6
                width: Math.floor((grid.width - grid.columnSpacing) / 2)
                height: Math.round(Theme.size.caption * 1.5)

                WallText {
                    width: parent.width - far.width - Theme.size.gap
                    height: parent.height
                    text: Words.join([neighbour.kind === "camera" ? qsTr("视频") : neighbour.kind === "unit" ? qsTr("力量") : qsTr("设备"), root.wall.word(neighbour.nameZh, neighbour.nameEn)])
                    font.pixelSize: Theme.size.caption
                    color: Theme.palette.second
                }
                NumberText {
                    id: far

                    anchors.right: parent.right
                    height: parent.height
                    text: Words.join([Words.state(neighbour.state), Format.distance(neighbour.distanceMetres)])
                    font.pixelSize: Theme.size.caption
                    color: Theme.palette.third
                }
                TapHandler {
                    enabled: neighbour.kind !== "camera"
                    onTapped: root.wall.open(neighbour.kind, neighbour.id, -1, -1)
                }
            }
        }
    }
}
