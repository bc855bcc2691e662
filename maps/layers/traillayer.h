// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "maps/layers/layer.h"
#include "maps/style/mapstyle.h"

#include <memory>
#include <vector>

namespace guancheng {

/** Where a unit has been lately. Immutable. */
struct Trail
{
    struct Point
    {
        QPointF place; ///< world
        TimeMs at = 0;
    };
    quint32 slot = 0;
    std::vector<Point> points; ///< the oldest first
    QRectF box;                ///< world
};

/** All trails at one moment. */
struct TrailSet
{
    TimeMs now = 0;
    TimeMs length = 0; ///< a point of this age has faded away
    std::vector<std::shared_ptr<const Trail>> trails;
};

/** The ways that units came, fading with age. Any thread. */
class TrailLayer final : public MapLayer
{
public:
    /** Below this zoom a trail is no longer than its unit. */
    static constexpr double kMinZoom = 10.2;

    TrailLayer(std::shared_ptr<const TrailSet> trails, std::shared_ptr<const MapStyle> style)
        : m_trails(std::move(trails))
        , m_style(std::move(style))
    {
    }

    void paint(const RasterTarget &target, const TileRequest &request) const override;
    /** Pixels that a trail is wider than its line, and half of it. */
    static double reach(const MapScale &scale) { return 3 * scale.look + 2; }

private:
    std::shared_ptr<const TrailSet> m_trails;
    std::shared_ptr<const MapStyle> m_style;
};

} // namespace guancheng
