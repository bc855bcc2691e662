// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "persistence/eventjournal.h"
#include "persistence/journaldatabase.h"

#include <QLockFile>
#include <QMutex>
#include <QThread>
#include <QWaitCondition>

#include <deque>
#include <optional>

namespace guancheng {

/**
 * The thread that writes the journal: groups records into transactions, makes snapshots, prunes, and tries again when
 * the disk refuses. All public functions may be called from another thread and never wait for the disk.
 */
class JournalWriter final : public QThread
{
    Q_OBJECT

public:
    /** Called in the writer's thread. */
    struct Listener
    {
        std::function<void(quint64)> committed;
        std::function<void(const Error &)> degraded;
        std::function<void()> recovered;
        std::function<void()> snapshotWanted;
    };

    JournalWriter(QString file, QString lineage, quint64 head, std::optional<Error> problem, std::unique_ptr<QLockFile> lock,
                  Listener listener);
    ~JournalWriter() override;

    void append(std::vector<JournalRecord> records, Durability durability);
    void storeSnapshot(quint64 seq, TimeMs at, EventJournal::StateWriter state);
    void prune(TimeMs before, qint64 mostBytes);
    /** Writes what is waiting and ends the thread; after \c timeoutMs it gives up and says so. */
    bool finish(int timeoutMs);

protected:
    void run() override;

private:
    struct SnapshotTask
    {
        quint64 seq = 0;
        TimeMs at = 0;
        EventJournal::StateWriter state;
    };
    struct Work
    {
        std::vector<JournalRecord> records;
        Durability durability = Durability::Process;
        std::optional<SnapshotTask> snapshot;
        TimeMs pruneBefore = 0;
        qint64 pruneBytes = 0; ///< beyond this size
        bool stop = false;
    };
    Work take();
    void keep(std::vector<JournalRecord> records);
    void commit(Durability durability);
    void snapshot(const SnapshotTask &task);
    void forget(TimeMs before, qint64 mostBytes);
    void fail(const Error &error);
    bool tryAgain();
    Status openDatabase();

    const QString m_file;
    const QString m_lineage;
    const Listener m_listener;

    QMutex m_mutex; ///< guards the next four
    QWaitCondition m_wake;
    Work m_next;
    bool m_failed = false;

    // of the thread only
    std::unique_ptr<QLockFile> m_lock; ///< without it nothing is written
    JournalDatabase m_database;
    std::deque<JournalRecord> m_waiting;
    quint64 m_head;
    std::optional<Error> m_problem;
    bool m_gap = false; ///< records were lost: only a snapshot can mend it
};

} // namespace guancheng
