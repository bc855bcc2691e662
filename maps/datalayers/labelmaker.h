// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datalayers/layergeometry.h"
#include "maps/layers/labelcandidate.h"
#include "maps/layers/layer.h"
#include "maps/style/layerstyle.h"

namespace guancheng {

/** Turns features into names that would like to be on the map: text, look, place. Worker. */
class LabelMaker
{
public:
    /** More cannot be read anyway; those of the highest priority are kept. */
    static constexpr size_t kLimit = 20000;

    LabelMaker(const LayerGeometry &geometry, const MapScale &scale) : m_geometry(geometry), m_scale(scale) {}

    /** The labels of \c rule for the items for which \c rules says \c number. */
    void add(const StyleRule &rule, const std::vector<quint16> &rules, quint16 number);
    std::vector<LabelCandidate> take();

private:
    void trim();
    bool placeLine(const LayerGeometry::Item &item, LabelCandidate &label) const;
    bool placeArea(const LayerGeometry::Item &item, LabelCandidate &label) const;

    const LayerGeometry &m_geometry;
    MapScale m_scale;
    std::vector<LabelCandidate> m_labels;
};

/** The middle of the widest level stretch inside of the rings (odd-even), and how wide it is. Any shape; null: none. */
std::pair<QPointF, double> middleOf(const QList<QList<QPointF>> &rings);

} // namespace guancheng
