// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/scene/mapscene.h"

#include "maps/geo/mercator.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace guancheng {

Q_LOGGING_CATEGORY(lcScene, "guancheng.scene", QtInfoMsg)

namespace {

SymbolSet::UnitLook lookOf(const UnitRecord &unit)
{
    if (unit.status == UnitStatus::Unavailable || unit.activity == UnitActivity::OutOfService)
        return SymbolSet::UnitLook::Off;
    const bool busy = unit.activity == UnitActivity::Assigned || unit.activity == UnitActivity::EnRoute ||
                      unit.activity == UnitActivity::OnScene;
    return busy ? SymbolSet::UnitLook::Busy : SymbolSet::UnitLook::Available;
}

double distance(QPointF a, QPointF b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

std::shared_ptr<PointIndex> indexOf(const DeviceArrays &arrays)
{
    std::vector<quint8> states(arrays.size());
    for (size_t slot = 0; slot < states.size(); ++slot)
        states[slot] = static_cast<quint8>(arrays.state(static_cast<quint32>(slot)));
    return std::make_shared<PointIndex>(MassPoints{arrays.longitudeE7, arrays.latitudeE7, states});
}

} // namespace

MapScene::MapScene(std::shared_ptr<const MapStyle> style, QObject *parent) : QObject(parent)
{
    m_snapshot.style = std::move(style);
    m_snapshot.deviceColours = DeviceColours::of(*m_snapshot.style);
    m_snapshot.units = std::make_shared<std::vector<UnitMark>>();
    m_snapshot.marks = std::make_shared<std::vector<MapMark>>();
    m_snapshot.trails = std::make_shared<TrailSet>();
    addFixedLayers();
    m_snapshot.dataLayers = m_layers.shown();
    connect(&m_layers, &LayerTree::shownChanged, this, [this] {
        m_snapshot.dataLayers = m_layers.shown();
        Q_EMIT dataLayersChanged();
    });
    m_worker.setMaxThreadCount(1);
    m_worker.setObjectName(u"map index"_s);
    // Units fade when their feed falls silent, and then nobody else wakes the map.
    m_second.setInterval(1000);
    m_second.setTimerType(Qt::CoarseTimer);
    connect(&m_second, &QTimer::timeout, this, &MapScene::pulse);
}

void MapScene::addFixedLayers()
{
    const auto add = [this](LayerKind kind, const QString &id, const QString &zh, const QString &en) {
        LayerEntry entry;
        entry.id = id;
        entry.kind = kind;
        entry.nameZh = zh;
        entry.nameEn = en;
        m_layers.add(std::move(entry));
    };
    add(LayerKind::Devices, u"devices"_s, u"感知设备"_s, u"Devices"_s);
    add(LayerKind::Trails, u"trails"_s, u"力量轨迹"_s, u"Trails of units"_s);
    add(LayerKind::Units, u"units"_s, u"处置力量"_s, u"Units"_s);
    add(LayerKind::Marks, u"marks"_s, u"事件与告警"_s, u"Cases and alarms"_s);
}

MapScene::~MapScene()
{
    m_worker.clear();
    m_worker.waitForDone();
}

void MapScene::setCity(std::shared_ptr<const City> city)
{
    m_city = std::move(city);
    m_snapshot.geometry = m_city ? BaseGeometry::fromCity(*m_city) : nullptr;
    Q_EMIT geometryChanged();
}

void MapScene::setStyle(std::shared_ptr<const MapStyle> style)
{
    if (!style || style == m_snapshot.style)
        return;
    m_snapshot.style = std::move(style);
    m_snapshot.deviceColours = DeviceColours::of(*m_snapshot.style);
    Q_EMIT styleChanged();
}

void MapScene::setDeviceColours(const DeviceColours &colours)
{
    if (colours == m_snapshot.deviceColours)
        return;
    m_snapshot.deviceColours = colours;
    Q_EMIT deviceColoursChanged();
}

void MapScene::setDevices(DeviceStore *devices)
{
    m_devices = devices;
    m_indexGeneration = 0;
    m_building = 0;
    if (!devices && m_index) {
        m_index.reset();
        m_arrays.reset();
        m_snapshot.points.reset();
        Q_EMIT pointsReset();
    }
    pulse();
}

void MapScene::setUnits(UnitStore *units)
{
    m_units = units;
    m_unitsTakenAt = 0;
    if (units) {
        m_second.start();
    } else {
        m_second.stop();
        const auto previous = std::exchange(m_snapshot.units, std::make_shared<std::vector<UnitMark>>());
        Q_EMIT unitsChanged(previous);
    }
    pulse();
}

void MapScene::setMarks(std::vector<MapMark> marks)
{
    if (marks == *m_snapshot.marks)
        return;
    m_snapshot.marks = std::make_shared<std::vector<MapMark>>(std::move(marks));
    Q_EMIT marksChanged();
}

void MapScene::pulse()
{
    if (m_devices)
        takeDevices();
    const TimeMs now = monotonicMs();
    if (m_units && (m_unitsTakenAt == 0 || now - m_unitsTakenAt >= m_unitPeriod)) {
        m_unitsTakenAt = now;
        takeUnits();
    }
}

void MapScene::takeDevices()
{
    if (m_devices->generation() != m_indexGeneration && m_devices->generation() != m_building) {
        startIndex();
        return;
    }
    m_devices->takeChangedSlots(m_changedSlots);
    if (m_changedSlots.empty())
        return;
    if (m_building != 0)
        m_whileBuilding.insert(m_whileBuilding.end(), m_changedSlots.begin(), m_changedSlots.end());
    else
        applyStates(m_changedSlots);
}

void MapScene::startIndex()
{
    const quint64 generation = m_devices->generation();
    m_building = generation;
    m_whileBuilding.clear();
    std::shared_ptr<const DeviceArrays> arrays = m_devices->arrays();
    m_worker.start([this, generation, arrays = std::move(arrays)] {
        std::shared_ptr<PointIndex> index = indexOf(*arrays);
        QMetaObject::invokeMethod(
            this,
            [this, generation, arrays, index = std::move(index)] {
                if (generation != m_building)
                    return; // a newer directory is on its way
                m_arrays = arrays;
                finishIndex(index, generation);
            },
            Qt::QueuedConnection);
    });
}

void MapScene::finishIndex(std::shared_ptr<PointIndex> index, quint64 generation)
{
    m_index = std::move(index);
    m_indexGeneration = generation;
    m_building = 0;
    m_snapshot.points = m_index;
    qCDebug(lcScene) << "indexed" << m_index->size() << "devices";
    for (const quint32 slot : m_whileBuilding) {
        if (const quint32 rank = m_index->rankOf(slot); rank != PointIndex::kNowhere)
            m_index->setState(rank, m_arrays->state(slot));
    }
    m_whileBuilding.clear();
    Q_EMIT pointsReset();
}

void MapScene::applyStates(const std::vector<quint32> &slots)
{
    // Twice through the list, asking ahead: each device is a place of its own in memory.
    constexpr size_t kAhead = 16;
    m_ranks.resize(slots.size());
    for (size_t i = 0; i < slots.size(); ++i) {
        if (i + kAhead < slots.size())
            m_index->prefetchRank(slots[i + kAhead]);
        m_ranks[i] = m_index->rankOf(slots[i]);
    }
    m_changedRanks.clear();
    for (size_t i = 0; i < slots.size(); ++i) {
        if (i + kAhead < slots.size() && m_ranks[i + kAhead] != PointIndex::kNowhere)
            m_index->prefetchState(m_ranks[i + kAhead]);
        const quint32 rank = m_ranks[i];
        if (rank == PointIndex::kNowhere)
            continue;
        const DeviceState state = m_arrays->state(slots[i]);
        if (m_index->state(rank) == state)
            continue;
        m_index->setState(rank, state);
        m_changedRanks.push_back(rank);
    }
    if (!m_changedRanks.empty())
        Q_EMIT pointsChanged(m_changedRanks);
}

void MapScene::takeUnits()
{
    m_units->takeMoved(m_movedSlots);
    m_units->positions(m_records);
    const TimeMs now = m_clock ? m_clock->now() : 0;
    // The memory of the last but one, once nobody looks at it any more.
    auto units =
        m_spareUnits && m_spareUnits.use_count() == 1 ? std::move(m_spareUnits) : std::make_shared<std::vector<UnitMark>>();
    units->clear();
    units->reserve(m_records.size());
    for (size_t slot = 0; slot < m_records.size(); ++slot) {
        const UnitRecord &record = m_records[slot];
        if (!record.point.isValid())
            continue;
        units->push_back({.slot = static_cast<quint32>(slot),
                          .place = toWorld(record.point),
                          .heading = record.heading,
                          .look = lookOf(record),
                          .stale = now > 0 && now - record.at > kUnitStaleMs});
    }
    if (*units == *m_snapshot.units) {
        m_spareUnits = std::move(units);
        return;
    }
    m_spareUnits = std::const_pointer_cast<std::vector<UnitMark>>(m_snapshot.units);
    const auto previous = std::exchange(m_snapshot.units, std::move(units));
    m_trails.note(*m_snapshot.units, now);
    m_snapshot.trails = m_trails.trails();
    Q_EMIT unitsChanged(previous);
}

MapHit MapScene::hit(QPointF world, double radius) const
{
    for (const auto kind : {"incident"_L1, "alarm"_L1}) {
        if (MapHit found = hitMark(kind, world, radius); !found.kind.isEmpty())
            return found;
    }
    if (MapHit found = hitUnit(world, radius); !found.kind.isEmpty())
        return found;
    return hitDevice(world, radius);
}

MapHit MapScene::hitMark(QLatin1StringView kind, QPointF world, double radius) const
{
    MapHit result;
    for (const MapMark &mark : *m_snapshot.marks) {
        if (mark.kind != kind || !mark.point.isValid())
            continue;
        const double here = distance(toWorld(mark.point), world);
        if (here <= radius) {
            radius = here;
            result = {mark.kind, mark.id, mark.point};
        }
    }
    return result;
}

MapHit MapScene::hitUnit(QPointF world, double radius) const
{
    const UnitMark *nearest = nullptr;
    for (const UnitMark &unit : *m_snapshot.units) {
        const double here = distance(unit.place, world);
        if (here <= radius) {
            radius = here;
            nearest = &unit;
        }
    }
    if (!nearest || !m_units)
        return {};
    const auto directory = m_units->directory();
    if (nearest->slot >= directory->units.size())
        return {};
    return {u"unit"_s, directory->units[nearest->slot].id, toGeo(nearest->place)};
}

MapHit MapScene::hitDevice(QPointF world, double radius) const
{
    if (!m_index)
        return {};
    quint32 nearest = PointIndex::kNowhere;
    const QRectF box(world - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius));
    m_index->visit(box, [&](quint32 begin, quint32 end) {
        for (quint32 rank = begin; rank < end; ++rank) {
            const double here = distance(m_index->world(rank), world);
            if (here <= radius) {
                radius = here;
                nearest = rank;
            }
        }
    });
    if (nearest == PointIndex::kNowhere)
        return {};
    return {u"device"_s, QString::number(m_index->slotAt(nearest)), toGeo(m_index->world(nearest))};
}

} // namespace guancheng
