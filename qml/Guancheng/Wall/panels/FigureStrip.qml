// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The figures of the whole city, above the map. */
Row {
    id: root

    required property WallState wall
    property int maximumWidth: 100000

    spacing: Math.round(Theme.size.gap * 0.8)

    Repeater {
        model: root.wall.context.figures

        Rectangle {
            id: figure

            required property string nameZh
            required property string nameEn
            required property double value
            required property string unitZh
            required property string unitEn
            required property double divisorZh
            required property double divisorEn
            required property int decimalsZh
            required property int decimalsEn
            readonly property double shown: figure.value / (Theme.chinese ? figure.divisorZh : figure.divisorEn)
            readonly property int decimals: Theme.chinese ? figure.decimalsZh : figure.decimalsEn

            width: Math.max(name.implicitWidth, number.implicitWidth) + 2 * Theme.size.gap
            // What does not fit is left out whole, from the end.
            opacity: figure.x + figure.width <= root.maximumWidth ? 1 : 0
            height: name.height + number.height + Theme.size.gap
            radius: Theme.size.radius
            color: Theme.palette.panel
            border.width: 1
            border.color: Theme.palette.hairline

            WallText {
                id: name

                x: Theme.size.gap
                y: Math.round(Theme.size.gap * 0.4)
                text: root.wall.word(figure.nameZh, figure.nameEn)
                font.pixelSize: Theme.size.caption
                color: Theme.palette.second
            }
            NumberText {
                id: number

                x: Theme.size.gap
                anchors.top: name.bottom
                text: Format.number(figure.shown, figure.decimals, root.wall.unit(figure.unitZh, figure.unitEn), Theme.chinese)
                font.pixelSize: Theme.size.title
                color: root.wall.linkLost ? Theme.palette.third : Theme.palette.text
            }
        }
    }
}
