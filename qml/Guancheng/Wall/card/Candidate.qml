// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** One proposed unit. */
Rectangle {
    id: root

    required property WallState wall
    required property int index
    required property string unitId
    required property string callsign
    required property double etaSeconds
    required property double distanceMetres
    required property string reasonZh
    required property string reasonEn
    required property int gapMinutes
    property bool chosen: false
    signal tapped

    height: Math.round(Theme.size.body * 1.9)
    radius: Theme.size.radius
    color: root.chosen ? Theme.palette.raised : Theme.palette.tile
    border.width: root.chosen ? Theme.size.line : 0
    border.color: Theme.palette.second
    Accessible.role: Accessible.RadioButton
    Accessible.name: root.callsign

    WallText {
        id: name

        x: Theme.size.gap
        height: parent.height
        width: Math.min(implicitWidth, parent.width * 0.34)
        text: root.callsign
        font.pixelSize: Theme.size.body
        font.bold: root.chosen
    }
    NumberText {
        anchors.left: name.right
        anchors.leftMargin: Theme.size.gap
        anchors.right: gap.left
        anchors.rightMargin: Theme.size.gap
        height: parent.height
        // The reason of the backend has way and time in it.
        text: {
            const reason = root.wall.word(root.reasonZh, root.reasonEn);
            return reason !== "" ? reason : Words.join([Format.distance(root.distanceMetres), Format.duration(root.etaSeconds, Theme.chinese)]);
        }
        font.pixelSize: Theme.size.caption
        color: Theme.palette.second
    }
    NumberText {
        id: gap

        anchors.right: parent.right
        anchors.rightMargin: Theme.size.gap
        height: parent.height
        text: root.gapMinutes > 0 ? qsTr("缺口 %1 分").arg(root.gapMinutes) : qsTr("无缺口")
        font.pixelSize: Theme.size.caption
        color: root.gapMinutes > 0 ? Theme.palette.text : Theme.palette.second
    }
    TapHandler {
        // Takes the press: what lies below the card must not have it.
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.tapped()
    }
}
