// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/feedgate.h"

#include <cmath>

namespace guancheng {
namespace {

constexpr quint64 kStream = 7;

template<typename Record>
std::vector<Record> copyOf(std::span<const Record> records)
{
    return std::vector<Record>(records.begin(), records.end());
}

} // namespace

using Kind = FeedFailure::Kind;

FeedGate::FeedGate(CityInput &city, QList<FeedFailure> failures, quint64 seed)
    : m_city(city)
    , m_failures(std::move(failures))
    , m_random(seed, kStream)
{
}

const FeedFailure *FeedGate::active(const QString &source, Kind kind) const
{
    for (const FeedFailure &failure : m_failures)
        if (failure.kind == kind && m_now >= failure.from && m_now < failure.until &&
            (failure.feed.isEmpty() || failure.feed == source))
            return &failure;
    return nullptr;
}

bool FeedGate::concerned(const QString &source) const
{
    for (const FeedFailure &failure : m_failures)
        if (m_now >= failure.from && m_now < failure.until && (failure.feed.isEmpty() || failure.feed == source))
            return true;
    return false;
}

void FeedGate::setNow(TimeMs now)
{
    m_now = now;
    // What is held back past the next message would never come on a feed that falls silent.
    std::vector<std::function<void()>> held;
    held.swap(m_held);
    for (const auto &message : held)
        message();
}

double FeedGate::burst(const QString &source) const
{
    const FeedFailure *burst = active(source, Kind::Burst);
    return burst ? std::max(0.0, burst->amount) : 1;
}

TimeMs FeedGate::spoiltTime(const QString &source, TimeMs at) const
{
    if (const FeedFailure *stale = active(source, Kind::Stale))
        at = std::min(at, std::max<TimeMs>(stale->from, 1));
    if (const FeedFailure *skew = active(source, Kind::ClockSkew))
        at += static_cast<TimeMs>(std::llround(skew->amount * 1000));
    return at;
}

double FeedGate::spoiltValue(const FeedFailure *noise, double value)
{
    if (!noise)
        return value;
    if (m_random.chance(0.02))
        return std::numeric_limits<double>::quiet_NaN();
    return value * (1 + noise->amount * m_random.between(-1, 1));
}

bool FeedGate::unreadable(const QString &source, const FeedFailure *noise)
{
    if (!noise || !m_random.chance(0.01))
        return false;
    m_city.rejected(source, 1, QStringLiteral("模拟：报文校验和不符 (simulated: checksum mismatch)"));
    return true;
}

void FeedGate::deliver(const QString &source, const std::function<void()> &message)
{
    if (active(source, Kind::OutOfOrder) && m_random.chance(0.5)) {
        m_held.push_back(message);
        return;
    }
    message();
    const FeedFailure *duplicates = active(source, Kind::Duplicates);
    if (duplicates && m_random.chance(duplicates->amount))
        message();
}

void FeedGate::telemetry(const QString &source, std::span<const TelemetryRecord> records)
{
    if (!concerned(source))
        return m_city.telemetry(source, records);
    const FeedFailure *noise = active(source, Kind::Noise);
    if (isLost(source) || unreadable(source, noise))
        return;
    std::vector<TelemetryRecord> spoilt = copyOf(records);
    for (TelemetryRecord &record : spoilt) {
        record.at = spoiltTime(source, record.at);
        record.value = static_cast<float>(spoiltValue(noise, static_cast<double>(record.value)));
    }
    deliver(source, [this, source, spoilt = std::move(spoilt)] { m_city.telemetry(source, spoilt); });
}

void FeedGate::unitPositions(const QString &source, std::span<const UnitRecord> records)
{
    if (!concerned(source))
        return m_city.unitPositions(source, records);
    const FeedFailure *noise = active(source, Kind::Noise);
    if (isLost(source) || unreadable(source, noise))
        return;
    std::vector<UnitRecord> spoilt = copyOf(records);
    for (UnitRecord &record : spoilt) {
        record.at = spoiltTime(source, record.at);
        if (noise) { // amount 1 = about a kilometre
            record.point.longitude += noise->amount * 0.01 * m_random.between(-1, 1);
            record.point.latitude += noise->amount * 0.01 * m_random.between(-1, 1);
        }
    }
    deliver(source, [this, source, spoilt = std::move(spoilt)] { m_city.unitPositions(source, spoilt); });
}

void FeedGate::indicators(const QString &source, std::span<const IndicatorReading> readings)
{
    if (!concerned(source))
        return m_city.indicators(source, readings);
    const FeedFailure *noise = active(source, Kind::Noise);
    if (isLost(source) || unreadable(source, noise))
        return;
    std::vector<IndicatorReading> spoilt = copyOf(readings);
    for (IndicatorReading &reading : spoilt) {
        reading.at = spoiltTime(source, reading.at);
        reading.value = spoiltValue(noise, reading.value);
    }
    deliver(source, [this, source, spoilt = std::move(spoilt)] { m_city.indicators(source, spoilt); });
}

void FeedGate::report(const QString &source, const Report &report)
{
    if (!concerned(source))
        return m_city.report(source, report);
    if (isLost(source) || unreadable(source, active(source, Kind::Noise)))
        return;
    Report spoilt = report;
    spoilt.at = spoiltTime(source, spoilt.at);
    // A source that says things twice knows them by the same number.
    if (spoilt.duplicateKey.isEmpty() && active(source, Kind::Duplicates))
        spoilt.duplicateKey = QStringLiteral("%1-%2-%3").arg(source).arg(report.at).arg(m_random.next(), 0, 16);
    deliver(source, [this, source, spoilt = std::move(spoilt)] { m_city.report(source, spoilt); });
}

void FeedGate::field(const QString &source, const FieldEvent &event)
{
    // Crews talk by radio when their feed is down: what they do is never lost, else a case would hang for ever.
    m_city.field(source, event);
}

void FeedGate::warning(const QString &source, const Warning &warning)
{
    if (!isLost(source))
        m_city.warning(source, warning);
}

void FeedGate::rejected(const QString &source, qint64 count, const QString &reason)
{
    if (!isLost(source))
        m_city.rejected(source, count, reason);
}

} // namespace guancheng
