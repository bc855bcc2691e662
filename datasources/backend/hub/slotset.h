// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTypes>

#include <algorithm>
#include <span>
#include <vector>

namespace guancheng {

/** A set of slots in the order in which they came, each at most once: the backlog of a conflated topic. One bit a slot. */
class SlotSet
{
public:
    /** Forgets everything and makes room for slots below \c count. */
    void reset(size_t count)
    {
        m_bits.assign((count + 63) / 64, 0);
        m_order.clear();
        m_head = 0;
        m_count = count;
    }
    size_t capacity() const { return m_count; }
    size_t size() const { return m_order.size() - m_head; }
    bool empty() const { return size() == 0; }

    /** Whether it is new; a slot beyond the capacity is left out. */
    bool insert(quint32 slot)
    {
        if (slot >= m_count)
            return false;
        quint64 &word = m_bits[slot / 64];
        const quint64 bit = quint64(1) << (slot % 64);
        if (word & bit)
            return false;
        word |= bit;
        m_order.push_back(slot);
        return true;
    }

    /** The oldest entries, at most \c count; they stay until drop(). */
    std::span<const quint32> front(size_t count) const { return {m_order.data() + m_head, std::min(count, size())}; }
    std::span<const quint32> all() const { return front(size()); }

    /** Removes the \c count oldest. */
    void drop(size_t count)
    {
        for (const quint32 slot : front(count))
            m_bits[slot / 64] &= ~(quint64(1) << (slot % 64));
        m_head += std::min(count, size());
        if (m_head == m_order.size()) {
            m_order.clear();
            m_head = 0;
        } else if (m_head > m_order.size() / 2 && m_head > 65536) {
            m_order.erase(m_order.begin(), m_order.begin() + static_cast<std::ptrdiff_t>(m_head));
            m_head = 0;
        }
    }
    void clear() { drop(size()); }

private:
    std::vector<quint64> m_bits;
    std::vector<quint32> m_order;
    size_t m_head = 0;
    size_t m_count = 0;
};

} // namespace guancheng
