// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/replay/journalrecording.h"

#include "datasources/backend/ledger/entitycodec.h"
#include "persistence/sqlitejournal.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cmath>

namespace guancheng {
namespace {

const QStringList kFieldVerbs{QStringLiteral("accept"), QStringLiteral("refuse"), QStringLiteral("enroute"),
                              QStringLiteral("arrive"), QStringLiteral("feedback")};

/** Of what can be restored; empty for an order. */
QString idOf(const StreamEvent &event)
{
    if (const auto *incident = std::get_if<Incident>(&event.entity))
        return incident->id;
    if (const auto *alarm = std::get_if<Alarm>(&event.entity))
        return alarm->id;
    if (const auto *warning = std::get_if<Warning>(&event.entity))
        return warning->id;
    return {};
}

} // namespace

JournalRecording::JournalRecording(QString name, const Catalogue &catalogue, const City &city)
    : m_name(std::move(name))
    , m_catalogue(catalogue)
    , m_city(city)
{
}

JournalRecording::~JournalRecording()
{
    if (m_input)
        m_input->setFieldListener(nullptr);
}

Result<std::unique_ptr<JournalRecording>> JournalRecording::open(const QString &file, const Catalogue &catalogue,
                                                                 const City &city)
{
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("journal.sqlite"));
    if (!folder.isValid() || !QFile::copy(file, copy))
        return Error{file, {}, QStringLiteral("cannot be copied for reading")};
    if (QFile::exists(file + QStringLiteral("-wal")))
        QFile::copy(file + QStringLiteral("-wal"), copy + QStringLiteral("-wal"));

    std::vector<StreamEvent> events;
    ReadingReport report;
    SqliteJournal journal(copy);
    // Without a snapshot the journal hands out every event that it still holds.
    const auto noSnapshot = [](const JournalSnapshot &) -> Status { return Error{{}, {}, QStringLiteral("not wanted")}; };
    journal.open(noSnapshot, [&](const JournalRecord &record) {
        if (!isStreamed(record.kind))
            return ok();
        if (auto event = decodeEvent(record))
            events.push_back(*std::move(event));
        else
            report.skip(file, qint64(record.seq), event.error().reason);
        return ok();
    });
    journal.close();
    auto recording = fromEvents(QFileInfo(file).fileName(), std::move(events), catalogue, city);
    if (!recording)
        return Error{file, {}, recording.error().reason};
    report.lines = (*recording)->m_report.lines;
    (*recording)->m_report = report;
    return recording;
}

Result<std::unique_ptr<JournalRecording>> JournalRecording::fromEvents(const QString &name, std::vector<StreamEvent> events,
                                                                       const Catalogue &catalogue, const City &city)
{
    if (events.empty())
        return Error{name, {}, QStringLiteral("holds no event that can be played")};
    std::unique_ptr<JournalRecording> recording(new JournalRecording(name, catalogue, city));
    std::stable_sort(events.begin(), events.end(), [](const StreamEvent &a, const StreamEvent &b) { return a.at < b.at; });
    recording->m_events = std::move(events);
    recording->m_report.lines = qint64(recording->m_events.size());
    recording->index();
    return recording;
}

void JournalRecording::index()
{
    QHash<QString, TimeMs> orderedAt;
    QHash<QString, GeoPoint> placeOf;
    QSet<QString> units;
    for (const StreamEvent &event : m_events) {
        if (const auto *incident = std::get_if<Incident>(&event.entity)) {
            m_caseByKey.insert(keyOf(*incident), incident->id);
            placeOf.insert(incident->id, incident->place.point);
            if (event.entry.verb == QLatin1String("dispatch")) {
                orderedAt.insert(incident->id, event.at);
                m_fieldOf[incident->id].append(QList<Line>());
            } else if (kFieldVerbs.contains(event.entry.verb) && orderedAt.contains(incident->id)) {
                m_fieldOf[incident->id].last().append({event.at - orderedAt[incident->id], event.entry.verb, event.entry.text});
            }
        } else if (const auto *order = std::get_if<Order>(&event.entity)) {
            if (units.contains(order->unit) || order->unit.isEmpty())
                continue;
            units.insert(order->unit);
            Unit unit;
            unit.slot = static_cast<quint32>(m_units.size());
            unit.id = order->unit;
            unit.callsign = QStringLiteral("回放 ") + order->unit;
            m_units.emplace_back(unit, placeOf.value(order->incident, m_city.viewCentre()));
        } else if (const auto *alarm = std::get_if<Alarm>(&event.entity)) {
            addDevice(*alarm);
        }
    }
    // Which kind of unit it was is not in the journal: one that may handle the matter of its first case.
    QHash<QString, QString> matterOf, unitCase;
    for (const StreamEvent &event : m_events) {
        if (const auto *incident = std::get_if<Incident>(&event.entity))
            matterOf.insert(incident->id, incident->matter);
        else if (const auto *order = std::get_if<Order>(&event.entity); order && !unitCase.contains(order->unit))
            unitCase.insert(order->unit, order->incident);
    }
    for (auto &[unit, place] : m_units) {
        const MatterType *matter = m_catalogue.matters().find(matterOf.value(unitCase.value(unit.id)));
        if (matter && !matter->unitKinds.empty())
            unit.kind = static_cast<quint16>(matter->unitKinds.front());
        if (!m_catalogue.unitKinds().isEmpty())
            unit.department = m_catalogue.departments()[m_catalogue.unitKinds()[unit.kind].department].id;
        unit.street = static_cast<quint16>(std::max<int>(0, m_city.locate(place).street));
    }
}

void JournalRecording::addDevice(const Alarm &alarm)
{
    // '<street code>-<class code>-<serial>'; anything else is an indicator or a feed.
    const QStringList parts = alarm.source.split(QLatin1Char('-'));
    if (parts.size() != 3 || m_slotOf.contains(alarm.source) || !alarm.place.point.isValid())
        return;
    const int street = m_city.streetIndex(parts[0]);
    const auto &classes = m_catalogue.deviceClasses();
    const auto entry = std::find_if(classes.begin(), classes.end(), [&](const DeviceClass &c) { return c.code == parts[1]; });
    bool number = false;
    const quint32 serial = parts[2].toUInt(&number);
    if (street < 0 || entry == classes.end() || !number)
        return;
    m_slotOf.insert(alarm.source, static_cast<quint32>(m_devices.size()));
    m_devices.deviceClass.push_back(static_cast<quint16>(entry - classes.begin()));
    m_devices.street.push_back(static_cast<quint16>(street));
    m_devices.longitudeE7.push_back(static_cast<qint32>(std::lround(alarm.place.point.longitude * 1e7)));
    m_devices.latitudeE7.push_back(static_cast<qint32>(std::lround(alarm.place.point.latitude * 1e7)));
    m_devices.serial.push_back(serial);
}

QString JournalRecording::feedOf(IncidentSource source) const
{
    static const std::array<QString, 5> kFeeds{QStringLiteral("hotline"), QStringLiteral("grid"), QStringLiteral("video"),
                                               QStringLiteral("iot"), QStringLiteral("services")};
    return kFeeds[static_cast<size_t>(source)];
}

void JournalRecording::declare(CityInput &city)
{
    for (const SourceSpec &spec : m_catalogue.sources()) {
        SourceHealth source;
        source.id = spec.id;
        source.nameZh = spec.nameZh;
        source.nameEn = spec.nameEn;
        source.simulated = true; // what is replayed is not the present
        city.declareSource(source);
    }
    city.declareDevices(m_devices);
    std::vector<Unit> units;
    units.reserve(m_units.size());
    for (const auto &[unit, place] : m_units)
        units.push_back(unit);
    city.declareUnits(std::move(units));
    m_input = &city;
    city.setFieldListener(this);
}

void JournalRecording::tellCase(CityInput &city, const Incident &incident, const ReplayStamp &stamp) const
{
    if (incident.source == IncidentSource::Device && !incident.alarm.isEmpty())
        return; // the alarm opens it again
    Report report;
    report.matter = incident.matter;
    report.title = incident.title;
    report.source = incident.source;
    report.sourceId = incident.sourceId;
    report.point = incident.place.point;
    report.placeName = incident.place.name;
    report.level = incident.level;
    report.at = stamp.of(incident.openedAt);
    report.duplicateKey = QStringLiteral("replay/%1/%2").arg(m_name, incident.id);
    city.report(feedOf(incident.source), report);
}

void JournalRecording::tellAlarm(CityInput &city, const Alarm &alarm, bool active, const ReplayStamp &stamp) const
{
    const TimeMs at = stamp.of(active ? alarm.activeAt : alarm.changedAt);
    if (const auto slot = m_slotOf.constFind(alarm.source); slot != m_slotOf.cend()) {
        const DeviceClass &entry = m_catalogue.deviceClasses()[m_devices.deviceClass[*slot]];
        const double value = active ? alarm.value : entry.model.base;
        const TelemetryRecord record{*slot, static_cast<float>(value), at,
                                     active ? static_cast<DeviceState>(alarm.level) : DeviceState::Normal};
        city.telemetry(feedOf(IncidentSource::Device), {&record, 1});
    } else if (const int index = m_catalogue.indicators().indexOf(alarm.source); index >= 0) {
        const IndicatorSpec &spec = m_catalogue.indicators()[index];
        const IndicatorReading reading{static_cast<quint16>(index), active ? alarm.value : spec.simulation.base, at};
        city.indicators(m_catalogue.sources()[spec.source].id, {&reading, 1});
    }
}

void JournalRecording::tell(CityInput &city, const StreamEvent &event, const ReplayStamp &stamp)
{
    if (const auto *incident = std::get_if<Incident>(&event.entity)) {
        if (event.change == QLatin1String("opened"))
            tellCase(city, *incident, stamp);
    } else if (const auto *alarm = std::get_if<Alarm>(&event.entity)) {
        if (event.change == QLatin1String("raised") || event.change == QLatin1String("cleared"))
            tellAlarm(city, *alarm, alarm->active, stamp);
    } else if (const auto *given = std::get_if<Warning>(&event.entity)) {
        Warning warning = *given;
        warning.issuedAt = stamp.of(warning.issuedAt);
        warning.expiresAt = stamp.of(warning.expiresAt);
        city.warning(QStringLiteral("weather"), warning);
    }
}

void JournalRecording::play(CityInput &city, TimeMs from, TimeMs to, const ReplayStamp &stamp)
{
    m_stamp = stamp;
    const auto after = [](TimeMs time, const StreamEvent &event) { return time < event.at; };
    const auto first = std::upper_bound(m_events.begin(), m_events.end(), from, after);
    const auto last = std::upper_bound(first, m_events.end(), to, after);
    for (auto event = first; event != last; ++event)
        tell(city, *event, stamp);
    // The city may order more while it is told what crews say: those come with the next call.
    std::vector<Pending> waiting;
    waiting.swap(m_pending);
    for (Pending &pending : waiting) {
        if (pending.due > stamp.cityNow) {
            m_pending.push_back(std::move(pending));
            continue;
        }
        pending.event.at = stamp.cityNow;
        city.field(feedOf(IncidentSource::Patrol), pending.event);
    }
    std::vector<UnitRecord> units; // their ways were not recorded: they stand where they were needed
    for (const auto &[unit, place] : m_units) {
        UnitRecord record;
        record.slot = unit.slot;
        record.point = place;
        record.at = stamp.cityNow;
        units.push_back(record);
    }
    city.unitPositions(QStringLiteral("units"), units);
    for (const SourceSpec &spec : m_catalogue.sources())
        city.indicators(spec.id, {}); // a sign of life
}

void JournalRecording::restore(CityInput &city, const ReplayStamp &stamp)
{
    m_stamp = stamp;
    m_pending.clear();
    m_ordersOf.clear();
    QHash<QString, const StreamEvent *> newest;
    std::vector<QString> order;
    for (const StreamEvent &event : m_events) {
        if (event.at > stamp.position)
            break;
        const QString id = idOf(event);
        if (id.isEmpty())
            continue;
        if (!newest.contains(id))
            order.push_back(id);
        newest.insert(id, &event);
    }
    const ReplayStamp now{stamp.position, stamp.cityNow, 1e9};
    for (const QString &id : order) {
        const StreamEvent &event = *newest[id];
        if (const auto *incident = std::get_if<Incident>(&event.entity); incident && !incident->isFinal())
            tellCase(city, *incident, now);
        else if (const auto *alarm = std::get_if<Alarm>(&event.entity); alarm && alarm->active)
            tellAlarm(city, *alarm, true, now);
        else if (const auto *warning = std::get_if<Warning>(&event.entity); warning && !warning->cancelled)
            tell(city, event, stamp);
    }
}

void JournalRecording::ordered(const Order &order, const Incident &incident)
{
    // After a refusal comes the next order of that day; when there were no more, the last one serves again.
    const QString then = m_caseByKey.value(keyOf(incident));
    const QList<QList<Line>> orders = m_fieldOf.value(then);
    if (orders.isEmpty())
        return;
    const QList<Line> lines = orders[std::min(m_ordersOf[then]++, orders.size() - 1)];
    const double speed = m_stamp.speed > 0 ? m_stamp.speed : 1;
    for (const Line &line : lines) {
        Pending pending;
        pending.order = order.id;
        pending.due = m_stamp.cityNow + static_cast<TimeMs>(static_cast<double>(line.after) / speed);
        pending.event.incident = incident.id;
        pending.event.unit = order.unit;
        pending.event.verb = line.verb;
        pending.event.text = line.text;
        m_pending.push_back(std::move(pending));
    }
}

void JournalRecording::cancelled(const Order &order)
{
    std::erase_if(m_pending, [&order](const Pending &pending) { return pending.order == order.id; });
}

} // namespace guancheng
