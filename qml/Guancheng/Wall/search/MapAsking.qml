// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Maps
import Guancheng.Theme

/**
 * All questions of the map in one item over it: the search box, 'what is here' on a right click or long press, and the measure.
 * Include it with one line: MapAsking { wall: ...; map: ...; view: ... }.
 */
Item {
    id: root

    required property WallState wall
    required property CityMap map
    /** Grows whenever the map shows another part of the world. */
    required property int view
    readonly property MapQuestions questions: root.wall.context.questions
    readonly property bool measuring: root.questions !== null && root.questions.measuring
    signal flown

    function search(): void {
        root.questions?.close();
        box.show();
    }
    function measure(): void {
        if (root.questions === null)
            return;
        if (root.measuring)
            root.questions.stopMeasure();
        else
            root.questions.startMeasure();
    }
    /** Closes what lies on top; true when there was something. */
    function closeTop(): bool {
        if (box.open)
            box.hide();
        else if (root.measuring)
            root.questions.stopMeasure();
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
    function summary(): string {
        const q = root.questions;
        if (q === null || q.points < 2)
            return qsTr("点击地图逐点测量，Esc 结束");
        const length = q.lengthMetres < 1000 ? Format.number(q.lengthMetres, 1, "m", false) : Format.number(q.lengthMetres / 1000, 3, "km", false);
        const area = q.areaSquareMetres < 1e5 ? Format.number(q.areaSquareMetres, 0, "m²", false) : Format.number(q.areaSquareMetres / 1e6, 3, "km²", false);
        return length + "   " + Format.number(q.bearing, 1, "°", false) + (q.points > 2 ? "   " + area : "");
    }
    /** The points of the measure in pixels; depends on the view. */
    function path(): list<point> {
        const result = [];
        for (let i = 0; root.questions !== null && i < root.questions.points; ++i) {
            const at = root.questions.pointAt(i);
            result.push(root.map.toScreen(at.x, at.y));
        }
        return result;
    }

    /** Where a point of the measure is on the screen; \a otherwise when there is none. */
    function pixelOf(index: int, otherwise: point): point {
        if (index < 0)
            return otherwise;
        const at = root.questions.pointAt(index);
        return root.map.toScreen(at.x, at.y);
    }

    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: eventPoint => root.askAt(eventPoint.position.x, eventPoint.position.y)
    }
    TapHandler {
        acceptedButtons: Qt.LeftButton
        enabled: !root.measuring
        onLongPressed: root.askAt(point.pressPosition.x, point.pressPosition.y)
    }
    TapHandler {
        acceptedButtons: Qt.LeftButton
        enabled: root.measuring
        onTapped: eventPoint => {
            const at = root.map.toGeo(eventPoint.position.x, eventPoint.position.y);
            root.questions.addPoint(at.x, at.y);
        }
    }
    Repeater {
        // Points and view are named so that the line follows them.
        model: root.view >= 0 && root.measuring && root.questions.points > 0 ? root.path() : []

        Rectangle {
            id: leg

            required property point modelData
            required property int index
            readonly property point before: root.pixelOf(leg.index - 1, leg.modelData)
            readonly property real dx: leg.modelData.x - leg.before.x
            readonly property real dy: leg.modelData.y - leg.before.y

            x: leg.before.x
            y: leg.before.y - height / 2
            width: Math.max(3 * Theme.size.line, Math.hypot(leg.dx, leg.dy))
            height: 3 * Theme.size.line
            transformOrigin: Item.Left
            rotation: Math.atan2(leg.dy, leg.dx) * 180 / Math.PI
            color: Theme.palette.accent
        }
    }
    Rectangle {
        visible: root.measuring
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 3 * Theme.size.padding
        width: sum.implicitWidth + 2 * Theme.size.padding
        height: Math.round(Theme.size.body * 2.2)
        color: Theme.palette.panel
        border.width: Theme.size.line
        border.color: Theme.palette.outline
        radius: Theme.size.radius

        WallText {
            id: sum

            anchors.centerIn: parent
            // Points and view are named so that the sum follows them.
            text: root.measuring && root.questions.points >= 0 ? root.summary() : ""
        }
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
