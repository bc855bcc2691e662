// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Maps
import Guancheng.Theme

/** One layer or group: eye, name, state, strength, and its legend while it is the current one. */
Item {
    id: root

    required property int index
    required property string layerId
    required property string nameZh
    required property string nameEn
    required property string kind
    required property int depth
    required property bool layerVisible
    required property bool shown
    required property double layerOpacity
    required property string state
    required property string errorText
    required property double features
    required property double skipped
    required property double progress
    // A list of maps is what the model gives: C++ has no closer type that QML can walk through.
    required property var legend
    required property LayerTreeModel layers
    property bool current: false
    readonly property bool failed: root.state === "failed"
    signal chosen(index: int)

    function toggle(): void {
        root.layers.setLayerVisible(root.layerId, !root.layerVisible);
    }
    function fade(by: real): void {
        root.layers.setLayerOpacity(root.layerId, Math.max(0, Math.min(1, Math.round((root.layerOpacity + by) * 10) / 10)));
    }

    height: body.height + Math.round(Theme.size.gap * 0.6)
    Accessible.role: Accessible.CheckBox
    Accessible.checked: root.layerVisible
    Accessible.name: name.text

    Rectangle {
        anchors.fill: parent
        radius: Theme.size.radius
        color: root.current ? Theme.palette.raised : "transparent"
    }
    Column {
        id: body

        x: root.depth * Theme.size.caption
        width: parent.width - x
        spacing: Math.round(Theme.size.gap * 0.3)

        Row {
            height: Math.round(Theme.size.caption * 2)
            spacing: Theme.size.gap

            Rectangle {
                id: eye

                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.caption
                height: width
                radius: root.kind === "group" ? 0 : width / 2
                color: root.layerVisible ? (root.shown ? Theme.palette.data : Theme.palette.outline) : "transparent"
                border.width: Theme.size.line
                border.color: Theme.palette.outline

                TapHandler {
                    gesturePolicy: TapHandler.ReleaseWithinBounds
                    margin: Theme.size.gap
                    onTapped: root.toggle()
                }
            }
            WallText {
                id: name

                height: parent.height
                width: body.width - eye.width - strength.width - 2 * parent.spacing - Theme.size.gap
                text: Theme.chinese ? root.nameZh : root.nameEn
                font.pixelSize: Theme.size.caption
                font.bold: root.kind === "group"
                color: root.layerVisible ? Theme.palette.text : Theme.palette.third
            }
            NumberText {
                id: strength

                height: parent.height
                width: Theme.size.caption * 3
                horizontalAlignment: Text.AlignRight
                text: Math.round(root.layerOpacity * 100) + "%"
                font.pixelSize: Theme.size.caption
                color: Theme.palette.second

                TapHandler {
                    gesturePolicy: TapHandler.ReleaseWithinBounds
                    onTapped: root.layers.setLayerOpacity(root.layerId, root.layerOpacity > 0.95 ? 0.7 : root.layerOpacity > 0.65 ? 0.4 : 1)
                }
            }
        }
        WallText {
            width: parent.width - Theme.size.gap
            visible: text !== ""
            text: {
                if (root.errorText !== "")
                    return root.errorText;
                if (root.state === "loading")
                    return root.progress >= 0 ? qsTr("加载中 %1%").arg(Math.round(root.progress * 100)) : qsTr("加载中");
                const parts = [];
                if (root.state === "stale")
                    parts.push(qsTr("过期"));
                if (root.current && root.features >= 0)
                    parts.push(qsTr("%1 个要素").arg(root.features));
                if (root.skipped > 0)
                    parts.push(qsTr("%1 个未画").arg(root.skipped));
                return Words.join(parts);
            }
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font.pixelSize: Math.round(Theme.size.caption * 0.85)
            color: root.failed ? Theme.palette.text : Theme.palette.third
        }
        Repeater {
            model: root.current && root.legend ? Math.min(12, root.legend.length) : 0

            Row {
                id: line

                required property int index
                readonly property var entry: root.legend[line.index]

                x: Theme.size.caption * 1.5
                height: Math.round(Theme.size.caption * 1.4)
                spacing: Theme.size.gap

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.size.caption
                    height: line.entry.symbol === "line" ? 2 * Theme.size.line : line.entry.symbol === "point" ? Math.round(width * 0.6) : Math.round(width * 0.7)
                    radius: line.entry.symbol === "point" ? height / 2 : 0
                    color: line.entry.colour ?? Theme.palette.data
                }
                WallText {
                    height: parent.height
                    text: (Theme.chinese || !line.entry.nameEn ? line.entry.nameZh : line.entry.nameEn) ?? ""
                    font.pixelSize: Math.round(Theme.size.caption * 0.85)
                    color: Theme.palette.second
                }
            }
        }
    }
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.chosen(root.index)
    }
}
