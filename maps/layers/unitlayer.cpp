// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/unitlayer.h"

#include <algorithm>
#include <bit>

namespace guancheng {

bool standsForMany(const UnitMark &unit, const MapStyle &style, double styleZoom)
{
    // The share is a power of two of a scattered number, so that each step in only adds arrows.
    const auto share = static_cast<quint32>(std::max(1.0, style.unitsPerArrow.at(styleZoom)));
    const quint32 scattered = (unit.slot * 2654435761U) >> 12;
    return (scattered & (std::bit_floor(share) - 1)) == 0;
}

double unitReach(const MapStyle &style, double styleZoom)
{
    return std::max(style.unitArrow, style.unitSize.at(styleZoom)) * 1.3 + 2;
}

UnitLayer::UnitLayer(std::shared_ptr<const std::vector<UnitMark>> units, std::shared_ptr<const MapStyle> style,
                     std::shared_ptr<const SymbolSet> symbols)
    : m_units(std::move(units))
    , m_style(std::move(style))
    , m_symbols(std::move(symbols))
{
}

void UnitLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    const double zoom = request.scale.styleZoom();
    const double reach = unitReach(*m_style, zoom) * request.scale.look + 3;
    const QRectF box = request.world(target.width, target.height, reach);
    const auto opacity = [](double alpha) { return static_cast<quint32>(std::clamp(alpha, 0.0, 1.0) * 256); };
    const quint32 faded = opacity(m_style->staleAlpha * m_style->unitAlpha);
    const quint32 quiet = opacity(m_style->unitAlpha);
    const quint32 seen = opacity(std::max(m_style->unitAlpha, 0.9));
    const auto rankOf = [&](const UnitMark &unit) {
        return unit.look == SymbolSet::UnitLook::Busy ? 2 : standsForMany(unit, *m_style, zoom) ? 1 : 0;
    };
    // Those on the way to a case last: they are what one looks for.
    for (const int rank : {0, 1, 2}) {
        for (const UnitMark &unit : *m_units) {
            if (!box.contains(unit.place) || rankOf(unit) != rank)
                continue;
            const QPoint at = (unit.place * request.scale.scale).toPoint() - request.origin;
            blendCentred(target, at.x(), at.y(), m_symbols->unit(unit.look, unit.heading, rank > 0),
                         unit.stale  ? faded
                         : rank == 2 ? 256
                         : rank == 1 ? seen
                                     : quiet);
        }
    }
}

} // namespace guancheng
