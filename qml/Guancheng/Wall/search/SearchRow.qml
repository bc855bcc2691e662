// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** One thing that was found: what it is, its name, where and how far. */
Rectangle {
    id: root

    required property WallState wall
    required property string kind
    required property string id
    required property string nameZh
    required property string nameEn
    required property string districtZh
    required property string districtEn
    required property double distance
    required property double longitude
    required property double latitude
    required property double zoom
    required property bool opens
    property bool current: false
    signal tapped

    /** The word for the kind of a thing. */
    function kindWord(kind: string): string {
        switch (kind) {
        case "position": return qsTr("坐标");
        case "district": return qsTr("区");
        case "street": return qsTr("街镇");
        case "station": return qsTr("站点");
        case "line": return qsTr("线路");
        case "road": return qsTr("道路");
        case "incident": return qsTr("案件");
        case "unit": return qsTr("单元");
        case "camera": return qsTr("视频");
        case "device": return qsTr("设备");
        default: return qsTr("地点");
        }
    }
    function distanceWord(metres: double): string {
        if (isNaN(metres))
            return "";
        return metres < 1000 ? Format.number(metres, 0, Theme.chinese ? "米" : "m", Theme.chinese)
                             : Format.number(metres / 1000, 1, Theme.chinese ? "公里" : "km", Theme.chinese);
    }

    height: Math.round(Theme.size.body * 2.4)
    color: root.current ? Theme.palette.raised : "transparent"
    radius: Theme.size.radius
    Accessible.role: Accessible.ListItem
    Accessible.name: root.kindWord(root.kind) + " " + root.wall.word(root.nameZh, root.nameEn)

    WallText {
        id: kindText

        x: Theme.size.gap
        height: parent.height
        width: Math.round(4.5 * Theme.size.label)
        text: root.kindWord(root.kind)
        font.pixelSize: Theme.size.label
        color: Theme.palette.third
    }
    WallText {
        anchors.left: kindText.right
        anchors.right: where.left
        anchors.rightMargin: Theme.size.gap
        height: parent.height
        text: root.wall.word(root.nameZh, root.nameEn)
    }
    WallText {
        id: where

        anchors.right: parent.right
        anchors.rightMargin: Theme.size.gap
        height: parent.height
        text: root.wall.word(root.districtZh, root.districtEn) + "  " + root.distanceWord(root.distance)
        font.pixelSize: Theme.size.label
        color: Theme.palette.second
    }
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.tapped()
    }
}
