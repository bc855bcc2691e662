// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QRect>

#include <cmath>
#include <vector>

namespace guancheng {

/** Rectangles in world pixels by cells of 128 pixels: does one meet another, and which lie in a tile? */
class BoxGrid
{
public:
    /** \c value comes back from visit(). */
    void insert(const QRect &box, quint32 value)
    {
        const auto index = static_cast<quint32>(m_boxes.size());
        m_boxes.push_back({box, value});
        forCells(box, [&](quint64 cell) {
            m_cells[cell].push_back(index);
            return false;
        });
    }

    bool meets(const QRect &box) const
    {
        return forCells(box, [&](quint64 cell) {
            const auto it = m_cells.constFind(cell);
            return it != m_cells.constEnd() &&
                   std::any_of(it->begin(), it->end(), [&](quint32 i) { return m_boxes[i].box.intersects(box); });
        });
    }

    /** Calls \c f with the value of each box that meets \c box; a box in several cells is reported for each of them. */
    template<typename F>
    void visit(const QRect &box, F f) const
    {
        forCells(box, [&](quint64 cell) {
            if (const auto it = m_cells.constFind(cell); it != m_cells.constEnd()) {
                for (const quint32 i : *it) {
                    if (m_boxes[i].box.intersects(box))
                        f(m_boxes[i].value);
                }
            }
            return false;
        });
    }

private:
    struct Box
    {
        QRect box;
        quint32 value;
    };

    /** Until \c f returns true; whether it did. */
    template<typename F>
    static bool forCells(const QRect &box, F f)
    {
        constexpr int kShift = 7;
        for (int y = box.top() >> kShift; y <= box.bottom() >> kShift; ++y) {
            for (int x = box.left() >> kShift; x <= box.right() >> kShift; ++x) {
                if (f(quint64(quint32(y)) << 32 | quint32(x)))
                    return true;
            }
        }
        return false;
    }

    std::vector<Box> m_boxes;
    QHash<quint64, std::vector<quint32>> m_cells;
};

} // namespace guancheng
