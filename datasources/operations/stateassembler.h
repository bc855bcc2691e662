// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/operations/streamassembler.h"
#include "datasources/protocol/frames.h"
#include "stores/devicestore.h"
#include "stores/unitstore.h"

namespace guancheng {

/**
 * Puts the directories of devices and units together and counts the state frames. Pure but for the stores it writes.
 *
 * A directory is published when its last part is there; a half one is thrown away and the old one stays. Every state frame
 * carries `n`; a replayed one is ignored, a gap means that some newest value may be missing.
 */
class StateAssembler
{
public:
    StateAssembler(DeviceStore &devices, UnitStore &units) : m_devices(devices), m_units(units) {}

    /** A new session: `n` starts over, half directories are thrown away. */
    void begin();

    /** Checks the number of a state frame; Gap: the frame itself is good and is to be used. */
    Intake count(quint64 n);
    /** A binary frame of the snapshot of devices; the error of the codec when it cannot be read. */
    Result<Intake> takeDeviceFrame(const QByteArray &frame);
    Intake takeDevices(protocol::SnapshotPart &&part);
    Intake takeUnits(protocol::SnapshotPart &&part);

    /** Binary frames of telemetry and of units: counted, then into the stores; nothing allocated in the steady state. */
    Result<Intake> takeTelemetry(const QByteArray &frame);
    Result<Intake> takePositions(const QByteArray &frame);
    void apply(std::span<const TelemetryRecord> records) { m_devices.apply(records); }
    void apply(std::span<const UnitRecord> records) { m_units.apply(records); }

    bool hasDevices() const { return m_hasDevices; }
    bool hasUnits() const { return m_hasUnits; }

private:
    Intake append(const protocol::DeviceColumns &rows, quint32 first, bool last);

    DeviceStore &m_devices;
    UnitStore &m_units;
    std::shared_ptr<DeviceArrays> m_building; ///< directory on its way; null while none is
    std::vector<Unit> m_buildingUnits;
    std::vector<UnitRecord> m_buildingPositions;
    int m_unitPart = 0;
    protocol::DeviceColumns m_rows;
    std::vector<TelemetryRecord> m_telemetry;
    std::vector<UnitRecord> m_positions;
    quint64 m_n = 0;
    bool m_hasDevices = false;
    bool m_hasUnits = false;
};

} // namespace guancheng
