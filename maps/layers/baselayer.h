// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/layers/basegeometry.h"
#include "maps/layers/layer.h"
#include "maps/style/mapstyle.h"

#include <array>

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace guancheng {

/**
 * Ground, boundaries, rivers, roads, metro and stations for one scale; the pixels of the latter are kStructure, all
 * others kPlain (see rastertarget.h). The constructor thins the geometry to what can
 * be seen at this scale (some milliseconds: a job for a worker); after that any thread paints.
 */
class BaseLayer final : public MapLayer
{
public:
    BaseLayer(std::shared_ptr<const BaseGeometry> geometry, std::shared_ptr<const MapStyle> style, const MapScale &scale);

    void paint(const RasterTarget &target, const TileRequest &request) const override;

private:
    /** A piece of a line in world pixels, short enough that its box says something. */
    struct Piece
    {
        QList<QPointF> points;
        QRectF box;
    };
    struct Stroke
    {
        size_t style = 0; ///< in MapStyle::lines
        double width = 1;
        std::vector<Piece> pieces;
    };
    struct Ring
    {
        QList<QPointF> points;
        QRectF box;
    };

    struct Station
    {
        QPoint place; ///< world pixels
        bool interchange = false;
    };

    void addAreas();
    void addStrokes();
    void addStations();
    QImage stationSprite(double radius) const;
    void paintGround(QPainter &painter, const QRectF &tile) const;
    void paintStrokes(QPainter &painter, const QRectF &tile) const;
    void paintStations(const RasterTarget &target, QPoint origin) const;

    std::shared_ptr<const BaseGeometry> m_geometry;
    std::shared_ptr<const MapStyle> m_style;
    MapScale m_scale;
    std::vector<std::vector<Ring>> m_areas;
    std::vector<Piece> m_boundaries;
    std::vector<Stroke> m_strokes; ///< in the order of painting
    std::vector<Station> m_stations;
    std::array<QImage, 2> m_stationSprites; ///< plain, interchange
};

} // namespace guancheng
