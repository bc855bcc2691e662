// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Guancheng.Theme
import Guancheng.Wall

/** What the glass says when its data are not what they seem; the bar of a replay. */
TestCase {
    id: testCase

    name: "Honesty"
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
        fake.setFeed("weather", City.FeedState.Live);
        fake.setOffset("weather", 0);
        fake.setOrigin(1);
        fake.setReplay(0);
        fake.takeWishes();
        wall.wall.healthOpen = false;
        wall.forceActiveFocus();
    }
    function cleanupTestCase(): void {
        init();
    }
    function itemsThat(is, item, found): list<var> {
        if (!item.visible)
            return found;
        if (is(item))
            found.push(item);
        for (const child of item.children)
            itemsThat(is, child, found);
        return found;
    }
    function says(part: string): bool {
        return itemsThat(item => item.text !== undefined && String(item.text).includes(part), wall, []).length > 0;
    }

    function test_aLostFeedIsNamedAndItsScoreDoubted(): void {
        const rests = () => itemsThat(item => String(item.text).includes("仅据"), wall, []).map(item => item.text).join();
        const before = rests();
        fake.setFeed("weather", City.FeedState.Lost);
        verify(says("失联"), "the header names it");
        verify(says("仅据"), "a score says on how many figures it rests");
        verify(rests() !== before, "and on fewer than before");
        verify(itemsThat(item => item.partial === true, wall, []).length > 0, "its ring is broken");
    }
    function test_aFeedOfAnotherTimeHasAStateOfItsOwn(): void {
        fake.setOffset("weather", 900);
        verify(says("时标偏差"), "in the header");
        wall.wall.healthOpen = true;
        tryVerify(() => says("数据时间超前 15 分"));
        Theme.chinese = false;
        tryVerify(() => says("15 min ahead") || says("超前 15 min"));
        fake.setOffset("weather", 0);
        Theme.chinese = true;
        verify(!says("时标偏差"));
    }
    function test_theLabelFollowsTheData(): void {
        verify(says("模拟数据"));
        fake.setOrigin(2);
        verify(says("回放数据"));
        verify(!says("模拟数据"));
        fake.setOrigin(0);
        verify(!says("回放数据") && !says("模拟数据"));
    }
    function test_noBarWithoutAReplay(): void {
        verify(!says("播放") && !says("暂停"));
        keyClick(Qt.Key_Space);
        compare(fake.takeWishes(), "");
    }
    function test_theReplayIsDrivenByKeys(): void {
        fake.setReplay(10000);
        verify(says("回放 S2017.csv"));
        keyClick(Qt.Key_Space);
        compare(fake.takeWishes(), "pause");
        keyClick(Qt.Key_Space);
        keyClick(Qt.Key_Period);
        keyClick(Qt.Key_Comma);
        compare(fake.takeWishes(), "play speed 300 speed 60");
        keyClick(Qt.Key_Right, Qt.ShiftModifier);
        keyClick(Qt.Key_Left, Qt.ShiftModifier);
        compare(fake.takeWishes(), "seek 200 seek 0");
    }
    function test_theReplayIsDrivenByThePointer(): void {
        fake.setReplay(10000);
        const line = itemsThat(item => item.seekTo !== undefined, wall, [])[0];
        verify(line, "there is a time line");
        mouseClick(line, line.width / 2, line.height / 2);
        fuzzyCompare(Number(fake.takeWishes().split(" ")[1]), 5000, 20); // a pixel is some seconds
        mousePress(line, line.width / 4, line.height / 2);
        mouseMove(line, line.width * 0.75, line.height / 2);
        mouseRelease(line, line.width * 0.75, line.height / 2);
        const wishes = fake.takeWishes().split(" ");
        fuzzyCompare(Number(wishes[1]), 2500, 20);
        fuzzyCompare(Number(wishes[wishes.length - 1]), 7500, 20);
        const faster = itemsThat(item => item.tapped !== undefined && item.text === "×300", wall, [])[0];
        verify(faster, "the speeds can be pressed");
        mouseClick(faster, faster.width / 2, faster.height / 2);
        compare(fake.takeWishes(), "speed 300");
        const pause = itemsThat(item => item.triggered !== undefined && item.text === "暂停", wall, [])[0];
        mouseClick(pause, pause.width / 2, pause.height / 2);
        compare(fake.takeWishes(), "pause");
        verify(says("播放"));
    }
}
