// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Maps
import Guancheng.Theme

/** The nine views that somebody wants to come back to: recall, keep, name, forget. */
Rectangle {
    id: root

    required property MapPilot pilot
    required property string mode
    /** The keys belong to the wall again. */
    signal done

    width: Theme.size.caption * 26
    height: list.height + title.height + 3 * Theme.size.gap
    radius: Theme.size.radius
    color: Theme.palette.panel
    border.width: Theme.size.line
    border.color: Theme.palette.outline

    // What lies below must not have the press.
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }
    WallText {
        id: title

        x: Theme.size.gap
        y: Theme.size.gap
        text: qsTr("视图书签")
        font.pixelSize: Theme.size.label
        font.bold: true
    }
    Column {
        id: list

        x: Theme.size.gap
        y: title.y + title.height + Theme.size.gap
        width: parent.width - 2 * Theme.size.gap

        Repeater {
            model: 9

            Item {
                id: entry

                required property int index
                readonly property string name: root.pilot.bookmarks[entry.index] ?? ""

                width: list.width
                height: Math.round(Theme.size.caption * 2.3)

                NumberText {
                    id: number

                    height: parent.height
                    width: Theme.size.caption * 1.4
                    text: String(entry.index + 1)
                    font.pixelSize: Theme.size.caption
                    font.bold: entry.name !== ""
                    color: entry.name !== "" ? Theme.palette.text : Theme.palette.faint
                }
                TextInput {
                    id: field

                    x: number.width
                    width: keep.x - x - Theme.size.gap
                    height: parent.height
                    verticalAlignment: TextInput.AlignVCenter
                    clip: true
                    maximumLength: 60
                    readOnly: entry.name === ""
                    activeFocusOnPress: entry.name !== ""
                    text: entry.name !== "" ? entry.name : qsTr("空")
                    font.family: Theme.family
                    font.pixelSize: Theme.size.caption
                    color: entry.name !== "" ? Theme.palette.text : Theme.palette.faint
                    selectByMouse: true
                    Accessible.name: qsTr("书签 %1 的名称").arg(entry.index + 1)
                    onEditingFinished: {
                        root.pilot.renameBookmark(entry.index + 1, field.text);
                        field.text = Qt.binding(() => entry.name !== "" ? entry.name : qsTr("空"));
                        if (field.activeFocus)
                            root.done();
                    }
                    Keys.onEscapePressed: {
                        field.text = entry.name;
                        root.done();
                    }
                }
                ActionButton {
                    id: keep

                    x: go.x - width - Theme.size.gap / 2
                    anchors.verticalCenter: parent.verticalCenter
                    key: ""
                    text: entry.name !== "" ? qsTr("覆盖") : qsTr("保存")
                    onTriggered: root.pilot.saveBookmark(entry.index + 1, entry.name, root.mode)
                }
                ActionButton {
                    id: go

                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    key: ""
                    enabled: entry.name !== ""
                    text: qsTr("前往")
                    onTriggered: root.pilot.recallBookmark(entry.index + 1)
                }
            }
        }
    }
}
