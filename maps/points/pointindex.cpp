// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/points/pointindex.h"

#include "maps/geo/mercator.h"
#include "maps/points/mercatortable.h"
#include "maps/points/pointsort.h"
#include "maps/points/twohalves.h"

#include <array>
#include <cmath>

namespace guancheng {

namespace {

/** Of 4^levels cells, so that a cell holds about \c each points. */
int levelsFor(size_t points, double each, int atMost)
{
    const double levels = std::log2(std::max(1.0, static_cast<double>(points) / each)) / 2;
    return std::clamp(static_cast<int>(std::ceil(levels)), 0, atMost);
}

/** 0, 0 is what a device says that does not know where it is. */
bool isPlace(qint32 longitudeE7, qint32 latitudeE7)
{
    return longitudeE7 >= -1'800'000'000 && longitudeE7 <= 1'800'000'000 && latitudeE7 >= -900'000'000 &&
           latitudeE7 <= 900'000'000 && (longitudeE7 != 0 || latitudeE7 != 0);
}

struct Bounds
{
    qint32 west = 1'800'000'000;
    qint32 east = -1'800'000'000;
    qint32 south = 900'000'000;
    qint32 north = -900'000'000;
    size_t count = 0;

    void unite(const Bounds &other)
    {
        west = std::min(west, other.west);
        east = std::max(east, other.east);
        south = std::min(south, other.south);
        north = std::max(north, other.north);
        count += other.count;
    }
};

} // namespace

struct PointIndex::Coded
{
    BigArray<CodedPoint> points;
    BigArray<Place> places; ///< by slot
};

PointIndex::PointIndex(const MassPoints &points)
{
    Coded coded = code(points);
    sortByCode(coded.points);
    const size_t count = coded.points.size();
    BigArray<quint32> codes(count);
    gather(coded, points, codes);
    m_levels = levelsFor(count, 64, 10);
    together([&] { makeRanges(codes.span()); },
             [&] { m_density = DensityPyramid(codes.span(), std::max(6, levelsFor(count, 0.5, 11))); });
}

PointIndex::Coded PointIndex::code(const MassPoints &points)
{
    const size_t count = std::min(points.longitudeE7.size(), points.latitudeE7.size());
    const auto &longitude = points.longitudeE7;
    const auto &latitude = points.latitudeE7;
    std::array<Bounds, 2> halves;
    inTwoHalves(count, [&](size_t half, size_t begin, size_t end) {
        Bounds bounds;
        for (size_t i = begin; i < end; ++i) {
            if (isPlace(longitude[i], latitude[i]))
                bounds.unite({longitude[i], longitude[i], latitude[i], latitude[i], 1});
        }
        halves[half] = bounds;
    });
    const size_t first = halves[0].count;
    Bounds all = halves[0];
    all.unite(halves[1]);

    const QPointF topLeft = all.count == 0 ? QPointF() : toWorld({all.west / 1e7, all.north / 1e7});
    const QPointF bottomRight = all.count == 0 ? QPointF() : toWorld({all.east / 1e7, all.south / 1e7});
    const double side = std::max({bottomRight.x() - topLeft.x(), bottomRight.y() - topLeft.y(), 1e-7}) * (1 + 1e-6);
    m_square = QRectF(topLeft, QSizeF(side, side));

    Coded result{BigArray<CodedPoint>(all.count), BigArray<Place>(count)};
    m_rank = BigArray<quint32>(count);
    const MercatorTable table(all.count == 0 ? 0 : all.south, all.count == 0 ? 0 : all.north);
    const double left = topLeft.x() * kFixed;
    const double top = topLeft.y() * kFixed;
    const double grid = 65536 / (side * kFixed);
    const auto cell = [grid](double inside) { return static_cast<quint32>(std::clamp(inside * grid, 0.0, 65535.0)); };
    inTwoHalves(count, [&](size_t half, size_t begin, size_t end) {
        size_t at = half == 0 ? 0 : first;
        for (size_t i = begin; i < end; ++i) {
            m_rank[i] = kNowhere;
            if (!isPlace(longitude[i], latitude[i]))
                continue;
            const double x = std::min((longitude[i] / 3.6e9 + 0.5) * kFixed, kFixed - 1);
            const Place place{static_cast<quint32>(x), table.fixedY(latitude[i])};
            result.places[i] = place;
            result.points[at++] = {mortonCode(cell(place.x - left), cell(place.y - top)), static_cast<quint32>(i)};
        }
    });
    return result;
}

void PointIndex::gather(const Coded &coded, const MassPoints &points, BigArray<quint32> &codes)
{
    const size_t count = coded.points.size();
    m_places = BigArray<Place>(count);
    m_slot = BigArray<quint32>(count);
    m_state = BigArray<quint8>(count);
    m_abnormal = BigArray<quint64>(count / 64 + 1, 0);
    inTwoHalves(count, [&](size_t, size_t begin, size_t end) {
        for (size_t rank = begin; rank < end; ++rank) {
            const CodedPoint point = coded.points[rank];
            m_places[rank] = coded.places[point.slot];
            m_slot[rank] = point.slot;
            m_rank[point.slot] = static_cast<quint32>(rank);
            codes[rank] = point.code;
            const quint8 given = point.slot < points.state.size() ? points.state[point.slot] : 255;
            m_state[rank] = std::min(given, static_cast<quint8>(DeviceState::Unknown));
        }
    });
    for (size_t rank = 0; rank < count; ++rank)
        m_abnormal[rank / 64] |= quint64(isAbnormal(static_cast<DeviceState>(m_state[rank]))) << (rank % 64);
}

void PointIndex::makeRanges(std::span<const quint32> codes)
{
    m_start = BigArray<quint32>((size_t(1) << (2 * m_levels)) + 1);
    size_t next = 0; // cell whose start is not known yet
    for (size_t rank = 0; rank < codes.size(); ++rank) {
        const size_t cell = m_levels == 0 ? 0 : codes[rank] >> (32 - 2 * m_levels);
        while (next <= cell)
            m_start[next++] = static_cast<quint32>(rank);
    }
    while (next < m_start.size())
        m_start[next++] = static_cast<quint32>(codes.size());
}

void PointIndex::setState(quint32 rank, DeviceState state)
{
    std::atomic_ref(m_state[rank]).store(static_cast<quint8>(state), std::memory_order_relaxed);
    const std::atomic_ref word(m_abnormal[rank / 64]);
    const quint64 bit = quint64(1) << (rank % 64);
    const quint64 old = word.load(std::memory_order_relaxed);
    word.store(isAbnormal(state) ? old | bit : old & ~bit, std::memory_order_relaxed);
}

size_t PointIndex::countNear(const QRectF &world) const
{
    const bool finite = std::isfinite(world.x() + world.y() + world.width() + world.height());
    if (size() == 0 || !finite || !world.intersects(m_square))
        return 0;
    // About 32 x 32 cells answer it: the finest level that does not need more.
    const double side = std::max(world.width(), world.height());
    const double fine = std::clamp(std::ceil(std::log2(32 * m_square.width() / side)), 0.0, double(m_density.finest()));
    const int level = static_cast<int>(fine);
    const double cell = m_square.width() / (1 << level);
    const int last = (1 << level) - 1;
    const auto index = [&](double at) { return static_cast<int>(std::clamp(std::floor(at / cell), 0.0, double(last))); };
    size_t sum = 0;
    for (int y = index(world.top() - m_square.top()); y <= index(world.bottom() - m_square.top()); ++y) {
        for (int x = index(world.left() - m_square.left()); x <= index(world.right() - m_square.left()); ++x)
            sum += m_density.count(level, static_cast<quint32>(x), static_cast<quint32>(y));
    }
    return sum;
}

} // namespace guancheng
