// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** Score and name of a dimension, and the reasons for the score. */
Item {
    id: root

    required property string name
    required property double score
    required property string reasons
    required property int count
    /** Indicators with a good value: on so many does the score rest. */
    property int sound: root.count
    property bool frozen: false
    property bool compact: false

    implicitHeight: Math.round(Theme.size.title * (root.compact ? 2.2 : 2.75))

    ScoreRing {
        id: ring

        anchors.verticalCenter: parent.verticalCenter
        width: Math.round(root.height * 0.82)
        height: width
        // A score of nothing is none.
        score: root.sound > 0 ? root.score : NaN
        frozen: root.frozen
        partial: root.sound < root.count
        family: Theme.family
    }
    WallText {
        id: title

        anchors.left: ring.right
        anchors.leftMargin: Theme.size.padding
        anchors.right: amount.left
        anchors.rightMargin: Theme.size.gap
        y: Math.round(root.height * (root.compact ? 0.06 : 0.1))
        height: Math.round(font.pixelSize * 1.25)
        text: root.name
        font.pixelSize: root.compact ? Theme.size.label : Theme.size.title
        font.bold: true
    }
    WallText {
        anchors.left: title.left
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.topMargin: root.compact ? 0 : Math.round(Theme.size.caption * 0.1)
        text: {
            const rests = root.sound < root.count ? qsTr("仅据 %1/%2 项").arg(root.sound).arg(root.count) : "";
            const words = Words.join([rests, root.reasons]);
            return words === "" ? qsTr("各项正常") : words;
        }
        font.pixelSize: Theme.size.caption
        color: root.reasons === "" && root.sound === root.count ? Theme.palette.third : Theme.palette.second
    }
    NumberText {
        id: amount

        anchors.right: parent.right
        anchors.verticalCenter: title.verticalCenter
        visible: !root.compact
        width: visible ? implicitWidth : 0
        text: qsTr("%1 项").arg(root.count)
        font.pixelSize: Theme.size.caption
        color: Theme.palette.third
    }
}
