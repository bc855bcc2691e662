// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "persistence/eventjournal.h"
#include "persistence/payloadpack.h"

#include <functional>
#include <span>

QT_FORWARD_DECLARE_CLASS(QSqlQuery)
QT_FORWARD_DECLARE_CLASS(QSqlDatabase)

namespace guancheng {

/** One connection to the file of a journal: the SQL and nothing else. Thread: the one that opened it. */
class JournalDatabase
{
public:
    enum class Mode : quint8 {
        Write,    ///< makes the file and its tables where they are missing
        Read,     ///< beside a writer
        Immutable ///< a file that nobody can write
    };
    /** What an SQLite error means for the caller. */
    enum class Fault : quint8 { None, Damaged, Other };

    JournalDatabase();
    ~JournalDatabase();
    Q_DISABLE_COPY_MOVE(JournalDatabase)

    Status open(const QString &file, Mode mode);
    void close();
    bool isOpen() const { return m_open; }
    const QString &file() const { return m_file; }
    /** Whether the last failure was a damaged file. */
    Fault fault() const { return m_fault; }

    Result<QString> meta(const QString &key) const;
    Status setMeta(const QString &key, const QString &value);

    /** All or none of the records, in one transaction. */
    Status write(std::span<const JournalRecord> records, Durability durability);
    /** Keeps the snapshot and the one before it. */
    Status writeSnapshot(const JournalSnapshot &snapshot);
    /** Sequences of the snapshots, newest first. */
    Result<std::vector<quint64>> snapshots() const;
    Result<JournalSnapshot> snapshot(quint64 seq) const;
    /** Visits the records with \c after < seq in their order until the visitor says no. */
    Status each(quint64 after, int limit, const std::function<bool(JournalRecord &&)> &visit) const;
    Status eachOf(RecordKind kind, const QString &entityId, int limit,
                  const std::function<bool(JournalRecord &&)> &visit) const;
    /** Sequence of the last event that is held or covered by a snapshot; 0 in a new file. */
    Result<quint64> head() const;
    /** Whether the event is held, or is the last one before the oldest that is. */
    Result<bool> knows(quint64 seq) const;
    /** Moves the records from \c seq on to the table 'quarantine'; how many they were. */
    Result<int> quarantine(quint64 seq, const QString &reason);
    /** Deletes at most \c limit records older than \c before and covered by the older snapshot; how many they were. */
    Result<int> prune(TimeMs before, int limit);
    /** What the records and snapshots take up; pages that are free for new ones do not count. */
    Result<qint64> usedBytes() const;

private:
    Status makeTables();
    Status run(const QString &sql);
    Error failure(const QSqlQuery &query) const;
    Status visit(QSqlQuery &query, const std::function<bool(JournalRecord &&)> &visitor) const;
    QSqlDatabase database() const;

    QString m_connection;
    QString m_file;
    bool m_open = false;
    mutable Fault m_fault = Fault::None;
    mutable PayloadPack m_packing;
};

} // namespace guancheng
