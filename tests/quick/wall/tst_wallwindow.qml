// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Guancheng.Theme
import Guancheng.Wall

TestCase {
    id: testCase

    name: "WallWindow"
    when: windowShown
    width: 1920
    height: 1080
    visible: true

    WallWindow {
        id: wall

        anchors.fill: parent
        context: wallContext
    }

    function init(): void {
        Theme.chinese = true;
        fake.setLink(City.FeedState.Live);
        fake.setReply(0);
        wallContext.selection.close();
        wall.wall.cursor.clear();
        wall.wall.healthOpen = false;
        wall.wall.helpOpen = false;
        wall.forceActiveFocus();
        fake.forgetVerbs();
    }
    /** Every text on the glass. */
    function texts(item, found): list<string> {
        if (!item.visible)
            return found;
        if (item.text !== undefined && item.text !== "")
            found.push(String(item.text));
        for (const child of item.children)
            texts(child, found);
        return found;
    }
    function says(part: string): bool {
        return texts(wall, []).some(text => text.includes(part));
    }
    function openCase(): void {
        wallContext.selection.open("incident", "C20260120-000999");
        tryVerify(() => wallContext.selection.candidates.rowCount() === 3);
    }

    /** The visible items for which `is` holds. */
    function itemsThat(is, item, found): list<var> {
        if (!item.visible)
            return found;
        if (is(item))
            found.push(item);
        for (const child of item.children)
            itemsThat(is, child, found);
        return found;
    }
    function button(words: string): Item {
        return itemsThat(item => item.triggered !== undefined && String(item.text).startsWith(words), wall, [])[0] ?? null;
    }
    function click(item: Item): void {
        mouseClick(item, item.width / 2, item.height / 2);
    }

    function test_pointerGoesFromTheRowToTheOrder(): void {
        const rows = itemsThat(item => item.incidentId === "C20260120-000999", wall, []);
        verify(rows.length > 0, "the case is in a column of the strip");
        click(rows[0]);
        compare(wallContext.selection.id, "C20260120-000999");
        tryVerify(() => wallContext.selection.candidates.rowCount() === 3);
        tryVerify(() => button("派单") !== null && button("派单").enabled);
        waitForRendering(wall);
        click(button("派单"));
        tryVerify(() => fake.verbs() === "dispatch");
        tryVerify(() => says("已受理"));
    }
    function test_aReasonIsOneClick(): void {
        openCase();
        keyClick(Qt.Key_G);
        tryVerify(() => button("群众再次来电") !== null);
        waitForRendering(wall);
        click(button("群众再次来电"));
        tryVerify(() => fake.verbs() === "urge");
        tryVerify(() => says("催办：已受理"));
    }
    function test_voidingIsHeld(): void {
        openCase();
        keyClick(Qt.Key_X);
        compare(fake.verbs(), "");
        keyPress(Qt.Key_X);
        tryVerify(() => fake.verbs() === "void");
        keyRelease(Qt.Key_X);
        tryVerify(() => says("作废：已受理"));
    }
    function test_cardLeavesItsPlaceFree(): void {
        openCase();
        const layer = itemsThat(item => item.uncover !== undefined, wall, [])[0];
        const card = itemsThat(item => item.stepCandidate !== undefined && item.details !== undefined, wall, [])[0];
        tryVerify(() => layer.inView && (layer.place.x < card.x || layer.place.x > card.x + card.width || layer.place.y < card.y || layer.place.y > card.y + card.height));
    }
    function test_pagesTurnByKey(): void {
        const pages = itemsThat(item => item.turn !== undefined, wall, [])[0];
        pages.turn(0);
        keyClick(Qt.Key_PageDown);
        compare(pages.page, 1);
        keyClick(Qt.Key_PageUp);
        keyClick(Qt.Key_PageUp);
        compare(pages.page, 4);
        pages.turn(0);
    }
    function test_layoutFollowsTheSize(): void {
        compare(Theme.layout, "desk");
        Theme.setCanvas(7680, 2160);
        compare(Theme.layout, "panorama");
        Theme.setCanvas(3840, 2160);
        compare(Theme.layout, "hall");
        verify(Theme.size.caption >= 19, "16' at 5.25 m on a wall of 2.7 m");
        Theme.setCanvas(1280, 720);
        compare(Theme.layout, "desk");
        Theme.setCanvas(1920, 1080);
    }
    function test_languageIsSwitchedLive(): void {
        verify(says("报警"));
        keyClick(Qt.Key_L);
        verify(!Theme.chinese);
        tryVerify(() => says("Alarms"));
        verify(says("Simulated"));
        verify(!says("报警"));
        keyClick(Qt.Key_L);
        tryVerify(() => says("报警"));
    }
    function test_lostLinkIsSaidWithItsTime(): void {
        verify(!says("数据链路中断"));
        fake.setLink(City.FeedState.Lost);
        tryVerify(() => says("数据链路中断（自 10:04:37）"));
        fake.setLink(City.FeedState.Live);
        tryVerify(() => !says("数据链路中断"));
    }
    function test_lostFeedIsNamed(): void {
        fake.setFeed("traffic", City.FeedState.Lost);
        tryVerify(() => texts(wall, []).some(text => text.includes("失联") && text.includes("数据")));
        fake.setFeed("traffic", City.FeedState.Live);
    }
    function test_keysFindAndOpen(): void {
        keyClick(Qt.Key_Tab);
        compare(wall.wall.cursor.zone, 0);
        keyClick(Qt.Key_Return);
        compare(wallContext.selection.kind, "alarm");
        keyClick(Qt.Key_A);
        tryVerify(() => fake.verbs() === "acknowledge");
        keyClick(Qt.Key_Escape);
        compare(wallContext.selection.kind, "");
        keyClick(Qt.Key_Right);
        compare(wall.wall.cursor.zone, 1);
        keyClick(Qt.Key_Down);
        compare(wall.wall.cursor.row, 1);
        keyClick(Qt.Key_Return);
        compare(wallContext.selection.kind, "incident");
    }
    function test_dispatchGoesToTheChosenUnit(): void {
        openCase();
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_D);
        compare(fake.verbs(), "dispatch");
        tryVerify(() => says("已受理"));
    }
    function test_refusalIsShownWithItsReason(): void {
        openCase();
        fake.setReply(1);
        keyClick(Qt.Key_D);
        tryVerify(() => says("被拒绝，该力量已被指派到另一案件"));
        Theme.chinese = false;
        tryVerify(() => says("refused, the unit was assigned to another case"));
    }
    function test_pendingLocksTheVerbs(): void {
        openCase();
        fake.setReply(2);
        keyClick(Qt.Key_D);
        tryVerify(() => says("等待后台答复"));
        keyClick(Qt.Key_U);
        compare(fake.verbs(), "dispatch");
    }
    function test_dangerousVerbsAreHeld(): void {
        openCase();
        keyClick(Qt.Key_E);
        compare(fake.verbs(), "");
        keyPress(Qt.Key_E);
        tryVerify(() => fake.verbs() === "escalate");
        keyRelease(Qt.Key_E);
    }
    function test_healthAndHelp(): void {
        keyClick(Qt.Key_H);
        tryVerify(() => says("最近的问题"));
        keyClick(Qt.Key_Escape);
        tryVerify(() => !says("最近的问题"));
        keyClick(Qt.Key_F1);
        tryVerify(() => says("派单给所选力量"));
        keyClick(Qt.Key_Escape);
    }
}
