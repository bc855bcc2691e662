// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datalayers/boxtree.h"
#include "maps/layers/labelcandidate.h"
#include "maps/layers/layer.h"

#include <vector>

namespace guancheng {

/** A layer made of data for one scale. As MapLayer; what it covers is known, so that others need not be painted anew. */
class DataLayer : public MapLayer
{
public:
    /** All that it may paint, world; with pixels around it for symbols and wide lines. */
    virtual Box bounds() const = 0;
    virtual double reach() const { return 0; }
    /** Lines that have to stay legible under a hundred thousand dots. */
    virtual bool isStructure() const { return false; }
    /** Names it would like to have on the map. */
    const std::vector<LabelCandidate> &labels() const { return m_labels; }

    /** Whether the tile may show something of it. */
    bool touches(const RasterTarget &target, const TileRequest &request) const
    {
        return bounds().meets(Box::of(request.world(target.width, target.height, reach())));
    }

protected:
    std::vector<LabelCandidate> m_labels;
};

} // namespace guancheng
