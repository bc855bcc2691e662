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

UnitLayer::Opacities UnitLayer::opacitiesOf(const MapStyle &style)
{
    const auto opacity = [](double alpha) { return static_cast<quint32>(std::clamp(alpha, 0.0, 1.0) * 256); };
    return {opacity(style.staleAlpha * style.unitAlpha), opacity(style.unitAlpha), opacity(std::max(style.unitAlpha, 0.9))};
}

void UnitLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    const double zoom = request.scale.styleZoom();
    const double reach = unitReach(*m_style, zoom) * request.scale.look + 3;
    const QRectF box = request.world(target.width, target.height, reach);
    forShown(zoom, box, [&](const UnitMark &unit, const QImage &image, quint32 opacity) {
        const QPoint at = (unit.place * request.scale.scale).toPoint() - request.origin;
        blendCentred(target, at.x(), at.y(), image, opacity);
    });
}

} // namespace guancheng
