// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"
#include "datasources/backend/statistics.h"

#include <memory>

namespace guancheng {

class Catalogue;
class City;
class EventJournal;

struct WorldOptions
{
    QString pictureFolder;             ///< empty: pictures stay in memory
    qint64 pictureBytes = 200'000'000; ///< the oldest are removed beyond
    bool simulated = false;            ///< shown as 模拟
    std::function<TimeMs()> monotonic; ///< real milliseconds for the health of feeds; empty: the clock of the system
};

/**
 * The city with authority over cases, alarms and orders: sources put events in (CityInput), the hub serves what comes of
 * them (CityView). State changes at once; observers and answers wait until the journal has the event. While the journal
 * cannot be written the city goes on, the feed 'journal' is Degraded, and commands are refused with 'journal'.
 *
 * Thread: one, the backend's, which is also that of the journal. The journal is opened by open() and outlives the world.
 */
class World final : public CityInput, public CityView
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
    const Catalogue &catalogue() const;
    const City &city() const;

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

    // CityView
    QString lineage() const override;
    quint64 headSequence() const override;
    TimeMs now() const override;
    double clockRate() const override;
    CityMode mode() const override;
    bool simulated() const override;
    const DeviceTable &devices() const override;
    const DeviceReadings &readings() const override;
    QString deviceId(quint32 slot) const override;
    qint64 deviceSlot(const QString &id) const override;
    const std::vector<Unit> &units() const override;
    const std::vector<UnitRecord> &unitPositions() const override;
    const std::vector<Camera> &cameras() const override;
    const std::vector<IndicatorValue> &indicators() const override;
    std::vector<float> indicatorTrend(quint16 index) const override;
    const std::vector<DimensionScore> &scores() const override;
    const std::vector<Figure> &figures() const override;
    const std::vector<SourceHealth> &sources() const override;
    void eachIncident(const std::function<void(const Incident &)> &visit) const override;
    void eachAlarm(const std::function<void(const Alarm &)> &visit) const override;
    void eachOrder(const std::function<void(const Order &)> &visit) const override;
    void eachWarning(const std::function<void(const Warning &)> &visit) const override;
    Result<Incident> incident(const QString &id) const override;
    Result<std::vector<StreamEvent>> eventsAfter(quint64 seq, int limit) const override;
    Result<QByteArray> picture(const QString &hash) const override;
    Result<Recommendation> recommend(const QString &incident) const override;
    void execute(const Command &command, std::function<void(const CommandAnswer &)> answer) override;
    void addObserver(CityObserver *observer) override;
    void removeObserver(CityObserver *observer) override;

private:
    struct Parts;
    std::unique_ptr<Parts> m;
};

} // namespace guancheng
