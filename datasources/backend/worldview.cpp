// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/worldview.h"

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "datasources/backend/worldparts.h"

#include <QTimeZone>

namespace guancheng {

using namespace Qt::StringLiterals;

static int offsetOf(const City &city, TimeMs now)
{
    const QTimeZone zone(city.timeZone().toLatin1());
    return zone.isValid() ? zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(now, QTimeZone::UTC)) : 8 * 3600;
}

WorldView::Parts::Parts(std::shared_ptr<const Catalogue> theCatalogue, std::shared_ptr<const City> theCity,
                        const Clock &theClock, EventJournal &journal, WorldOptions theOptions)
    : options(std::move(theOptions))
    , monotonic(options.monotonic ? options.monotonic : monotonicMs)
    , clock(theClock)
    , state(offsetOf(*theCity, theClock.now()))
    , ledger(journal, state, observers)
    , hall{theCatalogue, theCity, clock, ledger, state, observers}
    , pictures(options.pictureFolder, options.pictureBytes, [this] { return picturesInUse(); })
    , directory(theCatalogue, theCity)
    , sources(theCatalogue, monotonic, options.origin == DataOrigin::Replay)
    , cases(hall)
    , alarms(hall, directory, cases)
    , indicators(hall, directory, cases, alarms)
    , commands(hall, cases, alarms)
    , startedAt(monotonic())
{
}

QSet<QString> WorldView::Parts::picturesInUse() const
{
    QSet<QString> hashes;
    for (const Incident &incident : state.tables().incidents) {
        for (const Picture &picture : incident.pictures)
            hashes.insert(picture.hash);
    }
    return hashes;
}

WorldView::WorldView(std::unique_ptr<Parts> parts) : m(std::move(parts)) {}

WorldView::~WorldView() = default;

const Catalogue &WorldView::catalogue() const
{
    return *m->hall.catalogue;
}

const City &WorldView::city() const
{
    return *m->hall.city;
}

QString WorldView::lineage() const
{
    return m->ledger.journal().lineage();
}

quint64 WorldView::headSequence() const
{
    return m->ledger.head();
}

TimeMs WorldView::now() const
{
    return m->hall.clock.now();
}

double WorldView::clockRate() const
{
    return m->hall.clock.rate();
}

CityMode WorldView::mode() const
{
    return m->state.tables().mode;
}

DataOrigin WorldView::origin() const
{
    return m->options.origin;
}

const DeviceTable &WorldView::devices() const
{
    return m->directory.devices();
}

const DeviceReadings &WorldView::readings() const
{
    return m->directory.readings();
}

QString WorldView::deviceId(quint32 slot) const
{
    return m->directory.idOf(slot);
}

qint64 WorldView::deviceSlot(const QString &id) const
{
    return m->directory.slotOf(id);
}

const std::vector<Unit> &WorldView::units() const
{
    return m->cases.dispatch().units();
}

const std::vector<UnitRecord> &WorldView::unitPositions() const
{
    return m->cases.dispatch().positions();
}

const std::vector<Camera> &WorldView::cameras() const
{
    return m->directory.cameras();
}

const std::vector<IndicatorValue> &WorldView::indicators() const
{
    return m->indicators.engine().values();
}

std::vector<float> WorldView::indicatorTrend(quint16 index) const
{
    return m->indicators.engine().trend(index);
}

const std::vector<DimensionScore> &WorldView::scores() const
{
    return m->indicators.engine().scores();
}

const std::vector<Figure> &WorldView::figures() const
{
    return m->indicators.figures();
}

const std::vector<FeedHealth> &WorldView::sources() const
{
    return m->sources.list();
}

void WorldView::eachIncident(const std::function<void(const Incident &)> &visit) const
{
    for (const Incident &incident : m->state.tables().incidents)
        visit(incident);
}

void WorldView::eachAlarm(const std::function<void(const Alarm &)> &visit) const
{
    for (const Alarm &alarm : m->state.tables().alarms)
        visit(alarm);
}

void WorldView::eachOrder(const std::function<void(const Order &)> &visit) const
{
    for (const Order &order : m->state.tables().orders)
        visit(order);
}

void WorldView::eachWarning(const std::function<void(const Warning &)> &visit) const
{
    for (const Warning &warning : m->state.tables().warnings)
        visit(warning);
}

Result<Incident> WorldView::incident(const QString &id) const
{
    if (const Incident *held = m->state.incident(id))
        return *held;
    const auto records = m->ledger.journal().readEntity(RecordKind::Incident, id, 2000);
    if (!records)
        return records.error();
    Incident incident;
    QList<TimelineEntry> timeline;
    for (const JournalRecord &record : *records) {
        Result<StreamEvent> event = decodeEvent(record);
        if (!event)
            return event.error();
        incident = std::get<Incident>(std::move(event->entity));
        timeline.append(std::move(event->entry));
    }
    if (timeline.isEmpty())
        return Error{u"journal"_s, id, u"there is no case of this id"_s};
    incident.timeline = std::move(timeline);
    return incident;
}

Result<std::vector<StreamEvent>> WorldView::alarmHistory(const QString &id) const
{
    constexpr int kMostRead = 2000;
    constexpr size_t kMostTold = 200;
    const auto records = m->ledger.journal().readEntity(RecordKind::Alarm, id, kMostRead);
    if (!records)
        return records.error();
    std::vector<StreamEvent> events;
    for (size_t i = records->size() > kMostTold ? records->size() - kMostTold : 0; i < records->size(); ++i) {
        Result<StreamEvent> event = decodeEvent((*records)[i]);
        if (!event)
            return event.error();
        events.push_back(std::move(*event));
    }
    if (events.empty())
        return Error{u"journal"_s, id, u"there is no alarm of this id"_s};
    return events;
}

Result<std::vector<StreamEvent>> WorldView::eventsAfter(quint64 seq, int limit) const
{
    if (m->ledger.isDegraded() && seq != headSequence())
        return Error{u"journal"_s, QString::number(seq),
                     u"the journal cannot be written and does not hold the newest events"_s};
    std::vector<StreamEvent> events;
    quint64 after = seq;
    while (after < headSequence() && static_cast<int>(events.size()) < limit) {
        const auto records = m->ledger.journal().read(after, limit - static_cast<int>(events.size()));
        if (!records)
            return records.error();
        if (records->empty())
            break;
        for (const JournalRecord &record : *records) {
            after = record.seq;
            if (!isStreamed(record.kind) || record.seq > headSequence())
                continue;
            Result<StreamEvent> event = decodeEvent(record);
            if (!event)
                return event.error();
            events.push_back(std::move(*event));
        }
    }
    if (seq > headSequence())
        return Error{u"journal"_s, QString::number(seq), u"the event is not known here"_s};
    return events;
}

Result<QByteArray> WorldView::picture(const QString &hash) const
{
    return m->pictures.load(hash);
}

Result<Recommendation> WorldView::recommend(const QString &incident) const
{
    return m->cases.recommend(incident);
}

void WorldView::execute(const Command &command, std::function<void(const CommandAnswer &)> answer)
{
    m->commands.execute(command, std::move(answer));
}

void WorldView::addObserver(CityObserver *observer)
{
    m->observers.add(observer);
}

void WorldView::removeObserver(CityObserver *observer)
{
    m->observers.remove(observer);
}

} // namespace guancheng
