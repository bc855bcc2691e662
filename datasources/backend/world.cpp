// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/world.h"

#include "catalogue/catalogue.h"
#include "datasources/backend/worldparts.h"

#include <QLoggingCategory>

namespace guancheng {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcBackend, "guancheng.backend", QtInfoMsg)

static constexpr qint64 kSnapshotEvents = 20'000;
static constexpr TimeMs kSnapshotMs = 5 * 60'000;
static constexpr TimeMs kPruneMs = 60 * 60'000;
static constexpr TimeMs kFirstPruneMs = 5 * 60'000;
static constexpr TimeMs kFuture = 3'600'000;
static constexpr qsizetype kMostTitle = 4000;
static const QString kJournal = u"journal"_s;

namespace {

/** The newest data time of a message; 0 when it holds none. */
template<typename T>
TimeMs newest(std::span<const T> records)
{
    TimeMs time = 0;
    for (const T &record : records)
        time = std::max(time, record.at);
    return time;
}

bool isSame(const UnitRecord &a, const UnitRecord &b)
{
    return a.at == b.at && a.point == b.point && a.status == b.status && a.activity == b.activity && a.heading == b.heading &&
           a.speed == b.speed;
}

} // namespace

World::World(std::shared_ptr<const Catalogue> catalogue, std::shared_ptr<const City> city, const Clock &clock,
             EventJournal &journal, WorldOptions options)
    : WorldView(std::make_unique<Parts>(std::move(catalogue), std::move(city), clock, journal, std::move(options)))
{
    m->cases.setFinalHandler([this](const Incident &incident) { m->alarms.incidentFinal(incident); });
    QObject::connect(&m->ledger, &Ledger::degraded, &m->ledger, [this](const Error &error) {
        m->sources.rejected(kJournal, 1, error.toString());
        m->sources.report(kJournal, FeedState::Degraded, error.toString());
    });
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
    QStringList problems;
    for (const Error &problem : opening.problems)
        problems.append(problem.toString());
    const QString message = problems.join(u"; "_s);
    m->sources.rejected(kJournal, static_cast<qint64>(opening.problems.size()), message);
    m->sources.report(kJournal, opening.writable ? FeedState::Live : FeedState::Degraded, message);
    for (const Error &problem : opening.problems)
        qCWarning(lcBackend).noquote() << problem.toString();
    m->cases.restore();
    m->alarms.restore();
    m->snapshotAt = m->monotonic();
    m->pruneAt = m->snapshotAt - kPruneMs + kFirstPruneMs;
    return opening.problems;
}

void World::tick(TimeMs now)
{
    m->cases.tick(now);
    m->alarms.tick(now);
    m->indicators.tick(now);
    m->expireWarnings(now);
    if (m->sources.tick()) {
        m->indicators.setTrust(m->sources.list());
        for (const auto &[source, devices] : m->directory.carried())
            m->sources.carries(source, devices);
        m->observers.tell([](CityObserver &observer) { observer.sourcesChanged(); });
    }
    m->ledger.flush();
    m->housekeeping(now);
}

void WorldView::Parts::expireWarnings(TimeMs now)
{
    QList<Warning> expired;
    for (const Warning &warning : state.tables().warnings) {
        if (warning.expiresAt > 0 && warning.expiresAt <= now)
            expired.append(warning);
    }
    for (const Warning &warning : std::as_const(expired))
        ledger.write(u"expired"_s, warning, now);
}

void WorldView::Parts::housekeeping(TimeMs now)
{
    const TimeMs real = monotonic();
    const qint64 events = ledger.eventsSinceSnapshot();
    if (events >= kSnapshotEvents || (events > 0 && real - snapshotAt >= kSnapshotMs)) {
        snapshotAt = real;
        ledger.storeSnapshot(now);
    }
    if (real - pruneAt >= kPruneMs) {
        pruneAt = real;
        ledger.journal().prune(now - options.keepMs, options.keepBytes);
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
    m->sources.timed(source, newest(records), time, m->hall.clock.rate());
    qint64 rejected = 0;
    qint64 late = 0;
    qint64 duplicates = 0;
    const int feed = m->directory.feedIndex(source);
    for (const TelemetryRecord &record : records) {
        switch (m->directory.apply(record, time, feed)) {
        case Directory::Verdict::Rejected: ++rejected; continue;
        case Directory::Verdict::Late: ++late; continue;
        case Directory::Verdict::Duplicate: ++duplicates; continue;
        case Directory::Verdict::Applied: break;
        }
        ++m->records;
        m->alarms.device(record);
        m->observers.tell([&](CityObserver &observer) { observer.deviceChanged(record.slot); });
    }
    m->sources.late(source, late);
    m->sources.duplicate(source, duplicates);
    m->sources.rejected(source, rejected, u"%1 条读数无法使用"_s.arg(rejected));
    m->ledger.flush();
}

void World::unitPositions(const QString &source, std::span<const UnitRecord> records)
{
    const TimeMs time = now();
    m->sources.received(source, time);
    m->sources.timed(source, newest(records), time, m->hall.clock.rate());
    m->indicators.setUnitFeed(source);
    DispatchEngine &dispatch = m->cases.dispatch();
    qint64 rejected = 0;
    qint64 late = 0;
    qint64 duplicates = 0;
    for (const UnitRecord &record : records) {
        if (record.slot >= dispatch.units().size() || !record.point.isValid() || record.at > time + kFuture || record.at <= 0 ||
            record.status > UnitStatus::Unavailable || record.activity > UnitActivity::OutOfService) {
            ++rejected;
            continue;
        }
        const UnitRecord &known = dispatch.positions()[record.slot];
        if (SourcesWatch::isLate(record.at, known.at, time)) {
            ++late;
            continue;
        }
        if (isSame(record, known)) {
            ++duplicates;
            continue;
        }
        dispatch.setPosition(record);
        ++m->records;
        m->observers.tell([&](CityObserver &observer) { observer.unitChanged(record.slot); });
    }
    m->sources.late(source, late);
    m->sources.duplicate(source, duplicates);
    m->sources.rejected(source, rejected, u"%1 条位置无法使用"_s.arg(rejected));
}

void World::setTravelTime(std::shared_ptr<const TravelTime> travel)
{
    m->cases.dispatch().setTravelTime(std::move(travel));
}

void World::indicators(const QString &source, std::span<const IndicatorReading> readings)
{
    m->sources.received(source, now());
    m->sources.timed(source, newest(readings), now(), m->hall.clock.rate());
    qint64 rejected = 0;
    qint64 late = 0;
    qint64 duplicates = 0;
    for (const IndicatorReading &reading : readings) {
        const IndicatorEngine::Verdict verdict = m->indicators.apply(source, reading);
        rejected += verdict == IndicatorEngine::Verdict::Rejected ? 1 : 0;
        late += verdict == IndicatorEngine::Verdict::Late ? 1 : 0;
        duplicates += verdict == IndicatorEngine::Verdict::Duplicate ? 1 : 0;
        m->records += verdict == IndicatorEngine::Verdict::Applied ? 1 : 0;
    }
    m->sources.late(source, late);
    m->sources.duplicate(source, duplicates);
    m->sources.rejected(source, rejected, u"%1 个指标值无法使用"_s.arg(rejected));
    m->ledger.flush();
}

void World::figure(const Figure &figure)
{
    m->indicators.setFigure(figure);
}

void World::report(const QString &source, const Report &report)
{
    static_cast<void>(found(source, report));
}

QString World::found(const QString &source, const Report &report)
{
    m->sources.received(source, now());
    // A call is filed some minutes after it was made: reports have ten times the room.
    m->sources.timed(source, report.at, now(), 10 * std::max(1.0, m->hall.clock.rate()));
    if (report.at > now() + kFuture || (report.title.isEmpty() && report.matter.isEmpty())) {
        m->sources.rejected(source, 1, u"上报内容为空或时间有误"_s);
        return {};
    }
    Report known = report;
    known.title.truncate(kMostTitle);
    if (!known.matter.isEmpty() && !catalogue().matters().contains(known.matter)) {
        m->sources.rejected(source, 1, u"未知事项类型 %1"_s.arg(known.matter.left(64)));
        known.matter.clear(); // the case is not lost: its words may tell, or a person
    }
    const Found done = m->cases.found(known, {}, source);
    m->ledger.flush();
    return done.incident;
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
    const auto held = m->state.tables().warnings.constFind(warning.id);
    const bool known = held != m->state.tables().warnings.cend();
    Warning same = warning;
    same.version = known ? held->version : 0;
    if (known && same == *held) {
        m->sources.duplicate(source, 1);
        return;
    }
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

} // namespace guancheng
