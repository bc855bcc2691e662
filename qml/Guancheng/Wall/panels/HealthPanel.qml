// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The health of every feed: state, age, what was received, refused, late, and the last trouble. */
Rectangle {
    id: root

    required property WallState wall
    readonly property SourceListModel sources: root.wall.context.sources
    readonly property int rowHeight: Math.round(Theme.size.body * 1.75)
    readonly property int wantedHeight: head.height + columns.height + root.rowHeight * list.count + 2 * Theme.size.padding

    color: Theme.palette.panel
    border.width: Theme.size.line
    border.color: Theme.palette.outline
    radius: Theme.size.radius

    PanelHead {
        id: head

        width: parent.width
        text: qsTr("数据健康")
        note: qsTr("%1/%2 源正常").arg(root.sources.liveCount).arg(root.sources.count)
        sideNote: qsTr("Esc 关闭")
    }
    HealthRow {
        id: columns

        anchors.top: head.bottom
        x: Theme.size.padding
        width: parent.width - 2 * Theme.size.padding
        height: root.rowHeight
        header: true
        name: qsTr("数据源")
        stateText: qsTr("状态")
        age: qsTr("距今")
        receivedText: qsTr("收到")
        rejectedText: qsTr("拒收")
        lateText: qsTr("乱序")
        duplicateText: qsTr("重复")
        messageText: qsTr("最近的问题")
    }
    ListView {
        id: list

        anchors.top: columns.bottom
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.size.padding
        x: Theme.size.padding
        width: parent.width - 2 * Theme.size.padding
        clip: true
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        // A closed panel costs nothing.
        model: root.visible ? root.sources : null

        delegate: HealthRow {
            id: row

            required property string nameZh
            required property string nameEn
            required property int state
            required property double lastAt
            required property double ageSeconds
            required property double received
            required property double rejected
            required property double late
            required property double duplicates
            required property double offsetSeconds
            required property double devices
            required property string message
            required property bool simulated
            required property bool replayed

            width: list.width
            height: root.rowHeight
            level: Words.feedLevel(row.state, row.offsetSeconds)
            name: Words.join([root.wall.word(row.nameZh, row.nameEn), row.replayed ? qsTr("回放") : row.simulated ? qsTr("模拟") : ""])
            stateText: Words.feed(row.state, row.offsetSeconds)
            receivedText: Format.number(row.received, 0, "", Theme.chinese)
            rejectedText: Format.number(row.rejected, 0, "", Theme.chinese)
            lateText: Format.number(row.late, 0, "", Theme.chinese)
            duplicateText: Format.number(row.duplicates, 0, "", Theme.chinese)
            messageText: {
                const lost = row.state === City.FeedState.Lost && row.devices > 0;
                const devices = lost ? qsTr("%1 台设备未观测").arg(Format.number(row.devices, 0, "", Theme.chinese)) : "";
                const offset = row.offsetSeconds !== 0 ? qsTr("数据时间%1").arg(Words.offset(row.offsetSeconds)) : row.message;
                return Words.join([devices, offset]);
            }
            age: row.lastAt > 0 ? Format.duration(row.ageSeconds, Theme.chinese) : "—"
        }
    }
}
