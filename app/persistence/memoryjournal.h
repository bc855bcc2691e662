// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "persistence/eventjournal.h"

#include <deque>

namespace guancheng {

/** A journal that lives as long as the process: for tests, stories and a wall that shall leave no trace. Commits at once. */
class MemoryJournal final : public EventJournal
{
    Q_OBJECT

public:
    /** Keeps at most \c capacity events. */
    explicit MemoryJournal(QObject *parent = nullptr, size_t capacity = 200'000);

    JournalOpening open(const SnapshotReader &snapshot, const RecordReader &record) override;
    QString lineage() const override { return m_lineage; }
    quint64 durableSequence() const override { return m_durable; }
    bool isWritable() const override { return true; }
    void append(std::vector<JournalRecord> records, Durability durability) override;
    void storeSnapshot(quint64 seq, TimeMs at, StateWriter state) override;
    Result<std::vector<JournalRecord>> read(quint64 after, int limit) const override;
    Result<std::vector<JournalRecord>> readEntity(RecordKind kind, const QString &entityId, int limit) const override;
    void prune(TimeMs before, qint64 mostBytes = kAnySize) override;
    void close() override {}

private:
    QString m_lineage;
    quint64 m_durable = 0;
    quint64 m_forgotten = 0; ///< events up to this sequence are no longer held
    size_t m_capacity;
    JournalSnapshot m_snapshot;
    std::deque<JournalRecord> m_records;
};

} // namespace guancheng
