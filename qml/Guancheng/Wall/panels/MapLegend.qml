// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** What the signs on the map mean. */
Rectangle {
    id: root

    height: Math.round(Theme.size.caption * 1.9)
    width: row.implicitWidth + 2 * Theme.size.gap
    radius: Theme.size.radius
    color: Theme.palette.panel
    border.width: 1
    border.color: Theme.palette.hairline

    Row {
        id: row

        x: Theme.size.gap
        height: parent.height
        spacing: Theme.size.padding

        Repeater {
            model: [City.Level.Critical, City.Level.Major, City.Level.Moderate, City.Level.Minor]

            LevelMark {
                required property int modelData

                anchors.verticalCenter: parent.verticalCenter
                width: Math.round(Theme.size.caption * 1.2)
                height: width
                level: modelData
            }
        }
        Repeater {
            model: [qsTr("案件与报警"), qsTr("➤ 移动力量"), qsTr("· 设备密度"), qsTr("— 道路"), qsTr("┄ 轨道交通")]

            WallText {
                required property string modelData

                height: row.height
                text: modelData
                font.pixelSize: Theme.size.caption
                color: Theme.palette.second
            }
        }
    }
}
