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

    const std::vector<UnitMark> &units() const { return *m_units; }
    /** f(unit, image, opacity 0..256) for those in \c box (world; null: all) in the order of painting. */
    template<typename F>
    void forShown(double styleZoom, const QRectF &box, F f) const
    {
        const Opacities opacities = opacitiesOf(*m_style);
        // Those on the way to a case last: they are what one looks for.
        for (const int rank : {0, 1, 2}) {
            for (const UnitMark &unit : *m_units) {
                if ((!box.isNull() && !box.contains(unit.place)) || rankOf(unit, styleZoom) != rank)
                    continue;
                const quint32 opacity = unit.stale  ? opacities.faded
                                        : rank == 2 ? 256
                                        : rank == 1 ? opacities.seen
                                                    : opacities.quiet;
                f(unit, m_symbols->unit(unit.look, unit.heading, rank > 0), opacity);
            }
        }
    }

private:
    struct Opacities
    {
        quint32 faded;
        quint32 quiet;
        quint32 seen;
    };
    static Opacities opacitiesOf(const MapStyle &style);
    int rankOf(const UnitMark &unit, double styleZoom) const
    {
        return unit.look == SymbolSet::UnitLook::Busy ? 2 : standsForMany(unit, *m_style, styleZoom) ? 1 : 0;
    }

    std::shared_ptr<const std::vector<UnitMark>> m_units;
    std::shared_ptr<const MapStyle> m_style;
    std::shared_ptr<const SymbolSet> m_symbols;
};

} // namespace guancheng
