// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** Play, pause, speed and time line of a recording; there only while one is played. */
Rectangle {
    id: root

    required property WallState wall
    readonly property ReplayControl replay: root.wall.context.replay
    readonly property real length: Math.max(1, root.replay.end - root.replay.begin)
    /** A recording of more than a day says the day as well. */
    readonly property bool days: root.length > 86400000

    function when(ms: double): string {
        const clock = Format.clock(ms, root.wall.zone);
        return root.days ? Format.date(ms, root.wall.zone, Theme.chinese) + " " + clock : clock;
    }

    implicitHeight: Math.round(Theme.size.label * 2.6)
    color: Theme.palette.panel

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.palette.hairline
    }
    Row {
        id: left

        x: Theme.size.padding
        height: parent.height
        spacing: Theme.size.padding

        ActionButton {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(Theme.size.label * 6)
            height: Math.round(Theme.size.label * 2)
            text: root.replay.playing ? qsTr("暂停") : qsTr("播放")
            activeFocusOnTab: false
            onTriggered: {
                root.replay.toggle();
                root.wall.keysWanted();
            }
        }
        NumberText {
            height: parent.height
            width: Math.min(implicitWidth, root.width * 0.18)
            text: qsTr("回放 %1").arg(root.replay.name)
            font.pixelSize: Theme.size.label
            color: Theme.palette.second
        }
        NumberText {
            height: parent.height
            text: root.when(root.replay.position)
            font.pixelSize: Theme.size.title
        }
    }
    Item {
        id: line

        anchors.left: left.right
        anchors.right: right.left
        anchors.leftMargin: 2 * Theme.size.padding
        anchors.rightMargin: 2 * Theme.size.padding
        height: parent.height
        Accessible.role: Accessible.Slider
        Accessible.name: qsTr("回放位置")

        function seekTo(x: real): void {
            root.replay.seek(root.replay.begin + Math.max(0, Math.min(1, x / Math.max(1, line.width))) * root.length);
        }

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            height: 2 * Theme.size.line
            color: Theme.palette.outline
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: knob.x + knob.width / 2
            height: 2 * Theme.size.line
            color: Theme.palette.data
        }
        Rectangle {
            id: knob

            anchors.verticalCenter: parent.verticalCenter
            x: (root.replay.position - root.replay.begin) / root.length * line.width - width / 2
            width: Math.round(Theme.size.label * 0.5)
            height: Math.round(Theme.size.label * 1.3)
            radius: Theme.size.radius
            color: Theme.palette.accent
        }
        MouseArea {
            anchors.fill: parent
            onPressed: event => line.seekTo(event.x)
            onPositionChanged: event => line.seekTo(event.x)
            onReleased: root.wall.keysWanted()
        }
    }
    Row {
        id: right

        anchors.right: parent.right
        anchors.rightMargin: Theme.size.padding
        height: parent.height
        spacing: Theme.size.gap

        NumberText {
            height: parent.height
            rightPadding: Theme.size.padding
            text: root.when(root.replay.end)
            font.pixelSize: Theme.size.label
            color: Theme.palette.third
        }
        Repeater {
            model: root.replay.speeds

            Chip {
                id: speed

                required property double modelData

                anchors.verticalCenter: parent.verticalCenter
                height: Math.round(Theme.size.label * 2)
                text: "×" + speed.modelData
                loud: root.replay.speed === speed.modelData
                onTapped: {
                    root.replay.setSpeed(speed.modelData);
                    root.wall.keysWanted();
                }
            }
        }
    }
}
