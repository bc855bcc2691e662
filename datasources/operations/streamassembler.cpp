// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/operations/streamassembler.h"

#include <algorithm>

namespace guancheng {

using namespace protocol;

namespace {

/** More events than this are not sent while snapshots are on their way. */
constexpr size_t kMostHeld = 100'000;

template<typename T>
bool append(StreamSnapshot &snapshot, std::vector<T> &&rows)
{
    auto *known = std::get_if<std::vector<T>>(&snapshot.rows);
    if (!known)
        return false;
    known->insert(known->end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    return true;
}

/** Starts with, or adds, the rows of the part; false when they are of another kind. */
bool addRows(StreamSnapshot &snapshot, SnapshotPart &&part, bool first)
{
    return std::visit(
        [&]<typename Rows>(Rows &&rows) {
            if constexpr (std::is_constructible_v<decltype(snapshot.rows), Rows>) {
                if (first) {
                    snapshot.rows = std::forward<Rows>(rows);
                    return true;
                }
                return append(snapshot, std::forward<Rows>(rows));
            } else {
                return false;
            }
        },
        std::move(part.content));
}

} // namespace

void StreamAssembler::resume(quint64 seq)
{
    abandon();
    m_missing = 0;
    m_anchored = true;
    m_last = seq;
    m_seen = seq;
}

void StreamAssembler::expect(bool keepUnknown)
{
    abandon();
    m_keepUnknown = keepUnknown;
}

void StreamAssembler::abandon()
{
    m_assemblies = {};
    m_held.clear();
    m_missing = kAll;
    m_keepUnknown = false;
    m_anchored = false;
    m_torn = false;
    m_last = 0;
}

Intake StreamAssembler::take(SnapshotPart &&part)
{
    const auto topic = static_cast<size_t>(part.topic);
    if (topic >= kTopics || part.part < 1 || part.part > part.parts)
        return Intake::Broken;
    Assembly &assembly = m_assemblies[topic];
    const quint64 seq = part.seq;
    const bool first = part.part == 1;
    if (!first && (part.part != assembly.part + 1 || part.parts != assembly.parts || seq != assembly.snapshot.seq)) {
        const bool replayed = part.part <= assembly.part && seq == assembly.snapshot.seq;
        if (!replayed)
            assembly = {};
        return replayed ? Intake::Late : Intake::Broken;
    }
    m_missing |= 1U << topic;
    assembly.part = part.part;
    assembly.parts = part.parts;
    assembly.snapshot.seq = seq;
    if (!addRows(assembly.snapshot, std::move(part), first)) {
        assembly = {};
        return Intake::Broken;
    }
    if (assembly.part == assembly.parts) {
        m_missing &= ~(1U << topic);
        m_last = seq;
        m_anchored = true;
        if (m_missing == 0 && m_torn)
            return Intake::Gap;
        if (m_missing == 0)
            complete();
    }
    return Intake::Taken;
}

Intake StreamAssembler::take(EventMessage &&event)
{
    if (m_anchored && event.seq <= m_last)
        return Intake::Late;
    if (m_missing != 0) {
        if (m_held.size() >= kMostHeld)
            return Intake::Broken;
        m_torn = m_torn || (m_anchored && event.prev != m_last);
        m_last = event.seq;
        m_held.push_back(std::move(event));
        return Intake::Taken;
    }
    if (event.prev != m_last)
        return Intake::Gap;
    m_last = event.seq;
    m_seen = event.seq;
    m_released.push_back(changeOf(std::move(event)));
    return Intake::Taken;
}

std::vector<StreamItem> StreamAssembler::release()
{
    return std::exchange(m_released, {});
}

void StreamAssembler::complete()
{
    // Snapshots of topics that were not asked for again (part 0) stay as they are in the picture.
    std::array<quint64, kTopics> since{};
    if (std::ranges::all_of(m_assemblies, [](const Assembly &assembly) { return assembly.part > 0; }))
        m_seen = 0; // it may be an older journal
    for (size_t topic = 0; topic < kTopics; ++topic) {
        Assembly &assembly = m_assemblies[topic];
        if (assembly.part == 0)
            continue;
        since[topic] = assembly.snapshot.seq;
        m_seen = std::max(m_seen, assembly.snapshot.seq);
        assembly.snapshot.keepUnknown = m_keepUnknown;
        m_released.push_back(std::move(assembly.snapshot));
        assembly = {};
    }
    for (EventMessage &event : m_held) {
        if (event.seq <= since[static_cast<size_t>(topicOf(event.entity))])
            continue;
        m_seen = std::max(m_seen, event.seq);
        m_released.push_back(changeOf(std::move(event)));
    }
    m_held.clear();
    m_keepUnknown = false;
}

StreamChange StreamAssembler::changeOf(EventMessage &&event)
{
    StreamChange change;
    change.seq = event.seq;
    change.at = event.at;
    change.change = std::move(event.change);
    change.entity = std::move(event.entity);
    if (event.entry)
        change.entry = std::move(*event.entry);
    return change;
}

} // namespace guancheng
