// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Maps
import Guancheng.Theme

/** What lies on the map and is there only when it is used: the lock, the signs at the edge, bookmarks, messages. */
Item {
    id: root

    required property WallState wall
    required property MapPilot pilot
    required property MapRuler ruler
    property int headHeight: 0
    property int footHeight: 0

    function frameSigns(): void {
        const side = Theme.size.caption * 1.2;
        root.pilot.setSignFrame(side, root.headHeight + side, side, root.footHeight + side, Theme.size.caption * 2.4);
    }
    onHeadHeightChanged: root.frameSigns()
    onFootHeightChanged: root.frameSigns()
    Component.onCompleted: root.frameSigns()

    MapManners {
        id: manners

        anchors.fill: parent
        wall: root.wall
        pilot: root.pilot
        ruler: root.ruler
        onSaid: text => {
            message.text = text;
            silence.restart();
        }
    }
    Timer {
        id: silence

        interval: 8000
        onTriggered: message.text = ""
    }
    Repeater {
        model: root.pilot.signs

        EdgeSign {
            onWanted: root.pilot.clickRow(thingId, longitude, latitude)
        }
    }
    Column {
        anchors.right: parent.right
        anchors.rightMargin: Theme.size.gap
        y: root.headHeight
        spacing: Theme.size.gap

        Chip {
            anchors.right: parent.right
            visible: root.pilot.held
            loud: root.pilot.waiting
            text: root.pilot.waiting ? qsTr("视图已锁定 · 关注有变 · 按 0 放开") : qsTr("视图已锁定 · 按 0 放开")
            onTapped: root.pilot.letGo()
        }
        Chip {
            anchors.right: parent.right
            visible: root.pilot.watchedCount > 0
            text: qsTr("关注 %1 项").arg(root.pilot.watchedCount)
        }
        Chip {
            anchors.right: parent.right
            visible: root.ruler.active
            loud: true
            text: root.ruler.reading
            onTapped: root.wall.measuring = false
        }
        LayerPanel {
            anchors.right: parent.right
            visible: root.wall.layersOpen
            maximumHeight: root.height - root.headHeight - root.footHeight - 2 * Theme.size.gap
            layers: root.wall.context.layers
            onDone: root.wall.keysWanted()
        }
        BookmarkPanel {
            anchors.right: parent.right
            visible: root.wall.bookmarksOpen
            pilot: root.pilot
            mode: manners.modeName
            onDone: root.wall.keysWanted()
        }
    }
    Loader {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.rightMargin: Theme.size.gap
        anchors.bottomMargin: root.footHeight
        active: root.wall.overviewOpen && root.wall.context.tileHost !== ""
        sourceComponent: Rectangle {
            width: Theme.size.caption * 22
            height: Theme.size.caption * 15
            color: Theme.palette.panel
            border.width: Theme.size.line
            border.color: Theme.palette.outline

            OverviewMap {
                anchors.fill: parent
                anchors.margins: Theme.size.line
                city: root.pilot.map
                host: root.wall.context.tileHost
                ink: Theme.palette.accent
                onWanted: (longitude, latitude) => {
                    root.pilot.map.flyTo(longitude, latitude, root.pilot.map.zoom);
                    root.pilot.hold();
                }
            }
        }
    }
    Chip {
        id: message

        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - root.footHeight - height - Theme.size.gap
        visible: message.text !== ""
        text: ""
        loud: true
        maximumTextWidth: Math.max(100, root.width - 6 * Theme.size.padding)
        onTapped: message.text = ""
    }
}
