// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** Where, when, from whom, who owns it; of an alarm also cause, consequence and action. */
Column {
    id: root

    required property WallState wall
    readonly property cardDetails details: root.wall.context.selection.details
    readonly property string kind: root.wall.context.selection.kind

    /** The place without the street that the area names already. */
    readonly property string closer: {
        const name = root.details.placeName;
        const street = root.details.areaZh.slice(root.details.areaZh.lastIndexOf(" ") + 1);
        if (root.wall.isCity(name))
            return "";
        return street !== "" && name.startsWith(street) ? name.slice(street.length).trim() : name;
    }

    spacing: Math.round(Theme.size.gap * 0.4)

    component Fact: Row {
        id: fact

        required property string name
        required property string text
        property bool strong: false

        width: root.width
        visible: fact.text !== ""
        spacing: Theme.size.gap

        WallText {
            width: Math.round(Theme.size.caption * (Theme.chinese ? 4.2 : 6.4))
            text: fact.name
            font.pixelSize: Theme.size.caption
            color: Theme.palette.third
        }
        NumberText {
            width: parent.width - x
            text: fact.text
            font.pixelSize: Theme.size.caption
            wrapMode: Text.Wrap
            maximumLineCount: 2
            color: fact.strong ? Theme.palette.text : Theme.palette.second
        }
    }

    NumberText {
        width: parent.width
        visible: text !== ""
        text: Words.join([root.wall.isCity(root.details.placeName) ? qsTr("全市") : root.wall.word(root.details.areaZh, root.details.areaEn), root.closer, root.details.grid === "" ? "" : qsTr("网格 %1").arg(root.details.grid)])
        font.pixelSize: Theme.size.body
        color: Theme.palette.second
    }
    Fact {
        name: qsTr("数值")
        strong: true
        text: {
            if (isNaN(root.details.value))
                return root.kind === "indicator" || root.kind === "device" ? "—" : "";
            const unit = root.wall.unit(root.details.unitZh, root.details.unitEn);
            const text = root.wall.word(root.details.textZh, root.details.textEn);
            const value = text !== "" ? text : Format.number(root.details.value, root.details.decimals, unit, Theme.chinese);
            const limit = isNaN(root.details.limit) || text !== "" ? "" : qsTr("限值 %1").arg(Format.number(root.details.limit, root.details.decimals, unit, Theme.chinese));
            return Words.join([value, limit, root.details.at > 0 ? Format.clock(root.details.at, root.wall.zone) : ""]);
        }
    }
    Fact {
        name: qsTr("描述")
        text: root.details.subtitle
        strong: true
    }
    Fact {
        name: qsTr("来源")
        text: Words.join([Words.sourceName(root.details.source), root.details.sourceId, root.details.openedAt > 0 ? Format.clock(root.details.openedAt, root.wall.zone) : ""])
    }
    Fact {
        name: qsTr("责任链")
        text: Words.join([root.wall.word(root.details.ownerZh, root.details.ownerEn), root.details.unitCallsign, Words.tier(root.details.tier)])
    }
    Fact {
        name: qsTr("总时限")
        text: root.details.dueAt > 0 ? Format.remaining((root.details.dueAt - root.wall.context.cityTime) / 1000, Theme.chinese) : ""
    }
    Fact {
        name: qsTr("原因")
        text: root.wall.word(root.details.causeZh, root.details.causeEn)
    }
    Fact {
        name: qsTr("后果")
        text: root.wall.word(root.details.consequenceZh, root.details.consequenceEn)
    }
    Fact {
        name: qsTr("措施")
        strong: true
        text: root.wall.word(root.details.actionZh, root.details.actionEn)
    }
    Fact {
        name: qsTr("已确认")
        text: root.details.acknowledgedBy
    }
    Fact {
        name: qsTr("注意")
        strong: true
        text: root.details.orphaned ? qsTr("后台已不识此案件，仅本席位保留") : ""
    }
}
