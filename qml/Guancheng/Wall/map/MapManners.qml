// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Maps
import Guancheng.Theme

/** What happens on the map when a row is clicked, a key pressed, a link opened, a file dropped. */
Item {
    id: root

    required property WallState wall
    required property MapPilot pilot
    required property MapRuler ruler
    /** Something to be told on the map for a while. */
    signal said(text: string)
    readonly property SelectionController selection: root.wall.context.selection
    readonly property string modeName: root.wall.context.mode === City.CityMode.Emergency ? "emergency" : root.wall.context.mode === City.CityMode.Exercise ? "exercise" : "ordinary"
    /** The row whose thing is to be shown as soon as its place is known. */
    property string wantedRow: ""

    function title(): string {
        const details = root.selection.details;
        const name = root.wall.word(details.titleZh, details.titleEn);
        return name !== "" ? name : root.selection.id;
    }
    /** A row: its card and its place; once more: the card closes and the view is exactly what it was. */
    function row(kind: string, id: string, x: real, y: real): void {
        if (root.pilot.goesBack(id) && root.selection.id === id) {
            root.wall.context.selection.close();
            root.pilot.clickRow(id, NaN, NaN);
            root.wall.keysWanted();
            return;
        }
        root.wantedRow = id;
        root.wall.open(kind, id, x, y);
        root.goToRow();
    }
    function goToRow(): void {
        const details = root.selection.details;
        if (root.wantedRow === "" || root.selection.id !== root.wantedRow || isNaN(details.longitude) || isNaN(details.latitude))
            return;
        root.wantedRow = "";
        if (!root.pilot.goesBack(root.selection.id))
            root.pilot.clickRow(root.selection.id, details.longitude, details.latitude);
    }
    function watchOpened(): void {
        const details = root.selection.details;
        if (root.selection.id === "")
            root.said(qsTr("先打开要关注的事项"));
        else if (root.pilot.isWatched(root.selection.id))
            root.pilot.unwatch(root.selection.id);
        else
            root.pilot.watch(root.selection.kind, root.selection.id, root.title(), details.longitude, details.latitude);
    }
    function ask(what: string, slot: int): void {
        switch (what) {
        case "watch": root.watchOpened(); break;
        case "release": root.pilot.letGo(); break;
        case "measure": root.ruler.begin("length"); break;
        case "area": root.ruler.begin("area"); break;
        case "undo": root.ruler.undo(); break;
        case "recall": root.pilot.recallBookmark(slot); break;
        case "save":
            root.pilot.saveBookmark(slot, root.pilot.bookmarkName(slot) || qsTr("视图 %1").arg(slot), root.modeName);
            root.said(qsTr("视图已存为 %1").arg(slot));
            break;
        case "copy":
            board.text = root.pilot.link(root.modeName, root.selection.kind, root.selection.id, 0);
            board.selectAll();
            board.copy();
            root.said(qsTr("视图链接已复制"));
            break;
        case "export":
            root.said(qsTr("正在导出视图…"));
            root.wall.context.exportView();
            break;
        case "paste":
            board.text = "";
            board.paste();
            root.pilot.openLink(board.text);
            break;
        }
    }

    Connections {
        target: root.wall

        function onRowClicked(kind: string, id: string, x: real, y: real): void {
            root.row(kind, id, x, y);
        }
        function onMapAsked(what: string, slot: int): void {
            root.ask(what, slot);
        }
    }
    Connections {
        target: root.wall.context

        function onViewExported(file: string): void {
            root.said(qsTr("已导出 %1").arg(file));
        }
        function onViewRefused(reason: string): void {
            root.said(qsTr("无法导出：%1").arg(reason));
        }
    }
    Connections {
        target: root.selection

        function onDetailsChanged(): void {
            root.pilot.select(root.selection.kind, root.selection.id, root.title(), root.selection.details.longitude, root.selection.details.latitude);
            root.goToRow();
        }
        function onSelectionChanged(): void {
            if (root.selection.kind === "")
                root.pilot.select("", "", "", NaN, NaN);
        }
    }
    Connections {
        target: root.pilot

        function onTold(what: string, reason: string): void {
            if (what === "link")
                root.said(qsTr("链接无法打开：%1").arg(reason));
            else if (what === "empty")
                root.said(qsTr("书签 %1 是空的").arg(reason));
            else
                root.said(qsTr("书签只保留到退出：%1").arg(reason));
        }
        function onViewOpened(mode: string, kind: string, id: string, time: double): void {
            if (id !== "")
                root.wall.open(kind, id, -1, -1);
            if (time > 0)
                root.said(qsTr("链接指向 %1 %2，地图显示的是现在").arg(Format.date(time, root.wall.zone, Theme.chinese)).arg(Format.time(time, root.wall.zone)));
            else if (mode !== "" && mode !== root.modeName)
                root.said(qsTr("链接来自另一种模式"));
        }
    }
    Binding {
        target: root.pilot
        property: "bookmarkFile"
        value: root.wall.context.bookmarkFile
    }

    DropArea {
        anchors.fill: parent
        keys: ["text/uri-list"]
        onDropped: drop => {
            root.wall.context.dropFiles(drop.urls);
            drop.accept(Qt.CopyAction);
        }
    }
    // The clipboard, as QML has it.
    TextEdit {
        id: board

        visible: false
        textFormat: TextEdit.PlainText
    }
}
