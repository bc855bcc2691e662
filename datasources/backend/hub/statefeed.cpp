// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/hub/statefeed.h"

#include "datasources/protocol/encode.h"
#include "datasources/protocol/frames.h"

namespace guancheng {

using protocol::FrameHeader;
using protocol::kMaxFrameRecords;

namespace {

std::vector<TelemetryRecord> readingsOf(const CityView &view, std::span<const quint32> chosen)
{
    const DeviceReadings &readings = view.readings();
    std::vector<TelemetryRecord> records;
    records.reserve(chosen.size());
    for (const quint32 slot : chosen) {
        if (slot < readings.value.size())
            records.push_back({slot, readings.value[slot], readings.at[slot], readings.state[slot]});
    }
    return records;
}

std::vector<UnitRecord> positionsOf(const CityView &view, std::span<const quint32> chosen)
{
    const std::vector<UnitRecord> &positions = view.unitPositions();
    std::vector<UnitRecord> records;
    records.reserve(chosen.size());
    for (const quint32 slot : chosen) {
        if (slot < positions.size()) {
            records.push_back(positions[slot]);
            records.back().slot = slot;
        }
    }
    return records;
}

QByteArray frameOf(const CityView &view, bool last, const std::vector<TelemetryRecord> &records)
{
    return protocol::encodeTelemetry(FrameHeader{.last = last, .time = view.now()}, records);
}

QByteArray frameOf(const CityView &view, bool last, const std::vector<UnitRecord> &records)
{
    return protocol::encodeUnits(FrameHeader{.last = last, .time = view.now()}, records);
}

template<typename RecordsOf>
std::vector<QByteArray> framesOf(const CityView &view, const SlotSet &changed, RecordsOf recordsOf)
{
    std::vector<QByteArray> frames;
    const std::span<const quint32> all = changed.all();
    for (size_t from = 0; from < all.size(); from += kMaxFrameRecords) {
        const auto part = all.subspan(from, std::min<size_t>(kMaxFrameRecords, all.size() - from));
        frames.push_back(frameOf(view, from + part.size() == all.size(), recordsOf(view, part)));
    }
    return frames;
}

} // namespace

std::vector<QByteArray> &PulseFrames::devices()
{
    if (!m_devices)
        m_devices = framesOf(m_view, m_changes.devices, readingsOf);
    return *m_devices;
}

std::vector<QByteArray> &PulseFrames::units()
{
    if (!m_units)
        m_units = framesOf(m_view, m_changes.units, positionsOf);
    return *m_units;
}

StateFeed::StateFeed(HubContext &context, Outbox &outbox, Filter &filter)
    : m_context(context)
    , m_outbox(outbox)
    , m_filter(filter)
{
}

void StateFeed::subscribe(const QList<Topic> &topics, bool ids, bool binary)
{
    m_wants.fill(false);
    m_listens = false;
    m_ids = ids;
    m_binary = binary;
    m_deviceBlock = m_unitBlock = -1;
    m_backlog.clear();
    m_backlog.indicators.reset(m_context.view.indicators().size());
    for (const Topic topic : topics) {
        if (protocol::isStream(topic))
            continue;
        m_wants[static_cast<size_t>(topic)] = true;
        m_listens = true;
        snapshot(topic);
    }
}

void StateFeed::snapshot(Topic topic)
{
    if (!wants(topic))
        return;
    switch (topic) {
    case Topic::Devices:
        m_backlog.devices.reset(m_context.view.devices().size());
        m_deviceBlock = 0;
        m_begins = true;
        pump();
        return;
    case Topic::Units:
        m_backlog.units.reset(m_context.view.units().size());
        m_unitBlock = 0;
        pump();
        return;
    case Topic::Indicators:
        m_backlog.indicators.reset(m_context.view.indicators().size());
        m_backlog.scores = false;
        break;
    case Topic::Figures: m_backlog.figures = false; break;
    case Topic::Sources: m_backlog.sources = false; break;
    default: return;
    }
    for (const protocol::SnapshotPart &part : m_context.snapshots.parts(topic, m_filter))
        m_outbox.send(protocol::encode(part));
    if (topic == Topic::Indicators) {
        m_trendsSent.clear();
        for (const IndicatorValue &value : m_context.view.indicators()) {
            m_trendsSent.resize(std::max<size_t>(m_trendsSent.size(), value.index + size_t(1)));
            m_trendsSent[value.index] = m_context.trends.version(value.index);
        }
    }
}

void StateFeed::credit(int frames)
{
    m_credit = std::min(protocol::kMaxCredit, m_credit + frames);
    flush();
}

quint64 StateFeed::takeNumber()
{
    --m_credit;
    ++m_context.counters.stateFrames;
    return ++m_n;
}

bool StateFeed::takeShared(std::vector<QByteArray> &frames)
{
    if (!m_binary || !m_filter.isOpen() || !maySend() || static_cast<size_t>(m_credit) < frames.size())
        return false;
    for (QByteArray &frame : frames) {
        protocol::setFrameNumber(frame, takeNumber());
        m_outbox.sendBinary(frame);
    }
    return true;
}

void StateFeed::absorbDevices(const StateChanges &changes, PulseFrames &frames)
{
    if (!wants(Topic::Devices) || changes.devices.empty())
        return;
    if (m_deviceBlock < 0 && m_backlog.devices.empty() && takeShared(frames.devices()))
        return;
    const auto &streets = m_context.view.devices().street;
    for (const quint32 slot : changes.devices.all()) {
        if (!m_filter.hasAreas() || (slot < streets.size() && m_filter.admitsStreet(streets[slot])))
            m_backlog.devices.insert(slot);
    }
}

void StateFeed::absorbUnits(const StateChanges &changes, PulseFrames &frames)
{
    if (!wants(Topic::Units) || changes.units.empty())
        return;
    if (m_unitBlock < 0 && m_backlog.units.empty() && takeShared(frames.units()))
        return;
    const auto &units = m_context.view.units();
    for (const quint32 slot : changes.units.all()) {
        if (m_filter.isOpen() || (slot < units.size() && m_filter.admits(units[slot])))
            m_backlog.units.insert(slot);
    }
}

void StateFeed::pulse(const StateChanges &changes, PulseFrames &frames)
{
    if (!m_listens || !m_outbox.isOpen())
        return;
    // The few and small first: health must not wait behind a flood of readings.
    m_backlog.sources |= changes.sources && wants(Topic::Sources);
    m_backlog.figures |= changes.figures && wants(Topic::Figures);
    if (wants(Topic::Indicators)) {
        m_backlog.scores |= changes.scores;
        for (const quint32 index : changes.indicators.all())
            m_backlog.indicators.insert(index);
    }
    flush();
    absorbUnits(changes, frames);
    absorbDevices(changes, frames);
    flush();
}

void StateFeed::relieved()
{
    pump();
    flush();
}

void StateFeed::pump()
{
    while (m_outbox.isOpen() && !m_outbox.isCongested()) {
        if (m_unitBlock >= 0)
            sendUnitBlock();
        else if (m_deviceBlock >= 0)
            sendDeviceBlock();
        else
            return;
    }
}

void StateFeed::sendUnitBlock()
{
    const protocol::SnapshotPart part = m_context.snapshots.units(m_unitBlock, m_filter);
    m_outbox.send(protocol::encode(part));
    m_unitBlock = part.part < part.parts ? m_unitBlock + 1 : -1;
}

/** The last block that holds anything for this session; 0 when there is none. */
int StateFeed::lastBlock() const
{
    int block = Snapshots::blocks(m_context.view.devices().size()) - 1;
    while (block > 0 && !m_context.snapshots.hasDevices(block, m_filter))
        --block;
    return block;
}

void StateFeed::sendDeviceBlock()
{
    const size_t total = m_context.view.devices().size();
    const int block = std::exchange(m_deviceBlock, m_deviceBlock + 1);
    const quint32 first = static_cast<quint32>(block) * protocol::kMaxPartRows;
    if (!m_binary || m_ids) {
        const int blocks = Snapshots::blocks(total);
        protocol::DeviceColumns rows = m_context.snapshots.devices(block, m_filter, m_ids);
        const quint32 count = static_cast<quint32>(rows.size());
        m_outbox.send(protocol::encode(protocol::SnapshotPart{Topic::Devices, m_context.view.headSequence(), block + 1, blocks,
                                                              count, first, static_cast<quint32>(total), std::move(rows)}));
        if (block + 1 >= blocks)
            m_deviceBlock = -1;
        return;
    }
    const int last = lastBlock();
    if (block < last && !m_context.snapshots.hasDevices(block, m_filter))
        return;
    const protocol::DeviceColumns rows = m_context.snapshots.devices(block, m_filter, false);
    const FrameHeader header{.last = block >= last,
                             .n = total,
                             .time = m_context.view.now(),
                             .first = first,
                             .begins = std::exchange(m_begins, false)};
    m_outbox.sendBinary(protocol::encodeDevices(header, rows, 0, rows.size()));
    if (block >= last)
        m_deviceBlock = -1;
}

template<typename Content>
void StateFeed::sendDelta(Topic topic, Content content, bool last)
{
    const quint64 n = takeNumber();
    m_outbox.send(protocol::encode(protocol::StateDelta{topic, n, m_context.view.now(), last, std::move(content)}));
}

void StateFeed::flush()
{
    if (m_backlog.sources && maySend()) {
        m_backlog.sources = false;
        sendDelta(Topic::Sources, m_context.view.sources(), true);
    }
    if (m_backlog.figures && maySend()) {
        m_backlog.figures = false;
        sendDelta(Topic::Figures, m_context.view.figures(), true);
    }
    flushIndicators();
    flushUnits();
    flushDevices();
}

void StateFeed::flushIndicators()
{
    if ((m_backlog.indicators.empty() && !m_backlog.scores) || !maySend())
        return;
    protocol::IndicatorColumns columns;
    const std::vector<IndicatorValue> &all = m_context.view.indicators();
    for (const quint32 index : m_backlog.indicators.all()) {
        if (index >= all.size())
            continue;
        columns.values.push_back(all[index]);
        m_trendsSent.resize(std::max<size_t>(m_trendsSent.size(), index + size_t(1)));
        const auto short16 = static_cast<quint16>(index);
        const quint32 version = m_context.trends.version(short16);
        const bool news = version != m_trendsSent[index];
        columns.trends.push_back(news ? std::optional(m_context.trends.trend(short16)) : std::nullopt);
        m_trendsSent[index] = version;
    }
    if (m_backlog.scores)
        columns.scores = m_context.view.scores();
    m_backlog.indicators.clear();
    m_backlog.scores = false;
    sendDelta(Topic::Indicators, std::move(columns), true);
}

void StateFeed::flushUnits()
{
    while (m_unitBlock < 0 && !m_backlog.units.empty() && maySend()) {
        const auto chosen = m_backlog.units.front(kMaxFrameRecords);
        const bool last = chosen.size() == m_backlog.units.size() || m_credit == 1;
        std::vector<UnitRecord> records = positionsOf(m_context.view, chosen);
        m_backlog.units.drop(chosen.size());
        if (!m_binary) {
            sendDelta(Topic::Units, std::move(records), last);
            continue;
        }
        QByteArray frame = frameOf(m_context.view, last, records);
        protocol::setFrameNumber(frame, takeNumber());
        m_outbox.sendBinary(frame);
    }
}

void StateFeed::flushDevices()
{
    while (m_deviceBlock < 0 && !m_backlog.devices.empty() && maySend()) {
        const auto chosen = m_backlog.devices.front(kMaxFrameRecords);
        const bool last = chosen.size() == m_backlog.devices.size() || m_credit == 1;
        std::vector<TelemetryRecord> records = readingsOf(m_context.view, chosen);
        m_backlog.devices.drop(chosen.size());
        if (!m_binary) {
            sendDelta(Topic::Devices, std::move(records), last);
            continue;
        }
        QByteArray frame = frameOf(m_context.view, last, records);
        protocol::setFrameNumber(frame, takeNumber());
        m_outbox.sendBinary(frame);
    }
}

} // namespace guancheng
