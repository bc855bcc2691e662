// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** City, mode, warnings in force, date and clock, and whether the data behind all of it is sound. */
Item {
    id: root

    required property WallState wall
    readonly property WallContext context: root.wall.context
    readonly property SourceListModel sources: root.context.sources
    readonly property string lostNames: root.wall.word(root.sources.lostNamesZh, root.sources.lostNamesEn)
    readonly property string skewedNames: root.wall.word(root.sources.skewedNamesZh, root.sources.skewedNamesEn)

    /** '3 气象、公交轮渡 等': the count, and as many names as leave room for what else is wrong. */
    function named(count: int, names: string): string {
        const separator = Theme.chinese ? "、" : ", ";
        const list = names.split(separator);
        const shown = list.slice(0, 2).join(separator);
        return count + " " + (list.length > 2 ? qsTr("%1 等").arg(shown) : shown);
    }

    implicitHeight: Math.round(Theme.size.clock * 1.75)

    Row {
        id: left

        x: Theme.size.padding
        height: parent.height
        spacing: Theme.size.padding

        WallText {
            height: parent.height
            text: qsTr("观城")
            font.pixelSize: Theme.size.headline
            font.bold: true
        }
        WallText {
            height: parent.height
            // On a narrow screen the warnings need the room more.
            width: Math.min(implicitWidth, root.width < Theme.size.caption * 150 ? Theme.size.caption * 9 : root.width)
            text: root.wall.word(root.context.city.nameZh, root.context.city.nameEn)
            font.pixelSize: Theme.size.label
            color: Theme.palette.second
        }
        Chip {
            anchors.verticalCenter: parent.verticalCenter
            text: Words.mode(root.context.mode)
            loud: root.context.mode !== City.CityMode.Ordinary
            level: root.context.mode === City.CityMode.Emergency ? City.Level.Critical : City.Level.Normal
        }
        Chip {
            anchors.verticalCenter: parent.verticalCenter
            visible: text !== ""
            text: {
                if (root.context.replayed)
                    return qsTr("回放数据");
                if (root.context.simulated)
                    return qsTr("模拟数据");
                return root.sources.simulatedCount > 0 ? qsTr("%1 源为模拟").arg(root.sources.simulatedCount) : "";
            }
            loud: true
        }
    }
    ListView {
        id: warnings

        readonly property int share: Math.floor((width - (count - 1) * spacing) / Math.max(1, count))

        anchors.left: left.right
        anchors.right: right.left
        anchors.leftMargin: Theme.size.padding
        anchors.rightMargin: Theme.size.padding
        height: parent.height
        orientation: ListView.Horizontal
        spacing: Theme.size.padding
        interactive: contentWidth > width
        clip: true
        model: root.context.warnings

        delegate: Item {
            id: warning

            required property int level
            required property string headlineZh
            required property string headlineEn
            required property bool exercise

            width: chip.width
            height: warnings.height

            Chip {
                id: chip

                anchors.verticalCenter: parent.verticalCenter
                level: warning.level
                // All warnings are on the glass; a long one gives way, down to its mark and a few words.
                maximumTextWidth: Math.max(Theme.size.label * 4, warnings.share - Theme.size.label * 3.4)
                text: {
                    const words = root.wall.word(warning.headlineZh, warning.headlineEn);
                    return warning.exercise ? qsTr("[演练] %1").arg(words) : words;
                }
            }
        }
    }
    Row {
        id: right

        anchors.right: parent.right
        anchors.rightMargin: Theme.size.padding
        height: parent.height
        spacing: Theme.size.padding

        NumberText {
            height: parent.height
            text: Format.date(root.context.cityTime, root.wall.zone, Theme.chinese)
            font.pixelSize: Theme.size.label
            color: Theme.palette.second
        }
        NumberText {
            height: parent.height
            text: Format.clock(root.context.cityTime, root.wall.zone)
            font.pixelSize: Theme.size.clock
        }
        Chip {
            anchors.verticalCenter: parent.verticalCenter
            level: {
                if (root.wall.linkLost)
                    return City.Level.Major;
                return Math.max(Words.feedLevel(root.sources.worstState, 0), root.skewedNames !== "" ? City.Level.Moderate : 0);
            }
            loud: true
            // Where there are no warnings the names have their room.
            maximumTextWidth: root.width * (warnings.count === 0 ? 0.36 : 0.25)
            text: {
                const counts = qsTr("数据 %1/%2 源").arg(root.sources.liveCount).arg(root.sources.count);
                const lost = root.sources.lostCount > 0 ? qsTr(" · 失联 %1").arg(root.named(root.sources.lostCount, root.lostNames)) : "";
                const skewed = root.sources.skewedCount > 0 ? qsTr(" · 时标偏差 %1").arg(root.named(root.sources.skewedCount, root.skewedNames)) : "";
                if (lost + skewed !== "")
                    return counts + lost + skewed;
                return counts + qsTr(" · 最旧 %1").arg(Format.duration(root.sources.oldestAgeSeconds, Theme.chinese));
            }
            onTapped: root.wall.healthOpen = !root.wall.healthOpen
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.palette.hairline
    }
}
