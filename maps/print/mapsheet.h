// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/result.h"
#include "maps/geo/viewport.h"
#include "maps/scene/mapscene.h"
#include "maps/style/legendentry.h"

#include <QSizeF>

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace guancheng {

/** What a sheet shows: the map of one moment and what has to stand beside it. A value; any thread. */
struct SheetOrder
{
    MapSnapshot snapshot;
    Viewport view; ///< the part of the world that was seen
    bool chinese = true;
    QString selectedId;
    QString title;
    QString mode; ///< 'simulated data', 'exercise' ...: what must not be overlooked; may be empty
    TimeMs time = 0;
    int zoneOffsetSeconds = 0;
    QStringList attributions;
    QList<LegendEntry> legend; ///< of the data layers, after those of the map itself
};

/**
 * A printed view: title and time above, the map, below it legend, scale bar, north, coordinate system and attribution.
 * A3 across. The PDF consists of vectors and text; only mass points above kVectorPoints are a picture. Any thread.
 */
class MapSheet
{
public:
    /** A3 across, in units of 1/96 inch. */
    static QSizeF size();
    /** Devices drawn as vectors at most; more are texture and drawn as a picture. */
    static constexpr size_t kVectorPoints = 20'000;

    /** \c file ends with .pdf or .png; what is there is replaced only by a whole sheet. */
    static Status write(const SheetOrder &order, const QString &file);
    /** Paints the sheet; the painter's unit is 1/96 inch. */
    static void paint(QPainter &painter, const SheetOrder &order);
    /** Where on the sheet the map lies, and what part of the world it shows. */
    static QRectF mapFrame();
    static Viewport viewOf(const SheetOrder &order);

private:
    static Status writePdf(const SheetOrder &order, QIODevice &device);
    static Status writePng(const SheetOrder &order, QIODevice &device);
};

} // namespace guancheng
