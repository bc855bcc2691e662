// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/records.h"
#include "maps/questions/polygonindex.h"

#include <memory>

namespace guancheng {

/** A unit crossed the border of a fence. */
struct GeofenceEvent
{
    quint32 slot = 0;
    quint32 fence = 0; ///< feature of the table of the fences
    bool entered = false;
    bool first = false; ///< it was inside when it was seen for the first time: no crossing
    TimeMs at = 0;
    bool operator==(const GeofenceEvent &) const = default;
};

/**
 * Who enters and leaves which fence. A unit enters when it is inside; it leaves when it is outside and at least the hysteresis
 * away from the border, so that a unit that stands on the border and jitters makes one event, not hundreds. Reports that are
 * older than the last one, or nowhere, change nothing. A unit that crosses a whole fence between two reports is not seen in it.
 * Thread: one. Several million points a second; allocates only when a unit is inside more fences than ever before.
 */
class Geofences
{
public:
    static constexpr double kHysteresisMetres = 15;

    explicit Geofences(std::shared_ptr<const PolygonIndex> fences, double hysteresisMetres = kHysteresisMetres);

    /** Other fences; every unit counts as never seen. */
    void reset(std::shared_ptr<const PolygonIndex> fences);
    /** Appends what happened, in the order of the reports. */
    void update(std::span<const UnitRecord> reports, std::vector<GeofenceEvent> &events);
    /** The unit has gone off duty or out of the directory: it leaves without an event. */
    void forget(quint32 slot);
    /** The fences that the unit is in now, ascending. */
    std::span<const quint32> fencesOf(quint32 slot) const;

private:
    struct State
    {
        std::vector<quint32> inside;
        TimeMs at = 0;
        bool seen = false;
    };
    void leave(State &state, const UnitRecord &report, std::vector<GeofenceEvent> &events);

    std::shared_ptr<const PolygonIndex> m_fences;
    double m_hysteresis;
    std::vector<State> m_states; ///< by slot
    std::vector<quint32> m_now;  ///< of the report at hand
};

} // namespace guancheng
