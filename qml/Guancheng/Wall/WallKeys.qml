// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** The keys of the wall; all that a pointer can do. Verbs that cannot be taken back are held. */
Item {
    id: root

    required property WallState wall
    required property CardLayer card
    required property MapStage map

    function openAtCursor(): void {
        const cursor = root.wall.cursor;
        if (cursor.kind() === "fold")
            root.wall.context.alarms.toggle(cursor.id());
        else if (cursor.kind() !== "")
            root.wall.openRow(cursor.kind(), cursor.id(), -1, -1);
    }
    /** Keys of the map; false when it is none of them. */
    function steer(key: int): bool {
        const wall = root.wall;
        if (key >= Qt.Key_1 && key <= Qt.Key_9) {
            wall.mapAsked("recall", key - Qt.Key_0);
            return true;
        }
        switch (key) {
        case Qt.Key_0: case Qt.Key_Space: wall.mapAsked("release", 0); return true;
        case Qt.Key_W: wall.mapAsked("watch", 0); return true;
        case Qt.Key_M: wall.mapAsked("measure", 0); return true;
        case Qt.Key_Y: wall.mapAsked("area", 0); return true;
        case Qt.Key_Backspace: wall.mapAsked("undo", 0); return true;
        case Qt.Key_O: wall.overviewOpen = !wall.overviewOpen; return true;
        case Qt.Key_B: wall.bookmarksOpen = !wall.bookmarksOpen; wall.layersOpen = false; return true;
        case Qt.Key_K: wall.layersOpen = !wall.layersOpen; wall.bookmarksOpen = false; return true;
        default: return false;
        }
    }
    /** The same with Ctrl. */
    function command(key: int): bool {
        const wall = root.wall;
        if (key >= Qt.Key_1 && key <= Qt.Key_9) {
            wall.mapAsked("save", key - Qt.Key_0);
            return true;
        }
        switch (key) {
        case Qt.Key_C: wall.mapAsked("copy", 0); return true;
        case Qt.Key_V: wall.mapAsked("paste", 0); return true;
        case Qt.Key_P: wall.mapAsked("export", 0); return true;
        default: return false;
        }
    }
    function acknowledge(): void {
        const wall = root.wall;
        if (wall.context.selection.kind !== "alarm" && wall.cursor.kind() === "alarm")
            root.openAtCursor();
        if (wall.context.selection.kind === "alarm" && wall.context.selection.verbs.canAcknowledge)
            wall.context.selection.acknowledge();
    }
    function step(dx: int, dy: int): void {
        if (root.wall.cardOpen && dy !== 0 && root.card.stepCandidate(dy))
            return;
        if (dx !== 0)
            root.wall.cursor.stepZone(dx);
        else
            root.wall.cursor.stepRow(dy);
    }
    /** Keys that move and look; false when it is none of them. */
    function look(key: int, shift: bool): bool {
        switch (key) {
        case Qt.Key_Tab: root.step(shift ? -1 : 1, 0); return true;
        case Qt.Key_Backtab: case Qt.Key_Left: root.step(-1, 0); return true;
        case Qt.Key_Right: root.step(1, 0); return true;
        case Qt.Key_Up: root.step(0, -1); return true;
        case Qt.Key_Down: root.step(0, 1); return true;
        case Qt.Key_Return: case Qt.Key_Enter: root.openAtCursor(); return true;
        case Qt.Key_Escape: return (root.map?.closeAsking() ?? false) || root.wall.closeTop();
        case Qt.Key_Slash: root.map?.search(); return true;
        case Qt.Key_F: root.wall.context.alarms.showAll = !root.wall.context.alarms.showAll; return true;
        case Qt.Key_Q: root.wall.context.alarms.silence(); return true;
        case Qt.Key_L: Theme.chinese = !Theme.chinese; return true;
        case Qt.Key_H: root.wall.healthOpen = !root.wall.healthOpen; return true;
        case Qt.Key_F1: case Qt.Key_Question: root.wall.helpOpen = !root.wall.helpOpen; return true;
        case Qt.Key_Plus: case Qt.Key_Equal: root.map?.zoomBy(1); return true;
        case Qt.Key_Minus: root.map?.zoomBy(-1); return true;
        case Qt.Key_PageDown: root.wall.pageTurned(1); return true;
        case Qt.Key_PageUp: root.wall.pageTurned(-1); return true;
        case Qt.Key_Home: root.map?.fitCity(); return true;
        default: return false;
        }
    }

    /** Keys of a replay; false when it is none of them or nothing is replayed. */
    function play(key: int, shift: bool): bool {
        const replay = root.wall.context.replay;
        if (!replay.available)
            return false;
        switch (key) {
        case Qt.Key_Space: replay.toggle(); return true;
        case Qt.Key_Period: replay.stepSpeed(1); return true;
        case Qt.Key_Comma: replay.stepSpeed(-1); return true;
        case Qt.Key_Left: if (shift) replay.stepBy(-2); return shift;
        case Qt.Key_Right: if (shift) replay.stepBy(2); return shift;
        case Qt.Key_Home: if (shift) replay.seek(replay.begin); return shift;
        default: return false;
        }
    }

    Keys.onPressed: event => {
        if (event.isAutoRepeat && event.key !== Qt.Key_Up && event.key !== Qt.Key_Down)
            event.accepted = true;
        else if (event.modifiers & (Qt.AltModifier | Qt.MetaModifier))
            event.accepted = false;
        else if (event.modifiers & Qt.ControlModifier)
            event.accepted = root.command(event.key);
        else if (root.play(event.key, (event.modifiers & Qt.ShiftModifier) !== 0))
            event.accepted = true;
        else if (root.look(event.key, (event.modifiers & Qt.ShiftModifier) !== 0) || root.steer(event.key))
            event.accepted = true;
        else if (event.key === Qt.Key_A) {
            root.acknowledge();
            event.accepted = true;
        } else
            event.accepted = root.card.pressKey(event.key);
    }
    Keys.onReleased: event => {
        if (!event.isAutoRepeat)
            root.card.releaseKey(event.key);
        event.accepted = true;
    }
}
