// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** All dimensions as heads, the indicators of one of them below: turns every 20 s, not while someone looks closer. */
PanelFrame {
    id: root

    required property WallState wall
    property int page: 0
    readonly property IndicatorListModel list: root.wall.context.dimensions.indicators(root.page)

    function turn(page: int): void {
        root.page = page;
        timer.restart();
    }

    Connections {
        target: root.wall

        function onPageTurned(by: int): void {
            const pages = Math.max(1, root.wall.context.dimensions.count);
            root.turn((root.page + by + pages) % pages);
        }
    }
    Timer {
        id: timer

        interval: 20000
        repeat: true
        running: root.visible && !root.wall.cardOpen && !root.wall.linkLost
        onTriggered: root.page = (root.page + 1) % Math.max(1, root.wall.context.dimensions.count)
    }
    Column {
        id: heads

        x: Theme.size.gap
        y: Theme.size.gap
        width: parent.width - 2 * Theme.size.gap

        Repeater {
            model: root.wall.context.dimensions

            Rectangle {
                id: tab

                required property int index
                required property string nameZh
                required property string nameEn
                required property double score
                required property string contributorsZh
                required property string contributorsEn
                required property int count
                required property int soundCount

                width: heads.width
                height: head.height
                radius: Theme.size.radius
                color: tab.index === root.page ? Theme.palette.raised : Theme.palette.panel
                Accessible.role: Accessible.PageTab
                Accessible.name: head.name

                DimensionHead {
                    id: head

                    x: Theme.size.gap
                    width: parent.width - 2 * Theme.size.gap
                    compact: true
                    frozen: root.wall.linkLost
                    name: root.wall.word(tab.nameZh, tab.nameEn)
                    score: tab.score
                    reasons: root.wall.word(tab.contributorsZh, tab.contributorsEn)
                    count: tab.count
                    sound: tab.soundCount
                }
                TapHandler {
                    onTapped: root.turn(tab.index)
                }
            }
        }
    }
    IndicatorGrid {
        id: grid

        anchors.fill: parent
        anchors.topMargin: heads.y + heads.height + Theme.size.gap
        anchors.leftMargin: Theme.size.gap
        anchors.rightMargin: Theme.size.gap
        anchors.bottomMargin: Theme.size.gap
        model: root.list
        columns: 3
        minimumRows: 6
        spacing: Math.round(Theme.size.gap * 0.8)
        nameSize: Theme.size.caption
        valueSize: Theme.size.title
        family: Theme.family
        chinese: Theme.chinese
        frozen: root.wall.linkLost
        onTileTapped: (indicatorId, place) => {
            const at = grid.mapToItem(null, place.x + place.width / 2, place.y + place.height / 2);
            root.wall.openIndicator(root.list, grid.indexAt(place.x + 1, place.y + 1), indicatorId, at.x, at.y);
        }
    }
}
