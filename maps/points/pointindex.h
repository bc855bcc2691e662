// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"
#include "maps/points/bigarray.h"
#include "maps/points/densitypyramid.h"
#include "maps/points/morton.h"

#include <QPointF>
#include <QRectF>

#include <algorithm>
#include <atomic>
#include <bit>
#include <span>

namespace guancheng {

/** Many points by slot, as the device store holds them; the spans are of one length. */
struct MassPoints
{
    std::span<const qint32> longitudeE7;
    std::span<const qint32> latitudeE7;
    std::span<const quint8> state; ///< DeviceState
};

/** Minor to critical: drawn on top of all others. */
inline bool isAbnormal(DeviceState state)
{
    return state >= DeviceState::Minor && state <= DeviceState::Critical;
}

/**
 * Points in the order of the Z curve, so that the points of a tile are near in memory, with a grid of ranges over them,
 * a density pyramid and a bit for each abnormal one. 17 bytes a point. Positions never change; states are written by one
 * thread and read by any. Building takes about 50 ms for a million points on two threads: a job for a worker.
 */
class PointIndex
{
public:
    static constexpr quint32 kNowhere = 0xffffffffu;

    explicit PointIndex(const MassPoints &points);

    /** Points with a position. */
    size_t size() const { return m_slot.size(); }
    /** The place in this order of a slot, or kNowhere. */
    quint32 rankOf(quint32 slot) const { return slot < m_rank.size() ? m_rank[slot] : kNowhere; }
    quint32 slotAt(quint32 rank) const { return m_slot[rank]; }
    /** World coordinates times 2^32. */
    struct Place
    {
        quint32 x;
        quint32 y;
    };
    Place place(quint32 rank) const { return m_places[rank]; }
    QPointF world(quint32 rank) const { return {m_places[rank].x / kFixed, m_places[rank].y / kFixed}; }
    /** The place of this rank will be asked for soon. */
    void prefetch(quint32 rank) const { __builtin_prefetch(m_places.data() + rank); }
    void prefetchState(quint32 rank) const { __builtin_prefetch(m_state.data() + rank, 1); }
    void prefetchRank(quint32 slot) const { __builtin_prefetch(m_rank.data() + slot); }
    DeviceState state(quint32 rank) const
    {
        return static_cast<DeviceState>(std::atomic_ref(m_state[rank]).load(std::memory_order_relaxed));
    }
    /** One writer. */
    void setState(quint32 rank, DeviceState state);

    /** Calls \c f(begin, end) for ranges of ranks that hold all points in \c world, and some around it. */
    template<typename F>
    void visit(const QRectF &world, F f) const
    {
        if (size() == 0)
            return;
        const auto [x0, x1] = cells(world.left() - m_square.left(), world.right() - m_square.left());
        const auto [y0, y1] = cells(world.top() - m_square.top(), world.bottom() - m_square.top());
        for (int y = y0; y <= y1; ++y) {
            for (int x = x0; x <= x1; ++x) {
                const quint32 cell = mortonCode(static_cast<quint32>(x), static_cast<quint32>(y));
                if (m_start[cell] < m_start[cell + 1])
                    f(m_start[cell], m_start[cell + 1]);
            }
        }
    }
    /** Calls \c f(rank) for the abnormal ones of a range, ascending. */
    template<typename F>
    void forAbnormal(quint32 begin, quint32 end, F f) const
    {
        for (quint32 word = begin / 64; word <= (end - 1) / 64 && begin < end; ++word) {
            quint64 bits = std::atomic_ref(m_abnormal[word]).load(std::memory_order_relaxed);
            if (word == begin / 64)
                bits &= ~quint64(0) << (begin % 64);
            if (word == end / 64)
                bits &= (quint64(1) << (end % 64)) - 1;
            for (; bits != 0; bits &= bits - 1)
                f(word * 64 + static_cast<quint32>(std::countr_zero(bits)));
        }
    }
    /** Roughly how many points lie in \c world. */
    size_t countNear(const QRectF &world) const;

    const DensityPyramid &density() const { return m_density; }
    /** The square of the world over which cells and pyramid lie. */
    const QRectF &square() const { return m_square; }

    static constexpr double kFixed = 4294967296.0;

private:
    struct Coded;
    Coded code(const MassPoints &points);
    void gather(const Coded &coded, const MassPoints &points, BigArray<quint32> &codes);
    void makeRanges(std::span<const quint32> codes);
    std::pair<int, int> cells(double from, double to) const
    {
        const double side = m_square.width() / (1 << m_levels);
        const int last = (1 << m_levels) - 1;
        if (!(from <= to)) // also for what is no number
            return {0, -1};
        return {static_cast<int>(std::clamp(from / side, 0.0, last + 1.0)),
                static_cast<int>(std::floor(std::clamp(to / side, -1.0, double(last))))};
    }

    QRectF m_square;
    int m_levels = 0; ///< of the grid of ranges
    BigArray<Place> m_places;
    BigArray<quint32> m_slot;
    BigArray<quint32> m_rank;
    BigArray<quint32> m_start;
    mutable BigArray<quint8> m_state;     // mutable: atomic_ref of a const object comes with C++26 only
    mutable BigArray<quint64> m_abnormal; ///< a bit a rank
    DensityPyramid m_density;
};

} // namespace guancheng
