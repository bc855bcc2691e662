// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/questions/geofences.h"

#include <algorithm>

namespace guancheng {

Geofences::Geofences(std::shared_ptr<const PolygonIndex> fences, double hysteresisMetres)
    : m_fences(std::move(fences))
    , m_hysteresis(hysteresisMetres)
{
}

void Geofences::reset(std::shared_ptr<const PolygonIndex> fences)
{
    m_fences = std::move(fences);
    m_states.clear();
}

void Geofences::update(std::span<const UnitRecord> reports, std::vector<GeofenceEvent> &events)
{
    for (const UnitRecord &report : reports) {
        if (!report.point.isValid())
            continue;
        if (report.slot >= m_states.size())
            m_states.resize(size_t(report.slot) + 1);
        State &state = m_states[report.slot];
        if (state.seen && report.at < state.at)
            continue;
        m_now.clear();
        m_fences->visit(report.point, [this](quint32 fence) { m_now.push_back(fence); });
        if (m_now != state.inside) {
            leave(state, report, events);
            for (const quint32 fence : m_now) {
                const auto place = std::lower_bound(state.inside.begin(), state.inside.end(), fence);
                if (place != state.inside.end() && *place == fence)
                    continue;
                state.inside.insert(place, fence);
                events.push_back({report.slot, fence, true, !state.seen, report.at});
            }
        }
        state.at = report.at;
        state.seen = true;
    }
}

void Geofences::leave(State &state, const UnitRecord &report, std::vector<GeofenceEvent> &events)
{
    std::erase_if(state.inside, [&](quint32 fence) {
        const bool stays = std::binary_search(m_now.begin(), m_now.end(), fence) ||
                           (m_hysteresis > 0 && m_fences->isNearBoundary(fence, report.point, m_hysteresis));
        if (!stays)
            events.push_back({report.slot, fence, false, false, report.at});
        return !stays;
    });
}

void Geofences::forget(quint32 slot)
{
    if (slot < m_states.size())
        m_states[slot] = {};
}

std::span<const quint32> Geofences::fencesOf(quint32 slot) const
{
    return slot < m_states.size() ? std::span<const quint32>(m_states[slot].inside) : std::span<const quint32>();
}

} // namespace guancheng
