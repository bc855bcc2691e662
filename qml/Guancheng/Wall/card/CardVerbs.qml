// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Controls
import Guancheng.Theme

/** The verbs in the order of use; the next step is the light one, what cannot be taken back is held. */
Flow {
    id: root

    required property WallState wall
    required property string unitId
    required property string unitName
    readonly property SelectionController selection: root.wall.context.selection
    readonly property cardVerbs verbs: root.selection.verbs
    /** The reasons to choose from are in view. */
    property bool reasonsOpen: false
    readonly property bool hasReasons: root.verbs.canUrge || root.verbs.canReturn || root.verbs.canVoid || root.verbs.canShelve || root.verbs.canRetire
    readonly property bool busy: root.selection.commandState === City.CommandState.Pending
    readonly property bool canDispatch: root.verbs.canDispatch && root.unitId !== ""
    /** The one verb that moves the thing on. */
    readonly property string next: root.canDispatch ? "dispatch" : root.verbs.canVerify ? "verify" : root.verbs.canClose ? "close" : root.verbs.canAcknowledge ? "acknowledge" : root.verbs.canUrge ? "urge" : ""

    function buttonOf(key: int): ActionButton {
        switch (key) {
        case Qt.Key_D: return dispatch;
        case Qt.Key_U: return urge;
        case Qt.Key_V: return verify;
        case Qt.Key_S: return shelve;
        case Qt.Key_G: return why;
        default: return null;
        }
    }
    function holdOf(key: int): HoldButton {
        switch (key) {
        case Qt.Key_E: return escalate;
        case Qt.Key_R: return giveBack;
        case Qt.Key_C: return close;
        case Qt.Key_X: return cancel;
        default: return null;
        }
    }
    function pressKey(key: int): bool {
        const button = root.buttonOf(key);
        const hold = root.holdOf(key);
        if (button && button.visible && button.enabled)
            button.triggered();
        hold?.press();
        return button !== null || hold !== null;
    }
    function releaseKey(key: int): void {
        root.holdOf(key)?.release();
    }

    spacing: Theme.size.gap

    Connections {
        target: root.selection

        function onSelectionChanged(): void {
            root.reasonsOpen = false;
        }
    }

    ActionButton {
        id: dispatch

        text: root.unitName === "" ? qsTr("派单") : qsTr("派单 %1").arg(root.unitName)
        key: "D"
        visible: root.verbs.canDispatch
        enabled: root.canDispatch && !root.busy
        next: root.next === "dispatch"
        onTriggered: root.selection.dispatch(root.unitId)
    }
    ActionButton {
        id: acknowledge

        text: qsTr("确认")
        key: "A"
        visible: root.verbs.canAcknowledge
        enabled: !root.busy
        next: root.next === "acknowledge"
        onTriggered: root.selection.acknowledge()
    }
    ActionButton {
        id: verify

        text: qsTr("核查通过")
        key: "V"
        visible: root.verbs.canVerify
        enabled: !root.busy
        next: root.next === "verify"
        onTriggered: root.selection.verify(true, qsTr("席位核查通过"))
    }
    ActionButton {
        id: urge

        text: qsTr("催办")
        key: "U"
        visible: root.verbs.canUrge
        enabled: !root.busy
        next: root.next === "urge"
        onTriggered: root.selection.urge(Words.reasons("urge")[0])
    }
    HoldButton {
        id: escalate

        text: qsTr("升级")
        key: "E"
        visible: root.verbs.canEscalate
        enabled: !root.busy
        onTriggered: root.selection.escalate()
    }
    HoldButton {
        id: giveBack

        text: qsTr("退回")
        key: "R"
        visible: root.verbs.canReturn
        enabled: !root.busy
        onTriggered: root.selection.returnCase(Words.reasons("return")[0])
    }
    HoldButton {
        id: fail

        text: qsTr("核查不通过")
        visible: root.verbs.canVerify
        enabled: !root.busy
        onTriggered: root.selection.verify(false, Words.reasons("fail")[0])
    }
    HoldButton {
        id: close

        text: qsTr("结案")
        key: "C"
        visible: root.verbs.canClose
        enabled: !root.busy
        next: root.next === "close"
        onTriggered: root.selection.closeCase(qsTr("席位结案"))
    }
    HoldButton {
        id: cancel

        text: qsTr("作废")
        key: "X"
        visible: root.verbs.canVoid
        enabled: !root.busy
        onTriggered: root.selection.voidCase(Words.reasons("void")[0])
    }
    ActionButton {
        id: shelve

        text: qsTr("搁置 10 分")
        key: "S"
        visible: root.verbs.canShelve
        enabled: !root.busy
        onTriggered: root.selection.shelve(10, Words.reasons("shelve")[0])
    }
    ActionButton {
        id: unshelve

        text: qsTr("取消搁置")
        visible: root.verbs.canUnshelve
        enabled: !root.busy
        onTriggered: root.selection.unshelve()
    }
    ActionButton {
        id: reinstate

        text: qsTr("投用")
        visible: root.verbs.canReinstate
        enabled: !root.busy
        onTriggered: root.selection.reinstate()
    }
    ActionButton {
        id: why

        text: root.reasonsOpen ? qsTr("收起理由") : qsTr("选理由")
        key: "G"
        visible: root.hasReasons
        onTriggered: root.reasonsOpen = !root.reasonsOpen
    }
    ActionButton {
        id: toCase

        text: qsTr("看案件")
        visible: root.selection.kind === "alarm" && root.selection.details.incidentId !== ""
        onTriggered: root.wall.open("incident", root.selection.details.incidentId, -1, -1)
    }
}
