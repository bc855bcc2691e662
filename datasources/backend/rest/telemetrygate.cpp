// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/rest/telemetrygate.h"

namespace guancheng {

namespace {
constexpr TimeMs kHour = 3600 * 1000;
}

bool TelemetryGate::isSource(const QString &source) const
{
    const auto &sources = m_view.sources();
    return m_input && std::ranges::find(sources, source, &FeedHealth::id) != sources.end();
}

QString TelemetryGate::problemOf(const TelemetryRecord &record) const
{
    if (record.slot >= m_view.devices().size())
        return QStringLiteral("slot %1 is not in the directory").arg(record.slot);
    if (record.at <= 0)
        return QStringLiteral("slot %1 has no time").arg(record.slot);
    if (record.at > m_view.now() + kHour)
        return QStringLiteral("slot %1 is more than an hour ahead").arg(record.slot);
    return {};
}

protocol::TelemetryResult TelemetryGate::finish(const QString &source, int rejected, const QString &reason)
{
    if (rejected > 0)
        m_input->rejected(source, rejected, reason);
    if (!m_good.empty())
        m_input->telemetry(source, m_good);
    return {source, static_cast<int>(m_good.size()), rejected, reason};
}

protocol::TelemetryResult TelemetryGate::accept(const protocol::Telemetry &telemetry)
{
    m_good.clear();
    int rejected = telemetry.malformed;
    QString reason = telemetry.problem;
    for (const protocol::NamedReading &reading : telemetry.records) {
        TelemetryRecord record = reading.record;
        QString problem;
        if (!reading.id.isEmpty()) {
            const qint64 slot = m_view.deviceSlot(reading.id);
            record.slot = slot >= 0 ? static_cast<quint32>(slot) : 0;
            if (slot < 0)
                problem = QStringLiteral("device %1 is not in the directory").arg(reading.id.left(protocol::kMaxIdLength));
        }
        if (problem.isEmpty())
            problem = problemOf(record);
        if (problem.isEmpty()) {
            m_good.push_back(record);
        } else {
            ++rejected;
            reason = problem;
        }
    }
    return finish(telemetry.source, rejected, reason);
}

protocol::TelemetryResult TelemetryGate::accept(const QString &source, std::span<const TelemetryRecord> records)
{
    m_good.clear();
    int rejected = 0;
    const TelemetryRecord *bad = nullptr;
    const size_t count = m_view.devices().size();
    const TimeMs latest = m_view.now() + kHour;
    for (const TelemetryRecord &record : records) {
        if (record.slot < count && record.at > 0 && record.at <= latest) {
            m_good.push_back(record);
        } else {
            ++rejected;
            bad = &record;
        }
    }
    return finish(source, rejected, bad ? problemOf(*bad) : QString());
}

} // namespace guancheng
