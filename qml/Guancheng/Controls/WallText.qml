// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** A line of text in the wall's font; elided, never clipped. */
Text {
    color: Theme.palette.text
    font.family: Theme.family
    font.pixelSize: Theme.size.body
    elide: Text.ElideRight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
}
