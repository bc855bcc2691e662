// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/cityinput.h"
#include "datasources/simulator/nature/random.h"
#include "datasources/simulator/simulatoroptions.h"

#include <functional>
#include <vector>

namespace guancheng {

/**
 * Stands between the simulated feeds and the city and spoils what passes as the failures say. Everything about a bad
 * feed is here, so the feeds themselves need to know nothing of it. Directory calls pass unchanged.
 */
class FeedGate final : public CityInput
{
public:
    FeedGate(CityInput &city, QList<FeedFailure> failures, quint64 seed);

    void add(const FeedFailure &failure) { m_failures.append(failure); }
    /** City time from now on; failures begin and end by it. Delivers what was held back. */
    void setNow(TimeMs now);
    /** How many times as much as usual a feed has to say. */
    double burst(const QString &source) const;
    bool isLost(const QString &source) const { return active(source, FeedFailure::Kind::Lost) != nullptr; }

    void declareSource(const SourceHealth &source) override { m_city.declareSource(source); }
    void declareDevices(DeviceTable devices) override { m_city.declareDevices(std::move(devices)); }
    void declareUnits(std::vector<Unit> units) override { m_city.declareUnits(std::move(units)); }
    void declareCameras(std::vector<Camera> cameras) override { m_city.declareCameras(std::move(cameras)); }

    void telemetry(const QString &source, std::span<const TelemetryRecord> records) override;
    void unitPositions(const QString &source, std::span<const UnitRecord> records) override;
    void indicators(const QString &source, std::span<const IndicatorReading> readings) override;
    void figure(const Figure &figure) override { m_city.figure(figure); }
    void report(const QString &source, const Report &report) override;
    void field(const QString &source, const FieldEvent &event) override;
    void warning(const QString &source, const Warning &warning) override;
    void rejected(const QString &source, qint64 count, const QString &reason) override;
    QString storePicture(const QByteArray &bytes) override { return m_city.storePicture(bytes); }
    void setFieldListener(FieldListener *listener) override { m_city.setFieldListener(listener); }

private:
    const FeedFailure *active(const QString &source, FeedFailure::Kind kind) const;
    bool concerned(const QString &source) const;
    TimeMs spoiltTime(const QString &source, TimeMs at) const;
    double spoiltValue(const FeedFailure *noise, double value);
    bool unreadable(const QString &source, const FeedFailure *noise);
    /** Once, twice, or later, as the failures of the feed say. */
    void deliver(const QString &source, const std::function<void()> &message);

    CityInput &m_city;
    QList<FeedFailure> m_failures;
    sim::Random m_random;
    TimeMs m_now = 0;
    std::vector<std::function<void()>> m_held;
};

} // namespace guancheng
