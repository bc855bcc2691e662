// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/unitlayer.h"

namespace guancheng {

UnitLayer::UnitLayer(std::shared_ptr<const std::vector<UnitMark>> units, std::shared_ptr<const MapStyle> style,
                     std::shared_ptr<const SymbolSet> symbols)
    : m_units(std::move(units))
    , m_style(std::move(style))
    , m_symbols(std::move(symbols))
{
}

void UnitLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    const double reach = m_style->unitSize.at(request.scale.styleZoom()) * request.scale.look * 1.3 + 3;
    const QRectF box = request.world(target.width, target.height, reach);
    const auto opacity = [](double alpha) { return static_cast<quint32>(std::clamp(alpha, 0.0, 1.0) * 256); };
    const quint32 faded = opacity(m_style->staleAlpha * m_style->unitAlpha);
    const quint32 quiet = opacity(m_style->unitAlpha);
    // Those on the way to a case last: they are what one looks for.
    for (const bool busy : {false, true}) {
        for (const UnitMark &unit : *m_units) {
            if ((unit.look == SymbolSet::UnitLook::Busy) != busy || !box.contains(unit.place))
                continue;
            const QPoint at = (unit.place * request.scale.scale).toPoint() - request.origin;
            blendCentred(target, at.x(), at.y(), m_symbols->unit(unit.look, unit.heading),
                         unit.stale ? faded
                         : busy     ? 256
                                    : quiet);
        }
    }
}

} // namespace guancheng
