// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/field/unitfleet.h"

#include <algorithm>
#include <cmath>

namespace guancheng::sim {
namespace {

constexpr quint64 kStream = 31;
constexpr double kMaximumStepSeconds = 10;
constexpr double kStopMetres = 650;
constexpr quint64 kStandingEvery = 10;

QString filled(QString pattern, const City &city, quint16 street, int number)
{
    const Street &home = city.streets()[street];
    pattern.replace(QLatin1String("{street}"), home.nameZh);
    pattern.replace(QLatin1String("{district}"), city.districts()[home.district].nameZh);
    pattern.replace(QLatin1String("{n}"), QString::number(number));
    return pattern;
}

bool isNight(double hour)
{
    return hour >= 22 || hour < 6;
}

} // namespace

UnitFleet::UnitFleet(const Catalogue &catalogue, const Anchors &anchors, quint32 count, std::span<const PlacedUnit> placed,
                     quint64 seed)
    : m_catalogue(catalogue)
    , m_anchors(anchors)
    , m_seed(seed)
    , m_random(seed, kStream)
{
    if (anchors.of(Placement::Everywhere).empty() || catalogue.unitKinds().isEmpty())
        return;
    addUnits(count, m_random);
    addPlaced(placed);
    m_changed.reserve(m_units.size());
}

void UnitFleet::addUnits(quint32 count, Random &random)
{
    double total = 0;
    for (const UnitKind &kind : m_catalogue.unitKinds())
        total += kind.share;
    double running = 0;
    int index = 0;
    QHash<QString, int> numbers;
    for (const UnitKind &kind : m_catalogue.unitKinds()) {
        running += kind.share;
        const auto upTo = static_cast<size_t>(std::llround(std::min(1.0, total > 0 ? running / total : 1.0) * count));
        while (m_units.size() < upTo) {
            Unit unit;
            unit.slot = static_cast<quint32>(m_units.size());
            unit.id = QStringLiteral("U-%1").arg(unit.slot + 1, 4, 10, QLatin1Char('0'));
            unit.kind = static_cast<quint16>(index);
            unit.department = m_catalogue.departments().isEmpty() ? QString() : m_catalogue.departments()[kind.department].id;
            unit.street = static_cast<quint16>(random.pick(m_anchors.streetWeights()));
            unit.callsign = filled(kind.callsignZh, m_anchors.city(), unit.street, 0);
            unit.callsign = filled(kind.callsignZh, m_anchors.city(), unit.street, ++numbers[unit.callsign]);
            m_slots.insert(unit.id, unit.slot);
            m_units.push_back(std::move(unit));
            m_movers.emplace_back();
            m_records.emplace_back();
            startRound(m_units.size() - 1, random);
        }
        ++index;
    }
}

void UnitFleet::addPlaced(std::span<const PlacedUnit> placed)
{
    for (const PlacedUnit &entry : placed) {
        Unit unit = entry.unit;
        unit.slot = static_cast<quint32>(m_units.size());
        m_slots.insert(unit.id, unit.slot);
        m_units.push_back(std::move(unit));
        Mover mover;
        mover.home = entry.point;
        mover.placed = true;
        m_movers.push_back(mover);
        UnitRecord record;
        record.slot = static_cast<quint32>(m_records.size());
        record.point = entry.point;
        m_records.push_back(record);
    }
}

void UnitFleet::startRound(size_t slot, Random &random)
{
    Mover &mover = m_movers[slot];
    const Unit &unit = m_units[slot];
    const auto &roads = m_anchors.network().roads();
    mover.home = m_anchors.drawIn(unit.street, random).point;
    m_records[slot].slot = static_cast<quint32>(slot);
    m_records[slot].point = mover.home;
    mover.corner = mover.target = mover.home;
    // Lines follow the main roads; trucks that collect go from block to block.
    const UnitKind &kind = m_catalogue.unitKinds()[unit.kind];
    if (kind.movement == Movement::Route && !kind.skills.contains(QLatin1String("refuse")) && !roads.empty()) {
        mover.road = static_cast<int>(random.below(static_cast<quint32>(roads.size())));
        const Polyline &road = roads[static_cast<size_t>(mover.road)];
        mover.along = random.uniform() * road.length();
        mover.forward = random.chance(0.5);
        // The right place on a line of many segments is found once; afterwards it is next door.
        m_records[slot].point = road.at(mover.along, mover.hint);
    }
}

bool UnitFleet::onDuty(size_t slot, double hour) const
{
    // Shifts do not all change at the same minute.
    const double own = unit64(mix64(m_seed ^ 0x5117, slot));
    const double shifted = std::fmod(hour + own - 0.5 + 24, 24);
    const double share = isNight(shifted) ? m_catalogue.unitKinds()[m_units[slot].kind].onDutyNight : 0.96;
    return m_movers[slot].placed || unit64(mix64(m_seed ^ 0xd017, slot)) < share;
}

void UnitFleet::accelerate(Mover &mover, double cruise, double seconds) const
{
    // 1.2 m/s² up, 2.5 m/s² down.
    const double now = static_cast<double>(mover.speed);
    mover.speed = static_cast<float>(std::clamp(cruise, now - 9 * seconds, now + 4.3 * seconds));
}

void UnitFleet::followRoad(size_t slot, double seconds, double cruise)
{
    Mover &mover = m_movers[slot];
    const Polyline &road = m_anchors.network().roads()[static_cast<size_t>(mover.road)];
    const bool stops = cruise < 30;
    const double before = mover.along;
    accelerate(mover, cruise, seconds);
    mover.along += (mover.forward ? 1 : -1) * static_cast<double>(mover.speed) / 3.6 * seconds;
    if (stops && std::floor(before / kStopMetres) != std::floor(mover.along / kStopMetres)) {
        mover.pause = 18;
        mover.speed = 0;
    }
    if (mover.along > road.length() || mover.along < 0) {
        if (road.loop()) {
            mover.along = mover.forward ? 0 : road.length();
            mover.hint = mover.forward ? 0 : road.points().size();
        } else {
            mover.along = std::clamp(mover.along, 0.0, road.length());
            mover.forward = !mover.forward;
        }
    }
    const GeoPoint last = m_records[slot].point;
    m_records[slot].point = road.at(mover.along, mover.hint);
    if (!(last == m_records[slot].point))
        mover.heading = static_cast<float>(m_anchors.network().metres().heading(last, m_records[slot].point));
}

bool UnitFleet::drive(size_t slot, double seconds, double cruise)
{
    Mover &mover = m_movers[slot];
    GeoPoint &point = m_records[slot].point;
    const LocalMetres &metres = m_anchors.network().metres();
    const double whole = metres.distance(point, mover.target);
    // It brakes for the place it goes to, not for every corner.
    accelerate(mover, std::min(cruise, 6 + whole * 0.35), seconds);
    double left = static_cast<double>(mover.speed) / 3.6 * seconds;
    for (int leg = 0; leg < 3 && left > 0; ++leg) {
        const double span = metres.distance(point, mover.corner);
        if (span > left) {
            mover.heading = static_cast<float>(metres.heading(point, mover.corner));
            const double f = left / span;
            point.longitude += (mover.corner.longitude - point.longitude) * f;
            point.latitude += (mover.corner.latitude - point.latitude) * f;
            return false;
        }
        left -= span;
        point = mover.corner;
        if (mover.corner == mover.target)
            return true;
        mover.corner = mover.target;
    }
    return false;
}

void UnitFleet::nextBlock(size_t slot)
{
    Mover &mover = m_movers[slot];
    const auto blocks = m_anchors.blocksOf(m_units[slot].street);
    if (blocks.empty())
        return;
    // Of three blocks the nearest: a round, not a zigzag across the street.
    const LocalMetres &metres = m_anchors.network().metres();
    const GeoPoint &here = m_records[slot].point;
    double best = 0;
    for (int i = 0; i < 3; ++i) {
        const GeoPoint &point = blocks[m_random.below(static_cast<quint32>(blocks.size()))].point;
        const double away = metres.distance(here, point);
        if (i == 0 || away < best) {
            best = away;
            mover.target = point;
        }
    }
    mover.corner = m_random.chance(0.5) ? GeoPoint{mover.target.longitude, here.latitude}
                                        : GeoPoint{here.longitude, mover.target.latitude};
}

void UnitFleet::stepRound(size_t slot, double seconds, double cruise)
{
    Mover &mover = m_movers[slot];
    if (mover.placed || m_catalogue.unitKinds()[m_units[slot].kind].movement == Movement::Station) {
        mover.speed = 0;
        return;
    }
    if (mover.pause > 0) {
        mover.pause -= seconds;
        mover.speed = 0;
        return;
    }
    if (mover.road >= 0)
        return followRoad(slot, seconds, cruise);
    if (drive(slot, seconds, cruise)) {
        mover.pause = m_random.between(5, 90);
        nextBlock(slot);
    }
}

void UnitFleet::step(TimeMs now, const LocalTime &local)
{
    const double seconds = m_now == 0 ? 0 : std::clamp(static_cast<double>(now - m_now) / 1000, 0.0, kMaximumStepSeconds);
    m_now = now;
    ++m_steps;
    m_changed.clear();
    const auto hour = static_cast<size_t>(local.hour) % 24;
    const auto quarter = static_cast<quint64>(now / 15'000);
    for (size_t slot = 0; slot < m_movers.size(); ++slot) {
        Mover &mover = m_movers[slot];
        const double typical = m_catalogue.unitKinds()[m_units[slot].kind].speedKmh[hour];
        const double cruise = typical * (0.7 + 0.6 * unit64(mix64(m_seed ^ slot, quarter)));
        bool duty = true;
        switch (mover.task) {
        case Task::Round:
            duty = onDuty(slot, local.hour);
            if (duty)
                stepRound(slot, seconds, cruise);
            else
                mover.speed = 0;
            break;
        case Task::Waiting:
        case Task::OnScene: mover.speed = 0; break;
        case Task::Driving:
            if (drive(slot, seconds, std::max(18.0, cruise * 1.25)))
                mover.task = Task::OnScene;
            break;
        case Task::Returning:
            if (drive(slot, seconds, cruise))
                mover.task = Task::Round;
            break;
        }
        publish(slot, duty, now);
    }
}

void UnitFleet::publish(size_t slot, bool duty, TimeMs now)
{
    const Mover &mover = m_movers[slot];
    UnitRecord &record = m_records[slot];
    const UnitRecord before = record;
    const bool station = m_catalogue.unitKinds()[m_units[slot].kind].movement == Movement::Station || mover.placed;
    switch (mover.task) {
    case Task::Round:
        record.status = duty ? UnitStatus::Available : UnitStatus::Unavailable;
        record.activity = !duty ? UnitActivity::Resting : station ? UnitActivity::Idle : UnitActivity::Patrolling;
        break;
    case Task::Waiting:
        record.status = UnitStatus::Unavailable;
        record.activity = UnitActivity::Assigned;
        break;
    case Task::Driving:
        record.status = UnitStatus::Unavailable;
        record.activity = UnitActivity::EnRoute;
        break;
    case Task::OnScene:
        record.status = UnitStatus::Unavailable;
        record.activity = UnitActivity::OnScene;
        break;
    case Task::Returning:
        record.status = UnitStatus::Available;
        record.activity = UnitActivity::Returning;
        break;
    }
    record.speed = mover.speed;
    record.heading = mover.heading;
    record.at = now;
    const bool changed =
        mover.speed > 0 || before.speed > 0 || before.activity != record.activity || before.status != record.status;
    if (changed || (m_steps + slot) % kStandingEvery == 0 || before.at == 0)
        m_changed.push_back(record);
}

void UnitFleet::assign(quint32 slot)
{
    m_movers[slot].task = Task::Waiting;
}

void UnitFleet::sendTo(quint32 slot, const GeoPoint &place)
{
    Mover &mover = m_movers[slot];
    const GeoPoint &here = m_records[slot].point;
    mover.task = Task::Driving;
    mover.target = place;
    mover.corner = m_random.chance(0.5) ? GeoPoint{place.longitude, here.latitude} : GeoPoint{here.longitude, place.latitude};
}

void UnitFleet::putAt(quint32 slot, const GeoPoint &place)
{
    Mover &mover = m_movers[slot];
    mover.task = Task::OnScene;
    mover.target = mover.corner = place;
    mover.speed = 0;
    m_records[slot].point = place;
}

bool UnitFleet::hasArrived(quint32 slot) const
{
    return m_movers[slot].task == Task::OnScene;
}

void UnitFleet::release(quint32 slot)
{
    Mover &mover = m_movers[slot];
    mover.task = Task::Returning;
    mover.target =
        mover.road >= 0 ? m_anchors.network().roads()[static_cast<size_t>(mover.road)].at(mover.along, mover.hint) : mover.home;
    mover.corner = {mover.target.longitude, m_records[slot].point.latitude};
}

qint64 UnitFleet::nearestFree(std::span<const int> kinds, const GeoPoint &place) const
{
    qint64 best = -1;
    double bestDistance = 0;
    const LocalMetres &metres = m_anchors.network().metres();
    for (size_t slot = 0; slot < m_records.size(); ++slot) {
        if (m_records[slot].status != UnitStatus::Available)
            continue;
        if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), int(m_units[slot].kind)) == kinds.end())
            continue;
        const double away = metres.distance(m_records[slot].point, place);
        if (best < 0 || away < bestDistance) {
            best = static_cast<qint64>(slot);
            bestDistance = away;
        }
    }
    return best;
}

} // namespace guancheng::sim
