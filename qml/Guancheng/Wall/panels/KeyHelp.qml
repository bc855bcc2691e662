// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** What the keys do. */
Rectangle {
    id: root

    readonly property list<string> lines: [
        "Tab  ←  →", qsTr("在报警与五个环节之间移动"),
        "↑  ↓", qsTr("选择一行；卡片打开时选择力量"),
        "Enter", qsTr("打开卡片"),
        "D", qsTr("派单给所选力量"),
        "U", qsTr("催办"),
        qsTr("E 按住"), qsTr("升级：街镇 → 区 → 市"),
        qsTr("R 按住"), qsTr("退回"),
        qsTr("X 按住"), qsTr("作废"),
        "G", qsTr("选择催办、退回、作废、搁置的理由"),
        "V", qsTr("核查通过"),
        qsTr("C 按住"), qsTr("结案"),
        "A", qsTr("确认报警"),
        "Q", qsTr("本席静音（不等于确认）"),
        "F", qsTr("报警折叠：展开全部、再折叠"),
        "+  −  Home", qsTr("地图放大、缩小、全市"),
        "0", qsTr("放开地图：恢复自动视图"),
        "W", qsTr("关注 / 取消关注打开的事项"),
        "K  O", qsTr("图层、底图鹰眼"),
        "B  1…9  Ctrl+1…9", qsTr("视图书签：列表、调出、保存"),
        "Ctrl+C  Ctrl+V", qsTr("复制视图链接、打开剪贴板中的链接"),
        "M  Y", qsTr("量距、量面（退格撤点，Esc 结束）"),
        "Ctrl+P", qsTr("导出当前视图为 PDF 与 PNG"),
        "PgUp  PgDn", qsTr("翻指标页（小屏）"),
        "/", qsTr("搜索地点、道路、案件、坐标"),
        qsTr("右键 长按"), qsTr("这里有什么"),
        "L", qsTr("中文 / English"),
        "H", qsTr("数据健康"),
        qsTr("空格  ,  .  Shift ← →"), qsTr("回放：播放暂停、慢、快、移动"),
        "Esc", qsTr("关闭最上层"),
        "F1  ?", qsTr("本页")
    ]

    width: grid.width + 4 * Theme.size.padding
    height: grid.height + title.height + 3 * Theme.size.padding
    color: Theme.palette.panel
    border.width: Theme.size.line
    border.color: Theme.palette.outline
    radius: Theme.size.radius

    WallText {
        id: title

        x: 2 * Theme.size.padding
        y: Theme.size.padding
        text: qsTr("键盘")
        font.pixelSize: Theme.size.title
        font.bold: true
    }
    Grid {
        id: grid

        x: 2 * Theme.size.padding
        anchors.top: title.bottom
        anchors.topMargin: Theme.size.padding
        columns: 2
        columnSpacing: 2 * Theme.size.padding
        rowSpacing: Theme.size.gap

        Repeater {
            model: root.lines

            WallText {
                required property int index
                required property string modelData

                text: modelData
                font.pixelSize: Theme.size.body
                font.bold: index % 2 === 0
                color: index % 2 === 0 ? Theme.palette.text : Theme.palette.second
            }
        }
    }
}
