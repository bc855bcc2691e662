// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/records.h"

#include <QHash>

#include <atomic>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace guancheng {

/** Who the moving units are, by slot; immutable once published. */
struct UnitDirectory
{
    std::vector<Unit> units;
    QHash<QString, quint32> slotOf; ///< by id

    explicit UnitDirectory(std::vector<Unit> list = {});
    /** The unit with the id, or null. */
    const Unit *find(const QString &id) const;
};

/**
 * The moving units and where they are. One thread writes (reset, apply), any thread reads.
 * Position invalid = never heard of. There is one taker of the list of moved slots (the map scene).
 */
class UnitStore
{
public:
    struct Counters
    {
        quint64 applied = 0;
        quint64 late = 0;
        quint64 unknown = 0; ///< slot outside of the directory, or an impossible position
    };

    UnitStore();
    ~UnitStore();
    Q_DISABLE_COPY_MOVE(UnitStore)

    /** Any thread. Never null. */
    std::shared_ptr<const UnitDirectory> directory() const;
    size_t size() const { return m_size; }
    quint64 generation() const { return m_generation; }
    Counters counters() const;

    /** Any thread. A copy of all positions by slot, for a job of the map. Reuses the capacity of `positions`. */
    void positions(std::vector<UnitRecord> &positions) const;
    std::vector<UnitRecord> positions() const;
    /** Any thread. The position of one unit; the default record when the slot is unknown. */
    UnitRecord position(quint32 slot) const;

    /** Writing thread. `positions` may be shorter than `units`: the rest has not been heard of. */
    void reset(std::vector<Unit> units, std::vector<UnitRecord> positions);
    /** Writing thread. */
    void apply(std::span<const UnitRecord> records);

    /** One taker, any thread. The slots that moved or changed status since the last take. */
    void takeMoved(std::vector<quint32> &slots);

private:
    std::shared_ptr<const UnitDirectory> m_directory;
    std::vector<UnitRecord> m_positions;
    std::vector<quint32> m_moved;
    std::vector<bool> m_isMoved;
    mutable std::mutex m_mutex;
    std::atomic<size_t> m_size = 0;
    std::atomic<quint64> m_generation = 0;
    std::atomic<quint64> m_applied = 0;
    std::atomic<quint64> m_late = 0;
    std::atomic<quint64> m_unknown = 0;
};

} // namespace guancheng
