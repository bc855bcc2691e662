// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/layers/layer.h"
#include "maps/layers/pointindex.h"
#include "maps/style/symbolset.h"

#include <array>

namespace guancheng {

/** How many points are in view decides how they are drawn. */
enum class PointDetail : quint8 { Density, Dots, Symbols };

/** Density above 200 000 points in view, symbols below 2 000; \c current is kept within a fifth of the limits. */
PointDetail detailFor(size_t inView, PointDetail current);

/**
 * Devices as texture: quiet dots, or density where they are too many, and what is abnormal on top in the colour of its
 * level. Written straight into the tile from the sorted arrays.
 */
class PointLayer final : public MapLayer
{
public:
    PointLayer(std::shared_ptr<const PointIndex> points, std::shared_ptr<const MapStyle> style,
               std::shared_ptr<const SymbolSet> symbols, PointDetail detail);

    void paint(const RasterTarget &target, const TileRequest &request) const override;

private:
    void paintDensity(const RasterTarget &target, const TileRequest &request) const;
    void paintDots(const RasterTarget &target, const TileRequest &request) const;
    void paintAbnormal(const RasterTarget &target, const TileRequest &request) const;
    void paintSymbols(const RasterTarget &target, const TileRequest &request) const;
    /** f(rank, x, y) for the points in and around the tile. */
    template<typename F>
    void forPoints(const RasterTarget &target, const TileRequest &request, F f) const;

    std::shared_ptr<const PointIndex> m_points;
    std::shared_ptr<const MapStyle> m_style;
    std::shared_ptr<const SymbolSet> m_symbols;
    PointDetail m_detail;
    std::array<quint32, 8> m_colours;
};

} // namespace guancheng
