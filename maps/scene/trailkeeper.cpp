// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/scene/trailkeeper.h"

#include "maps/geo/mercator.h"

#include <cmath>

namespace guancheng {

namespace {

void growBox(QRectF &box, QPointF place, bool first)
{
    if (first)
        box = QRectF(place, QSizeF(0, 0));
    box.setLeft(std::min(box.left(), place.x()));
    box.setRight(std::max(box.right(), place.x()));
    box.setTop(std::min(box.top(), place.y()));
    box.setBottom(std::max(box.bottom(), place.y()));
}

} // namespace

void TrailKeeper::extend(const UnitMark &unit, TimeMs now)
{
    const std::shared_ptr<const Trail> old = m_trails.value(unit.slot);
    if (old) {
        const QPointF step = unit.place - old->points.back().place;
        if (std::hypot(step.x(), step.y()) < kStepMetres * worldPerMetre(unit.place.y()))
            return;
    }
    auto trail = std::make_shared<Trail>();
    trail->slot = unit.slot;
    if (old) {
        const size_t skip = old->points.size() >= kMaxPoints ? old->points.size() - kMaxPoints + 1 : 0;
        for (size_t i = skip; i < old->points.size(); ++i) {
            if (now - old->points[i].at <= m_length)
                trail->points.push_back(old->points[i]);
        }
    }
    trail->points.push_back({unit.place, now});
    for (size_t i = 0; i < trail->points.size(); ++i)
        growBox(trail->box, trail->points[i].place, i == 0);
    m_changed.push_back(old ? trail->box | old->box : trail->box);
    m_trails.insert(unit.slot, std::move(trail));
}

void TrailKeeper::note(const std::vector<UnitMark> &units, TimeMs now)
{
    m_changed.clear();
    // Time that runs back is another time: a replay, or the city was changed.
    if (now < m_now) {
        for (const auto &trail : std::as_const(m_trails))
            m_changed.push_back(trail->box);
        m_trails.clear();
    }
    m_now = now;
    for (const UnitMark &unit : units) {
        if (unit.look == SymbolSet::UnitLook::Busy && !unit.stale)
            extend(unit, now);
    }
    m_trails.removeIf([&](const auto &entry) {
        if (now - entry.value()->points.back().at <= m_length)
            return false;
        m_changed.push_back(entry.value()->box);
        return true;
    });
}

std::shared_ptr<const TrailSet> TrailKeeper::trails() const
{
    auto result = std::make_shared<TrailSet>();
    result->now = m_now;
    result->length = m_length;
    result->trails.reserve(static_cast<size_t>(m_trails.size()));
    for (const auto &trail : m_trails) {
        if (trail->points.size() > 1)
            result->trails.push_back(trail);
    }
    return result;
}

} // namespace guancheng
