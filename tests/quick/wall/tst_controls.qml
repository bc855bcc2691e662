// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Guancheng.Controls
import Guancheng.Theme

TestCase {
    id: testCase

    name: "Controls"
    when: windowShown
    width: 400
    height: 300
    visible: true

    Component {
        id: holdComponent
        HoldButton {
            width: 200
            height: 60
            text: "升级"
            holdTime: 150
        }
    }
    Component {
        id: markComponent
        LevelMark {
            width: 40
            height: 40
        }
    }
    Component {
        id: fuseComponent
        FuseBar {
            width: 200
            height: 6
            fraction: 0.5
        }
    }
    Component {
        id: spyComponent
        SignalSpy {}
    }

    function test_letGoEarlyDoesNothing(): void {
        const button = createTemporaryObject(holdComponent, testCase);
        const spy = createTemporaryObject(spyComponent, testCase, { target: button, signalName: "triggered" });
        button.press();
        verify(button.holding);
        button.release();
        verify(!button.holding);
        compare(button.progress, 0);
        compare(spy.count, 0);
    }
    function test_heldLongEnoughHappensOnce(): void {
        const button = createTemporaryObject(holdComponent, testCase);
        const spy = createTemporaryObject(spyComponent, testCase, { target: button, signalName: "triggered" });
        button.press();
        button.press();
        tryCompare(spy, "count", 1);
        button.release();
        compare(spy.count, 1);
    }
    function test_mouseHolds(): void {
        const button = createTemporaryObject(holdComponent, testCase);
        const spy = createTemporaryObject(spyComponent, testCase, { target: button, signalName: "triggered" });
        mousePress(button, 50, 30);
        tryCompare(spy, "count", 1);
        mouseRelease(button, 50, 30);
        mouseClick(button, 50, 30);
        compare(spy.count, 1);
    }
    function test_disabledCannotBeHeld(): void {
        const button = createTemporaryObject(holdComponent, testCase, { enabled: false });
        button.press();
        verify(!button.holding);
    }
    function test_levelMarkHasColourAndNumeral_data(): list<var> {
        return [
            { tag: "I", level: City.Level.Critical, colour: "#e5484d" },
            { tag: "II", level: City.Level.Major, colour: "#f0883e" },
            { tag: "III", level: City.Level.Moderate, colour: "#e8c547" },
            { tag: "IV", level: City.Level.Minor, colour: "#4c9be8" }
        ];
    }
    function test_levelMarkHasColourAndNumeral(data): void {
        const mark = createTemporaryObject(markComponent, testCase, { level: data.level });
        waitForRendering(mark);
        const image = grabImage(mark);
        // Off the strokes of the numeral, inside every one of the shapes.
        compare(String(image.pixel(20, 31)), data.colour);
        let dark = 0;
        for (let x = 10; x < 30; ++x) {
            const pixel = image.pixel(x, data.level === City.Level.Major ? 25 : 20);
            if (pixel.r + pixel.g + pixel.b < 0.6)
                ++dark;
        }
        verify(dark >= 2, "the numeral stands in the middle");
    }
    function test_fuseBurnsDown(): void {
        const fuse = createTemporaryObject(fuseComponent, testCase);
        compare(fuse.children[0].width, 100);
        fuse.fraction = 0.25;
        compare(fuse.children[0].width, 50);
        fuse.fraction = -3;
        compare(fuse.children[0].width, 0);
    }
    function test_numbers(): void {
        compare(Format.number(2487, 0, "万", true), "2\u2009487\u2009万");
        compare(Format.number(NaN, 1, "%", true), "—");
        compare(Format.number(0, 0, "件", true), "0\u2009件");
        compare(Format.number(2487, 0, "×10k", false), "24.9\u2009M");
        compare(Format.number(-0.04, 1, "", true), "0.0");
        compare(Format.countdown(41), "00:41");
        compare(Format.countdown(-12), "+00:12");
        compare(Format.clock(1768874677000, 28800), "10:04:37");
    }
}
