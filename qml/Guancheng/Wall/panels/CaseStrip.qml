// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** The closed loop: discover, dispatch, handle, feed back, verify; one column each. */
Row {
    id: root

    required property WallState wall

    spacing: Theme.size.gap

    Repeater {
        id: columns

        model: root.wall.context.stages

        CaseColumn {
            wall: root.wall
            width: Math.floor((root.width - (columns.count - 1) * root.spacing) / Math.max(1, columns.count))
            height: root.height
        }
    }
}
