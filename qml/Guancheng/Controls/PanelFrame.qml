// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** The ground of a panel: opaque, with a hairline. */
Rectangle {
    color: Theme.palette.panel
    border.color: Theme.palette.hairline
    border.width: 1
    radius: Theme.size.radius
}
