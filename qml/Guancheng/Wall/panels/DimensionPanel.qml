// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** One dimension: its score, what pulls it down, and all of its indicators. */
PanelFrame {
    id: root

    required property WallState wall
    required property string nameZh
    required property string nameEn
    required property double score
    required property string contributorsZh
    required property string contributorsEn
    required property IndicatorListModel indicators
    property int columns: 6
    property int minimumRows: 3
    property int valueSize: Theme.size.value

    DimensionHead {
        id: head

        x: Theme.size.padding
        width: parent.width - 2 * Theme.size.padding
        frozen: root.wall.linkLost
        name: root.wall.word(root.nameZh, root.nameEn)
        score: root.score
        reasons: root.wall.word(root.contributorsZh, root.contributorsEn)
        count: root.indicators.count
        sound: root.indicators.soundCount
    }
    IndicatorGrid {
        id: grid

        anchors.fill: parent
        anchors.topMargin: head.height
        anchors.leftMargin: Theme.size.gap
        anchors.rightMargin: Theme.size.gap
        anchors.bottomMargin: Theme.size.gap
        model: root.indicators
        columns: root.columns
        minimumRows: root.minimumRows
        spacing: Math.round(Theme.size.gap * 0.8)
        nameSize: Theme.size.caption
        valueSize: root.valueSize
        family: Theme.family
        chinese: Theme.chinese
        frozen: root.wall.linkLost
        Accessible.role: Accessible.List
        Accessible.name: root.wall.word(root.nameZh, root.nameEn)
        onTileTapped: (indicatorId, place) => {
            const at = grid.mapToItem(null, place.x + place.width / 2, place.y + place.height / 2);
            root.wall.openIndicator(root.indicators, grid.indexAt(place.x + 1, place.y + 1), indicatorId, at.x, at.y);
        }
    }
}
