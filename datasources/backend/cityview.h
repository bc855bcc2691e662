// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/cityinput.h"
#include "domain/alarm.h"
#include "domain/command.h"
#include "domain/feedhealth.h"
#include "domain/incident.h"
#include "domain/result.h"

#include <QJsonObject>

#include <functional>
#include <variant>
#include <vector>

namespace guancheng {

/** One change on the stream that is never dropped: the whole entity after the change. */
struct StreamEvent
{
    quint64 seq = 0;
    TimeMs at = 0;
    QString change; ///< 'opened', 'dispatched', 'accepted', 'arrived', 'fedback', 'verified', 'closed', 'raised',
                    ///< 'acknowledged', 'cleared' ...
    std::variant<Incident, Alarm, Order, Warning> entity;
    TimelineEntry entry; ///< for cases: the line added to the timeline; entity.timeline is empty in the event. For alarms: what
                         ///< a person did, when and why; no verb when nobody did
};

/** The last reading of every device by slot, as arrays of the same length as the directory. */
struct DeviceReadings
{
    std::vector<float> value;
    std::vector<TimeMs> at;
    std::vector<DeviceState> state;
};

/** A unit proposed for a case, with its reason; or, without a unit, why there is none. */
struct Recommendation
{
    struct Candidate
    {
        QString unit;
        double etaSeconds = 0;
        double distanceMetres = 0;
        QString reasonZh;
        QString reasonEn;
        int gapMinutes = 0; ///< coverage gap it leaves in its home street; 0 = none
    };
    QList<Candidate> candidates; ///< best first, at most 5
    QString shortfallZh;         ///< why there are not more, in one sentence; empty when there are enough
    QString shortfallEn;
};

/** Told of every change, after it is durable. Thread: the backend's. Observers only take notes; they push at their own pulse.
 */
class CityObserver
{
public:
    virtual ~CityObserver() = default;
    virtual void streamed(const StreamEvent &event) = 0;
    virtual void devicesDeclared() = 0;
    virtual void unitsDeclared() = 0;
    virtual void deviceChanged(quint32 slot) = 0;
    virtual void unitChanged(quint32 slot) = 0;
    virtual void indicatorChanged(quint16 index) = 0;
    virtual void scoresChanged() = 0;
    virtual void figuresChanged() = 0;
    virtual void sourcesChanged() = 0;
    virtual void modeChanged() = 0;
};

/**
 * The city as the backend holds it: what the hub serves and where commands end. Thread: the backend's.
 *
 * The lineage is a random id made with the journal; the sequence counts the events in it. A client that knows
 * (lineage, sequence) can go on from there; another lineage, or a smaller head, means that the journal is not the one it knew.
 */
class CityView
{
public:
    virtual ~CityView() = default;

    virtual QString lineage() const = 0;
    virtual quint64 headSequence() const = 0;
    virtual TimeMs now() const = 0;
    virtual double clockRate() const = 0;
    virtual CityMode mode() const = 0;
    virtual DataOrigin origin() const = 0;
    /** For those who know no more: what is replayed is not the present either. */
    bool simulated() const { return origin() != DataOrigin::Live; }

    virtual const DeviceTable &devices() const = 0;
    virtual const DeviceReadings &readings() const = 0;
    virtual QString deviceId(quint32 slot) const = 0;
    /** The slot, or -1. */
    virtual qint64 deviceSlot(const QString &id) const = 0;
    virtual const std::vector<Unit> &units() const = 0;
    virtual const std::vector<UnitRecord> &unitPositions() const = 0; ///< by slot
    virtual const std::vector<Camera> &cameras() const = 0;
    virtual const std::vector<IndicatorValue> &indicators() const = 0;  ///< by index of the catalogue
    virtual std::vector<float> indicatorTrend(quint16 index) const = 0; ///< at most 30 values, oldest first, NaN = missing
    virtual const std::vector<DimensionScore> &scores() const = 0;
    virtual const std::vector<Figure> &figures() const = 0;
    virtual const std::vector<FeedHealth> &sources() const = 0;

    virtual void
    eachIncident(const std::function<void(const Incident &)> &visit) const = 0; ///< open ones and the last 200 final ones
    virtual void eachAlarm(const std::function<void(const Alarm &)> &visit) const = 0;     ///< all that are not normal
    virtual void eachOrder(const std::function<void(const Order &)> &visit) const = 0;     ///< of open cases
    virtual void eachWarning(const std::function<void(const Warning &)> &visit) const = 0; ///< in force
    /** With its whole timeline, from memory or the journal. */
    virtual Result<Incident> incident(const QString &id) const = 0;
    /** What happened to an alarm, oldest first, the newest 200; of `entity` the whole alarm after each change. */
    virtual Result<std::vector<StreamEvent>> alarmHistory(const QString &id) const = 0;
    /** The events after `seq`, oldest first, at most `limit`; an error when the journal no longer holds them. */
    virtual Result<std::vector<StreamEvent>> eventsAfter(quint64 seq, int limit) const = 0;
    virtual Result<QByteArray> picture(const QString &hash) const = 0;
    virtual Result<Recommendation> recommend(const QString &incident) const = 0;

    /** Carries the command out, or refuses it; answers exactly once, after the change is durable. */
    virtual void execute(const Command &command, std::function<void(const CommandAnswer &)> answer) = 0;

    virtual void addObserver(CityObserver *observer) = 0;
    virtual void removeObserver(CityObserver *observer) = 0;
};

} // namespace guancheng
