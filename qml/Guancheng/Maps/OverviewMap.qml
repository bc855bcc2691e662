// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import QtLocation
import QtPositioning

/**
 * The surroundings of the view on the tile base, a few zooms further out: the 'osm' plugin of QtLocation, fed by our
 * loop-back endpoint. A tap goes there.
 */
Map {
    id: overview

    required property CityMap city
    /** Of the endpoint, with its last slash. */
    required property string host
    property color ink: "#E6EDF3"
    /** The rectangle of the view, pixels of this item. */
    readonly property real share: Math.pow(2, overview.zoomLevel - overview.city.zoom)
    signal wanted(longitude: real, latitude: real)

    plugin: Plugin {
        name: "osm"

        PluginParameter {
            name: "osm.mapping.custom.host"
            value: overview.host
        }
        PluginParameter {
            name: "osm.mapping.providersrepository.disabled"
            value: true
        }
        // Our endpoint keeps the tiles already.
        PluginParameter {
            name: "osm.mapping.cache.disk.size"
            value: 0
        }
    }
    color: "#0A1016"
    copyrightsVisible: false
    zoomLevel: Math.max(overview.minimumZoomLevel, Math.floor(overview.city.zoom) - 3)
    center: QtPositioning.coordinate(overview.city.centerLatitude, overview.city.centerLongitude)
    activeMapType: {
        const types = overview.supportedMapTypes;
        for (const type of types) {
            if (type.style === MapType.CustomMap)
                return type;
        }
        return types[0];
    }

    Rectangle {
        anchors.centerIn: parent
        width: overview.city.width * overview.share
        height: overview.city.height * overview.share
        color: "transparent"
        border.width: 2
        border.color: overview.ink
    }
    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: point => {
            const place = overview.toCoordinate(point.position, false);
            overview.wanted(place.longitude, place.latitude);
        }
    }
}
