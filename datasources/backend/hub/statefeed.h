// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/hub/hubcontext.h"
#include "datasources/backend/hub/outbox.h"

#include <array>
#include <optional>

namespace guancheng {

/** The binary frames of one pulse, made once when the first unfiltered session wants them. */
class PulseFrames
{
public:
    PulseFrames(const CityView &view, const StateChanges &changes) : m_view(view), m_changes(changes) {}
    std::vector<QByteArray> &devices();
    std::vector<QByteArray> &units();

private:
    const CityView &m_view;
    const StateChanges &m_changes;
    std::optional<std::vector<QByteArray>> m_devices;
    std::optional<std::vector<QByteArray>> m_units;
};

/**
 * The state topics of one session: snapshots in blocks at the pace of the peer, then changes within its credit.
 * What cannot be sent now is kept as 'changed' by slot, so that the newest value goes when there is credit again.
 */
class StateFeed
{
public:
    StateFeed(HubContext &context, Outbox &outbox, Filter &filter);

    /** Starts over with snapshots of all state topics in \c topics; numbers and credit go on. */
    void subscribe(const QList<protocol::Topic> &topics, bool ids, bool binary);
    void snapshot(protocol::Topic topic);
    void credit(int frames);
    /** A pulse: sends or keeps what changed. */
    void pulse(const StateChanges &changes, PulseFrames &frames);
    /** The peer has read: goes on with snapshots and backlog. */
    void relieved();
    /** Whether changes of any state topic are of interest. */
    bool listens() const { return m_listens; }

private:
    using Topic = protocol::Topic;
    bool wants(Topic topic) const { return m_wants[static_cast<size_t>(topic)]; }
    bool maySend() const { return m_credit > 0 && m_outbox.isOpen() && !m_outbox.isCongested(); }
    bool takeShared(std::vector<QByteArray> &frames);
    void absorbDevices(const StateChanges &changes, PulseFrames &frames);
    void absorbUnits(const StateChanges &changes, PulseFrames &frames);
    void pump();
    void sendDeviceBlock();
    void sendUnitBlock();
    int lastBlock() const;
    void flush();
    void flushIndicators();
    void flushUnits();
    void flushDevices();
    template<typename Content>
    void sendDelta(Topic topic, Content content, bool last);
    quint64 takeNumber();

    HubContext &m_context;
    Outbox &m_outbox;
    Filter &m_filter;
    std::array<bool, protocol::kTopicCount> m_wants{};
    bool m_listens = false;
    bool m_ids = false;
    bool m_binary = false;
    int m_credit = protocol::kInitialCredit;
    quint64 m_n = 0;
    StateChanges m_backlog;
    std::vector<quint32> m_trendsSent; ///< version by indicator
    int m_deviceBlock = -1;            ///< next block of the snapshot; -1: no snapshot under way
    int m_unitBlock = -1;
    bool m_begins = false; ///< the next block of devices is the first
};

} // namespace guancheng
