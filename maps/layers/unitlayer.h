// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/layers/layer.h"
#include "maps/style/symbolset.h"

namespace guancheng {

/** A moving unit as the map shows it. */
struct UnitMark
{
    quint32 slot = 0;
    QPointF place; ///< world
    float heading = 0;
    SymbolSet::UnitLook look = SymbolSet::UnitLook::Available;
    bool stale = false; ///< not heard of for some time: faded
    bool operator==(const UnitMark &) const = default;
};

/** Whether this unit is the one of its many that is drawn to be seen; closer in there are more, and those before stay. */
bool standsForMany(const UnitMark &unit, const MapStyle &style, double styleZoom);
/** How far the picture of any unit reaches, pixels of a 1080-line screen. */
double unitReach(const MapStyle &style, double styleZoom);

/** Units as small arrows in calm colours: far out one in many as an arrow to be seen, the rest as texture. */
class UnitLayer final : public MapLayer
{
public:
    UnitLayer(std::shared_ptr<const std::vector<UnitMark>> units, std::shared_ptr<const MapStyle> style,
              std::shared_ptr<const SymbolSet> symbols);

    void paint(const RasterTarget &target, const TileRequest &request) const override;

private:
    std::shared_ptr<const std::vector<UnitMark>> m_units;
    std::shared_ptr<const MapStyle> m_style;
    std::shared_ptr<const SymbolSet> m_symbols;
};

} // namespace guancheng
