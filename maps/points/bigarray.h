// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

namespace guancheng {

/**
 * Memory in pages of 2 MB where the kernel gives them: a page fault of 4 KiB costs microseconds, so a hundred megabytes
 * of small pages cost more than sorting five million points. From 2 MB on it comes straight from the system, aligned to
 * that, and goes straight back. Not zeroed by us.
 */
inline constexpr size_t kBigPage = size_t(2) << 20;

inline size_t bigSize(size_t bytes)
{
    return (bytes + kBigPage - 1) / kBigPage * kBigPage;
}

inline void *takeMemory(size_t bytes)
{
#ifdef Q_OS_LINUX
    if (bytes >= kBigPage) {
        const size_t whole = bigSize(bytes) + kBigPage;
        void *mapped = mmap(nullptr, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapped == MAP_FAILED)
            throw std::bad_alloc();
        const auto from = reinterpret_cast<quintptr>(mapped);
        const quintptr begin = (from + kBigPage - 1) / kBigPage * kBigPage;
        if (begin > from)
            munmap(mapped, begin - from);
        if (const quintptr end = begin + bigSize(bytes); end < from + whole)
            munmap(reinterpret_cast<void *>(end), from + whole - end);
        auto *memory = reinterpret_cast<void *>(begin);
        madvise(memory, bigSize(bytes), MADV_HUGEPAGE);
        return memory;
    }
#endif
    void *memory = std::aligned_alloc(64, (bytes + 64) / 64 * 64);
    if (!memory)
        throw std::bad_alloc();
    return memory;
}

inline void giveMemory(void *memory, size_t bytes)
{
#ifdef Q_OS_LINUX
    if (memory && bytes >= kBigPage) {
        munmap(memory, bigSize(bytes));
        return;
    }
#endif
    std::free(memory);
}

/** A plain array of fixed length for millions of numbers, in big pages. Movable, not copyable. */
template<typename T>
class BigArray
{
    static_assert(std::is_trivially_destructible_v<T>);

public:
    BigArray() = default;
    /** Holds whatever was there before. */
    explicit BigArray(size_t size) : m_data(static_cast<T *>(takeMemory(size * sizeof(T)))), m_size(size) {}
    BigArray(size_t size, int byte) : BigArray(size) { std::memset(static_cast<void *>(m_data), byte, size * sizeof(T)); }
    ~BigArray() { giveMemory(m_data, m_size * sizeof(T)); }
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
