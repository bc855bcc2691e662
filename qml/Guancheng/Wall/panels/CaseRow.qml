// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** One case: what and where, the fuse of its stage, who found it and the time that is left. */
Item {
    id: root

    required property WallState wall
    required property int index
    required property string incidentId
    required property int level
    required property string matterZh
    required property string matterEn
    required property string placeName
    required property string areaZh
    required property string areaEn
    required property int source
    required property double openedAt
    required property double stageDueAt
    required property double remainingFraction
    required property double remainingSeconds
    required property string unitCallsign
    required property int urged
    property bool current: false
    readonly property bool limited: root.stageDueAt > 0
    readonly property bool late: root.limited && root.remainingSeconds < 0
    readonly property bool tall: root.height > Theme.size.body * 1.3 + Theme.size.caption * 3.2 + Theme.size.gap * 1.6

    Accessible.role: Accessible.ListItem
    Accessible.name: where.text + " " + what.text

    Rectangle {
        id: frame

        anchors.fill: parent
        anchors.bottomMargin: Math.round(Theme.size.gap * 0.5)
        radius: Theme.size.radius
        color: root.late ? Theme.levelTint(root.level, Theme.palette.tile) : Theme.palette.tile
        border.width: root.current ? 2 * Theme.size.line : 0
        border.color: Theme.palette.text

        Column {
            x: Theme.size.gap
            width: parent.width - 2 * Theme.size.gap
            anchors.verticalCenter: parent.verticalCenter
            spacing: Math.round(Theme.size.gap * 0.35)

            Row {
                width: parent.width
                spacing: Theme.size.gap

                LevelMark {
                    id: mark

                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.round(Theme.size.body * 1.15)
                    height: width
                    level: root.level
                }
                // The matter is what one reads for; where room is short, the place gives way.
                WallText {
                    id: where

                    width: Math.max(0, Math.min(implicitWidth, parent.width - mark.width - what.width - 2 * parent.spacing))
                    visible: text !== "" && width > 2 * font.pixelSize
                    text: root.wall.place(root.placeName, root.areaZh, root.areaEn)
                    font.pixelSize: Theme.size.body
                    color: Theme.palette.second
                }
                WallText {
                    id: what

                    width: Math.min(implicitWidth, parent.width - mark.width - parent.spacing)
                    text: root.wall.word(root.matterZh, root.matterEn)
                    font.pixelSize: Theme.size.body
                }
            }
            WallText {
                width: parent.width
                visible: root.tall
                text: Words.join([root.wall.word(root.areaZh, root.areaEn), root.unitCallsign])
                font.pixelSize: Theme.size.caption
                color: Theme.palette.third
            }
            FuseBar {
                width: parent.width
                visible: root.limited
                fraction: root.remainingFraction
                level: root.level
            }
            Item {
                width: parent.width
                height: left.implicitHeight

                NumberText {
                    id: left

                    width: parent.width - right.width - Theme.size.gap
                    text: Words.join([Format.time(root.openedAt, root.wall.zone), Words.source(root.source), root.urged > 0 ? qsTr("催 %1").arg(root.urged) : ""])
                    font.pixelSize: Theme.size.caption
                    color: Theme.palette.second
                }
                NumberText {
                    id: right

                    anchors.right: parent.right
                    text: root.limited ? Format.remaining(root.remainingSeconds, Theme.chinese) : ""
                    font.pixelSize: Theme.size.caption
                    font.bold: root.late
                    color: root.late ? Theme.palette.text : Theme.palette.second
                }
            }
        }
    }
    TapHandler {
        onTapped: root.wall.openRow("incident", root.incidentId, -1, -1)
    }
}
