// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "persistence/journalrecord.h"

#include <QObject>

#include <functional>
#include <limits>
#include <vector>

namespace guancheng {

/** How safe a record must be before it counts as committed. */
enum class Durability : quint8 {
    Process, ///< survives the death of the process (kill -9)
    Power    ///< survives the loss of power as well: for what an operator was promised
};

/** What opening a journal found. */
struct JournalOpening
{
    quint64 head = 0;            ///< sequence of the last good event; 0 in a new journal
    quint64 next = 1;            ///< first sequence that was never told to anybody
    bool writable = true;        ///< false: events stay in memory until the journal recovers
    std::vector<Error> problems; ///< what was quarantined, or why it cannot be written
};

/**
 * The append-only memory of the backend: storage, replay format and base of the audit at once.
 *
 * 1. Thread: every call comes from the thread of the object, and the signals are emitted there.
 * 2. append() never waits: records are written in groups (at most 10 ms or 1 000 records), then committed() tells
 *    the greatest sequence that is durable. The order of the sequence is the order on disk.
 * 3. When nothing can be written (full, read-only, locked ...) degraded() says why; what was appended is kept, up to
 *    a bound, and written as soon as it can be: then recovered() is emitted. Beyond the bound the oldest are lost and
 *    snapshotWanted() asks for the state as a whole before the journal goes on.
 * 4. Nothing is thrown and nothing is lost silently: a record that cannot be read is quarantined and reported.
 */
class EventJournal : public QObject
{
    Q_OBJECT

public:
    /** Given the newest good snapshot; an error sends the journal to the one before, at last to none. */
    using SnapshotReader = std::function<Status(const JournalSnapshot &)>;
    /** Given each event after the snapshot, oldest first; an error makes it and all that follow a bad tail. */
    using RecordReader = std::function<Status(const JournalRecord &)>;
    /** Makes the bytes of a snapshot; called in a thread of the journal, so it owns all that it needs. */
    using StateWriter = std::function<QByteArray()>;

    using QObject::QObject;

    /** Reads what is there; to be called once, before all else. Takes < 1 s with a day of cases. */
    virtual JournalOpening open(const SnapshotReader &snapshot, const RecordReader &record) = 0;
    /** Random id given when the journal was made. */
    virtual QString lineage() const = 0;
    virtual quint64 durableSequence() const = 0;
    virtual bool isWritable() const = 0;

    /** Appends records whose seq and prev are set; the checksums are made here. */
    virtual void append(std::vector<JournalRecord> records, Durability durability) = 0;
    /** Keeps the state after \c seq, in the background; the two newest are kept. */
    virtual void storeSnapshot(quint64 seq, TimeMs at, StateWriter state) = 0;
    /**
     * The events after \c after, oldest first, at most \c limit. An error when the journal does not know the event
     * \c after: it was pruned, or told by a backend that could not write.
     */
    virtual Result<std::vector<JournalRecord>> read(quint64 after, int limit) const = 0;
    /** All events of one entity that are still held, oldest first, at most \c limit. */
    virtual Result<std::vector<JournalRecord>> readEntity(RecordKind kind, const QString &entityId, int limit) const = 0;
    static constexpr qint64 kAnySize = std::numeric_limits<qint64>::max();
    /**
     * Forgets, in the background and from the oldest on, the events before \c before and, while the journal takes up more
     * than \c mostBytes, later ones too: only what a snapshot covers, so that nothing that is open is lost.
     */
    virtual void prune(TimeMs before, qint64 mostBytes = kAnySize) = 0;
    /** Writes what is waiting and closes; waits at most some seconds. */
    virtual void close() = 0;

Q_SIGNALS:
    void committed(quint64 seq);
    void degraded(const guancheng::Error &error);
    void recovered();
    void snapshotWanted();
};

} // namespace guancheng
