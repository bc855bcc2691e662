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
    const double reach = m_style->unitSize * request.scale.look + 3;
    const QRectF box = request.world(target.width, target.height, reach);
    const auto faded = static_cast<quint32>(std::clamp(m_style->staleAlpha, 0.0, 1.0) * 256);
    for (const UnitMark &unit : *m_units) {
        if (!box.contains(unit.place))
            continue;
        const QPoint at = (unit.place * request.scale.scale).toPoint() - request.origin;
        blendCentred(target, at.x(), at.y(), m_symbols->unit(unit.look, unit.heading), unit.stale ? faded : 256);
    }
}

} // namespace guancheng
