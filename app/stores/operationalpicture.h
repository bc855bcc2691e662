// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stores/alarmstore.h"
#include "stores/change.h"
#include "stores/devicestore.h"
#include "stores/incidentstore.h"
#include "stores/indicatorstore.h"
#include "stores/orderstore.h"
#include "stores/statestores.h"
#include "stores/unitstore.h"
#include "stores/warningstore.h"

#include <QObject>

namespace guancheng {

/**
 * All that this desk knows of the city. Thread: GUI, except devices() and units(), which the net thread writes.
 *
 * Changes come only by apply(), once a pulse, and are announced by one changed(); the interface never changes a store.
 */
class OperationalPicture : public QObject
{
    Q_OBJECT

public:
    explicit OperationalPicture(QObject *parent = nullptr);
    ~OperationalPicture() override;

    DeviceStore &devices() { return m_devices; }
    const DeviceStore &devices() const { return m_devices; }
    UnitStore &units() { return m_units; }
    const UnitStore &units() const { return m_units; }
    const IncidentStore &incidents() const { return m_incidents; }
    const AlarmStore &alarms() const { return m_alarms; }
    const OrderStore &orders() const { return m_orders; }
    const WarningStore &warnings() const { return m_warnings; }
    const IndicatorStore &indicators() const { return m_indicators; }
    const FigureStore &figures() const { return m_figures; }
    const SourceStore &sources() const { return m_sources; }
    CityMode mode() const { return m_mode; }
    /** What the backend says that its data are. */
    DataOrigin origin() const { return m_origin; }

    /** Takes the batch into the stores and announces what it changed; silent when it changed nothing. */
    void apply(const Batch &batch);
    /** Once a second: forgets warnings that are over. */
    void tick(TimeMs now);

Q_SIGNALS:
    void changed(const guancheng::ChangeSet &changes);

private:
    void apply(const StreamChange &change, ChangeSet &changes);
    void apply(const StreamSnapshot &snapshot, ChangeSet &changes);

    DeviceStore m_devices;
    UnitStore m_units;
    IncidentStore m_incidents;
    AlarmStore m_alarms;
    OrderStore m_orders;
    WarningStore m_warnings;
    IndicatorStore m_indicators;
    FigureStore m_figures;
    SourceStore m_sources;
    CityMode m_mode = CityMode::Ordinary;
    DataOrigin m_origin = DataOrigin::Live;
};

} // namespace guancheng
