// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The pictures of a case, before and after; the place is kept while the bytes are on their way. */
Row {
    id: root

    required property WallState wall
    readonly property int count: pictures.count

    spacing: Theme.size.gap

    Repeater {
        id: pictures

        model: root.wall.context.selection.pictures

        Rectangle {
            id: frame

            required property int index
            required property string url
            required property string role
            required property double takenAt
            required property string source

            visible: frame.index < 2
            width: Math.floor((root.width - (Math.min(2, root.count) - 1) * root.spacing) / Math.min(2, root.count))
            height: Math.round(root.width * 0.56) + caption.height
            color: Theme.palette.tile
            border.width: 1
            border.color: Theme.palette.hairline

            Image {
                id: image

                anchors.fill: parent
                anchors.margins: 1
                anchors.bottomMargin: caption.height
                source: frame.url
                fillMode: Image.PreserveAspectCrop
                asynchronous: true
                sourceSize.width: Math.round(root.width)
            }
            WallText {
                anchors.centerIn: image
                visible: image.status !== Image.Ready
                text: image.status === Image.Error ? qsTr("图片不可读") : qsTr("图片传输中")
                font.pixelSize: Theme.size.caption
                color: Theme.palette.third
            }
            NumberText {
                id: caption

                x: Theme.size.gap
                anchors.bottom: parent.bottom
                width: parent.width - 2 * x
                height: Math.round(Theme.size.caption * 1.6)
                text: Words.join([frame.role === "after" ? qsTr("处置后") : qsTr("处置前"), Format.clock(frame.takenAt, root.wall.zone)])
                font.pixelSize: Theme.size.caption
                color: Theme.palette.second
            }
        }
    }
}
