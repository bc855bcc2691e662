// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Maps
import Guancheng.Theme

/** Measures a way or an area that is drawn on the map: geodesic, on the WGS-84 ellipsoid. */
MapDrawing {
    id: root

    required property WallState wall
    readonly property bool active: root.wall.measuring
    /** 'length' or 'area'. */
    property string purpose: "length"
    readonly property string reading: {
        if (!root.active || root.revision < 0)
            return "";
        const way = root.coordinates();
        if (way.length === 0)
            return root.purpose === "area" ? qsTr("点击地图画出范围") : qsTr("点击地图画出路线");
        const length = Format.distance(GeoRuler.metres(way, root.closed));
        const last = way.length > 1 ? " · " + qsTr("方位 %1°").arg(GeoRuler.bearing(way[way.length - 2], way[way.length - 1]).toFixed(0)) : "";
        return root.closed ? qsTr("面积 %1 · 周长 %2").arg(GeoRuler.areaText(GeoRuler.squareMetres(way), Theme.chinese)).arg(length) : qsTr("距离 %1").arg(length) + last;
    }

    function begin(what: string): void {
        const again = root.active && root.purpose === what;
        root.clear();
        root.purpose = what;
        root.closed = what === "area";
        root.wall.measuring = !again;
    }
    onActiveChanged: if (!root.active) {
        root.clear();
    }

    ink: Theme.palette.text
    ground: Theme.palette.background
    handleSize: Math.round(Theme.size.caption * 1.1)
    lineWidth: Math.max(2, Theme.size.line * 1.5)
}
