// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The tile of the indicator, large: its trend over the normal band. */
IndicatorGrid {
    id: root

    required property WallState wall

    height: Math.round(Theme.size.value * 5)
    model: root.wall.indicatorList
    firstRow: root.wall.indicatorRow
    limit: 1
    columns: 1
    nameSize: Theme.size.caption
    valueSize: Math.round(Theme.size.value * 1.3)
    family: Theme.family
    chinese: Theme.chinese
    frozen: root.wall.linkLost
}
