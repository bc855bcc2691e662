// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Maps
import Guancheng.Theme

/** The search box on the map: '/' opens it, arrows choose, Enter flies there and opens the card, Esc closes. */
Rectangle {
    id: root

    required property WallState wall
    required property CityMap map
    readonly property SearchModel results: root.wall.context.search
    property bool open: false
    /** The map has been taken somewhere: it is the operator's until he lets go. */
    signal flown

    function show(): void {
        if (root.results === null)
            return;
        root.results.setNear(root.map.centerLongitude, root.map.centerLatitude);
        root.results.refresh();
        root.open = true;
        input.forceActiveFocus();
        input.selectAll();
    }
    function hide(): void {
        root.open = false;
        input.focus = false; // else the keys would go on to the hidden box
        root.wall.keysWanted();
    }
    function choose(row: SearchRow): void {
        if (row === null)
            return;
        if (!isNaN(row.longitude)) {
            root.map.flyTo(row.longitude, row.latitude, Math.max(row.zoom, root.map.zoom), 400);
            root.flown();
        }
        root.hide();
        if (row.opens)
            root.wall.open(row.kind, row.id, -1, -1);
    }

    visible: root.open
    width: Math.round(26 * Theme.size.body)
    height: column.height + 2 * Theme.size.padding
    color: Theme.palette.panel
    border.width: Theme.size.line
    border.color: Theme.palette.outline
    radius: Theme.size.radius
    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("搜索")

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }
    Column {
        id: column

        x: Theme.size.padding
        y: Theme.size.padding
        width: parent.width - 2 * Theme.size.padding
        spacing: Theme.size.gap

        Rectangle {
            width: parent.width
            height: Math.round(Theme.size.body * 2.2)
            color: Theme.palette.tile
            border.width: Theme.size.line
            border.color: input.activeFocus ? Theme.palette.accent : Theme.palette.hairline
            radius: Theme.size.radius

            WallText {
                anchors.fill: input
                visible: input.text === "" && input.preeditText === ""
                text: qsTr("地点、道路、站点、案件、拼音或坐标")
                color: Theme.palette.third
            }
            TextInput {
                id: input

                anchors.fill: parent
                anchors.leftMargin: Theme.size.padding
                anchors.rightMargin: Theme.size.padding
                verticalAlignment: TextInput.AlignVCenter
                font.family: Theme.family
                font.pixelSize: Theme.size.body
                color: Theme.palette.text
                selectionColor: Theme.palette.accent
                clip: true
                maximumLength: 80
                Accessible.role: Accessible.EditableText
                Accessible.name: qsTr("搜索")
                onTextChanged: {
                    if (root.results !== null)
                        root.results.text = input.text;
                    list.currentIndex = 0;
                }
                Keys.onUpPressed: list.decrementCurrentIndex()
                Keys.onDownPressed: list.incrementCurrentIndex()
                Keys.onReturnPressed: root.choose(list.currentItem as SearchRow)
                Keys.onEnterPressed: root.choose(list.currentItem as SearchRow)
                Keys.onEscapePressed: root.hide()
            }
        }
        ListView {
            id: list

            width: parent.width
            height: Math.min(contentHeight, Math.round(Theme.size.body * 2.4 * 8))
            model: root.results
            clip: true
            interactive: contentHeight > height
            highlightMoveDuration: 0

            delegate: SearchRow {
                width: list.width
                wall: root.wall
                current: ListView.isCurrentItem
                onTapped: root.choose(this)
            }
        }
        WallText {
            visible: root.results !== null && input.text !== "" && list.count === 0
            width: parent.width
            text: root.results !== null && root.results.ready ? qsTr("没有找到") : qsTr("正在建立索引")
            color: Theme.palette.second
        }
    }
}
