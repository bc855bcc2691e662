// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/operations/stateassembler.h"

namespace guancheng {

using namespace protocol;

void StateAssembler::begin()
{
    m_building.reset();
    m_buildingUnits.clear();
    m_buildingPositions.clear();
    m_unitPart = 0;
    m_n = 0;
    m_hasDevices = m_hasUnits = false;
}

Intake StateAssembler::count(quint64 n)
{
    if (n <= m_n)
        return Intake::Late;
    const bool gap = n != m_n + 1;
    m_n = n;
    return gap ? Intake::Gap : Intake::Taken;
}

Result<Intake> StateAssembler::takeDeviceFrame(const QByteArray &frame)
{
    m_rows.clear();
    const Result<FrameHeader> header = decodeDevices(frame, m_rows);
    if (!header)
        return header.error();
    return append(m_rows, header->first, header->last);
}

Intake StateAssembler::takeDevices(SnapshotPart &&part)
{
    const auto *rows = std::get_if<DeviceColumns>(&part.content);
    return rows ? append(*rows, part.slot, part.part == part.parts) : Intake::Broken;
}

Intake StateAssembler::append(const DeviceColumns &rows, quint32 first, bool last)
{
    if (first == 0)
        m_building = std::make_shared<DeviceArrays>();
    if (!m_building || m_building->size() != first) {
        m_building.reset();
        return Intake::Broken;
    }
    DeviceArrays &arrays = *m_building;
    arrays.resize(first + rows.size());
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto slot = static_cast<quint32>(first + i);
        arrays.longitudeE7[slot] = rows.longitudeE7[i];
        arrays.latitudeE7[slot] = rows.latitudeE7[i];
        arrays.deviceClass[slot] = rows.deviceClass[i];
        arrays.street[slot] = rows.street[i];
        arrays.setState(slot, rows.state[i]);
        arrays.setReading(slot, rows.value[i], rows.at[i]);
    }
    if (!last)
        return Intake::Taken;
    m_devices.reset(std::exchange(m_building, nullptr));
    m_hasDevices = true;
    return Intake::Taken;
}

Intake StateAssembler::takeUnits(SnapshotPart &&part)
{
    auto *rows = std::get_if<UnitColumns>(&part.content);
    if (part.part == 1) {
        m_buildingUnits.clear();
        m_buildingPositions.clear();
    }
    const bool fits = rows && (part.part == 1 || part.part == m_unitPart + 1) && part.slot == m_buildingUnits.size() &&
                      rows->positions.size() == rows->units.size();
    if (!fits) {
        m_unitPart = -1;
        return Intake::Broken;
    }
    m_unitPart = part.part;
    m_buildingUnits.insert(m_buildingUnits.end(), std::make_move_iterator(rows->units.begin()),
                           std::make_move_iterator(rows->units.end()));
    m_buildingPositions.insert(m_buildingPositions.end(), rows->positions.begin(), rows->positions.end());
    if (part.part < part.parts)
        return Intake::Taken;
    m_units.reset(std::exchange(m_buildingUnits, {}), std::exchange(m_buildingPositions, {}));
    m_hasUnits = true;
    return Intake::Taken;
}

Result<Intake> StateAssembler::takeTelemetry(const QByteArray &frame)
{
    m_telemetry.clear();
    const Result<FrameHeader> header = decodeTelemetry(frame, m_telemetry);
    if (!header)
        return header.error();
    const Intake intake = count(header->n);
    if (intake != Intake::Late)
        m_devices.apply(m_telemetry);
    return intake;
}

Result<Intake> StateAssembler::takePositions(const QByteArray &frame)
{
    m_positions.clear();
    const Result<FrameHeader> header = decodeUnits(frame, m_positions);
    if (!header)
        return header.error();
    const Intake intake = count(header->n);
    if (intake != Intake::Late)
        m_units.apply(m_positions);
    return intake;
}

} // namespace guancheng
