// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtLocation
import QtPositioning

/**
 * The camera in front of the city map: a Map of QtLocation that draws nothing of its own. It takes the gestures, holds the
 * few items that are QML (selection, handles of a drawing), and its centre and zoom are those of the city map: a
 * hand moves the camera and the city map follows before the next frame; a flight of the city map takes the camera along.
 * Where the plugin is missing it stays away and the city map takes the gestures itself.
 */
Map {
    id: camera

    required property CityMap city
    /** Taps are answered here and not handed to the city map. */
    property bool drawing: false
    /** While one of the two is told what the other did. */
    property bool coupling: false

    /** A tap while drawing, pixels of this item. */
    signal placed(coordinate: geoCoordinate)

    /** The city map moved. */
    function follow(): void {
        if (camera.coupling)
            return;
        camera.coupling = true;
        camera.zoomLevel = camera.city.zoom;
        camera.center = QtPositioning.coordinate(camera.city.centerLatitude, camera.city.centerLongitude);
        camera.coupling = false;
    }
    /** A hand moved the camera: `change` does it, the city map is told once, and what it allows is taken back. */
    function lead(change: var): void {
        camera.coupling = true;
        change();
        camera.city.moveByHand(camera.center.longitude, camera.center.latitude, camera.zoomLevel);
        camera.coupling = false;
        camera.follow();
    }
    function zoomAt(at: point, steps: real): void {
        const place = camera.toCoordinate(at, false);
        camera.lead(() => {
            camera.zoomLevel = Math.max(camera.minimumZoomLevel, Math.min(camera.maximumZoomLevel, camera.zoomLevel + steps));
            camera.alignCoordinateToPoint(place, at);
        });
    }

    plugin: Plugin {
        name: "itemsoverlay"
    }
    visible: camera.mapReady
    color: "transparent"
    copyrightsVisible: false
    minimumZoomLevel: 3
    maximumZoomLevel: 19
    onMapReadyChanged: camera.follow()

    Connections {
        target: camera.city

        function onViewChanged(): void {
            camera.follow();
        }
    }
    DragHandler {
        id: drag

        property geoCoordinate held

        target: null
        acceptedButtons: Qt.LeftButton
        onActiveChanged: if (drag.active) {
            camera.city.forceActiveFocus(Qt.MouseFocusReason);
            drag.held = camera.toCoordinate(drag.centroid.pressPosition, false);
        }
        // The place under the finger stays there: pan() counts whole pixels and would lag behind.
        onCentroidChanged: if (drag.active) {
            camera.lead(() => camera.alignCoordinateToPoint(drag.held, drag.centroid.position));
        }
    }
    PinchHandler {
        id: pinch

        property geoCoordinate held
        property real zoomBefore: 0

        target: null
        rotationAxis.enabled: false
        grabPermissions: PointerHandler.TakeOverForbidden
        onActiveChanged: if (pinch.active) {
            pinch.zoomBefore = camera.zoomLevel;
            pinch.held = camera.toCoordinate(pinch.centroid.position, false);
        }
        onUpdated: if (pinch.active) {
            camera.lead(() => {
                camera.zoomLevel = Math.max(camera.minimumZoomLevel, Math.min(camera.maximumZoomLevel, pinch.zoomBefore + Math.log2(Math.max(0.001, pinch.activeScale))));
                camera.alignCoordinateToPoint(pinch.held, pinch.centroid.position);
            });
        }
    }
    WheelHandler {
        id: wheel

        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        onWheel: event => camera.zoomAt(wheel.point.position, event.angleDelta.y / 240)
    }
    TapHandler {
        id: tap

        acceptedButtons: Qt.LeftButton
        onPressedChanged: if (tap.pressed) {
            camera.city.forceActiveFocus(Qt.MouseFocusReason);
        }
        onTapped: point => {
            if (camera.drawing)
                camera.placed(camera.toCoordinate(point.position, false));
            else if (tap.tapCount === 1)
                camera.city.tap(point.position.x, point.position.y);
            else if (tap.tapCount === 2)
                camera.zoomAt(point.position, 1);
        }
    }
}
