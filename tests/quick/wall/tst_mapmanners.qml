// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Guancheng.Maps
import Guancheng.Theme
import Guancheng.Wall

/** How the map behaves under a hand: on the whole wall, with events. */
TestCase {
    id: testCase

    name: "MapManners"
    when: windowShown
    width: 1920
    height: 1080
    visible: true

    WallWindow {
        id: wall

        anchors.fill: parent
        context: wallContext
    }

    readonly property MapStage stage: wall.map
    readonly property MapPilot pilot: stage.pilot
    readonly property CityMap city: stage.city

    function init(): void {
        Theme.chinese = true;
        wallContext.selection.close();
        wall.wall.cursor.clear();
        wall.wall.bookmarksOpen = false;
        wall.wall.measuring = false;
        for (const id of ["C20260120-000999", "X"])
            pilot.unwatch(id);
        pilot.letGo();
        tryCompare(city, "flying", false);
        wall.forceActiveFocus();
        tryCompare(pilot, "held", false);
        waitForRendering(wall);
    }
    function cleanup(): void {
        mouseRelease(city);
    }
    function camera(): MapCamera {
        return itemsThat(item => item.lead !== undefined && item.zoomAt !== undefined, wall, [])[0] ?? null;
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
    function row(): Item {
        return itemsThat(item => item.incidentId === "C20260120-000999", wall, [])[0];
    }
    function clickOn(item: Item): void {
        mouseClick(item, item.width / 2, item.height / 2);
    }
    function exactly(view): bool {
        return city.centerLongitude === view.x && city.centerLatitude === view.y && city.zoom === view.zoom;
    }
    function view(): var {
        return { x: city.centerLongitude, y: city.centerLatitude, zoom: city.zoom };
    }
    function free(): point {
        return Qt.point(city.width * 0.5, city.height * 0.75);
    }

    function test_cameraIsTheMap(): void {
        const eye = camera();
        verify(eye !== null);
        tryCompare(eye, "mapReady", true);
        city.flyTo(121.5, 31.25, 12.5, 0);
        fuzzyCompare(eye.center.longitude, 121.5, 1e-9);
        fuzzyCompare(eye.center.latitude, 31.25, 1e-9);
        fuzzyCompare(eye.zoomLevel, 12.5, 1e-9);
        // The same place is at the same pixel in both, everywhere.
        for (const at of [Qt.point(10, 20), Qt.point(city.width - 30, 40), Qt.point(200, city.height - 20)]) {
            const place = city.toGeo(at.x, at.y);
            const there = eye.toCoordinate(at, false);
            const pixel = city.toScreen(there.longitude, there.latitude);
            verify(Math.abs(pixel.x - at.x) < 0.05 && Math.abs(pixel.y - at.y) < 0.05, at + " is " + pixel);
            verify(Math.abs(place.x - there.longitude) < 1e-6);
        }
    }
    function test_aDragHoldsThePlaceUnderTheHand(): void {
        const at = free();
        const place = city.toGeo(at.x, at.y);
        mousePress(city, at.x, at.y);
        for (let i = 1; i <= 12; ++i)
            mouseMove(city, at.x + 10 * i, at.y - 6 * i);
        const now = city.toScreen(place.x, place.y);
        fuzzyCompare(now.x, at.x + 120, 0.5);
        fuzzyCompare(now.y, at.y - 72, 0.5);
        mouseRelease(city, at.x + 120, at.y - 72);
        verify(pilot.held);
        verify(says("视图已锁定"));
        compare(wallContext.selection.kind, "", "a drag is no tap");
    }
    function test_theWheelZoomsAtTheCursor(): void {
        const at = free();
        const place = city.toGeo(at.x, at.y);
        const zoom = city.zoom;
        mouseWheel(city, at.x, at.y, 0, 120);
        fuzzyCompare(city.zoom, zoom + 0.5, 1e-6);
        const now = city.toScreen(place.x, place.y);
        fuzzyCompare(now.x, at.x, 0.5);
        fuzzyCompare(now.y, at.y, 0.5);
        verify(pilot.held);
        keyClick(Qt.Key_0);
        verify(!pilot.held);
        tryVerify(() => Math.abs(city.zoom - zoom) < 1e-9);
        verify(!says("视图已锁定"));
    }
    function test_aRowGoesThereAndBackExactly(): void {
        mouseWheel(city, free().x, free().y, 0, 37);
        const before = view();
        clickOn(row());
        compare(wallContext.selection.id, "C20260120-000999");
        tryVerify(() => city.zoom > before.zoom + 1);
        tryCompare(city, "flying", false);
        clickOn(row());
        compare(wallContext.selection.kind, "");
        tryCompare(city, "flying", false);
        verify(exactly(before), JSON.stringify(view()) + " was " + JSON.stringify(before));
        verify(pilot.held, "the hand that had it before has it again");
    }
    function test_aRowAndBackLeavesTheCityFree(): void {
        const before = view();
        clickOn(row());
        verify(pilot.held);
        tryVerify(() => city.zoom > before.zoom + 1);
        tryCompare(city, "flying", false);
        clickOn(row());
        tryCompare(city, "flying", false);
        verify(exactly(before));
        verify(!pilot.held);
    }
    function test_onlyAnotherSetIsFitted(): void {
        const whole = view();
        pilot.watch("incident", "X", "X", 121.4, 31.2);
        tryVerify(() => city.zoom > whole.zoom + 1);
        tryCompare(city, "flying", false);
        const fitted = view();
        pilot.watch("incident", "X", "X renamed", 121.41, 31.21); // moved and renamed: the same set
        wait(0);
        verify(!city.flying);
        verify(exactly(fitted));
        mouseWheel(city, free().x, free().y, 0, -120);
        const mine = view();
        pilot.unwatch("X");
        verify(!city.flying);
        verify(exactly(mine), "held");
        verify(pilot.waiting);
        verify(says("关注有变"));
        keyClick(Qt.Key_0);
        tryVerify(() => exactly(whole));
    }
    function test_keyWatchesWhatIsOpen(): void {
        wallContext.selection.open("incident", "C20260120-000999");
        keyClick(Qt.Key_W);
        compare(pilot.watchedCount, 1);
        verify(says("关注 1 项"));
        keyClick(Qt.Key_W);
        compare(pilot.watchedCount, 0);
    }
    function test_signsAtTheEdge(): void {
        pilot.watch("incident", "X", "外滩", 121.49, 31.24);
        tryCompare(city, "flying", false);
        compare(pilot.signs.count, 0);
        city.flyTo(121.2, 31.24, 13, 0);
        pilot.hold();
        compare(pilot.signs.count, 1);
        const sign = itemsThat(item => item.thingId === "X", wall, [])[0];
        verify(sign);
        fuzzyCompare(sign.angle, 90, 2);
        verify(sign.metres > 25000 && sign.metres < 30000);
        verify(sign.x + sign.width <= city.width && sign.x > city.width / 2);
        clickOn(sign);
        tryVerify(() => pilot.signs.count === 0);
        tryVerify(() => Math.abs(city.centerLongitude - 121.49) < 1e-9);
    }
    function test_bookmarksByKey(): void {
        city.flyTo(121.47, 31.23, 13.25, 0);
        keyClick(Qt.Key_3, Qt.ControlModifier);
        verify(says("视图已存为 3"));
        city.flyTo(121.2, 31.1, 11, 0);
        keyClick(Qt.Key_3);
        tryVerify(() => Math.abs(city.centerLongitude - 121.47) < 1e-6 && Math.abs(city.zoom - 13.25) < 1e-3);
        verify(pilot.held);
        keyClick(Qt.Key_7);
        verify(says("书签 7 是空的"));
        keyClick(Qt.Key_B);
        verify(wall.wall.bookmarksOpen);
        verify(says("视图书签"));
        keyClick(Qt.Key_Escape);
        verify(!wall.wall.bookmarksOpen);
    }
    function test_linkThereAndBack(): void {
        city.flyTo(121.4812, 31.2399, 14.5, 0);
        pilot.hold(); // else the card would bring its place beside itself
        wallContext.selection.open("incident", "C20260120-000999");
        keyClick(Qt.Key_C, Qt.ControlModifier);
        wallContext.selection.close();
        pilot.letGo();
        tryCompare(city, "flying", false);
        keyClick(Qt.Key_V, Qt.ControlModifier);
        tryCompare(wallContext.selection, "id", "C20260120-000999");
        tryVerify(() => Math.abs(city.centerLongitude - 121.4812) < 1e-6 && Math.abs(city.zoom - 14.5) < 1e-3);
        verify(!pilot.openLink("guancheng://view?lat=31&lon=121&zoom=12&run=x"));
        verify(says("链接无法打开"));
    }
    function test_theRulerMeasures(): void {
        keyClick(Qt.Key_M);
        verify(wall.wall.measuring);
        verify(says("点击地图画出路线"));
        const a = Qt.point(city.width * 0.3, city.height * 0.75);
        const b = Qt.point(city.width * 0.6, city.height * 0.75);
        mouseClick(city, a.x, a.y);
        mouseClick(city, b.x, b.y);
        compare(wallContext.selection.kind, "");
        tryVerify(() => says("距离"));
        keyClick(Qt.Key_Escape);
        verify(!wall.wall.measuring);
        verify(!says("距离"));
    }
}
