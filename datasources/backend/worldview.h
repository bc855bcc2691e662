// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"

#include <memory>

namespace guancheng {

class Catalogue;
class City;
class EventJournal;

struct WorldOptions
{
    QString pictureFolder;                      ///< empty: pictures stay in memory
    qint64 pictureBytes = 200'000'000;          ///< the oldest are removed beyond
    TimeMs keepMs = TimeMs(7) * 24 * 3'600'000; ///< events older than this are forgotten, what is open stays
    qint64 keepBytes = 2'000'000'000;           ///< beyond this the oldest events go sooner
    DataOrigin origin = DataOrigin::Live;       ///< shown as 模拟 or 回放
    std::function<TimeMs()> monotonic;          ///< real milliseconds for the health of feeds; empty: the clock of the system
};

/** The reading half of the world: what the hub serves of it, and where commands go in. Thread: the backend's. */
class WorldView : public CityView
{
public:
    ~WorldView() override;
    Q_DISABLE_COPY_MOVE(WorldView)

    const Catalogue &catalogue() const;
    const City &city() const;

    QString lineage() const override;
    quint64 headSequence() const override;
    TimeMs now() const override;
    double clockRate() const override;
    CityMode mode() const override;
    DataOrigin origin() const override;
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
    const std::vector<FeedHealth> &sources() const override;
    void eachIncident(const std::function<void(const Incident &)> &visit) const override;
    void eachAlarm(const std::function<void(const Alarm &)> &visit) const override;
    void eachOrder(const std::function<void(const Order &)> &visit) const override;
    void eachWarning(const std::function<void(const Warning &)> &visit) const override;
    Result<std::vector<StreamEvent>> alarmHistory(const QString &id) const override;
    Result<Incident> incident(const QString &id) const override;
    Result<std::vector<StreamEvent>> eventsAfter(quint64 seq, int limit) const override;
    Result<QByteArray> picture(const QString &hash) const override;
    Result<Recommendation> recommend(const QString &incident) const override;
    void execute(const Command &command, std::function<void(const CommandAnswer &)> answer) override;
    void addObserver(CityObserver *observer) override;
    void removeObserver(CityObserver *observer) override;

protected:
    struct Parts;
    explicit WorldView(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m;
};

} // namespace guancheng
