// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/ledger/entitycodec.h"

#include "datasources/backend/ledger/archive.h"

namespace guancheng {

using namespace Qt::StringLiterals;

static constexpr int kVersion = 1;
/** Of an event of an alarm that a person caused: who, when and why come after the alarm. */
static constexpr int kDeedVersion = 2;

// The members of each value in the order in which they are written. A new member goes to the end together with a new version.

template<typename A>
static void archive(A &a, Picture &v)
{
    a(v.hash, v.role, v.takenAt, v.source);
}

template<typename A>
static void archive(A &a, TimelineEntry &v)
{
    a(v.seq, v.at, v.stage, v.verb, v.actor, v.text);
}

template<typename A>
static void archive(A &a, Place &v)
{
    a(v.point.longitude, v.point.latitude, v.name, v.district, v.street, v.grid);
}

template<typename A>
static void archive(A &a, Incident &v)
{
    a(v.id, v.version, v.matter, v.title, v.source, v.sourceId, v.level, v.stage, v.tier);
    archive(a, v.place);
    a(v.department, v.unit, v.openedAt, v.stageSince, v.stageDueAt, v.dueAt, v.urged, v.returned, v.automatic, v.alarm,
      v.pictures, v.timeline);
}

template<typename A>
static void archive(A &a, Alarm &v)
{
    a(v.id, v.version, v.source, v.type, v.level, v.active, v.state);
    archive(a, v.place);
    a(v.value, v.limit, v.activeAt, v.changedAt, v.owner, v.acknowledgedBy, v.acknowledgedAt, v.shelvedUntil, v.reason,
      v.incident);
}

template<typename A>
static void archive(A &a, Order &v)
{
    a(v.id, v.version, v.incident, v.unit, v.status, v.at, v.etaSeconds, v.reason);
}

template<typename A>
static void archive(A &a, Warning &v)
{
    a(v.id, v.version, v.kind, v.level, v.headlineZh, v.headlineEn, v.issuer, v.issuedAt, v.expiresAt, v.cancelled, v.exercise);
}

template<typename A>
static void archive(A &a, QString &v)
{
    a(v);
}

template<typename A>
static void archive(A &a, DayCounts &v)
{
    a(v.day, v.serial, v.opened, v.dispatched, v.automatic, v.closed, v.onTime);
}

template<typename A>
static void archive(A &a, CommandAnswer &v)
{
    a(v.key, v.accepted, v.seq, v.code, v.reason, v.reasonEn);
}

static Error malformed(const QString &what)
{
    return {what, {}, u"the payload is malformed or of an unknown version"_s};
}

QByteArray encodeEvent(const StreamEvent &event)
{
    QByteArray bytes;
    ArchiveWriter writer(&bytes);
    const bool deed = std::holds_alternative<Alarm>(event.entity) && !event.entry.verb.isEmpty();
    int version = deed ? kDeedVersion : kVersion;
    StreamEvent copy = event;
    writer(version, copy.change);
    std::visit(
        [&](auto &entity) {
            if constexpr (std::is_same_v<std::decay_t<decltype(entity)>, Incident>) {
                entity.timeline.clear();
                archive(writer, entity);
                archive(writer, copy.entry);
            } else {
                archive(writer, entity);
                if (deed)
                    archive(writer, copy.entry);
            }
        },
        copy.entity);
    writer.finish();
    return bytes;
}

template<typename T>
static bool decodeEntity(ArchiveReader &reader, StreamEvent &event, bool withEntry = std::is_same_v<T, Incident>)
{
    T entity;
    archive(reader, entity);
    if (withEntry)
        archive(reader, event.entry);
    event.entity = std::move(entity);
    return reader.isComplete();
}

Result<StreamEvent> decodeEvent(const JournalRecord &record)
{
    ArchiveReader reader(record.payload);
    int version = 0;
    StreamEvent event;
    event.seq = record.seq;
    event.at = record.at;
    reader(version, event.change);
    const bool deed = record.kind == RecordKind::Alarm && version == kDeedVersion;
    bool good = reader.isGood() && (version == kVersion || deed);
    if (good) {
        switch (record.kind) {
        case RecordKind::Incident: good = decodeEntity<Incident>(reader, event); break;
        case RecordKind::Alarm: good = decodeEntity<Alarm>(reader, event, deed); break;
        case RecordKind::Order: good = decodeEntity<Order>(reader, event); break;
        case RecordKind::Warning: good = decodeEntity<Warning>(reader, event); break;
        default: good = false;
        }
    }
    if (!good)
        return malformed(u"event %1"_s.arg(record.seq));
    return event;
}

QByteArray encodeMode(CityMode mode)
{
    QByteArray bytes;
    ArchiveWriter writer(&bytes);
    int version = kVersion;
    writer(version, mode);
    writer.finish();
    return bytes;
}

Result<CityMode> decodeMode(const QByteArray &payload)
{
    ArchiveReader reader(payload);
    int version = 0;
    CityMode mode = CityMode::Ordinary;
    reader(version, mode);
    if (!reader.isComplete() || version != kVersion || mode > CityMode::Exercise)
        return malformed(u"mode"_s);
    return mode;
}

QByteArray encodeCounts(const DayCounts &counts)
{
    QByteArray bytes;
    ArchiveWriter writer(&bytes);
    int version = kVersion;
    DayCounts copy = counts;
    writer(version);
    archive(writer, copy);
    writer.finish();
    return bytes;
}

Result<DayCounts> decodeCounts(const QByteArray &payload)
{
    ArchiveReader reader(payload);
    int version = 0;
    DayCounts counts;
    reader(version);
    archive(reader, counts);
    if (!reader.isComplete() || version != kVersion)
        return malformed(u"counts"_s);
    return counts;
}

QByteArray encodeAnswer(const RememberedAnswer &answer)
{
    QByteArray bytes;
    ArchiveWriter writer(&bytes);
    int version = kVersion;
    RememberedAnswer copy = answer;
    writer(version, copy.fingerprint);
    archive(writer, copy.answer);
    writer.finish();
    return bytes;
}

Result<RememberedAnswer> decodeAnswer(const QByteArray &payload)
{
    ArchiveReader reader(payload);
    int version = 0;
    RememberedAnswer answer;
    reader(version, answer.fingerprint);
    archive(reader, answer.answer);
    if (!reader.isComplete() || version != kVersion)
        return malformed(u"answer"_s);
    return answer;
}

template<typename T>
static QList<T> sorted(const QHash<QString, T> &table)
{
    QStringList keys = table.keys();
    std::sort(keys.begin(), keys.end());
    QList<T> values;
    values.reserve(keys.size());
    for (const QString &key : std::as_const(keys))
        values.append(table.value(key));
    return values;
}

QByteArray encodeTables(const CityTables &tables)
{
    QByteArray bytes;
    ArchiveWriter writer(&bytes);
    int version = kVersion;
    CityMode mode = tables.mode;
    DayCounts today = tables.today;
    QStringList finals = tables.finals;
    QList<Incident> incidents = sorted(tables.incidents);
    QList<Alarm> alarms = sorted(tables.alarms);
    QList<Warning> warnings = sorted(tables.warnings);
    QList<Order> orders;
    QStringList cases = tables.ordersOf.keys();
    std::sort(cases.begin(), cases.end());
    for (const QString &id : std::as_const(cases)) {
        for (const QString &order : tables.ordersOf.value(id))
            orders.append(tables.orders.value(order));
    }
    writer(version, mode);
    archive(writer, today);
    writer(finals, incidents, alarms, orders, warnings);
    writer.finish();
    return bytes;
}

Result<CityTables> decodeTables(const QByteArray &bytes)
{
    ArchiveReader reader(bytes);
    int version = 0;
    CityTables tables;
    QList<Incident> incidents;
    QList<Alarm> alarms;
    QList<Order> orders;
    QList<Warning> warnings;
    reader(version, tables.mode);
    archive(reader, tables.today);
    reader(tables.finals, incidents, alarms, orders, warnings);
    if (!reader.isComplete() || version != kVersion)
        return malformed(u"snapshot"_s);
    for (Incident &incident : incidents)
        tables.incidents.insert(incident.id, incident);
    for (Alarm &alarm : alarms)
        tables.alarms.insert(alarm.id, alarm);
    for (Order &order : orders) {
        tables.ordersOf[order.incident].append(order.id);
        tables.orders.insert(order.id, order);
    }
    for (Warning &warning : warnings)
        tables.warnings.insert(warning.id, warning);
    return tables;
}

} // namespace guancheng
