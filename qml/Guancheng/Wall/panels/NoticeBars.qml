// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** What the reader must know before he believes the wall: the link is lost, the backend is in trouble, it stalled. */
Column {
    id: root

    required property WallState wall

    NoticeBar {
        width: parent.width
        visible: root.wall.linkLost
        level: City.Level.Major
        text: qsTr("数据链路中断（自 %1），以下为最后已知状态").arg(Format.clock(root.wall.linkLostAt, root.wall.zone))
        detail: root.wall.context.sources.linkMessage
    }
    NoticeBar {
        width: parent.width
        visible: root.wall.context.stages.orphanedTotal > 0
        level: City.Level.Moderate
        text: qsTr("后台日志已更换：%1 件案件仅本席位保留").arg(root.wall.context.stages.orphanedTotal)
        detail: root.wall.context.sources.linkMessage
    }
    NoticeBar {
        width: parent.width
        visible: root.wall.context.backendMessage !== ""
        level: City.Level.Moderate
        text: qsTr("后台告知")
        detail: root.wall.context.backendMessage
    }
    NoticeBar {
        width: parent.width
        visible: root.wall.context.stallMessage !== ""
        level: City.Level.Minor
        text: qsTr("界面曾停顿")
        detail: root.wall.context.stallMessage
    }
}
