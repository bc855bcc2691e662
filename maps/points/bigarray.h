// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

namespace guancheng {

/**
 * Memory in pages of 2 MB where the kernel gives them: a page fault of 4 KiB costs microseconds, so a hundred megabytes
 * of small pages cost more than sorting five million points. Aligned to 2 MB from that size on; not zeroed by us.
 */
inline void *takeBigPages(size_t bytes)
{
    constexpr size_t kHuge = size_t(2) << 20;
    const size_t alignment = bytes >= kHuge ? kHuge : 64;
    const size_t whole = (bytes + alignment - 1) / alignment * alignment;
    void *memory = std::aligned_alloc(alignment, whole == 0 ? alignment : whole);
    if (!memory)
        throw std::bad_alloc();
#ifdef Q_OS_LINUX
    if (bytes >= kHuge)
        madvise(memory, whole, MADV_HUGEPAGE);
#endif
    return memory;
}

/** A plain array of fixed length for millions of numbers, in big pages. Movable, not copyable. */
template<typename T>
class BigArray
{
    static_assert(std::is_trivially_destructible_v<T>);

public:
    BigArray() = default;
    /** Holds whatever was there before. */
    explicit BigArray(size_t size) : m_data(static_cast<T *>(takeBigPages(size * sizeof(T)))), m_size(size) {}
    BigArray(size_t size, int byte) : BigArray(size) { std::memset(static_cast<void *>(m_data), byte, size * sizeof(T)); }
    ~BigArray() { std::free(m_data); }
    BigArray(BigArray &&other) noexcept : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0))
    {
    }
    BigArray &operator=(BigArray &&other) noexcept
    {
        std::swap(m_data, other.m_data);
        std::swap(m_size, other.m_size);
        return *this;
    }
    BigArray(const BigArray &) = delete;
    BigArray &operator=(const BigArray &) = delete;

    size_t size() const { return m_size; }
    T *data() { return m_data; }
    const T *data() const { return m_data; }
    T &operator[](size_t i) { return m_data[i]; }
    const T &operator[](size_t i) const { return m_data[i]; }
    std::span<const T> span() const { return {m_data, m_size}; }
    T *begin() { return m_data; }
    T *end() { return m_data + m_size; }

private:
    T *m_data = nullptr;
    size_t m_size = 0;
};

} // namespace guancheng
