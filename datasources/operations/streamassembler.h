// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/protocol/messages.h"
#include "stores/change.h"

#include <array>
#include <optional>

namespace guancheng {

/** What became of a message. */
enum class Intake : quint8 {
    Taken,
    Late,   ///< replayed or overtaken: known already, ignored
    Gap,    ///< something before it is missing: ask for new snapshots
    Broken, ///< does not fit what came before: ask for new snapshots
};

/**
 * Puts the stream topics (cases, alarms, orders, warnings) together. Pure.
 *
 * Snapshots are held back until those of all topics that were asked for are complete, then they come out together with the
 * events that followed: a backend that dies in between leaves the old picture as it was. `prev` ties each event to what was
 * sent before it; a gap asks for new snapshots, and until these are there nothing comes out.
 */
class StreamAssembler
{
public:
    /** The link is up and goes on after `seq`: no snapshots will come. */
    void resume(quint64 seq);
    /** The link is up, or new snapshots were asked for: wait for those of all stream topics. */
    void expect(bool keepUnknown);
    /** The link broke: half snapshots and what waits for them are thrown away. */
    void abandon();

    Intake take(protocol::SnapshotPart &&part);
    Intake take(protocol::EventMessage &&event);
    /** What may go into the picture now. */
    std::vector<StreamItem> release();

    bool isComplete() const { return m_missing == 0; }
    /** The sequence up to which the picture is whole. */
    quint64 seen() const { return m_seen; }

private:
    static constexpr int kTopics = 4;
    static constexpr unsigned kAll = 0b1111;
    struct Assembly
    {
        StreamSnapshot snapshot;
        int parts = 0;
        int part = 0; ///< the last that came; 0 = none
    };

    void complete();
    static StreamChange changeOf(protocol::EventMessage &&event);

    std::array<Assembly, kTopics> m_assemblies;
    std::vector<protocol::EventMessage> m_held; ///< events that came before the snapshots were complete
    std::vector<StreamItem> m_released;
    unsigned m_missing = kAll; ///< bit by topic
    bool m_keepUnknown = false;
    bool m_anchored = false; ///< m_last is known in this session
    bool m_torn = false;     ///< a gap among the events that are held
    quint64 m_last = 0;      ///< what the other side sent last, as `prev` counts it
    quint64 m_seen = 0;
};

} // namespace guancheng
