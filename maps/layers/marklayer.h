// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"
#include "domain/geopoint.h"
#include "maps/layers/boxgrid.h"
#include "maps/layers/layer.h"
#include "maps/style/symbolset.h"
#include "maps/style/textsprites.h"

namespace guancheng {

class LabelLayer;

/** A case or an alarm on the map: the only bright thing there. */
struct MapMark
{
    QString id;
    QString kind; ///< 'incident' or 'alarm'
    Level level = Level::Minor;
    GeoPoint point;
    QString labelZh;
    QString labelEn;
    bool operator==(const MapMark &) const = default;
};

/**
 * Marks for one scale and language, the worst first: each gets as much room as its level deserves and the worse ones
 * leave. Critical and major ones have ring, numeral and name; moderate and minor ones too where there is room; the rest
 * are dots in the colour of their level, so that none is lost and a thousand are still calm. The choice is made for the
 * whole city at once and does not change while the map is dragged.
 */
class MarkLayer final : public MapLayer
{
public:
    enum class Prominence : quint8 { Dot, Symbol, Ring };
    struct Placed
    {
        quint32 index = 0; ///< in the marks
        QPoint place;      ///< world pixels
        Level level = Level::Minor;
        Prominence prominence = Prominence::Dot;
        bool selected = false;
        QString label; ///< empty: no room or no need
        QPoint labelMiddle;
        bool operator==(const Placed &) const = default;
    };

    /**
     * \c names may be null: then labels do not give way to names. In \c seen (world pixels; null: everywhere) a mark near an
     * edge has its name on the other side.
     */
    MarkLayer(std::shared_ptr<const std::vector<MapMark>> marks, std::shared_ptr<const MapStyle> style,
              std::shared_ptr<const SymbolSet> symbols, const MapScale &scale, std::shared_ptr<TextSprites> sprites,
              const QString &selectedId, const LabelLayer *names, const QRect &seen = {});

    void paint(const RasterTarget &target, const TileRequest &request) const override;

    /** In the order of painting: the worst last. */
    const std::vector<Placed> &placed() const { return m_placed; }
    /** Symbols and the names of marks: no name of the map should show from under them. */
    const BoxGrid &covering() const { return m_covering; }
    /** The pixels that differ from another layout of the same scale, as world pixel rectangles. */
    std::vector<QRect> differenceTo(const MarkLayer &other) const;

private:
    void choose(const QString &selectedId);
    void placeLabels(const LabelLayer *names, const QRect &seen);
    bool roomFor(Placed &mark, double distance, const BoxGrid &taken) const;
    QRect reachOf(const Placed &mark) const;
    QRect labelBox(const QString &text, QPoint middle) const;
    TextLook labelLook() const;

    std::shared_ptr<const std::vector<MapMark>> m_marks;
    std::shared_ptr<const MapStyle> m_style;
    std::shared_ptr<const SymbolSet> m_symbols;
    MapScale m_scale;
    std::shared_ptr<TextSprites> m_sprites;
    std::vector<Placed> m_placed;
    BoxGrid m_pixels;
    BoxGrid m_covering;
};

} // namespace guancheng
