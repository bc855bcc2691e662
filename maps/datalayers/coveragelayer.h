// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datalayers/datalayer.h"
#include "maps/datalayers/layergeometry.h"
#include "maps/style/boundvalues.h"
#include "maps/style/layerstyle.h"

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace guancheng {

/** What points and lines reach and polygons cover, as one shape: overlaps are neither darker nor outlined. */
class CoverageLayer final : public DataLayer
{
public:
    CoverageLayer(std::shared_ptr<const LayerGeometry> geometry, const CoverageStyle &style, const MapScale &scale);

    void paint(const RasterTarget &target, const TileRequest &request) const override;
    Box bounds() const override { return m_geometry->tree().bounds(); }
    double reach() const override { return m_reach; }

private:
    /** Draws all shapes grown by \c grow pixels. */
    void drawShapes(QPainter &painter, const TileRequest &request, const Box &box, const std::vector<quint32> &items,
                    const QColor &colour, double grow) const;
    double radiusOf(const LayerGeometry::Item &item) const;

    std::shared_ptr<const LayerGeometry> m_geometry;
    CoverageStyle m_style;
    MapScale m_scale;
    BoundNumber m_metres;
    double m_reach = 2;
};

} // namespace guancheng
