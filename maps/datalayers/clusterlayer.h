// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datalayers/datalayer.h"
#include "maps/datalayers/layergeometry.h"
#include "maps/datalayers/vectorlayer.h"
#include "maps/style/layerstyle.h"
#include "maps/style/textsprites.h"

namespace guancheng {

/**
 * Points that lie close together as one disc with their number, its ring divided by the classes of an attribute; a point
 * on its own is drawn by the rules. The squares that gather them halve with each zoom, so that clusters split as one
 * comes nearer, and no point is ever in two of them. Worker makes it; any thread paints.
 */
class ClusterLayer final : public DataLayer
{
public:
    struct Cluster
    {
        QPoint middle; ///< world pixels: mean of its points
        quint32 count = 0;
        std::vector<quint32> byClass; ///< as the classes of the style; others last
    };

    ClusterLayer(std::shared_ptr<const LayerGeometry> geometry, std::shared_ptr<const LayerStyle> style, const MapScale &scale,
                 const QString &font);

    void paint(const RasterTarget &target, const TileRequest &request) const override;
    Box bounds() const override { return m_geometry->tree().bounds(); }
    double reach() const override { return std::max(m_greatest + 2, m_single.reach()); }

    const std::vector<Cluster> &clusters() const { return m_clusters; }

private:
    void gather();
    double radiusOf(quint32 count) const;
    QImage sprite(const Cluster &cluster) const;

    std::shared_ptr<const LayerGeometry> m_geometry;
    std::shared_ptr<const LayerStyle> m_style;
    MapScale m_scale;
    QString m_font;
    std::vector<Cluster> m_clusters;
    std::vector<QImage> m_sprites; ///< by cluster
    BoxTree m_tree;                ///< of the clusters, world
    std::vector<bool> m_alone;     ///< by item: a point on its own
    VectorLayer m_single;
    double m_greatest = 0;
};

} // namespace guancheng
