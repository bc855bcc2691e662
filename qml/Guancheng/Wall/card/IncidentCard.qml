// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The card of a case, an alarm, an indicator, a device or a unit: all that is known of it, and what can be done. */
Rectangle {
    id: root

    required property WallState wall
    property int maximumHeight: 4000
    readonly property SelectionController selection: root.wall.context.selection
    readonly property cardDetails details: root.selection.details
    readonly property int inner: root.width - 2 * Theme.size.padding
    readonly property bool isCase: root.selection.kind === "incident"

    function stepCandidate(by: int): bool {
        return candidates.step(by);
    }
    function pressKey(key: int): bool {
        return verbs.pressKey(key);
    }
    function releaseKey(key: int): void {
        verbs.releaseKey(key);
    }

    height: Math.min(root.maximumHeight, body.height + footer.height + 3 * Theme.size.padding)
    color: Theme.palette.panel
    border.width: Theme.size.line
    border.color: root.details.level > 0 ? Theme.levelBorder(root.details.level, Theme.palette.panel, Theme.palette.outline) : Theme.palette.outline
    radius: Theme.size.radius
    Accessible.role: Accessible.Dialog
    Accessible.name: root.wall.word(root.details.titleZh, root.details.titleEn)

    // A tap on the card is not a tap on what lies below.
    MouseArea {
        anchors.fill: parent
        onWheel: wheel => wheel.accepted = true
    }
    Flickable {
        x: Theme.size.padding
        y: Theme.size.padding
        width: root.inner
        height: root.height - footer.height - 2 * Theme.size.padding
        contentHeight: body.height
        clip: contentHeight > height
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: body

            width: root.inner
            spacing: Theme.size.gap

            CardHead {
                wall: root.wall
                width: parent.width
            }
            CardFacts {
                wall: root.wall
                width: parent.width
            }
            Loader {
                width: parent.width
                active: root.selection.kind === "indicator" && root.wall.indicatorRow >= 0
                visible: active
                sourceComponent: CardTrend {
                    wall: root.wall
                }
            }
            Row {
                width: parent.width
                spacing: Theme.size.padding
                visible: root.isCase

                CardPictures {
                    id: pictures

                    wall: root.wall
                    visible: count > 0
                    width: visible ? Math.round(parent.width * 0.46) : 0
                }
                CardTimeline {
                    wall: root.wall
                    width: parent.width - (pictures.visible ? pictures.width + parent.spacing : 0)
                    lines: pictures.visible ? Math.max(4, Math.floor(pictures.height / lineHeight)) : 6
                }
            }
            CardTimeline {
                wall: root.wall
                width: parent.width
                visible: root.selection.kind === "alarm" && count > 0
                lines: 5
            }
            CardCandidates {
                id: candidates

                wall: root.wall
                width: parent.width
                visible: root.isCase && (count > 0 || shortfall !== "")
            }
            CardNeighbours {
                wall: root.wall
                width: parent.width
                visible: count > 0
            }
        }
    }
    Column {
        id: footer

        x: Theme.size.padding
        y: root.height - height - Theme.size.padding
        width: root.inner
        spacing: Theme.size.gap

        CardState {
            wall: root.wall
            width: parent.width
        }
        CardReasons {
            wall: root.wall
            width: parent.width
            visible: verbs.reasonsOpen && verbs.hasReasons
        }
        CardVerbs {
            id: verbs

            wall: root.wall
            width: parent.width
            unitId: candidates.chosenId
            unitName: candidates.chosenName
        }
    }
}
