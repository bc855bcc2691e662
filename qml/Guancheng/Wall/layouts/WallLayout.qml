// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** What every layout of the wall gives: its map, and the part of it in which a card may stand. */
Item {
    required property WallState wall
    property MapStage map: null
    property rect stage: Qt.rect(0, 0, 0, 0)
    readonly property int gap: Theme.size.gap
}
