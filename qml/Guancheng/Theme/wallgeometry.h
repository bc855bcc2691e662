// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QList>
#include <QObject>
#include <QSize>
#include <QString>
#include <QtQmlIntegration/qqmlintegration.h>

namespace guancheng {

/** A wall or screen as its readers see it: pixels, metres, and how far away the last reader sits. */
struct WallGeometry
{
    QString id;     ///< 'hall', 'panorama', 'desk'
    QString layout; ///< which arrangement of panels: the same three names
    int width = 0;  ///< pixels
    int height = 0;
    double physicalHeight = 0; ///< metres
    double farthestReader = 0; ///< metres

    /** Height in pixels of a character that the farthest reader sees under \c arcminutes: distance x arcmin / 3438. */
    double pixels(double arcminutes) const;
    /** The same wall driven with other pixels: what is shown keeps its size in metres. */
    WallGeometry driven(const QSize &size) const;
};

/** Reads resources/wall/geometry.json; errors name file and JSON pointer. */
Result<QList<WallGeometry>> loadWallGeometries(const QString &file, const QString &schemaFile = {});
/** The geometry whose shape and size come nearest to \c size; \c known must not be empty. */
WallGeometry nearestGeometry(const QList<WallGeometry> &known, const QSize &size);

/**
 * Text sizes and spacing in pixels, computed from a geometry: nothing is smaller than 16 arc-minutes at the farthest
 * reader, what must be read first is larger. With a floor of 11 px, below which Chinese characters lose their strokes.
 */
class WallSizes
{
    Q_GADGET
    QML_VALUE_TYPE(wallSizes)
    Q_PROPERTY(int caption MEMBER caption CONSTANT FINAL)
    Q_PROPERTY(int body MEMBER body CONSTANT FINAL)
    Q_PROPERTY(int label MEMBER label CONSTANT FINAL)
    Q_PROPERTY(int title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(int value MEMBER value CONSTANT FINAL)
    Q_PROPERTY(int headline MEMBER headline CONSTANT FINAL)
    Q_PROPERTY(int clock MEMBER clock CONSTANT FINAL)
    Q_PROPERTY(int gap MEMBER gap CONSTANT FINAL)
    Q_PROPERTY(int padding MEMBER padding CONSTANT FINAL)
    Q_PROPERTY(int radius MEMBER radius CONSTANT FINAL)
    Q_PROPERTY(int line MEMBER line CONSTANT FINAL)

public:
    WallSizes() = default;
    explicit WallSizes(const WallGeometry &geometry);
    bool operator==(const WallSizes &) const = default;

    int caption = 20;  ///< 16': names of tiles, units, ages
    int body = 22;     ///< 18': rows of lists
    int label = 25;    ///< 20': what a row is about
    int title = 30;    ///< 24': head of a panel
    int value = 36;    ///< 29': a number on a tile
    int headline = 40; ///< 32': score, alarm banner, name of the city
    int clock = 52;    ///< 42'
    int gap = 10;      ///< between things of one kind
    int padding = 16;  ///< inside a panel
    int radius = 4;
    int line = 2; ///< hairlines and frames
};

} // namespace guancheng
