// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Maps
import Guancheng.Theme

/** 'What is here': area and grid, address by the nearest road, who could come by road, what lies around. */
Rectangle {
    id: root

    required property WallState wall
    required property CityMap map
    readonly property MapQuestions questions: root.wall.context.questions

    function kindWord(kind: string): string {
        switch (kind) {
        case "arrival": return qsTr("可到");
        case "road": return qsTr("道路");
        case "station": return qsTr("站点");
        case "unit": return qsTr("单元");
        case "incident": return qsTr("案件");
        case "device": return qsTr("设备");
        case "feature": return qsTr("图层");
        default: return qsTr("地点");
        }
    }
    function distanceWord(metres: double): string {
        return metres < 1000 ? Format.number(metres, 0, Theme.chinese ? "米" : "m", Theme.chinese)
                             : Format.number(metres / 1000, 1, Theme.chinese ? "公里" : "km", Theme.chinese);
    }
    function farWord(line: hereLine): string {
        if (isNaN(line.seconds))
            return root.distanceWord(line.metres);
        const minutes = Format.number(Math.max(1, line.seconds / 60), 0, Theme.chinese ? "分钟" : "min", Theme.chinese);
        return minutes + " · " + root.distanceWord(line.metres);
    }
    function choose(line: hereLine): void {
        if (line.kind === "unit" || line.kind === "arrival" || line.kind === "incident" || line.kind === "device")
            root.wall.open(line.kind === "arrival" ? "unit" : line.kind, line.id, -1, -1);
        else
            root.map.flyTo(line.longitude, line.latitude, Math.max(15, root.map.zoom), 300);
    }

    visible: root.questions !== null && root.questions.open
    width: Math.round(24 * Theme.size.body)
    height: column.height + 2 * Theme.size.padding
    color: Theme.palette.panel
    border.width: Theme.size.line
    border.color: Theme.palette.outline
    radius: Theme.size.radius
    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("这里有什么")

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }
    Column {
        id: column

        x: Theme.size.padding
        y: Theme.size.padding
        width: parent.width - 2 * Theme.size.padding
        spacing: Math.round(Theme.size.gap / 2)

        WallText {
            width: parent.width
            text: root.questions !== null ? root.wall.word(root.questions.addressZh, root.questions.addressEn) : ""
            visible: text !== ""
            font.pixelSize: Theme.size.title
            font.bold: true
        }
        WallText {
            width: parent.width
            text: root.questions !== null ? root.wall.word(root.questions.areaZh, root.questions.areaEn) : ""
            visible: text !== ""
            color: Theme.palette.second
        }
        WallText {
            width: parent.width
            text: root.questions !== null ? root.questions.position + "  WGS-84" : ""
            font.pixelSize: Theme.size.label
            color: Theme.palette.third
        }
        Repeater {
            model: root.questions !== null ? root.questions.lines : []

            Item {
                id: row

                required property hereLine modelData

                width: column.width
                height: Math.round(Theme.size.body * 1.9)
                Accessible.role: Accessible.ListItem
                Accessible.name: name.text

                WallText {
                    id: kind

                    height: parent.height
                    width: Math.round(4 * Theme.size.label)
                    text: root.kindWord(row.modelData.kind)
                    font.pixelSize: Theme.size.label
                    color: Theme.palette.third
                }
                WallText {
                    id: name

                    anchors.left: kind.right
                    anchors.right: far.left
                    anchors.rightMargin: Theme.size.gap
                    height: parent.height
                    text: root.wall.word(row.modelData.nameZh, row.modelData.nameEn)
                }
                WallText {
                    id: far

                    anchors.right: parent.right
                    height: parent.height
                    text: root.farWord(row.modelData)
                    font.pixelSize: Theme.size.label
                    color: Theme.palette.second
                }
                TapHandler {
                    gesturePolicy: TapHandler.ReleaseWithinBounds
                    onTapped: root.choose(row.modelData)
                }
            }
        }
        ActionButton {
            text: qsTr("关闭")
            key: ""
            onTriggered: root.questions.close()
        }
    }
}
