// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "persistence/eventjournal.h"

#include <memory>

QT_FORWARD_DECLARE_CLASS(QLockFile)

namespace guancheng {

class JournalDatabase;
class JournalWriter;

/**
 * The journal in an SQLite file (WAL). Process durability is synchronous=NORMAL, power durability synchronous=FULL for
 * the transaction that asks for it. One process at a time: a lock file lies beside. A damaged file is set aside as
 * '<file>.quarantine-<time>' and what is good in it is carried over; single bad records go to the table 'quarantine'.
 * A file that can be read but not written is read, and written to when that becomes possible.
 */
class SqliteJournal final : public EventJournal
{
    Q_OBJECT

public:
    explicit SqliteJournal(const QString &file, QObject *parent = nullptr);
    ~SqliteJournal() override;

    JournalOpening open(const SnapshotReader &snapshot, const RecordReader &record) override;
    QString lineage() const override { return m_lineage; }
    quint64 durableSequence() const override { return m_durable; }
    bool isWritable() const override { return m_writable; }
    void append(std::vector<JournalRecord> records, Durability durability) override;
    void storeSnapshot(quint64 seq, TimeMs at, StateWriter state) override;
    Result<std::vector<JournalRecord>> read(quint64 after, int limit) const override;
    Result<std::vector<JournalRecord>> readEntity(RecordKind kind, const QString &entityId, int limit) const override;
    void prune(TimeMs before, qint64 mostBytes = kAnySize) override;
    void close() override;

private:
    JournalOpening load(JournalDatabase &database, const SnapshotReader &snapshot, const RecordReader &record);
    void startWriter(const JournalOpening &opening);
    Status ensureReader() const;

    QString m_file;
    QString m_lineage;
    quint64 m_durable = 0;
    bool m_writable = false;
    std::unique_ptr<QLockFile> m_lock; ///< until the writer has it
    std::unique_ptr<JournalWriter> m_writer;
    mutable std::unique_ptr<JournalDatabase> m_reader;
};

} // namespace guancheng
