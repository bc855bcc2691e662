// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/ledger/ledger.h"

namespace guancheng {

Ledger::Ledger(EventJournal &journal, CityState &state, Observers &observers)
    : m_journal(journal)
    , m_state(state)
    , m_observers(observers)
{
    connect(&m_journal, &EventJournal::committed, this, &Ledger::publish);
    connect(&m_journal, &EventJournal::degraded, this, &Ledger::goOnWithout);
    connect(&m_journal, &EventJournal::recovered, this, &Ledger::goOnWith);
    connect(&m_journal, &EventJournal::snapshotWanted, this, [this] { storeSnapshot(0); });
}

JournalOpening Ledger::open()
{
    const auto readSnapshot = [this](const JournalSnapshot &snapshot) -> Status {
        Result<CityTables> tables = decodeTables(snapshot.state);
        if (!tables)
            return tables.error();
        m_state.restore(std::move(*tables));
        return ok();
    };
    const auto readRecord = [this](const JournalRecord &record) -> Status {
        if (record.kind == RecordKind::Command)
            return ok();
        if (record.kind == RecordKind::Mode) {
            const Result<CityMode> mode = decodeMode(record.payload);
            if (!mode)
                return mode.error();
            m_state.setMode(*mode);
            return ok();
        }
        if (record.kind == RecordKind::Counts) {
            const Result<DayCounts> counts = decodeCounts(record.payload);
            if (!counts)
                return counts.error();
            m_state.setCounts(*counts);
            return ok();
        }
        const Result<StreamEvent> event = decodeEvent(record);
        if (!event)
            return event.error();
        m_state.apply(*event);
        ++m_sinceSnapshot;
        return ok();
    };
    JournalOpening opening = m_journal.open(readSnapshot, readRecord);
    m_last = m_head = opening.head;
    m_next = opening.next;
    if (!opening.writable && !opening.problems.empty())
        m_degraded = opening.problems.back();
    return opening;
}

template<typename Entity>
quint64 Ledger::writeEntity(RecordKind kind, const QString &change, Entity entity, TimelineEntry entry, TimeMs at)
{
    entity.version = m_next;
    if (std::is_same_v<Entity, Incident> || !entry.verb.isEmpty())
        entry.seq = m_next;
    const QString id = entity.id;
    StreamEvent event{m_next, at, change, std::move(entity), std::move(entry)};
    m_state.apply(event);
    QByteArray payload = encodeEvent(event);
    queue(kind, id, std::move(payload), at, std::move(event));
    return m_last;
}

quint64 Ledger::write(const QString &change, Incident incident, TimelineEntry entry, TimeMs at)
{
    incident.timeline.clear();
    return writeEntity(RecordKind::Incident, change, std::move(incident), std::move(entry), at);
}

quint64 Ledger::write(const QString &change, Alarm alarm, TimeMs at, TimelineEntry deed)
{
    return writeEntity(RecordKind::Alarm, change, std::move(alarm), std::move(deed), at);
}

quint64 Ledger::write(const QString &change, Order order, TimeMs at)
{
    return writeEntity(RecordKind::Order, change, std::move(order), {}, at);
}

quint64 Ledger::write(const QString &change, Warning warning, TimeMs at)
{
    return writeEntity(RecordKind::Warning, change, std::move(warning), {}, at);
}

quint64 Ledger::writeMode(CityMode mode, TimeMs at)
{
    m_state.setMode(mode);
    queue(RecordKind::Mode, {}, encodeMode(mode), at, {});
    return m_last;
}

quint64 Ledger::writeCounts(const DayCounts &counts, TimeMs at)
{
    m_state.setCounts(counts);
    queue(RecordKind::Counts, {}, encodeCounts(counts), at, {});
    return m_last;
}

quint64 Ledger::writeAnswer(const RememberedAnswer &answer, TimeMs at)
{
    queue(RecordKind::Command, answer.answer.key, encodeAnswer(answer), at, {});
    m_durability = Durability::Power;
    return m_last;
}

void Ledger::queue(RecordKind kind, const QString &entityId, QByteArray payload, TimeMs at, StreamEvent event)
{
    m_outbox.push_back({m_next, m_last, at, kind, entityId, std::move(payload), 0});
    m_pending.push_back({m_next, std::move(event), kind, {}, {}});
    m_last = m_next++;
    ++m_sinceSnapshot;
}

void Ledger::whenPublished(std::function<void()> call)
{
    if (!m_pending.empty())
        m_pending.back().published = std::move(call);
}

void Ledger::whenLost(std::function<void()> call)
{
    if (!m_pending.empty())
        m_pending.back().lost = std::move(call);
}

void Ledger::flush()
{
    if (m_outbox.empty())
        return;
    m_journal.append(std::exchange(m_outbox, {}), std::exchange(m_durability, Durability::Process));
    if (m_degraded)
        publish(m_last);
}

void Ledger::publish(quint64 upTo)
{
    // What is published may lead to new events: the outer call publishes them as well.
    m_publishTo = std::max(m_publishTo, upTo);
    if (m_publishing)
        return;
    m_publishing = true;
    while (!m_pending.empty() && m_pending.front().seq <= m_publishTo) {
        const Pending pending = std::move(m_pending.front());
        m_pending.pop_front();
        m_head = pending.seq;
        ++m_published;
        if (pending.kind == RecordKind::Mode)
            m_observers.tell([](CityObserver &observer) { observer.modeChanged(); });
        else if (isStreamed(pending.kind))
            m_observers.tell([&](CityObserver &observer) { observer.streamed(pending.event); });
        if (pending.published)
            pending.published();
    }
    m_publishing = false;
}

void Ledger::goOnWithout(const Error &error)
{
    const bool news = !m_degraded;
    m_degraded = error;
    Q_EMIT degraded(error);
    if (!news)
        return;
    // Promises that were not kept are taken back before anybody hears of them.
    std::vector<std::function<void()>> lost;
    for (Pending &pending : m_pending) {
        if (!pending.lost)
            continue;
        lost.push_back(std::move(pending.lost));
        pending.published = {};
    }
    for (const auto &call : lost)
        call();
    flush();
    publish(m_last);
}

void Ledger::goOnWith()
{
    m_degraded.reset();
    storeSnapshot(0);
    Q_EMIT recovered();
}

void Ledger::storeSnapshot(TimeMs at)
{
    flush();
    m_sinceSnapshot = 0;
    m_journal.storeSnapshot(m_last, at, [tables = m_state.tables()] { return encodeTables(tables); });
}

} // namespace guancheng
