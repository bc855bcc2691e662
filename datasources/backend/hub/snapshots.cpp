// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/hub/snapshots.h"

#include "datasources/backend/hub/trendcache.h"

namespace guancheng {

using protocol::DeviceColumns;
using protocol::SnapshotPart;
using protocol::Topic;

namespace {

constexpr size_t kRows = protocol::kMaxPartRows;

/** Cuts rows into parts; a topic without rows has one part without rows. */
template<typename T>
std::vector<SnapshotPart> cut(std::vector<T> rows, Topic topic, quint64 seq)
{
    const int parts = Snapshots::blocks(rows.size());
    std::vector<SnapshotPart> out;
    for (int part = 0; part < parts; ++part) {
        const size_t from = static_cast<size_t>(part) * kRows;
        const size_t count = std::min(kRows, rows.size() - from);
        const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(from);
        std::vector<T> content(std::make_move_iterator(begin),
                               std::make_move_iterator(begin + static_cast<std::ptrdiff_t>(count)));
        out.push_back({topic, seq, part + 1, parts, static_cast<quint32>(count), 0, 0, std::move(content)});
    }
    return out;
}

template<typename T>
void take(std::vector<T> &rows, const T &entity, bool admitted, Filter &filter)
{
    if (!admitted)
        return;
    filter.tell(entity.id);
    rows.push_back(entity);
}

size_t rowsIn(size_t total, int block)
{
    const size_t from = static_cast<size_t>(block) * kRows;
    return from < total ? std::min(kRows, total - from) : 0;
}

} // namespace

int Snapshots::blocks(size_t rows)
{
    return std::max(1, static_cast<int>((rows + kRows - 1) / kRows));
}

protocol::IndicatorColumns Snapshots::indicators() const
{
    protocol::IndicatorColumns columns;
    columns.values = m_view.indicators();
    for (const IndicatorValue &value : columns.values) {
        m_trends.refresh(value.index);
        columns.trends.emplace_back(m_trends.trend(value.index));
    }
    columns.scores = m_view.scores();
    return columns;
}

std::vector<SnapshotPart> Snapshots::parts(Topic topic, Filter &filter) const
{
    const quint64 seq = m_view.headSequence();
    switch (topic) {
    case Topic::Cases: {
        std::vector<Incident> rows;
        m_view.eachIncident([&](const Incident &incident) { take(rows, incident, filter.admits(incident), filter); });
        return cut(std::move(rows), topic, seq);
    }
    case Topic::Alarms: {
        std::vector<Alarm> rows;
        m_view.eachAlarm([&](const Alarm &alarm) { take(rows, alarm, filter.admits(alarm), filter); });
        return cut(std::move(rows), topic, seq);
    }
    case Topic::Orders: {
        std::vector<Order> rows;
        m_view.eachOrder([&](const Order &order) { take(rows, order, filter.admits(order, m_view), filter); });
        return cut(std::move(rows), topic, seq);
    }
    case Topic::Warnings: {
        std::vector<Warning> rows;
        m_view.eachWarning([&](const Warning &warning) { take(rows, warning, true, filter); });
        return cut(std::move(rows), topic, seq);
    }
    case Topic::Indicators: {
        protocol::IndicatorColumns columns = indicators();
        const quint32 rows = static_cast<quint32>(columns.values.size());
        std::vector<SnapshotPart> out;
        out.push_back({topic, seq, 1, 1, rows, 0, 0, std::move(columns)});
        return out;
    }
    case Topic::Figures: return cut(m_view.figures(), topic, seq);
    case Topic::Sources: return cut(m_view.sources(), topic, seq);
    case Topic::Devices:
    case Topic::Units: break;
    }
    return {};
}

bool Snapshots::hasDevices(int block, const Filter &filter) const
{
    if (!filter.hasAreas())
        return true;
    const auto &streets = m_view.devices().street;
    const size_t from = static_cast<size_t>(block) * kRows;
    for (size_t i = 0; i < rowsIn(streets.size(), block); ++i) {
        if (filter.admitsStreet(streets[from + i]))
            return true;
    }
    return false;
}

DeviceColumns Snapshots::devices(int block, const Filter &filter, bool ids) const
{
    const DeviceTable &table = m_view.devices();
    const DeviceReadings &readings = m_view.readings();
    DeviceColumns out;
    const size_t from = static_cast<size_t>(block) * kRows;
    const size_t count = rowsIn(table.size(), block);
    for (size_t i = from; i < from + count; ++i) {
        const bool mine = filter.admitsStreet(table.street[i]);
        const bool read = mine && i < readings.value.size();
        out.longitudeE7.push_back(mine ? table.longitudeE7[i] : DeviceColumns::kNoPosition);
        out.latitudeE7.push_back(mine ? table.latitudeE7[i] : DeviceColumns::kNoPosition);
        out.deviceClass.push_back(mine ? table.deviceClass[i] : DeviceColumns::kNobody);
        out.street.push_back(mine ? table.street[i] : 0);
        out.value.push_back(read ? readings.value[i] : std::numeric_limits<float>::quiet_NaN());
        out.at.push_back(read ? readings.at[i] : 0);
        out.state.push_back(read ? readings.state[i] : DeviceState::Unknown);
        if (ids)
            out.id.push_back(mine ? m_view.deviceId(static_cast<quint32>(i)) : QString());
    }
    return out;
}

SnapshotPart Snapshots::units(int block, const Filter &filter) const
{
    const std::vector<Unit> &all = m_view.units();
    const std::vector<UnitRecord> &positions = m_view.unitPositions();
    const size_t from = static_cast<size_t>(block) * kRows;
    const size_t count = rowsIn(all.size(), block);
    protocol::UnitColumns columns;
    for (size_t i = from; i < from + count; ++i) {
        const bool mine = filter.admits(all[i]);
        columns.units.push_back(mine ? all[i] : Unit());
        columns.positions.push_back(mine && i < positions.size() ? positions[i] : UnitRecord());
    }
    return {Topic::Units,
            m_view.headSequence(),
            block + 1,
            blocks(all.size()),
            static_cast<quint32>(count),
            static_cast<quint32>(from),
            static_cast<quint32>(all.size()),
            std::move(columns)};
}

} // namespace guancheng
