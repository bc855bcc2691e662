// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "datasources/simulator/field/anchors.h"
#include "datasources/simulator/nature/rhythm.h"
#include "domain/records.h"

#include <QHash>

#include <span>

namespace guancheng::sim {

/** A unit put on the map by a story. */
struct PlacedUnit
{
    Unit unit; ///< the slot is given by the fleet
    GeoPoint point;
};

/**
 * The moving units: buses and other lines along the roads, patrols and trucks through the blocks of their street,
 * fire and ambulance waiting at their station. A unit that is sent somewhere drives there in right angles, as streets
 * are laid, and then goes back to what it did. Accelerations are those of vehicles.
 */
class UnitFleet
{
public:
    UnitFleet(const Catalogue &catalogue, const Anchors &anchors, quint32 count, std::span<const PlacedUnit> placed,
              quint64 seed);

    const std::vector<Unit> &units() const { return m_units; }
    /** By slot, as of the last step. */
    const std::vector<UnitRecord> &records() const { return m_records; }
    /** The slot, or -1. */
    qint64 slotOf(const QString &unit) const { return m_slots.value(unit, -1); }

    /** Moves everything to `now`; at most ten seconds at once are driven. */
    void step(TimeMs now, const LocalTime &local);
    /** What has moved or changed in the last step, and each standing unit every ten seconds: in the order of slots. */
    std::span<const UnitRecord> changed() const { return m_changed; }

    /** Takes the unit out of its round for an order. */
    void assign(quint32 slot);
    void sendTo(quint32 slot, const GeoPoint &place);
    /** The unit is at the place already: it got there while nobody looked. */
    void putAt(quint32 slot, const GeoPoint &place);
    bool hasArrived(quint32 slot) const;
    /** Back to the round; it may be sent again on the way. */
    void release(quint32 slot);
    /** The nearest unit of these kinds (any when empty) that is free, or -1. */
    qint64 nearestFree(std::span<const int> kinds, const GeoPoint &place) const;

private:
    enum class Task : quint8 { Round, Waiting, Driving, OnScene, Returning };
    struct Mover
    {
        GeoPoint home;
        GeoPoint corner; ///< where the leg ends
        GeoPoint target; ///< where the drive ends
        double along = 0;
        double pause = 0; ///< seconds to stand
        size_t hint = 0;
        int road = -1;
        float speed = 0; ///< km/h
        float heading = 0;
        Task task = Task::Round;
        bool forward = true;
        bool placed = false;
    };

    void addUnits(quint32 count, Random &random);
    void addPlaced(std::span<const PlacedUnit> placed);
    void startRound(size_t slot, Random &random);
    bool onDuty(size_t slot, double hour) const;
    void stepRound(size_t slot, double seconds, double cruise);
    void followRoad(size_t slot, double seconds, double cruise);
    /** True when the target is reached. */
    bool drive(size_t slot, double seconds, double cruise);
    void nextBlock(size_t slot);
    void accelerate(Mover &mover, double cruise, double seconds) const;
    void publish(size_t slot, bool duty, TimeMs now);

    const Catalogue &m_catalogue;
    const Anchors &m_anchors;
    quint64 m_seed;
    Random m_random;
    std::vector<Unit> m_units;
    std::vector<Mover> m_movers;
    std::vector<UnitRecord> m_records;
    std::vector<UnitRecord> m_changed;
    QHash<QString, qint64> m_slots;
    TimeMs m_now = 0;
    quint64 m_steps = 0;
};

} // namespace guancheng::sim
