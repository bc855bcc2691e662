// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/layers/basegeometry.h"
#include "maps/layers/boxgrid.h"
#include "maps/layers/labelcandidate.h"
#include "maps/layers/layer.h"
#include "maps/style/mapstyle.h"
#include "maps/style/textsprites.h"

#include <optional>

namespace guancheng {

/**
 * The names on the map for one scale and one language. All names of the city are placed at once, the kinds in the order
 * of the style, so that a label neither jumps while the map is dragged nor breaks at the edge of a tile; one that would
 * touch another is left out. Placing is a job for a worker, painting may be done by any thread.
 *
 * The names of data layers join them: those with a priority above kBeforeBase come before the names of the city, the
 * others after them, the higher ones first. A name that stands there already is not repeated nearby.
 */
class LabelLayer final : public MapLayer
{
public:
    static constexpr double kBeforeBase = 60;

    /** \c data: the names of each data layer, the topmost layer first; needed only while this is made. */
    LabelLayer(const BaseGeometry &geometry, std::shared_ptr<const MapStyle> style, const MapScale &scale,
               std::shared_ptr<TextSprites> sprites, const std::vector<LabelWishes> &data = {});

    void paint(const RasterTarget &target, const TileRequest &request) const override { paintBeside(target, request, {}); }
    /** Names step up or down a line from the boxes of \c covered (world pixels), or stay away: half a name is worse than none.
     */
    void paintBeside(const RasterTarget &target, const TileRequest &request, const BoxGrid &covered) const;
    /** Where the names are, or may step to, that \c box (world pixels) touches. */
    std::vector<QRect> namesNear(const QRect &box) const;

    struct Placed
    {
        QString text;
        TextLook look;
        QPoint middle; ///< world pixels
        QRect box;
        quint32 opacity = 256;
        bool operator==(const Placed &) const = default;
    };
    const std::vector<Placed> &placed() const { return m_placed; }
    /** Where names come, go or change between two layouts of one scale, world pixels. */
    std::vector<QRect> differenceTo(const LabelLayer &other) const;
    /** Whether a name stands in \c box (world pixels). */
    bool occupied(const QRect &box) const { return m_taken.meets(box); }

private:
    void placeAreas(const BaseGeometry &geometry, const LabelStyle &style);
    void placeSpots(const BaseGeometry &geometry, const LabelStyle &style);
    void placeLines(const BaseGeometry &geometry, const LabelStyle &style);
    bool placeAt(const QString &text, const TextLook &look, QPoint middle, QSize size);
    bool placeTurned(const QString &text, const TextLook &look, QPoint middle, QSizeF size);
    void placeData(const LabelCandidate &label, quint32 opacity);
    bool placeBeside(const QString &text, const TextLook &look, QPoint place, int gapX, int gapY, QSize size);
    bool isNamedNear(const QString &text, QPoint place, double distance) const;
    QRect reachOf(const Placed &label) const;
    int stepAside(const Placed &label) const;
    std::optional<QPoint> freePlace(const Placed &label, const BoxGrid &covered) const;
    bool isLineLabel(const LabelStyle &style, const BaseGeometry::Line &line) const;
    TextLook lookOf(const LabelStyle &style) const;
    const QString &nameOf(const QString &zh, const QString &en) const { return m_scale.chinese || en.isEmpty() ? zh : en; }

    std::shared_ptr<const MapStyle> m_style;
    MapScale m_scale;
    std::shared_ptr<TextSprites> m_sprites;
    std::vector<Placed> m_placed;
    QHash<QString, std::vector<QPoint>> m_names; ///< where each name stands
    quint32 m_opacity = 256;                     ///< of what is placed now
    BoxGrid m_taken;                             ///< for placing: tight boxes
    int m_tallest = 0;                           ///< step of the tallest name
    BoxGrid m_pixels;                            ///< for painting: what a label may cover, index in m_placed
};

} // namespace guancheng
