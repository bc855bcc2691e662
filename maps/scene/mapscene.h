// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"
#include "domain/clock.h"
#include "maps/layers/basegeometry.h"
#include "maps/layers/marklayer.h"
#include "maps/layers/pointlayer.h"
#include "maps/layers/unitlayer.h"
#include "maps/points/pointindex.h"
#include "maps/scene/layertree.h"
#include "maps/scene/trailkeeper.h"
#include "maps/style/mapstyle.h"
#include "stores/devicestore.h"
#include "stores/unitstore.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <vector>

namespace guancheng {

/** All that a picture of the map is made of, at one moment: immutable (states of devices apart), for any thread. */
struct MapSnapshot
{
    std::shared_ptr<const MapStyle> style;
    std::shared_ptr<const BaseGeometry> geometry; ///< null before there is a city
    std::shared_ptr<const PointIndex> points;     ///< null before there are devices
    DeviceColours deviceColours;
    std::shared_ptr<const std::vector<UnitMark>> units; ///< by slot
    std::shared_ptr<const TrailSet> trails;             ///< of units on the way; never null
    std::shared_ptr<const std::vector<MapMark>> marks;
    std::shared_ptr<const std::vector<ShownLayer>> dataLayers; ///< the bottom one first; never null
};

/** What lies under a finger. */
struct MapHit
{
    QString kind; ///< 'incident', 'alarm', 'unit', 'device'; empty: nothing
    QString id;   ///< of a device: its slot
    GeoPoint point;
};

/**
 * What is on the map, apart from where anyone looks: the city, the devices, the units, the marks. Several views may show
 * one scene. GUI thread; the index over the devices is built by a worker of its own. The stores have to outlive it.
 *
 * It is the one taker of the changes of both stores: devices at each pulse, units once a second, as a unit crosses a
 * pixel of the whole city in about ten.
 */
class MapScene : public QObject
{
    Q_OBJECT

public:
    explicit MapScene(std::shared_ptr<const MapStyle> style, QObject *parent = nullptr);
    ~MapScene() override;

    void setCity(std::shared_ptr<const City> city);
    /** Another look for everything; also resets the colours of the devices. */
    void setStyle(std::shared_ptr<const MapStyle> style);
    /** Recolours the devices by state, the rest stays. */
    void setDeviceColours(const DeviceColours &colours);
    /** Null takes the layer away. */
    void setDevices(DeviceStore *devices);
    void setUnits(UnitStore *units);
    /** Open cases and active alarms, in any order. */
    void setMarks(std::vector<MapMark> marks);
    /** The time of the city, by which a unit is stale; without it none is. */
    void setClock(const Clock *clock) { m_clock = clock; }
    /** How often at the most units are taken over; 0: at every pulse. Default 950. */
    void setUnitPeriod(TimeMs milliseconds) { m_unitPeriod = milliseconds; }

    /** Takes over what changed in the stores. To be called by the pulse of the interface, at most 10 times a second. */
    Q_INVOKABLE void pulse();

    const MapSnapshot &snapshot() const { return m_snapshot; }
    const std::shared_ptr<const City> &city() const { return m_city; }
    /** What else is on the map, by order, opacity and visibility. Lives as long as the scene. */
    LayerTree *layers() { return &m_layers; }
    /** Where trails changed with the last unitsChanged(), world. */
    const std::vector<QRectF> &changedTrails() const { return m_trails.changed(); }
    size_t deviceCount() const { return m_snapshot.points ? m_snapshot.points->size() : 0; }

    /**
     * The nearest case within \c radius (world units) of \c world, else the nearest alarm, else unit, else device.
     */
    MapHit hit(QPointF world, double radius) const;

    /** Without a report for longer than this a unit fades. */
    static constexpr TimeMs kUnitStaleMs = 60'000;

Q_SIGNALS:
    void geometryChanged();
    void styleChanged();
    void deviceColoursChanged();
    /** A new index over the devices, or none. */
    void pointsReset();
    /** The state of these ranks of the index changed. */
    void pointsChanged(const std::vector<quint32> &ranks);
    /** The snapshot has the new ones; \c previous is what was there before. */
    void unitsChanged(const std::shared_ptr<const std::vector<UnitMark>> &previous);
    void marksChanged();
    /** The snapshot has other data layers, or layers fed by the stores are shown or hidden. */
    void dataLayersChanged();

private:
    void addFixedLayers();
    void takeDevices();
    void startIndex();
    void finishIndex(std::shared_ptr<PointIndex> index, quint64 generation);
    void applyStates(const std::vector<quint32> &slots);
    void takeUnits();
    MapHit hitMark(QLatin1StringView kind, QPointF world, double radius) const;
    MapHit hitUnit(QPointF world, double radius) const;
    MapHit hitDevice(QPointF world, double radius) const;

    MapSnapshot m_snapshot;
    LayerTree m_layers;
    TrailKeeper m_trails;
    std::shared_ptr<const City> m_city;
    DeviceStore *m_devices = nullptr;
    UnitStore *m_units = nullptr;
    const Clock *m_clock = nullptr;

    std::shared_ptr<PointIndex> m_index;
    std::shared_ptr<const DeviceArrays> m_arrays; ///< that the index was built from
    quint64 m_indexGeneration = 0;
    quint64 m_building = 0;               ///< generation that a worker indexes; 0: none
    std::vector<quint32> m_changedSlots;  ///< scratch
    std::vector<quint32> m_whileBuilding; ///< slots that changed meanwhile
    std::vector<quint32> m_changedRanks;
    std::vector<quint32> m_ranks; ///< scratch

    std::vector<UnitRecord> m_records; ///< scratch
    std::vector<quint32> m_movedSlots;
    TimeMs m_unitsTakenAt = 0; ///< monotonic
    TimeMs m_unitPeriod = 950;
    std::shared_ptr<std::vector<UnitMark>> m_spareUnits; ///< memory for the next ones

    QTimer m_second;
    QThreadPool m_worker;
};

} // namespace guancheng
