// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The verbs that need a reason, with the usual ones: a click says both. What cannot be taken back is held here too. */
Column {
    id: root

    required property WallState wall
    readonly property SelectionController selection: root.wall.context.selection
    readonly property cardVerbs verbs: root.selection.verbs
    readonly property bool busy: root.selection.commandState === City.CommandState.Pending

    function say(verb: string, reason: string): void {
        switch (verb) {
        case "urge": root.selection.urge(reason); break;
        case "return": root.selection.returnCase(reason); break;
        case "void": root.selection.voidCase(reason); break;
        case "fail": root.selection.verify(false, reason); break;
        case "once": root.selection.shelveOnce(reason); break;
        case "retire": root.selection.retire(reason); break;
        case "shelve": root.selection.shelve(10, reason); break;
        }
    }

    spacing: Math.round(Theme.size.gap * 0.6)

    component Line: Row {
        id: line

        required property string verb
        required property string name
        property bool held: true

        width: root.width
        spacing: Theme.size.gap

        WallText {
            width: Math.round(Theme.size.caption * (Theme.chinese ? 5 : 7))
            height: Math.round(Theme.size.label * 2.2)
            text: line.name
            font.pixelSize: Theme.size.caption
            color: Theme.palette.second
        }
        Flow {
            width: parent.width - x
            spacing: Math.round(Theme.size.gap * 0.6)

            Repeater {
                model: Words.reasons(line.verb)

                Loader {
                    id: choice

                    required property string modelData

                    sourceComponent: line.held ? hold : press

                    Component {
                        id: press

                        ActionButton {
                            text: choice.modelData
                            enabled: !root.busy
                            onTriggered: root.say(line.verb, choice.modelData)
                        }
                    }
                    Component {
                        id: hold

                        HoldButton {
                            text: choice.modelData
                            enabled: !root.busy
                            onTriggered: root.say(line.verb, choice.modelData)
                        }
                    }
                }
            }
        }
    }

    Line {
        verb: "urge"
        name: qsTr("催办")
        held: false
        visible: root.verbs.canUrge
    }
    Line {
        verb: "return"
        name: qsTr("退回 按住")
        visible: root.verbs.canReturn
    }
    Line {
        verb: "fail"
        name: qsTr("不通过 按住")
        visible: root.verbs.canVerify
    }
    Line {
        verb: "void"
        name: qsTr("作废 按住")
        visible: root.verbs.canVoid
    }
    Line {
        verb: "shelve"
        name: qsTr("搁置 10 分")
        held: false
        visible: root.verbs.canShelve
    }
    Line {
        verb: "once"
        name: qsTr("搁置至恢复")
        held: false
        visible: root.verbs.canShelveOnce
    }
    Line {
        verb: "retire"
        name: qsTr("停用 按住")
        visible: root.verbs.canRetire
    }
}
