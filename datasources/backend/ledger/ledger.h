// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/ledger/citystate.h"
#include "datasources/backend/ledger/entitycodec.h"
#include "datasources/backend/ledger/observers.h"
#include "persistence/eventjournal.h"

#include <QObject>

#include <deque>

namespace guancheng {

/**
 * The one way in which state changes: gives the event its sequence, applies it, queues it for the journal, and publishes
 * it when the journal has it. While the journal cannot be written events are published at once: the city goes on.
 * Thread: the backend's.
 */
class Ledger : public QObject
{
    Q_OBJECT

public:
    Ledger(EventJournal &journal, CityState &state, Observers &observers);

    /** Reads the journal into the state. */
    JournalOpening open();
    /** Changes the state; returns the sequence. */
    quint64 write(const QString &change, Incident incident, TimelineEntry entry, TimeMs at);
    /** \c deed: what a person did to it and why; empty when nobody did. */
    quint64 write(const QString &change, Alarm alarm, TimeMs at, TimelineEntry deed = {});
    quint64 write(const QString &change, Order order, TimeMs at);
    quint64 write(const QString &change, Warning warning, TimeMs at);
    quint64 writeMode(CityMode mode, TimeMs at);
    quint64 writeCounts(const DayCounts &counts, TimeMs at);
    /** Remembers the answer to a command; it survives the loss of power. */
    quint64 writeAnswer(const RememberedAnswer &answer, TimeMs at);

    /** Called once when the last event written is published. */
    void whenPublished(std::function<void()> call);
    /** Called instead of whenPublished() when the last event written turns out not to be durable. */
    void whenLost(std::function<void()> call);

    /** Gives what was written to the journal; to be called at the end of every turn. */
    void flush();
    /** Keeps the state as it is now, in the background. */
    void storeSnapshot(TimeMs at);
    qint64 eventsSinceSnapshot() const { return m_sinceSnapshot; }

    /** Sequence of the last event that was published. */
    quint64 head() const { return m_head; }
    /** Nothing was ever written. */
    bool isEmpty() const { return m_last == 0; }
    bool isDegraded() const { return m_degraded.has_value(); }
    const std::optional<Error> &degradation() const { return m_degraded; }
    qint64 published() const { return m_published; }
    EventJournal &journal() const { return m_journal; }

Q_SIGNALS:
    void degraded(const guancheng::Error &error);
    void recovered();

private:
    struct Pending
    {
        quint64 seq = 0;
        StreamEvent event;
        RecordKind kind = RecordKind::Incident;
        std::function<void()> published;
        std::function<void()> lost;
    };
    template<typename Entity>
    quint64 writeEntity(RecordKind kind, const QString &change, Entity entity, TimelineEntry entry, TimeMs at);
    void queue(RecordKind kind, const QString &entityId, QByteArray payload, TimeMs at, StreamEvent event);
    void publish(quint64 upTo);
    void goOnWithout(const Error &error);
    void goOnWith();

    EventJournal &m_journal;
    CityState &m_state;
    Observers &m_observers;
    quint64 m_last = 0; ///< sequence of the last event written
    quint64 m_next = 1;
    quint64 m_head = 0;
    qint64 m_published = 0;
    qint64 m_sinceSnapshot = 0;
    std::vector<JournalRecord> m_outbox;
    Durability m_durability = Durability::Process;
    std::deque<Pending> m_pending;
    quint64 m_publishTo = 0;
    bool m_publishing = false;
    std::optional<Error> m_degraded;
};

} // namespace guancheng
