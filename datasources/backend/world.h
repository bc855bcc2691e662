// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/statistics.h"
#include "datasources/backend/worldview.h"
#include "datasources/core/cityhistory.h"

#include <memory>

namespace guancheng {

class TravelTime;

/**
 * The city with authority over cases, alarms and orders: sources put events in (CityInput), the hub serves what comes of
 * them (CityView). State changes at once; observers and answers wait until the journal has the event. While the journal
 * cannot be written the city goes on, the feed 'journal' is Degraded, and commands are refused with 'journal'.
 *
 * Thread: one, the backend's, which is also that of the journal. The journal is opened by open() and outlives the world.
 */
class World final : public CityInput, public CityHistory, public WorldView
{
public:
    World(std::shared_ptr<const Catalogue> catalogue, std::shared_ptr<const City> city, const Clock &clock,
          EventJournal &journal, WorldOptions options = {});
    ~World() override;
    Q_DISABLE_COPY_MOVE(World)

    /** Opens the journal and restores the state; what was wrong with it. To be called once, before all else. */
    std::vector<Error> open();
    /** Everything that time brings about: limits of stages, delays of alarms, stale feeds. Every 100 ms or so. */
    void tick(TimeMs now);
    /** Writes a snapshot; for an ordered end. */
    void close();
    BackendStatistics statistics() const;
    /** Who should go is then decided by the time by road; null = by straight lines. */
    void setTravelTime(std::shared_ptr<const TravelTime> travel);

    // What goes in has the name of what comes out.
    using WorldView::indicators;
    using WorldView::unitPositions;

    // CityInput
    void declareSource(const SourceHealth &source) override;
    void declareDevices(DeviceTable devices) override;
    void declareUnits(std::vector<Unit> units) override;
    void declareCameras(std::vector<Camera> cameras) override;
    void telemetry(const QString &source, std::span<const TelemetryRecord> records) override;
    void unitPositions(const QString &source, std::span<const UnitRecord> records) override;
    void indicators(const QString &source, std::span<const IndicatorReading> readings) override;
    void figure(const Figure &figure) override;
    void report(const QString &source, const Report &report) override;
    void field(const QString &source, const FieldEvent &event) override;
    void warning(const QString &source, const Warning &warning) override;
    void rejected(const QString &source, qint64 count, const QString &reason) override;
    QString storePicture(const QByteArray &bytes) override;
    void setFieldListener(FieldListener *listener) override;

    // CityHistory
    bool fresh() const override;
    void reach(TimeMs at) override;
    void present() override;
    void counted(const DayBefore &day, TimeMs at) override;
    QString found(const QString &source, const Report &report) override;
    const Incident *caseOf(const QString &id) const override;
    const Order *orderOf(const QString &incident) const override;
    void trends(const std::function<double(const Measure &measure, double present, TimeMs at)> &then) override;
};

} // namespace guancheng
