// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** One alarm: where, what, since when and who has it. Or many that are told in one: of what, where, how many, what came first. */
Item {
    id: root

    required property WallState wall
    required property int index
    required property string alarmId
    required property int level
    required property bool active
    required property int state
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
    required property string ownerZh
    required property string ownerEn
    required property string acknowledgedBy
    required property string actionZh
    required property string actionEn
    required property string rowKey
    required property bool folded
    required property int memberCount
    required property int waitingCount
    required property double newestAt
    required property bool quiet
    required property bool open
    required property bool inner
    required property bool chattering
    required property bool stale
    required property string groupZh
    required property string groupEn
    required property string districtZh
    required property string districtEn
    property bool current: false

    readonly property bool tall: root.height > Theme.size.label * 1.4 + Theme.size.caption * 3
    readonly property bool waiting: root.state === City.AlarmState.Unacknowledged
    readonly property string where: root.wall.place(root.placeName, root.areaZh, root.areaEn)
    readonly property string type: root.wall.word(root.typeZh, root.typeEn)
    readonly property string reading: root.wall.reading(root.value, root.decimals, root.textZh, root.textEn, root.unitZh, root.unitEn)

    /** Name of a folded row. */
    readonly property string group: {
        if (root.quiet)
            return qsTr("低优先级与已搁置");
        const name = root.wall.word(root.groupZh, root.groupEn);
        return name !== "" ? name : qsTr("%1 级其余报警").arg(["", "IV", "III", "II", "I"][root.level]);
    }
    readonly property string groupArea: root.wall.word(root.districtZh, root.districtEn)

    Accessible.role: Accessible.ListItem
    Accessible.name: place.text + " " + what.text

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: Math.round(Theme.size.gap * 0.5)
        anchors.leftMargin: root.inner ? 2 * Theme.size.padding : 0
        radius: Theme.size.radius
        color: root.waiting ? Theme.levelTint(root.level, Theme.palette.tile) : Theme.palette.tile
        border.width: root.current ? 2 * Theme.size.line : 0
        border.color: Theme.palette.text

        Rectangle {
            width: Math.round(Theme.size.gap * 0.5)
            height: parent.height
            color: Theme.levelColor(root.level)
        }
        LevelMark {
            id: mark

            x: Theme.size.padding + Theme.size.gap * 0.5
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(Theme.size.title * 1.1)
            height: width
            level: root.level
        }
        Column {
            anchors.left: mark.right
            anchors.leftMargin: Theme.size.padding
            anchors.right: side.left
            anchors.rightMargin: Theme.size.gap
            anchors.verticalCenter: parent.verticalCenter

            WallText {
                id: place

                width: parent.width
                text: root.folded ? qsTr("%1 %2 × %3").arg(root.open ? "▾" : "▸").arg(root.group).arg(root.memberCount) : root.where !== "" ? root.where : root.type
                font.pixelSize: Theme.size.label
                font.bold: root.waiting
            }
            NumberText {
                id: what

                width: parent.width
                // What concerns the whole city is named by what it is, not by the city.
                text: root.folded ? Words.join([root.groupArea !== "" ? root.groupArea : qsTr("全市"), qsTr("首发 %1").arg(root.where !== "" ? root.where : root.type)]) : root.where !== "" ? (root.type + " " + root.reading).trim() : Words.join([root.reading, qsTr("全市")])
                font.pixelSize: Theme.size.caption
                color: root.active ? Theme.palette.text : Theme.palette.third
            }
            WallText {
                width: parent.width
                visible: root.tall && !root.folded && text !== ""
                text: root.wall.word(root.actionZh, root.actionEn)
                font.pixelSize: Theme.size.caption
                color: Theme.palette.second
            }
        }
        Column {
            id: side

            anchors.right: parent.right
            anchors.rightMargin: Theme.size.padding
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(parent.width * 0.4, Math.max(time.implicitWidth, who.implicitWidth))

            NumberText {
                id: time

                width: parent.width
                height: place.height
                horizontalAlignment: Text.AlignRight
                text: root.folded && root.newestAt - root.activeAt >= 60000 ? Format.time(root.activeAt, root.wall.zone) + "–" + Format.time(root.newestAt, root.wall.zone) : Format.time(root.activeAt, root.wall.zone)
                font.pixelSize: Theme.size.caption
                color: Theme.palette.second
            }
            WallText {
                id: who

                width: parent.width
                horizontalAlignment: Text.AlignRight
                text: root.folded ? (root.waitingCount > 0 ? qsTr("未确认 %1").arg(root.waitingCount) : qsTr("已确认")) : Words.join([root.chattering ? qsTr("抖动") : root.stale ? qsTr("陈旧") : "", root.waiting ? qsTr("新", "alarm") : !root.active && root.state === City.AlarmState.Acknowledged ? qsTr("已恢复") : root.state === City.AlarmState.Shelved ? qsTr("已搁置") : root.state === City.AlarmState.Suppressed ? qsTr("已抑制") : root.state === City.AlarmState.OutOfService ? qsTr("已停用") : qsTr("已确认"), root.wall.word(root.ownerZh, root.ownerEn)])
                font.pixelSize: Theme.size.caption
                color: root.waiting ? Theme.palette.text : Theme.palette.second
            }
        }
    }
    TapHandler {
        onTapped: {
            if (root.folded) {
                root.wall.context.alarms.toggle(root.rowKey);
                return;
            }
            const at = root.mapToItem(null, 0, root.height / 2);
            root.wall.openRow("alarm", root.alarmId, at.x, at.y);
        }
    }
}
