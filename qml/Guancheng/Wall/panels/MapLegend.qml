// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Maps
import Guancheng.Theme

/** What the signs on the map mean, and how many there are. */
Rectangle {
    id: root

    required property CityMap map
    /** Devices of which nothing is known now, because their feed or the link is lost. */
    property double unobserved: 0
    // A list of maps is what the map gives: C++ has no closer type that QML can walk through.
    readonly property var entries: root.map.legend

    height: Math.round(Theme.size.caption * 1.9)
    width: row.implicitWidth + 2 * Theme.size.gap
    visible: root.entries.length > 0
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
            // By number, so that a new count changes a text and makes no new items.
            model: root.entries.length

            Row {
                id: entry

                required property int index
                readonly property string key: root.entries[entry.index]?.key ?? ""
                readonly property int count: root.entries[entry.index]?.count ?? -1

                height: row.height
                spacing: Math.round(Theme.size.gap * 0.6)

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: entry.key === "metro" || entry.key === "roads" ? Theme.size.caption : Math.round(Theme.size.caption * 0.45)
                    height: entry.key === "metro" || entry.key === "roads" ? 2 * Theme.size.line : width
                    radius: entry.key === "metro" || entry.key === "roads" ? 0 : width / 2
                    color: root.entries[entry.index]?.colour ?? Theme.palette.data
                }
                NumberText {
                    height: parent.height
                    text: {
                        const name = Theme.chinese ? root.entries[entry.index]?.nameZh ?? "" : root.entries[entry.index]?.nameEn ?? "";
                        return entry.count < 0 ? name : name + " " + Format.number(entry.count, 0, "", Theme.chinese);
                    }
                    font.pixelSize: Theme.size.caption
                    color: Theme.palette.second
                }
            }
        }
        Row {
            height: row.height
            spacing: Math.round(Theme.size.gap * 0.6)
            visible: root.unobserved > 0

            LevelMark {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.caption
                height: width
                level: City.Level.Major
            }
            NumberText {
                height: parent.height
                text: qsTr("未观测 %1 台").arg(Format.number(root.unobserved, 0, "", Theme.chinese))
                font.pixelSize: Theme.size.caption
            }
        }
    }
}
