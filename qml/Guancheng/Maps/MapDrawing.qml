// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtLocation
import QtPositioning

/**
 * What an operator draws on the map: a line or an area whose corners can be dragged. Few points; what is to stay becomes a
 * feature of a layer.
 */
MapItemGroup {
    id: drawing

    required property MapCamera camera
    property bool closed: false
    property color ink: "#E6EDF3"
    property color ground: "#0A1016"
    property real handleSize: 14
    property real lineWidth: 2
    readonly property int count: corners.count
    /** Grows with every change of the shape. */
    property int revision: 0

    /** Vertices in the order of drawing. */
    function coordinates(): list<geoCoordinate> {
        const result = [];
        for (let i = 0; i < corners.count; ++i)
            result.push(QtPositioning.coordinate(corners.get(i).latitude, corners.get(i).longitude));
        return result;
    }
    function add(coordinate: geoCoordinate): void {
        corners.append({ latitude: coordinate.latitude, longitude: coordinate.longitude });
        drawing.changed();
    }
    function undo(): void {
        if (corners.count > 0)
            corners.remove(corners.count - 1);
        drawing.changed();
    }
    function clear(): void {
        corners.clear();
        drawing.changed();
    }
    function moveCorner(index: int, coordinate: geoCoordinate): void {
        corners.set(index, { latitude: coordinate.latitude, longitude: coordinate.longitude });
        drawing.changed();
    }
    function changed(): void {
        const way = drawing.coordinates();
        if (drawing.closed && way.length > 2)
            way.push(way[0]);
        line.path = way;
        drawing.revision += 1;
    }

    ListModel {
        id: corners
    }
    MapPolyline {
        id: line

        line.width: drawing.lineWidth
        line.color: drawing.ink
    }
    MapItemView {
        model: corners
        delegate: MapQuickItem {
            id: corner

            required property int index
            required property double latitude
            required property double longitude

            coordinate: QtPositioning.coordinate(corner.latitude, corner.longitude)
            anchorPoint: Qt.point(drawing.handleSize / 2, drawing.handleSize / 2)
            sourceItem: Rectangle {
                id: handle

                width: drawing.handleSize
                height: drawing.handleSize
                radius: width / 2
                color: drawing.ground
                border.width: Math.max(1, drawing.lineWidth)
                border.color: drawing.ink

                DragHandler {
                    id: pull

                    target: null
                    grabPermissions: PointerHandler.CanTakeOverFromAnything
                    onCentroidChanged: if (pull.active) {
                        const at = handle.mapToItem(drawing.camera, pull.centroid.position.x, pull.centroid.position.y);
                        drawing.moveCorner(corner.index, drawing.camera.toCoordinate(at, false));
                    }
                }
            }
        }
    }
}
