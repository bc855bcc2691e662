// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datalayers/datalayer.h"
#include "maps/datalayers/layergeometry.h"
#include "maps/datalayers/symbols.h"
#include "maps/style/boundvalues.h"
#include "maps/style/layerstyle.h"

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace guancheng {

class TileLines;

/**
 * Polygons, lines and points drawn by the rules of a style: fills of all polygons first, then line by line of rules their
 * casings and strokes, then symbols. Making it costs a look at each feature (a job for a worker).
 */
class VectorLayer final : public DataLayer
{
public:
    static constexpr quint16 kNoRule = 0xffff;

    VectorLayer(std::shared_ptr<const LayerGeometry> geometry, std::shared_ptr<const LayerStyle> style, const MapScale &scale);

    void paint(const RasterTarget &target, const TileRequest &request) const override;
    /** The symbols of those items alone for which \c which says so. */
    void paintOnly(const RasterTarget &target, const TileRequest &request, const std::vector<bool> &which) const;
    Box bounds() const override { return m_geometry->tree().bounds(); }
    double reach() const override { return m_reach; }
    bool isStructure() const override { return m_structure; }

    /** Which rule draws each item of the geometry; kNoRule: none. */
    const std::vector<quint16> &rules() const { return m_rules; }

private:
    /** A rule with its attributes found in the table. */
    struct Rule
    {
        const StyleRule *rule = nullptr;
        StyleFilter::Bound when;
        BoundColour fill, pattern, line, casing, arrow, point, outline;
        BoundNumber fillOpacity, width, lineOpacity, casingWidth, offset, arrowSize;
        BoundNumber size, outlineWidth, rotation, pointOpacity;
    };
    using Found = std::vector<std::vector<quint32>>; ///< items of a tile by rule

    Rule bound(const StyleRule &rule) const;
    void chooseRules();
    void makeLooks();
    PointLook lookOf(const Rule &rule, size_t feature) const;
    void measureReach();
    void paintFills(QPainter &painter, const TileRequest &request, const Box &box, const Rule &rule,
                    const std::vector<quint32> &items) const;
    void paintLines(QPainter &painter, TileLines &lines, const Rule &rule, const std::vector<quint32> &items,
                    bool casing) const;
    void paintLine(QPainter &painter, TileLines &lines, const Rule &rule, const LayerGeometry::Item &item, bool casing) const;
    void paintPoints(const RasterTarget &target, const TileRequest &request, const std::vector<quint32> &items) const;
    QPainterPath shapeOf(const LayerGeometry::Item &item, const TileRequest &request, const Box &box) const;

    std::shared_ptr<const LayerGeometry> m_geometry;
    std::shared_ptr<const LayerStyle> m_style;
    MapScale m_scale;
    double m_zoom = 0;
    std::vector<Rule> m_bound;    ///< those for this zoom
    std::vector<quint16> m_rules; ///< by item, in m_bound
    std::vector<quint32> m_looks; ///< by item; empty: there are no points
    PointSprites m_sprites;
    double m_reach = 2;
    bool m_structure = false;
};

} // namespace guancheng
