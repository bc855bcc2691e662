// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/print/scalebar.h"

#include "maps/geo/geodesic.h"
#include "maps/geo/mercator.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

QString ScaleBar::text() const
{
    return metres < 1000 ? QString::number(metres) + u" m"_s : QString::number(metres / 1000) + u" km"_s;
}

ScaleBar scaleBarFor(const Viewport &view, double mostPixels)
{
    // Measured along the parallel through the middle, as the bar lies: a sphere would be off by a third of a percent.
    const QPointF half(mostPixels / 2, 0);
    const QPointF middle(view.size.width() / 2, view.size.height() / 2);
    const double most = geodesicMetres(toGeo(view.toWorld(middle - half)), toGeo(view.toWorld(middle + half)));
    if (!(most > 0) || !std::isfinite(most))
        return {};
    const double ten = std::pow(10, std::floor(std::log10(most)));
    const double metres = most >= 5 * ten ? 5 * ten : most >= 2 * ten ? 2 * ten : ten;
    return {metres, mostPixels * metres / most};
}

} // namespace guancheng
