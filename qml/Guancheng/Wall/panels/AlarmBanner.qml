// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The worst alarm that nobody has acknowledged, with what to do about it. Absent while there is none, or while all are silenced at this seat. */
ListView {
    id: root

    required property WallState wall

    visible: root.wall.context.alarms.loudCount > 0
    height: Math.round(Theme.size.headline * 1.25 + Theme.size.body * 1.9)
    interactive: false
    cacheBuffer: 0
    clip: true
    model: root.visible ? root.wall.context.alarms : null

    delegate: Rectangle {
        id: alarm

        required property string alarmId
        required property int level
        required property string typeZh
        required property string typeEn
        required property string placeName
        required property string areaZh
        required property string areaEn
        required property double value
        required property int decimals
        required property string textZh
        required property string textEn
        required property string unitZh
        required property string unitEn
        required property double activeAt
        required property string actionZh
        required property string actionEn
        required property bool folded
        required property int memberCount
        required property string groupZh
        required property string groupEn
        required property string districtZh
        required property string districtEn

        width: root.width
        height: root.height
        radius: Theme.size.radius
        color: Theme.levelTint(alarm.level, Theme.palette.panel)
        border.width: Theme.size.line
        border.color: Theme.levelBorder(alarm.level, Theme.palette.panel, Theme.palette.outline)
        Accessible.role: Accessible.AlertMessage
        Accessible.name: headline.text + " " + action.text

        LevelMark {
            id: mark

            x: Theme.size.padding
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(parent.height * 0.62)
            height: width
            level: alarm.level
        }
        Column {
            anchors.left: mark.right
            anchors.leftMargin: Theme.size.padding
            anchors.right: open.left
            anchors.rightMargin: Theme.size.padding
            anchors.verticalCenter: parent.verticalCenter

            NumberText {
                id: headline

                width: parent.width
                text: {
                    const place = root.wall.place(alarm.placeName, alarm.areaZh, alarm.areaEn);
                    if (alarm.folded)
                        return [root.wall.word(alarm.districtZh, alarm.districtEn), root.wall.word(alarm.groupZh, alarm.groupEn), qsTr("%1 条").arg(alarm.memberCount)].filter(part => part !== "").join("  ");
                    const type = root.wall.word(alarm.typeZh, alarm.typeEn);
                    const reading = root.wall.reading(alarm.value, alarm.decimals, alarm.textZh, alarm.textEn, alarm.unitZh, alarm.unitEn);
                    return [place === type ? "" : place, type, reading].filter(part => part !== "").join("  ");
                }
                font.pixelSize: Theme.size.headline
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.size.title
                font.bold: true
            }
            NumberText {
                id: action

                width: parent.width
                text: Words.join([alarm.folded ? qsTr("首发 %1").arg(root.wall.place(alarm.placeName, alarm.areaZh, alarm.areaEn)) : "", Format.time(alarm.activeAt, root.wall.zone), root.wall.word(alarm.areaZh, alarm.areaEn), root.wall.word(alarm.actionZh, alarm.actionEn)])
                font.pixelSize: Theme.size.body
                color: Theme.palette.text
            }
        }
        ActionButton {
            id: open

            anchors.right: parent.right
            anchors.rightMargin: Theme.size.padding
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("打开")
            activeFocusOnTab: false
            next: !root.wall.cardOpen
            onTriggered: root.wall.open("alarm", alarm.alarmId, -1, -1)
        }
        TapHandler {
            onTapped: root.wall.open("alarm", alarm.alarmId, -1, -1)
        }
    }
}
