// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Maps
import Guancheng.Theme

/**
 * The questions of the map in one item over it: the search box, and 'what is here' on a right click or long press.
 * Include it with one line: MapAsking { wall: ...; map: ... }.
 */
Item {
    id: root

    required property WallState wall
    required property CityMap map
    readonly property MapQuestions questions: root.wall.context.questions
    signal flown

    function search(): void {
        root.questions?.close();
        box.show();
    }
    /** Closes what lies on top; true when there was something. */
    function closeTop(): bool {
        if (box.open)
            box.hide();
        else if (card.visible)
            root.questions.close();
        else
            return false;
        return true;
    }
    function askAt(x: real, y: real): void {
        if (root.questions === null)
            return;
        const at = root.map.toGeo(x, y);
        root.questions.ask(at.x, at.y);
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: eventPoint => root.askAt(eventPoint.position.x, eventPoint.position.y)
    }
    TapHandler {
        acceptedButtons: Qt.LeftButton
        enabled: !root.wall.measuring
        onLongPressed: root.askAt(point.pressPosition.x, point.pressPosition.y)
    }
    HereCard {
        id: card

        anchors.right: parent.right
        anchors.rightMargin: Theme.size.padding
        anchors.verticalCenter: parent.verticalCenter
        wall: root.wall
        map: root.map
    }
    SearchBox {
        id: box

        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.round(parent.height * 0.12)
        wall: root.wall
        map: root.map
        onFlown: root.flown()
    }
}
