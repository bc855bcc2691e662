// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/world.h"

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "datasources/backend/desks/alarmdesk.h"
#include "datasources/backend/desks/casedesk.h"
#include "datasources/backend/desks/commanddesk.h"
#include "datasources/backend/desks/directory.h"
#include "datasources/backend/desks/indicatordesk.h"
#include "datasources/backend/desks/sourceswatch.h"
#include "persistence/picturestore.h"

#include <QLoggingCategory>
#include <QTimeZone>

namespace guancheng {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcBackend, "guancheng.backend", QtInfoMsg)

static constexpr qint64 kSnapshotEvents = 20'000;
static constexpr TimeMs kSnapshotMs = 5 * 60'000;
static constexpr TimeMs kPruneMs = 60 * 60'000;
static constexpr TimeMs kKeepMs = TimeMs(7) * 24 * 3'600'000;
static constexpr TimeMs kFuture = 3'600'000;
static constexpr qsizetype kMostTitle = 4000;
static const QString kJournal = u"journal"_s;

static int offsetOf(const City &city, TimeMs now)
{
    const QTimeZone zone(city.timeZone().toLatin1());
    return zone.isValid() ? zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(now, QTimeZone::UTC)) : 8 * 3600;
}

struct World::Parts
{
    Parts(std::shared_ptr<const Catalogue> theCatalogue, std::shared_ptr<const City> theCity, const Clock &theClock,
          EventJournal &journal, WorldOptions theOptions)
        : options(std::move(theOptions))
        , monotonic(options.monotonic ? options.monotonic : monotonicMs)
        , state(offsetOf(*theCity, theClock.now()))
        , ledger(journal, state, observers)
        , hall{theCatalogue, theCity, theClock, ledger, state, observers}
        , pictures(options.pictureFolder, options.pictureBytes)
        , directory(theCatalogue, theCity)
        , sources(theCatalogue, monotonic)
        , cases(hall)
        , alarms(hall, directory, cases)
        , indicators(hall, directory, cases, alarms)
        , commands(hall, cases, alarms)
        , startedAt(monotonic())
    {
    }

    WorldOptions options;
    std::function<TimeMs()> monotonic;
    Observers observers;
    CityState state;
    Ledger ledger;
    Hall hall;
    PictureStore pictures;
    Directory directory;
    SourcesWatch sources;
    CaseDesk cases;
    AlarmDesk alarms;
    IndicatorDesk indicators;
    CommandDesk commands;
    TimeMs startedAt;
    TimeMs snapshotAt = 0;
    TimeMs pruneAt = 0;
    qint64 records = 0;
    qint64 exceptions = 0;

    void expireWarnings(TimeMs now);
    void housekeeping(TimeMs now);
};

World::World(std::shared_ptr<const Catalogue> catalogue, std::shared_ptr<const City> city, const Clock &clock,
             EventJournal &journal, WorldOptions options)
    : m(std::make_unique<Parts>(std::move(catalogue), std::move(city), clock, journal, std::move(options)))
{
    m->cases.setFinalHandler([this](const Incident &incident) { m->alarms.incidentFinal(incident); });
    QObject::connect(&m->ledger, &Ledger::degraded, &m->ledger,
                     [this](const Error &error) { m->sources.report(kJournal, FeedState::Degraded, error.toString()); });
    QObject::connect(&m->ledger, &Ledger::recovered, &m->ledger, [this] { m->sources.report(kJournal, FeedState::Live, {}); });
}

World::~World() = default;

std::vector<Error> World::open()
{
    const JournalOpening opening = m->ledger.open();
    SourceHealth journal;
    journal.id = kJournal;
    journal.nameZh = u"事件日志"_s;
    journal.nameEn = u"Event journal"_s;
    journal.lastAt = now();
    m->sources.declare(journal);
    const QString message = opening.problems.empty() ? QString() : opening.problems.back().toString();
    m->sources.report(kJournal, opening.writable ? FeedState::Live : FeedState::Degraded, message);
    for (const Error &problem : opening.problems)
        qCWarning(lcBackend).noquote() << problem.toString();
    m->cases.restore();
    m->alarms.restore();
    m->snapshotAt = m->pruneAt = m->monotonic();
    return opening.problems;
}

void World::tick(TimeMs now)
{
    m->cases.tick(now);
    m->alarms.tick(now);
    m->indicators.tick(now);
    m->expireWarnings(now);
    if (m->sources.tick())
        m->observers.tell([](CityObserver &observer) { observer.sourcesChanged(); });
    m->ledger.flush();
    m->housekeeping(now);
}

void World::Parts::expireWarnings(TimeMs now)
{
    QList<Warning> expired;
    for (const Warning &warning : state.tables().warnings) {
        if (warning.expiresAt > 0 && warning.expiresAt <= now)
            expired.append(warning);
    }
    for (const Warning &warning : std::as_const(expired))
        ledger.write(u"expired"_s, warning, now);
}

void World::Parts::housekeeping(TimeMs now)
{
    const TimeMs real = monotonic();
    const qint64 events = ledger.eventsSinceSnapshot();
    if (events >= kSnapshotEvents || (events > 0 && real - snapshotAt >= kSnapshotMs)) {
        snapshotAt = real;
        ledger.storeSnapshot(now);
    }
    if (real - pruneAt >= kPruneMs) {
        pruneAt = real;
        ledger.journal().prune(now - kKeepMs);
    }
}

void World::close()
{
    if (m->ledger.eventsSinceSnapshot() > 0)
        m->ledger.storeSnapshot(now());
}

BackendStatistics World::statistics() const
{
    BackendStatistics statistics;
    statistics.seconds = static_cast<double>(m->monotonic() - m->startedAt) / 1000;
    statistics.records = m->records;
    statistics.events = m->ledger.published();
    if (statistics.seconds > 0)
        statistics.eventsPerSecond = static_cast<double>(statistics.records + statistics.events) / statistics.seconds;
    statistics.alarmsRaised = m->alarms.raised();
    statistics.casesOpened = m->cases.opened();
    statistics.casesDispatched = m->cases.dispatched();
    statistics.casesDispatchedAutomatically = m->cases.automatic();
    statistics.casesClosed = m->cases.closed();
    statistics.exceptions = m->exceptions;
    statistics.dispatchP50Ms = m->cases.latency().percentile(0.5);
    statistics.dispatchP99Ms = m->cases.latency().percentile(0.99);
    return statistics;
}

const Catalogue &World::catalogue() const
{
    return *m->hall.catalogue;
}

const City &World::city() const
{
    return *m->hall.city;
}

// ---- CityInput ----

void World::declareSource(const SourceHealth &source)
{
    m->sources.declare(source);
}

void World::declareDevices(DeviceTable devices)
{
    if (const qint64 wrong = m->directory.setDevices(std::move(devices)))
        qCWarning(lcBackend) << wrong << "devices of an unknown class or street";
    m->alarms.devicesChanged();
    m->observers.tell([](CityObserver &observer) { observer.devicesDeclared(); });
    m->ledger.flush();
}

void World::declareUnits(std::vector<Unit> units)
{
    const auto kinds = static_cast<quint16>(catalogue().unitKinds().size());
    const size_t wrong = std::erase_if(units, [&](const Unit &unit) { return unit.kind >= kinds || unit.id.isEmpty(); });
    if (wrong > 0)
        qCWarning(lcBackend) << wrong << "units of an unknown kind or without an id";
    m->cases.dispatch().setUnits(std::move(units));
    m->cases.unitsChanged();
    m->observers.tell([](CityObserver &observer) { observer.unitsDeclared(); });
    m->ledger.flush();
}

void World::declareCameras(std::vector<Camera> cameras)
{
    m->directory.setCameras(std::move(cameras));
}

void World::telemetry(const QString &source, std::span<const TelemetryRecord> records)
{
    const TimeMs time = now();
    m->sources.received(source, time);
    qint64 rejected = 0;
    qint64 late = 0;
    for (const TelemetryRecord &record : records) {
        switch (m->directory.apply(record, time)) {
        case Directory::Verdict::Rejected: ++rejected; continue;
        case Directory::Verdict::Late: ++late; continue;
        case Directory::Verdict::Applied: break;
        }
        ++m->records;
        m->alarms.device(record);
        m->observers.tell([&](CityObserver &observer) { observer.deviceChanged(record.slot); });
    }
    m->sources.late(source, late);
    m->sources.rejected(source, rejected, u"%1 条读数无法使用"_s.arg(rejected));
    m->ledger.flush();
}

void World::unitPositions(const QString &source, std::span<const UnitRecord> records)
{
    const TimeMs time = now();
    m->sources.received(source, time);
    DispatchEngine &dispatch = m->cases.dispatch();
    qint64 rejected = 0;
    qint64 late = 0;
    for (const UnitRecord &record : records) {
        if (record.slot >= dispatch.units().size() || !record.point.isValid() || record.at > time + kFuture || record.at <= 0 ||
            record.status > UnitStatus::Unavailable || record.activity > UnitActivity::OutOfService) {
            ++rejected;
            continue;
        }
        if (record.at < dispatch.positions()[record.slot].at) {
            ++late;
            continue;
        }
        dispatch.setPosition(record);
        ++m->records;
        m->observers.tell([&](CityObserver &observer) { observer.unitChanged(record.slot); });
    }
    m->sources.late(source, late);
    m->sources.rejected(source, rejected, u"%1 条位置无法使用"_s.arg(rejected));
}

void World::indicators(const QString &source, std::span<const IndicatorReading> readings)
{
    m->sources.received(source, now());
    qint64 rejected = 0;
    qint64 late = 0;
    for (const IndicatorReading &reading : readings) {
        const IndicatorEngine::Verdict verdict = m->indicators.apply(source, reading);
        rejected += verdict == IndicatorEngine::Verdict::Rejected ? 1 : 0;
        late += verdict == IndicatorEngine::Verdict::Late ? 1 : 0;
        m->records += verdict == IndicatorEngine::Verdict::Applied ? 1 : 0;
    }
    m->sources.late(source, late);
    m->sources.rejected(source, rejected, u"%1 个指标值无法使用"_s.arg(rejected));
    m->ledger.flush();
}

void World::figure(const Figure &figure)
{
    m->indicators.setFigure(figure);
}

void World::report(const QString &source, const Report &report)
{
    m->sources.received(source, now());
    if (report.at > now() + kFuture || (report.title.isEmpty() && report.matter.isEmpty())) {
        m->sources.rejected(source, 1, u"上报内容为空或时间有误"_s);
        return;
    }
    Report known = report;
    known.title.truncate(kMostTitle);
    if (!known.matter.isEmpty() && !catalogue().matters().contains(known.matter)) {
        m->sources.rejected(source, 1, u"未知事项类型 %1"_s.arg(known.matter.left(64)));
        known.matter.clear(); // the case is not lost: its words may tell, or a person
    }
    m->cases.found(known, {}, source);
    m->ledger.flush();
}

void World::field(const QString &source, const FieldEvent &event)
{
    m->sources.received(source, now());
    if (const Status done = m->cases.field(event); !done) {
        ++m->exceptions;
        m->sources.late(source, 1);
        qCDebug(lcBackend).noquote() << done.error().toString();
    }
    m->ledger.flush();
}

void World::warning(const QString &source, const Warning &warning)
{
    m->sources.received(source, now());
    if (warning.id.isEmpty() || (warning.expiresAt > 0 && warning.expiresAt <= now() && !warning.cancelled)) {
        m->sources.rejected(source, 1, u"预警无编号或已过期"_s);
        return;
    }
    const bool known = m->state.tables().warnings.contains(warning.id);
    if (warning.cancelled && !known) {
        m->sources.late(source, 1);
        return;
    }
    m->ledger.write(warning.cancelled ? u"cancelled"_s : known ? u"updated"_s : u"issued"_s, warning, now());
    m->ledger.flush();
}

void World::rejected(const QString &source, qint64 count, const QString &reason)
{
    m->sources.rejected(source, count, reason);
}

QString World::storePicture(const QByteArray &bytes)
{
    const Result<QString> hash = m->pictures.store(bytes);
    if (!hash)
        qCWarning(lcBackend).noquote() << hash.error().toString();
    return hash ? *hash : QString();
}

void World::setFieldListener(FieldListener *listener)
{
    m->cases.setListener(listener);
}

// ---- CityView ----

QString World::lineage() const
{
    return m->ledger.journal().lineage();
}

quint64 World::headSequence() const
{
    return m->ledger.head();
}

TimeMs World::now() const
{
    return m->hall.clock.now();
}

double World::clockRate() const
{
    return m->hall.clock.rate();
}

CityMode World::mode() const
{
    return m->state.tables().mode;
}

bool World::simulated() const
{
    return m->options.simulated;
}

const DeviceTable &World::devices() const
{
    return m->directory.devices();
}

const DeviceReadings &World::readings() const
{
    return m->directory.readings();
}

QString World::deviceId(quint32 slot) const
{
    return m->directory.idOf(slot);
}

qint64 World::deviceSlot(const QString &id) const
{
    return m->directory.slotOf(id);
}

const std::vector<Unit> &World::units() const
{
    return m->cases.dispatch().units();
}

const std::vector<UnitRecord> &World::unitPositions() const
{
    return m->cases.dispatch().positions();
}

const std::vector<Camera> &World::cameras() const
{
    return m->directory.cameras();
}

const std::vector<IndicatorValue> &World::indicators() const
{
    return m->indicators.engine().values();
}

std::vector<float> World::indicatorTrend(quint16 index) const
{
    return m->indicators.engine().trend(index);
}

const std::vector<DimensionScore> &World::scores() const
{
    return m->indicators.engine().scores();
}

const std::vector<Figure> &World::figures() const
{
    return m->indicators.figures();
}

const std::vector<SourceHealth> &World::sources() const
{
    return m->sources.list();
}

void World::eachIncident(const std::function<void(const Incident &)> &visit) const
{
    for (const Incident &incident : m->state.tables().incidents)
        visit(incident);
}

void World::eachAlarm(const std::function<void(const Alarm &)> &visit) const
{
    for (const Alarm &alarm : m->state.tables().alarms)
        visit(alarm);
}

void World::eachOrder(const std::function<void(const Order &)> &visit) const
{
    for (const Order &order : m->state.tables().orders)
        visit(order);
}

void World::eachWarning(const std::function<void(const Warning &)> &visit) const
{
    for (const Warning &warning : m->state.tables().warnings)
        visit(warning);
}

Result<Incident> World::incident(const QString &id) const
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

Result<std::vector<StreamEvent>> World::eventsAfter(quint64 seq, int limit) const
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
            if (record.kind == RecordKind::Mode || record.kind == RecordKind::Command || record.seq > headSequence())
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

Result<QByteArray> World::picture(const QString &hash) const
{
    return m->pictures.load(hash);
}

Result<Recommendation> World::recommend(const QString &incident) const
{
    return m->cases.recommend(incident);
}

void World::execute(const Command &command, std::function<void(const CommandAnswer &)> answer)
{
    m->commands.execute(command, std::move(answer));
}

void World::addObserver(CityObserver *observer)
{
    m->observers.add(observer);
}

void World::removeObserver(CityObserver *observer)
{
    m->observers.remove(observer);
}

} // namespace guancheng
