// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** A verb. The light one is the next step; there is at most one of these on the glass. */
Rectangle {
    id: root

    required property string text
    property string key
    property bool next: false
    signal triggered

    implicitHeight: Math.round(Theme.size.label * 2.2)
    implicitWidth: label.implicitWidth + Math.round(1.7 * Theme.size.padding)
    radius: Theme.size.radius
    color: root.next && root.enabled ? Theme.palette.accent : Theme.palette.raised
    border.width: root.activeFocus ? 2 * Theme.size.line : root.next && root.enabled ? 0 : Theme.size.line
    border.color: root.activeFocus ? Theme.palette.text : Theme.palette.outline
    activeFocusOnTab: root.enabled && root.visible
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.onPressAction: root.triggered()
    Keys.onReturnPressed: root.triggered()
    Keys.onSpacePressed: root.triggered()

    WallText {
        id: label

        anchors.fill: parent
        anchors.leftMargin: Theme.size.padding / 2
        anchors.rightMargin: Theme.size.padding / 2
        horizontalAlignment: Text.AlignHCenter
        text: root.key === "" ? root.text : root.text + "  " + root.key
        font.pixelSize: Theme.size.label
        font.bold: root.next
        color: !root.enabled ? Theme.palette.faint : root.next ? Theme.palette.accentText : Theme.palette.text
    }
    TapHandler {
        // Takes the press: what lies below the card must not have it.
        gesturePolicy: TapHandler.ReleaseWithinBounds
        enabled: root.enabled
        onTapped: root.triggered()
    }
}
