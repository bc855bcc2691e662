// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datalayers/layergeometry.h"
#include "maps/layers/layer.h"

#include <QPen>

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace guancheng {

/** A stretch of a line as a tile needs it: cut near the edges of the tile, pixels of the tile. */
struct TileLine
{
    QList<QPointF> points;
    double start = 0; ///< pixels along the line from its first vertex, for dashes and arrows
};

/** What a tile shows of lines. \c box is the tile with its margin, world. */
class TileLines
{
public:
    TileLines(const LayerGeometry &geometry, const TileRequest &request, const Box &box);

    /**
     * The stretches of a part within the box. \c ring: closed. \c measured: start is right, which takes the whole part.
     * \c offset: pixels to the right.
     */
    const std::vector<TileLine> &of(const LayerGeometry::Part &part, bool ring, bool measured, double offset);

private:
    void add(QPointF point);
    void finish(double offset);

    const LayerGeometry &m_geometry;
    const TileRequest &m_request;
    Box m_box;
    Box m_pixels;
    double m_tolerance;
    std::vector<TileLine> m_lines;
    QPointF m_last;
    double m_length = 0;
    bool m_started = false;
    bool m_open = false;
};

/** The part of the segment within \c box as shares 0..1 of it; false: none. (Liang, Barsky 1984) */
bool clipSegment(QPointF a, QPointF b, const Box &box, double &from, double &to);

/** The line moved \c offset to the right of its direction; corners are mitred, sharp ones cut. */
QList<QPointF> shifted(const QList<QPointF> &line, double offset);

/** Triangles that point along the line every \c spacing pixels. */
void drawArrows(QPainter &painter, const TileLine &line, double spacing, double size, const QColor &colour);

} // namespace guancheng
