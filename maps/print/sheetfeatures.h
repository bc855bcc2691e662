// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datalayers/layerdata.h"
#include "maps/layers/layer.h"
#include "maps/scene/layerentry.h"

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace guancheng {

/**
 * Draws the features of a layer by the rules of its style as vectors, in pixels of \c page whose corner is world pixel
 * \c origin. More than kVectorVertices in view become a picture. Heat and clusters, which are pictures anyhow, are not drawn
 * here. Any thread.
 */
class SheetFeatures
{
public:
    static constexpr size_t kVectorVertices = 300'000;

    SheetFeatures(const ShownLayer &layer, const MapScale &scale, QPoint origin, const QRectF &page);
    void paint(QPainter &painter) const;
    /** Whether the layer is one of rules at this style zoom. */
    static bool isDrawnHere(const ShownLayer &layer, double zoom);

private:
    void draw(QPainter &painter) const;
    void drawRule(QPainter &painter, const StyleRule &rule, const std::vector<size_t> &features) const;
    void drawPoints(QPainter &painter, const StyleRule &rule, size_t feature) const;
    QList<QPointF> points(size_t part) const;
    bool isNear(size_t feature) const;

    std::shared_ptr<const LayerData> m_data;
    const FeatureTable &m_table;
    std::shared_ptr<const LayerStyle> m_style;
    double m_opacity;
    MapScale m_scale;
    QPoint m_origin;
    QRectF m_page;
    double m_zoom;
};

} // namespace guancheng
