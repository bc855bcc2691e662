// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/hub/streamfeed.h"

#include "datasources/protocol/encode.h"

namespace guancheng {

namespace {

/** The missed events, or nothing when there are too many or the journal no longer holds them. */
std::optional<std::vector<StreamEvent>> missedEvents(const HubContext &context, quint64 seq)
{
    const int limit = context.options.limits.resumeEvents;
    if (seq > context.view.headSequence())
        return std::nullopt;
    if (seq == context.view.headSequence())
        return std::vector<StreamEvent>();
    Result<std::vector<StreamEvent>> events = context.view.eventsAfter(seq, limit + 1);
    if (!events || events->size() > static_cast<size_t>(limit))
        return std::nullopt;
    return std::move(*events);
}

} // namespace

SharedEvent::SharedEvent(const StreamEvent &event) : m_message{event.seq, 0, event.at, event.change, event.entity, std::nullopt}
{
    if (std::holds_alternative<Incident>(event.entity) || !event.entry.verb.isEmpty())
        m_message.entry = event.entry;
}

QByteArray SharedEvent::json(quint64 prev)
{
    if (m_body.isEmpty())
        m_body = protocol::encodeEventBody(m_message);
    return protocol::encodeEvent(m_message.seq, prev, m_body);
}

bool StreamFeed::canResume(const HubContext &context, const protocol::Resume &resume)
{
    return resume.lineage == context.view.lineage() && missedEvents(context, resume.seq).has_value();
}

void StreamFeed::subscribe(const QList<protocol::Topic> &topics, std::optional<quint64> resumeAfter)
{
    m_topics.clear();
    std::ranges::copy_if(topics, std::back_inserter(m_topics), protocol::isStream);
    if (!resumeAfter || !resumeFrom(*resumeAfter))
        resync();
}

bool StreamFeed::resumeFrom(quint64 seq)
{
    const auto events = missedEvents(m_context, seq);
    if (!events)
        return false;
    m_prev = seq;
    for (const StreamEvent &missed : *events) {
        SharedEvent shared(missed);
        event(shared);
    }
    return true;
}

void StreamFeed::resync()
{
    if (m_topics.isEmpty())
        return;
    m_filter.forgetTold();
    m_prev = m_context.view.headSequence();
    for (const protocol::Topic topic : std::as_const(m_topics)) {
        for (const protocol::SnapshotPart &part : m_context.snapshots.parts(topic, m_filter))
            m_outbox.send(protocol::encode(part));
    }
}

void StreamFeed::event(SharedEvent &event)
{
    // A snapshot may already hold what is streamed a moment later.
    if (!m_topics.contains(event.topic()) || event.seq() <= m_prev || !m_filter.takes(event.entity(), m_context.view))
        return;
    m_outbox.send(event.json(m_prev));
    m_prev = event.seq();
    ++m_context.counters.events;
}

} // namespace guancheng
