// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/layers/traillayer.h"
#include "maps/layers/unitlayer.h"

#include <QHash>

namespace guancheng {

/**
 * Remembers where units on the way to a case were in the last minutes; of the others only what is left of their last
 * way. Bounded: a point each kStepMetres at most, kMaxPoints a trail. GUI thread.
 */
class TrailKeeper
{
public:
    static constexpr double kStepMetres = 20;
    static constexpr size_t kMaxPoints = 150;

    /** How long a trail is; 5 minutes unless told. */
    void setLength(TimeMs length) { m_length = std::max<TimeMs>(1000, length); }
    TimeMs length() const { return m_length; }

    /** Takes the units of this moment. Where trails changed since the last call, world: changed(). */
    void note(const std::vector<UnitMark> &units, TimeMs now);
    const std::vector<QRectF> &changed() const { return m_changed; }
    std::shared_ptr<const TrailSet> trails() const;

private:
    void extend(const UnitMark &unit, TimeMs now);

    TimeMs m_length = 5 * 60'000;
    TimeMs m_now = 0;
    QHash<quint32, std::shared_ptr<const Trail>> m_trails; ///< by slot
    std::vector<QRectF> m_changed;
};

} // namespace guancheng
