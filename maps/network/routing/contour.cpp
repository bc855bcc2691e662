// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/routing/contour.h"

#include <QtTypes>

#include <algorithm>
#include <utility>

namespace guancheng {

namespace {

constexpr quint32 kNone = 0xffffffffu;

/** The sides of the grid are numbered: 2 x crossing for the one to the right, + 1 for the one down. */
class Contours
{
public:
    Contours(const Lattice &lattice, float limit, float ceiling)
        : m_lattice(lattice)
        , m_limit(limit)
        , m_ceiling(ceiling)
        , m_next(static_cast<size_t>(lattice.columns) * static_cast<size_t>(lattice.rows) * 2, kNone)
    {
    }

    std::vector<std::vector<QPointF>> rings()
    {
        for (int row = 0; row + 1 < m_lattice.rows; ++row) {
            for (int column = 0; column + 1 < m_lattice.columns; ++column)
                linkCell(column, row);
        }
        std::vector<std::vector<QPointF>> result;
        for (quint32 side = 0; side < m_next.size(); ++side) {
            if (m_next[side] != kNone)
                result.push_back(follow(side));
        }
        return result;
    }

private:
    bool isIn(int column, int row) const { return m_lattice.at(column, row) <= m_limit; }
    quint32 right(int column, int row) const
    {
        return (static_cast<quint32>(row) * static_cast<quint32>(m_lattice.columns) + static_cast<quint32>(column)) * 2;
    }
    quint32 down(int column, int row) const { return right(column, row) + 1; }
    /** Directed, with the inside on the left when rows grow upwards: outer rings run counterclockwise, holes clockwise. */
    void linkCell(int c, int r)
    {
        const quint32 low = right(c, r), high = right(c, r + 1), left = down(c, r), east = down(c + 1, r);
        const int code =
            (isIn(c, r) ? 1 : 0) | (isIn(c + 1, r) ? 2 : 0) | (isIn(c + 1, r + 1) ? 4 : 0) | (isIn(c, r + 1) ? 8 : 0);
        switch (code) {
        case 1: m_next[low] = left; break;
        case 14: m_next[left] = low; break;
        case 2: m_next[east] = low; break;
        case 13: m_next[low] = east; break;
        case 4: m_next[high] = east; break;
        case 11: m_next[east] = high; break;
        case 8: m_next[left] = high; break;
        case 7: m_next[high] = left; break;
        case 3: m_next[east] = left; break;
        case 12: m_next[left] = east; break;
        case 6: m_next[high] = low; break;
        case 9: m_next[low] = high; break;
        case 5: // two corners that touch across the cell: kept apart
            m_next[low] = left;
            m_next[high] = east;
            break;
        case 10:
            m_next[east] = low;
            m_next[left] = high;
            break;
        default: break;
        }
    }
    QPointF pointOn(quint32 side) const
    {
        const auto crossing = static_cast<int>(side / 2);
        const int column = crossing % m_lattice.columns;
        const int row = crossing / m_lattice.columns;
        const bool isDown = (side & 1U) != 0;
        const double a = double(std::min(m_lattice.at(column, row), m_ceiling));
        const double b = double(std::min(m_lattice.at(column + (isDown ? 0 : 1), row + (isDown ? 1 : 0)), m_ceiling));
        const double t = a == b ? 0.5 : std::clamp((double(m_limit) - a) / (b - a), 0.0, 1.0);
        return isDown ? QPointF(column, row + t) : QPointF(column + t, row);
    }
    std::vector<QPointF> follow(quint32 side)
    {
        std::vector<QPointF> ring;
        while (m_next[side] != kNone) {
            ring.push_back(pointOn(side));
            side = std::exchange(m_next[side], kNone);
        }
        return ring;
    }

    const Lattice &m_lattice;
    const float m_limit;
    const float m_ceiling;
    std::vector<quint32> m_next; ///< by side
};

} // namespace

std::vector<std::vector<QPointF>> contourRings(const Lattice &lattice, float limit, float ceiling)
{
    return Contours(lattice, limit, ceiling).rings();
}

} // namespace guancheng
