// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/traillayer.h"

#include <QPainter>

namespace guancheng {

void TrailLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    if (request.scale.styleZoom() < kMinZoom || m_trails->trails.empty())
        return;
    const QRectF box = request.world(target.width, target.height, reach(request.scale));
    QImage image = target.image();
    QPainter painter;
    const double width = (request.scale.styleZoom() < 13 ? 1.4 : 2.2) * request.scale.look;
    QColor colour = m_style->unitBusy;
    for (const auto &trail : m_trails->trails) {
        // A trail along a street has a box without width, for which intersects() is never true.
        if (!trail->box.adjusted(-1e-12, -1e-12, 1e-12, 1e-12).intersects(box))
            continue;
        if (!painter.isActive()) {
            painter.begin(&image);
            painter.setRenderHint(QPainter::Antialiasing);
        }
        for (size_t i = 1; i < trail->points.size(); ++i) {
            const double age = static_cast<double>(m_trails->now - trail->points[i].at) / static_cast<double>(m_trails->length);
            const double strength = std::clamp(1 - age, 0.0, 1.0);
            if (strength <= 0)
                continue;
            colour.setAlphaF(static_cast<float>(0.65 * strength));
            painter.setPen(QPen(colour, width * (0.4 + 0.6 * strength), Qt::SolidLine, Qt::FlatCap));
            painter.drawLine(request.toTile(trail->points[i - 1].place), request.toTile(trail->points[i].place));
        }
    }
}

} // namespace guancheng
