// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Guancheng.Theme
import Guancheng.Wall

/** Search and 'what is here', as a person uses them. */
TestCase {
    id: testCase

    name: "MapAsking"
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
        wallContext.questions.close();
        wallContext.selection.close();
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
    function map(): var {
        return itemsThat(item => item.centerLongitude !== undefined, wall, [])[0];
    }
    function type(text: string): void {
        for (const letter of text)
            keyClick(letter);
    }

    function test_slashSearchesByInitialsAndEnterFliesThere(): void {
        keyClick(Qt.Key_Slash);
        type("wnlq");
        tryVerify(() => says("武宁路桥"));
        keyClick(Qt.Key_Return);
        const place = map();
        tryVerify(() => Math.abs(place.centerLongitude - 121.42) < 0.02 && Math.abs(place.centerLatitude - 31.24) < 0.02, 3000);
        verify(!says("地点、道路、站点、案件、拼音或坐标"), "the box is closed");
    }
    function test_aPositionIsFound(): void {
        keyClick(Qt.Key_Slash);
        type("31.2,121.6");
        tryVerify(() => says("121.600000, 31.200000"));
        keyClick(Qt.Key_Escape);
        tryVerify(() => !says("121.600000, 31.200000"));
    }
    function test_aRightClickSaysWhatIsHere(): void {
        const place = map();
        const at = place.toScreen(121.4737, 31.2304);
        mouseClick(place, at.x, at.y, Qt.RightButton);
        tryVerify(() => says("黄浦区"));
        verify(wallContext.questions.lines.length > 0);
        keyClick(Qt.Key_Escape);
        tryVerify(() => !wallContext.questions.open);
    }
}
