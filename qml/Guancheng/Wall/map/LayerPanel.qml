// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Maps
import Guancheng.Theme

/** The layers of the map: shown or not, how strong, in which order, what they mean, how it stands with them. */
Rectangle {
    id: root

    required property LayerTreeModel layers
    property int maximumHeight: 100000
    readonly property int rowHeight: Math.round(Theme.size.caption * 2.2)
    /** The keys belong to the wall again. */
    signal done

    function rowId(row: int): string {
        return (list.itemAtIndex(row) as LayerRow)?.layerId ?? "";
    }
    function step(by: int): void {
        list.currentIndex = Math.max(0, Math.min(root.layers.count - 1, list.currentIndex + by));
    }
    function shift(by: int): void {
        const id = root.rowId(list.currentIndex);
        const beside = root.rowId(list.currentIndex + by);
        if (id !== "" && beside !== "" && root.layers.moveBeside(id, beside, by > 0))
            list.currentIndex = root.layers.rowOf(id);
    }

    width: Theme.size.caption * 28
    height: Math.min(root.maximumHeight, content.height + 3 * Theme.size.gap)
    radius: Theme.size.radius
    color: Theme.palette.panel
    border.width: Theme.size.line
    border.color: Theme.palette.outline
    onVisibleChanged: if (root.visible) {
        list.forceActiveFocus();
    }

    // What lies below must not have the press.
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }
    Column {
        id: content

        x: Theme.size.gap
        y: Theme.size.gap
        width: parent.width - 2 * Theme.size.gap
        spacing: Theme.size.gap

        WallText {
            id: head

            width: parent.width
            text: qsTr("图层")
            font.pixelSize: Theme.size.label
            font.bold: true
        }
        WallText {
            width: parent.width
            visible: root.layers === null || root.layers.count === 0
            text: qsTr("没有数据图层：把文件拖到地图上")
            font.pixelSize: Theme.size.caption
            color: Theme.palette.third
        }
        ListView {
            id: list

            width: parent.width
            height: Math.min(contentHeight, root.maximumHeight - head.height - keys.height - 6 * Theme.size.gap)
            model: root.layers
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            currentIndex: 0
            delegate: LayerRow {
                width: list.width
                layers: root.layers
                current: list.activeFocus && ListView.isCurrentItem
                onChosen: index => {
                    list.currentIndex = index;
                    list.forceActiveFocus();
                }
            }
            Keys.onPressed: event => {
                const row = list.currentItem as LayerRow;
                const moves = (event.modifiers & Qt.ShiftModifier) !== 0;
                event.accepted = true;
                switch (event.key) {
                case Qt.Key_Up: if (moves) root.shift(-1); else root.step(-1); break;
                case Qt.Key_Down: if (moves) root.shift(1); else root.step(1); break;
                case Qt.Key_Space: row?.toggle(); break;
                case Qt.Key_Left: row?.fade(-0.1); break;
                case Qt.Key_Right: row?.fade(0.1); break;
                case Qt.Key_Escape: case Qt.Key_K: root.done(); event.accepted = false; break;
                default: event.accepted = false;
                }
            }
        }
        WallText {
            id: keys

            width: parent.width
            visible: root.layers !== null && root.layers.count > 0
            text: qsTr("↑ ↓ 选择 · 空格 显示 · ← → 透明度 · Shift ↑ ↓ 顺序")
            font.pixelSize: Math.round(Theme.size.caption * 0.85)
            color: Theme.palette.third
        }
    }
}
