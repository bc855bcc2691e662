// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The feeds in short, where a wall has room for them: name, state, age. A tap opens the whole table. */
PanelFrame {
    id: root

    required property WallState wall
    readonly property SourceListModel sources: root.wall.context.sources
    readonly property int rowHeight: {
        const least = Math.round(Theme.size.caption * 1.5);
        const rows = Math.max(1, Math.min(Math.floor(list.height / least), list.count));
        return Math.min(Math.floor(list.height / rows), Math.round(least * 1.6));
    }

    PanelHead {
        id: head

        width: parent.width
        text: qsTr("数据健康")
        note: qsTr("%1/%2 源正常").arg(root.sources.liveCount).arg(root.sources.count)
    }
    ListView {
        id: list

        anchors.fill: parent
        anchors.topMargin: head.height
        anchors.leftMargin: Theme.size.padding
        anchors.rightMargin: Theme.size.padding
        anchors.bottomMargin: Theme.size.gap
        clip: true
        cacheBuffer: 0
        boundsBehavior: Flickable.StopAtBounds
        model: root.sources

        delegate: Item {
            id: feed

            required property string nameZh
            required property string nameEn
            required property int state
            required property double lastAt
            required property double ageSeconds
            required property double offsetSeconds
            readonly property int level: Words.feedLevel(feed.state, feed.offsetSeconds)

            width: list.width
            height: root.rowHeight

            LevelMark {
                id: mark

                anchors.verticalCenter: parent.verticalCenter
                width: Math.round(Theme.size.caption * 1.15)
                height: width
                level: feed.level
            }
            WallText {
                anchors.left: mark.right
                anchors.leftMargin: Theme.size.gap
                anchors.right: age.left
                anchors.rightMargin: Theme.size.gap
                height: parent.height
                text: root.wall.word(feed.nameZh, feed.nameEn)
                font.pixelSize: Theme.size.caption
                color: feed.level > 0 ? Theme.palette.text : Theme.palette.second
            }
            NumberText {
                id: age

                anchors.right: parent.right
                height: parent.height
                text: Words.join([Words.feed(feed.state, feed.offsetSeconds), feed.offsetSeconds !== 0 ? Words.offset(feed.offsetSeconds) : feed.lastAt > 0 ? Format.duration(feed.ageSeconds, Theme.chinese) : "—"])
                font.pixelSize: Theme.size.caption
                color: feed.level > 0 ? Theme.palette.text : Theme.palette.third
            }
        }
    }
    TapHandler {
        onTapped: root.wall.healthOpen = true
    }
}
