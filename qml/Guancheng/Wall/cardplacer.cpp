// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "cardplacer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace guancheng {

namespace {

double distanceToRect(const QRectF &rect, const QPointF &point)
{
    const double dx = std::max({rect.left() - point.x(), 0.0, point.x() - rect.right()});
    const double dy = std::max({rect.top() - point.y(), 0.0, point.y() - rect.bottom()});
    return std::hypot(dx, dy);
}

/** The smaller the better: covered place first, then covered marks, then the way. */
double cost(const QRectF &card, const QPointF &anchor, const QList<QPointF> &marks, double gap)
{
    const QRectF wide = card.adjusted(-gap / 2, -gap / 2, gap / 2, gap / 2);
    const double covers = wide.contains(anchor) ? 1e6 : 0;
    const auto hidden = std::ranges::count_if(marks, [&](const QPointF &mark) { return wide.contains(mark); });
    return covers + static_cast<double>(hidden) * 2000 + std::abs(distanceToRect(card, anchor) - gap);
}

} // namespace

QPointF placeCard(const QRectF &stage, const QSizeF &card, const QPointF &anchor, const QList<QPointF> &marks, double gap)
{
    const double left = stage.left();
    const double top = stage.top();
    const double right = std::max(left, stage.right() - card.width());
    const double bottom = std::max(top, stage.bottom() - card.height());
    // Right and left of the place at several heights, then above and below, then the corners.
    QList<QPointF> tries;
    for (const double x : {anchor.x() + gap, anchor.x() - gap - card.width()}) {
        for (const double share : {0.35, 0.15, 0.6, 0.85})
            tries << QPointF(x, anchor.y() - share * card.height());
    }
    for (const double y : {anchor.y() + gap, anchor.y() - gap - card.height()}) {
        for (const double share : {0.5, 0.1, 0.9})
            tries << QPointF(anchor.x() - share * card.width(), y);
    }
    tries << QPointF(right, top) << QPointF(right, bottom) << QPointF(left, top) << QPointF(left, bottom);
    QPointF best(right, top);
    double least = std::numeric_limits<double>::infinity();
    for (const QPointF &wish : std::as_const(tries)) {
        const QPointF at(std::round(std::clamp(wish.x(), left, right)), std::round(std::clamp(wish.y(), top, bottom)));
        const double price = cost(QRectF(at, card), anchor, marks, gap);
        if (price < least) {
            least = price;
            best = at;
        }
    }
    return best;
}

QPointF CardPlacer::place(const QRectF &stage, const QSizeF &card, const QPointF &anchor, const QList<QPointF> &marks,
                          double gap)
{
    return placeCard(stage, card, anchor, marks, gap);
}

QList<QPointF> CardPlacer::marks(CityMap *map, const QString &exceptId)
{
    QList<QPointF> points;
    const MapScene *scene = map ? map->scene() : nullptr;
    if (!scene || !scene->snapshot().marks)
        return points;
    for (const MapMark &mark : *scene->snapshot().marks) {
        const QPointF at = map->toScreen(mark.point.longitude, mark.point.latitude);
        // The small ones are too many to be spared.
        if (mark.level >= Level::Moderate && mark.id != exceptId && map->contains(at))
            points << at;
    }
    return points;
}

QPointF CardPlacer::edge(const QRectF &card, const QPointF &anchor)
{
    return {std::clamp(anchor.x(), card.left(), card.right()), std::clamp(anchor.y(), card.top(), card.bottom())};
}

} // namespace guancheng
