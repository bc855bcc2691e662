// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datalayers/datalayer.h"
#include "maps/datalayers/layergeometry.h"
#include "maps/style/layerstyle.h"

namespace guancheng {

/**
 * How dense points are, or how much of an attribute there is, as a smooth surface of colours: points are counted in
 * squares of some pixels, spread by three box filters (nearly a Gaussian) and read between the squares. Cost does not
 * depend on the number of points times the kernel. One scale of colours for all tiles.
 */
class HeatLayer final : public DataLayer
{
public:
    HeatLayer(std::shared_ptr<const LayerGeometry> geometry, const HeatStyle &style, const MapScale &scale);

    void paint(const RasterTarget &target, const TileRequest &request) const override;
    Box bounds() const override { return m_geometry->tree().bounds(); }
    double reach() const override { return m_radius + 2 * m_cell; }
    /** The weight within a kernel that has the last colour. */
    double most() const { return m_most; }

private:
    struct Grid
    {
        int width = 0;
        int height = 0;
        QPoint corner; ///< in cells of the world
        std::vector<float> values;
    };
    void fill(Grid &grid) const;
    void spread(Grid &grid) const;
    double findMost() const;
    double weightOf(size_t feature) const;
    std::vector<QRgb> colours(const std::vector<QRgb> &palette) const;

    std::shared_ptr<const LayerGeometry> m_geometry;
    const FeatureTable::Column *m_weight = nullptr;
    MapScale m_scale;
    double m_radius = 24; ///< device pixels
    int m_cell = 4;       ///< device pixels
    int m_box = 1;        ///< half width of the filter, cells
    double m_most = 1;
    std::vector<QRgb> m_colours; ///< 256, premultiplied not
};

} // namespace guancheng
