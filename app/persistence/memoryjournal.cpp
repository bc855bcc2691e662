// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/memoryjournal.h"

#include <QUuid>

namespace guancheng {

MemoryJournal::MemoryJournal(QObject *parent, size_t capacity)
    : EventJournal(parent)
    , m_lineage(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_capacity(capacity)
{
}

JournalOpening MemoryJournal::open(const SnapshotReader &snapshot, const RecordReader &record)
{
    JournalOpening opening;
    if (m_snapshot.seq > 0) {
        if (const Status read = snapshot(m_snapshot); !read)
            opening.problems.push_back(read.error());
    }
    for (const JournalRecord &held : m_records) {
        if (held.seq <= m_snapshot.seq)
            continue;
        if (const Status read = record(held); !read) {
            opening.problems.push_back(read.error());
            break;
        }
        opening.head = held.seq;
    }
    opening.head = std::max(opening.head, m_snapshot.seq);
    opening.next = opening.head + 1;
    m_durable = opening.head;
    return opening;
}

void MemoryJournal::append(std::vector<JournalRecord> records, Durability)
{
    if (records.empty())
        return;
    m_durable = records.back().seq;
    for (JournalRecord &record : records) {
        record.crc = record.checksum();
        m_records.push_back(std::move(record));
    }
    while (m_records.size() > m_capacity) {
        m_forgotten = m_records.front().seq;
        m_records.pop_front();
    }
    Q_EMIT committed(m_durable);
}

void MemoryJournal::storeSnapshot(quint64 seq, TimeMs at, StateWriter state)
{
    m_snapshot = {seq, at, state()};
}

Result<std::vector<JournalRecord>> MemoryJournal::read(quint64 after, int limit) const
{
    const auto position = std::lower_bound(m_records.begin(), m_records.end(), after,
                                           [](const JournalRecord &record, quint64 seq) { return record.seq < seq; });
    const bool known = after == m_forgotten || (position != m_records.end() && position->seq == after);
    if (!known)
        return Error{QStringLiteral("journal"), QString::number(after), QStringLiteral("the event is not held")};
    std::vector<JournalRecord> found;
    for (auto it = position; it != m_records.end() && found.size() < static_cast<size_t>(limit); ++it) {
        if (it->seq > after)
            found.push_back(*it);
    }
    return found;
}

Result<std::vector<JournalRecord>> MemoryJournal::readEntity(RecordKind kind, const QString &entityId, int limit) const
{
    std::vector<JournalRecord> found;
    for (const JournalRecord &record : m_records) {
        if (record.kind == kind && record.entityId == entityId && found.size() < static_cast<size_t>(limit))
            found.push_back(record);
    }
    return found;
}

void MemoryJournal::prune(TimeMs before, qint64)
{
    while (!m_records.empty() && m_records.front().at < before && m_records.front().seq <= m_snapshot.seq) {
        m_forgotten = m_records.front().seq;
        m_records.pop_front();
    }
}

} // namespace guancheng
