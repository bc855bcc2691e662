// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** The time left of a limit as a bar that burns down from the right; burnt out it shows an empty frame. */
Rectangle {
    id: root

    required property double fraction
    property int level: 0

    implicitHeight: Math.max(3, Math.round(Theme.size.caption / 4))
    color: Theme.palette.hairline

    Rectangle {
        height: parent.height
        // Whole pixels: a bar that moves by less than what is seen is not painted again.
        width: Math.round(parent.width * Math.max(0, Math.min(1, root.fraction)))
        color: root.level > 0 ? Theme.levelColor(root.level) : Theme.palette.data
    }
}
