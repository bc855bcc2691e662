// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** What the panels of one wall share: the cursor, the open overlays, and what a tap on anything leads to. */
QtObject {
    id: root

    required property WallContext context
    property bool healthOpen: false
    property bool helpOpen: false
    property bool bookmarksOpen: false
    property bool layersOpen: false
    property bool overviewOpen: false
    /** A line or an area is drawn on the map. */
    property bool measuring: false
    /** Where the opened thing stands in the window; used when it has no place on the map. */
    property point anchor: Qt.point(-1, -1)
    /** Row of the opened indicator in its list, to show its trend. */
    property IndicatorListModel indicatorList: null
    property int indicatorRow: -1
    /** Since when the link is lost, city time; 0 while it stands. */
    property double linkLostAt: 0

    readonly property bool linkLost: root.context.sources.linkState >= City.FeedState.Stale
    readonly property bool cardOpen: root.context.selection.kind !== ""
    readonly property WallCursor cursor: WallCursor {
        alarms: root.context.alarms
        stages: root.context.stages
    }
    readonly property int zone: root.context.city.zoneOffsetSeconds

    onLinkLostChanged: root.linkLostAt = root.linkLost ? root.context.cityTime : 0
    Component.onCompleted: if (root.linkLost) root.linkLostAt = root.context.cityTime

    /** The keys belong to the wall again, not to the map or a button. */
    signal keysWanted

    /** A word of the data in the language of the wall. */
    function word(zh: string, en: string): string {
        return Theme.chinese || en === "" ? zh : en;
    }
    /** A unit in the language of the wall; many have none in English. */
    function unit(zh: string, en: string): string {
        return Theme.chinese ? zh : en;
    }
    /** Place of a thing in a few words. Places are named in Chinese only: in English it is the street, then the district. */
    function place(name: string, areaZh: string, areaEn: string): string {
        if (root.isCity(name))
            return "";
        if (Theme.chinese || areaEn === "")
            return name !== "" ? name : areaZh;
        return areaEn.slice(areaEn.lastIndexOf(",") + 1).trim();
    }
    /** Whether a place is the city as a whole. */
    function isCity(name: string): bool {
        return name !== "" && root.context.city.nameZh.startsWith(name);
    }
    /** A value with its unit, or the state that it means. */
    function reading(value: double, decimals: int, textZh: string, textEn: string, unitZh: string, unitEn: string): string {
        if (isNaN(value))
            return "";
        const text = root.word(textZh, textEn);
        return text !== "" ? text : Format.number(value, decimals, root.unit(unitZh, unitEn), Theme.chinese);
    }
    /** A row was clicked: its thing is opened and shown on the map, or left again. */
    signal rowClicked(kind: string, id: string, x: real, y: real)
    /** Something to be done on the map: 'watch', 'release', 'measure', 'area', 'copy', 'paste', 'export', 'save', 'recall', 'undo'. */
    signal mapAsked(what: string, slot: int)
    /** Turns the page of the dimensions where they are pages. */
    signal pageTurned(by: int)

    function openRow(kind: string, id: string, x: real, y: real): void {
        root.rowClicked(kind, id, x, y);
    }
    function open(kind: string, id: string, x: real, y: real): void {
        root.healthOpen = false;
        root.helpOpen = false;
        root.anchor = Qt.point(x, y);
        if (kind !== "indicator")
            root.indicatorRow = -1;
        root.context.selection.open(kind, id);
        root.keysWanted();
    }
    function openIndicator(list: IndicatorListModel, row: int, id: string, x: real, y: real): void {
        root.indicatorList = list;
        root.indicatorRow = row;
        root.open("indicator", id, x, y);
    }
    /** Closes what lies on top; true when there was something. */
    function closeTop(): bool {
        root.keysWanted();
        if (root.helpOpen || root.healthOpen) {
            root.helpOpen = false;
            root.healthOpen = false;
            return true;
        }
        if (root.measuring) {
            root.measuring = false;
            return true;
        }
        if (root.bookmarksOpen || root.layersOpen || root.overviewOpen) {
            root.overviewOpen = false;
            root.bookmarksOpen = false;
            root.layersOpen = false;
            return true;
        }
        if (root.cardOpen) {
            root.context.selection.close();
            return true;
        }
        if (root.cursor.zone >= 0) {
            root.cursor.clear();
            return true;
        }
        return false;
    }
}
