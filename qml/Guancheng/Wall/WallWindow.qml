// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** The wall: the root item of the window. Chooses the layout for its size, holds what lies above it, takes the keys. */
FocusScope {
    id: root

    required property WallContext context
    readonly property WallState wall: WallState {
        context: root.context
    }
    readonly property MapStage map: (layout.item as WallLayout)?.map ?? null

    width: 3840
    height: 2160
    focus: true
    onWidthChanged: Theme.setCanvas(root.width, root.height)
    onHeightChanged: Theme.setCanvas(root.width, root.height)
    Component.onCompleted: {
        Theme.setCanvas(root.width, root.height);
        root.forceActiveFocus();
    }
    // What the focused item (the map, a button) does not take comes here.
    Keys.forwardTo: [keys]

    Connections {
        target: root.wall

        function onKeysWanted(): void {
            root.forceActiveFocus();
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.palette.background
    }
    HeaderBar {
        id: header

        wall: root.wall
        width: parent.width
    }
    NoticeBars {
        id: notices

        wall: root.wall
        y: header.height
        width: parent.width
    }
    ReplayBar {
        id: replay

        wall: root.wall
        y: header.height + notices.height
        width: parent.width
        height: visible ? implicitHeight : 0
        visible: root.context.replay.available
    }
    Loader {
        id: layout

        y: header.height + notices.height + replay.height
        width: parent.width
        height: parent.height - y
        sourceComponent: Theme.layout === "panorama" ? panorama : Theme.layout === "desk" ? desk : hall
    }
    Component {
        id: hall

        HallLayout {
            wall: root.wall
        }
    }
    Component {
        id: panorama

        PanoramaLayout {
            wall: root.wall
        }
    }
    Component {
        id: desk

        DeskLayout {
            wall: root.wall
        }
    }
    CardLayer {
        id: card

        anchors.fill: parent
        wall: root.wall
        map: root.map
        stage: {
            const item = layout.item as WallLayout;
            return item ? Qt.rect(item.stage.x, layout.y + item.stage.y, item.stage.width, item.stage.height) : Qt.rect(0, 0, 0, 0);
        }
    }
    HealthPanel {
        anchors.centerIn: layout
        width: Math.min(parent.width * 0.7, Theme.size.caption * 84)
        height: Math.min(layout.height * 0.9, wantedHeight)
        visible: root.wall.healthOpen
        wall: root.wall
    }
    KeyHelp {
        anchors.centerIn: layout
        visible: root.wall.helpOpen
    }
    WallKeys {
        id: keys

        wall: root.wall
        card: card
        map: root.map
    }
}
