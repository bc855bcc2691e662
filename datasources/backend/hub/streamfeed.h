// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/hub/hubcontext.h"
#include "datasources/backend/hub/outbox.h"

#include <optional>

namespace guancheng {

/** A stream event on its way to all sessions; the common part of its JSON is written once, when the first one wants it. */
class SharedEvent
{
public:
    explicit SharedEvent(const StreamEvent &event);

    quint64 seq() const { return m_message.seq; }
    protocol::Topic topic() const { return protocol::topicOf(m_message.entity); }
    const protocol::StreamEntity &entity() const { return m_message.entity; }
    QByteArray json(quint64 prev);

private:
    protocol::EventMessage m_message;
    QByteArray m_body;
};

/** The stream topics of one session: every event once, in order, chained by `prev`. */
class StreamFeed
{
public:
    StreamFeed(HubContext &context, Outbox &outbox, Filter &filter) : m_context(context), m_outbox(outbox), m_filter(filter) {}

    /** Whether a client that saw \c seq can go on from there. */
    static bool canResume(const HubContext &context, const protocol::Resume &resume);

    /** Starts with the events after \c resumeAfter, or, where that is not possible, with snapshots. */
    void subscribe(const QList<protocol::Topic> &topics, std::optional<quint64> resumeAfter);
    /** New snapshots of all stream topics. */
    void resync();
    void event(SharedEvent &event);

private:
    bool resumeFrom(quint64 seq);

    HubContext &m_context;
    Outbox &m_outbox;
    Filter &m_filter;
    QList<protocol::Topic> m_topics;
    quint64 m_prev = 0;
};

} // namespace guancheng
