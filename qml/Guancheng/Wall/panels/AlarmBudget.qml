// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** How much attention the alarms take: rate against the ten that are a flood, class of the hour, the busiest seats, the loudest types. */
Item {
    id: root

    required property WallState wall
    readonly property AlarmLoadModel load: root.wall.context.alarmLoad
    readonly property int lineHeight: Math.round(Theme.size.caption * 1.45)
    readonly property int shownSeats: 2
    readonly property string rating: {
        switch (root.load.loadClass) {
        case 0: return qsTr("良好", "alarm rate");
        case 1: return qsTr("可控", "alarm rate");
        case 2: return qsTr("偏多", "alarm rate");
        default: return qsTr("过多", "alarm rate");
        }
    }

    implicitHeight: 2 * root.lineHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: rate.text + " " + hour.text + " " + seats.text + " " + loudest.text

    NumberText {
        id: rate

        height: root.lineHeight
        text: qsTr("近 10 分 %1").arg(root.load.perTenMinutes)
        font.pixelSize: Theme.size.caption
        font.bold: root.load.flood
    }
    Row {
        id: meter

        anchors.left: rate.right
        anchors.leftMargin: Theme.size.gap
        y: Math.round((root.lineHeight - height) / 2)
        spacing: Theme.size.line

        Repeater {
            model: 10

            Rectangle {
                required property int index

                width: Math.round(Theme.size.caption * 0.45)
                height: Math.round(Theme.size.caption * 0.8)
                color: root.load.perTenMinutes <= index ? Theme.palette.hairline : root.load.flood ? Theme.levelColor(City.Level.Moderate) : Theme.palette.data
            }
        }
    }
    NumberText {
        id: hour

        anchors.left: meter.right
        anchors.leftMargin: Theme.size.gap
        anchors.right: parent.right
        height: root.lineHeight
        horizontalAlignment: Text.AlignRight
        text: Words.join([qsTr("近 1 时 %1 %2").arg(root.load.perHour).arg(root.rating), root.load.floodMinutes > 0 ? qsTr("洪水 %1").arg(Format.duration(root.load.floodMinutes * 60, Theme.chinese)) : ""])
        font.pixelSize: Theme.size.caption
        color: root.load.loadClass > 1 ? Theme.palette.text : Theme.palette.second
        font.bold: root.load.loadClass > 2
    }
    NumberText {
        id: seats

        y: root.lineHeight
        width: Math.min(implicitWidth, Math.round(root.width * 0.64))
        height: root.lineHeight
        // Ten minutes and the hour of each seat.
        text: root.load.seats.slice(0, root.shownSeats).map(seat => "%1 %2/%3".arg(root.wall.word(seat.nameZh, seat.nameEn)).arg(seat.perTenMinutes).arg(seat.perHour)).join("  ") + (root.load.seats.length > root.shownSeats ? qsTr("  等 %1 席").arg(root.load.seats.length) : "")
        font.pixelSize: Theme.size.caption
        color: Theme.palette.second
    }
    NumberText {
        id: loudest

        anchors.left: seats.right
        anchors.leftMargin: Theme.size.gap
        anchors.right: parent.right
        y: root.lineHeight
        height: root.lineHeight
        horizontalAlignment: Text.AlignRight
        text: root.load.loudest.length > 0 ? qsTr("最多 %1 %2%").arg(root.wall.word(root.load.loudest[0].nameZh, root.load.loudest[0].nameEn)).arg(root.load.loudest[0].share) : ""
        font.pixelSize: Theme.size.caption
        color: Theme.palette.second
    }
}
