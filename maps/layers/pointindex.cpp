// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/pointindex.h"

#include "maps/geo/mercator.h"

#include <array>

namespace guancheng {

namespace {

struct Item
{
    quint32 code;
    quint32 slot;
};

/** Stable sort by code, a byte at a time. */
void radixSort(std::vector<Item> &items)
{
    std::vector<Item> other(items.size());
    for (int shift = 0; shift < 32; shift += 8) {
        std::array<size_t, 257> start{};
        for (const Item &item : items)
            ++start[((item.code >> shift) & 0xff) + 1];
        for (size_t i = 1; i < start.size(); ++i)
            start[i] += start[i - 1];
        for (const Item &item : items)
            other[start[(item.code >> shift) & 0xff]++] = item;
        items.swap(other);
    }
}

/** Of 4^levels cells, so that a cell holds about \c each points. */
int levelsFor(size_t points, double each, int atMost)
{
    const double levels = std::log2(std::max(1.0, static_cast<double>(points) / each)) / 2;
    return std::clamp(static_cast<int>(std::ceil(levels)), 0, atMost);
}

struct Projected
{
    std::vector<quint32> slot;
    std::vector<QPointF> world;
    QRectF square;
};

Projected project(const MassPoints &points)
{
    Projected result;
    const size_t count = std::min(points.longitudeE7.size(), points.latitudeE7.size());
    result.slot.reserve(count);
    result.world.reserve(count);
    double left = 1, right = 0, top = 1, bottom = 0;
    for (size_t i = 0; i < count; ++i) {
        const GeoPoint point{points.longitudeE7[i] / 1e7, points.latitudeE7[i] / 1e7};
        // 0, 0 is what a device says that does not know where it is.
        if (!point.isValid() || (points.longitudeE7[i] == 0 && points.latitudeE7[i] == 0))
            continue;
        const QPointF world = toWorld(point);
        result.slot.push_back(static_cast<quint32>(i));
        result.world.push_back(world);
        left = std::min(left, world.x());
        right = std::max(right, world.x());
        top = std::min(top, world.y());
        bottom = std::max(bottom, world.y());
    }
    const double side = std::max({right - left, bottom - top, 1e-7}) * (1 + 1e-6);
    result.square = QRectF(left, top, side, side);
    return result;
}

} // namespace

PointIndex::PointIndex(const MassPoints &points)
{
    const Projected input = project(points);
    m_square = input.square;
    std::vector<Item> items(input.slot.size());
    const double grid = 65536 / m_square.width();
    for (size_t i = 0; i < items.size(); ++i) {
        const QPointF inside = (input.world[i] - m_square.topLeft()) * grid;
        const auto x = static_cast<quint32>(std::clamp(inside.x(), 0.0, 65535.0));
        const auto y = static_cast<quint32>(std::clamp(inside.y(), 0.0, 65535.0));
        items[i] = {mortonCode(x, y), static_cast<quint32>(i)};
    }
    radixSort(items);

    const size_t count = items.size();
    m_x.resize(count);
    m_y.resize(count);
    m_slot.resize(count);
    m_rank.assign(points.longitudeE7.size(), kNowhere);
    m_state = std::make_unique<std::atomic<quint8>[]>(count);
    m_levels = levelsFor(count, 64, 10);
    m_start.assign((size_t(1) << (2 * m_levels)) + 1, 0);
    std::vector<quint32> codes(count);
    for (size_t rank = 0; rank < count; ++rank) {
        const QPointF world = input.world[items[rank].slot];
        const quint32 slot = input.slot[items[rank].slot];
        m_x[rank] = static_cast<quint32>(std::clamp(world.x() * kFixed, 0.0, kFixed - 1));
        m_y[rank] = static_cast<quint32>(std::clamp(world.y() * kFixed, 0.0, kFixed - 1));
        m_slot[rank] = slot;
        m_rank[slot] = static_cast<quint32>(rank);
        const quint8 state = slot < points.state.size() ? points.state[slot] : static_cast<quint8>(DeviceState::Unknown);
        m_state[rank].store(state, std::memory_order_relaxed);
        codes[rank] = items[rank].code;
        const quint32 cell = m_levels == 0 ? 0 : codes[rank] >> (32 - 2 * m_levels);
        ++m_start[cell + 1];
    }
    for (size_t i = 1; i < m_start.size(); ++i)
        m_start[i] += m_start[i - 1];
    m_density = DensityPyramid(codes, std::max(6, levelsFor(count, 0.5, 11)));
}

size_t PointIndex::countNear(const QRectF &world) const
{
    if (!world.intersects(m_square))
        return 0;
    // About 32 x 32 cells answer it: the finest level that does not need more.
    const double side = std::max(world.width(), world.height());
    const int level = std::clamp(static_cast<int>(std::ceil(std::log2(32 * m_square.width() / side))), 0, m_density.finest());
    const double cell = m_square.width() / (1 << level);
    const int last = (1 << level) - 1;
    const auto index = [&](double at) { return std::clamp(static_cast<int>(std::floor(at / cell)), 0, last); };
    size_t sum = 0;
    for (int y = index(world.top() - m_square.top()); y <= index(world.bottom() - m_square.top()); ++y) {
        for (int x = index(world.left() - m_square.left()); x <= index(world.right() - m_square.left()); ++x)
            sum += m_density.count(level, static_cast<quint32>(x), static_cast<quint32>(y));
    }
    return sum;
}

} // namespace guancheng
