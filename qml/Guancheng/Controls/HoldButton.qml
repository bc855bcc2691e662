// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/**
 * A verb that cannot be taken back: it happens when the button was held for `holdTime`, by finger, mouse or key
 * (`press()` and `release()`). Letting go earlier does nothing; the bar shows how far it is.
 */
Rectangle {
    id: root

    required property string text
    property string key
    property bool next: false
    property int holdTime: 900
    readonly property bool holding: hold.running
    readonly property double progress: bar.width / Math.max(1, root.width)
    signal triggered

    /** Begins to hold; a second call while holding changes nothing (keys repeat). */
    function press(): void {
        if (root.enabled && root.visible && !hold.running)
            hold.start();
    }
    function release(): void {
        hold.stop();
        bar.width = 0;
    }

    implicitHeight: Math.round(Theme.size.label * 2.2)
    implicitWidth: label.implicitWidth + Math.round(1.7 * Theme.size.padding)
    radius: Theme.size.radius
    color: root.next && root.enabled ? Theme.palette.accent : Theme.palette.raised
    border.width: root.activeFocus ? 2 * Theme.size.line : root.next && root.enabled ? 0 : Theme.size.line
    border.color: root.activeFocus ? Theme.palette.text : Theme.palette.outline
    activeFocusOnTab: root.enabled && root.visible
    clip: false
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("%1（按住确认）").arg(root.text)
    onEnabledChanged: if (!root.enabled) root.release()

    Keys.onPressed: event => {
        if (event.key === Qt.Key_Space || event.key === Qt.Key_Return) {
            event.accepted = true;
            root.press();
        }
    }
    Keys.onReleased: event => {
        if (!event.isAutoRepeat && (event.key === Qt.Key_Space || event.key === Qt.Key_Return)) {
            event.accepted = true;
            root.release();
        }
    }

    Rectangle {
        id: bar

        x: Theme.size.line
        y: Theme.size.line
        height: parent.height - 2 * Theme.size.line
        color: root.next ? Theme.palette.second : Theme.palette.outline
    }
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
    NumberAnimation {
        id: hold

        target: bar
        property: "width"
        from: 0
        to: root.width - 2 * Theme.size.line
        duration: root.holdTime
        onFinished: {
            bar.width = 0;
            root.triggered();
        }
    }
    TapHandler {
        enabled: root.enabled
        gesturePolicy: TapHandler.WithinBounds
        longPressThreshold: 3600
        onPressedChanged: pressed ? root.press() : root.release()
    }
}
