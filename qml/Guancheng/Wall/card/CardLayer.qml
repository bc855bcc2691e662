// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The open card: beside its place, tied to it by a dashed line, over no other bright mark where that can be. */
Item {
    id: root

    required property WallState wall
    required property MapStage map
    required property rect stage
    readonly property SelectionController selection: root.wall.context.selection
    /** The map flies because the card asked for room. */
    property bool givingWay: false
    readonly property int space: 6 * Theme.size.padding
    /** Where the opened thing is, in this item; NaN when it is nowhere. */
    readonly property point place: {
        const details = root.selection.details;
        if (root.map && root.map.ready && root.map.view >= 0 && root.stage.width > 0 && !isNaN(details.longitude) && !isNaN(details.latitude)) {
            const at = root.map.toScreen(details.longitude, details.latitude);
            return root.mapFromItem(root.map, at.x, at.y);
        }
        return root.wall.anchor.x >= 0 ? root.wall.anchor : Qt.point(NaN, NaN);
    }
    /** Where the dashed line leaves the card. */
    readonly property point edge: CardPlacer.edge(Qt.rect(card.x, card.y, card.width, card.height), root.place)
    readonly property bool placed: !isNaN(root.place.x)
    readonly property bool inView: root.placed && root.place.x >= 0 && root.place.x <= root.width && root.place.y >= 0 && root.place.y <= root.height

    function stepCandidate(by: int): bool {
        return card.visible && card.stepCandidate(by);
    }
    function pressKey(key: int): bool {
        return card.visible && card.pressKey(key);
    }
    function releaseKey(key: int): void {
        card.releaseKey(key);
    }
    /** Chooses the place once a selection; a card that wanders with the map cannot be read. */
    function settle(): void {
        if (!root.wall.cardOpen || (root.map && root.map.flying))
            return;
        const area = Qt.rect(root.stage.x + Theme.size.gap, root.stage.y + Theme.size.gap, root.stage.width - 2 * Theme.size.gap, root.stage.height - 2 * Theme.size.gap);
        const anchor = root.inView ? root.place : Qt.point(area.x, area.y + area.height / 2);
        const marks = root.map ? root.map.marks().concat(root.map.signs()).map(mark => root.mapFromItem(root.map, mark.x, mark.y)) : [];
        const at = CardPlacer.place(area, Qt.size(card.width, card.height), anchor, marks, root.space);
        card.x = at.x;
        card.y = at.y;
        if (root.map && !isNaN(root.selection.details.longitude))
            root.uncover(area, at);
    }
    /** Where no place for the card leaves the thing itself free, the map gives way: as seldom and as little as can be. */
    function uncover(area: rect, at: point): void {
        const margin = 2 * Theme.size.padding;
        const covered = root.place.x > at.x - margin && root.place.x < at.x + card.width + margin && root.place.y > at.y - margin && root.place.y < at.y + card.height + margin;
        if (root.inView && !covered)
            return;
        card.x = area.x + area.width - card.width;
        root.givingWay = true;
        const to = Qt.point(area.x + Math.max(area.width - card.width, 4 * margin) / 2, area.y + Math.min(area.height, root.map.height) * 0.45);
        root.map.reveal(root.selection.details.longitude, root.selection.details.latitude, root.map.mapFromItem(root, to.x, to.y));
    }

    onStageChanged: Qt.callLater(root.settle)
    Connections {
        target: root.map

        function onArrived(): void {
            // Once is enough: where nothing helps the map does not wander.
            if (!root.givingWay)
                Qt.callLater(root.settle);
            root.givingWay = false;
        }
    }
    Connections {
        target: root.selection

        function onSelectionChanged(): void {
            if (root.selection.kind === "")
                root.map?.restore();
            Qt.callLater(root.settle);
        }
        function onDetailsChanged(): void {
            if (root.placed && !tether.visible)
                Qt.callLater(root.settle);
        }
    }
    DashLine {
        id: tether

        anchors.fill: parent
        visible: card.visible && root.inView
        // From the ring of the mark, not across its numeral.
        from: {
            const away = Math.hypot(root.edge.x - root.place.x, root.edge.y - root.place.y);
            const share = away > 0 ? Math.min(1, Theme.size.caption * 1.3 / away) : 0;
            return Qt.point(root.place.x + (root.edge.x - root.place.x) * share, root.place.y + (root.edge.y - root.place.y) * share);
        }
        to: root.edge
        thickness: Math.max(2, Theme.size.line * 1.5)
        color: Theme.palette.accent
    }
    IncidentCard {
        id: card

        wall: root.wall
        visible: root.wall.cardOpen
        width: Math.min(root.stage.width - 2 * Theme.size.gap, Theme.size.caption * 45)
        maximumHeight: root.stage.height - 2 * Theme.size.gap
        onHeightChanged: Qt.callLater(root.settle)
    }
}
