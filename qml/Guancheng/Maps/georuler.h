// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QGeoCoordinate>
#include <QList>
#include <QObject>
#include <QString>
#include <QtQmlIntegration/qqmlintegration.h>

namespace guancheng {

/** Lengths, directions and areas of what is drawn on the map, for QML: geodesic, WGS-84. Pure. */
class GeoRuler : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    using QObject::QObject;

    /** Of the line, with the way back to its beginning when it is \c closed. */
    Q_INVOKABLE static double metres(const QList<QGeoCoordinate> &line, bool closed);
    Q_INVOKABLE static double squareMetres(const QList<QGeoCoordinate> &ring);
    /** Degrees clockwise from north, 0 <= result < 360. */
    Q_INVOKABLE static double bearing(const QGeoCoordinate &from, const QGeoCoordinate &to);
    /** '3 200 m²', '12.5 公顷', '4.31 km²'. */
    Q_INVOKABLE static QString areaText(double squareMetres, bool chinese);
};

} // namespace guancheng
