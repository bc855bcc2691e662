// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/style/rastertarget.h"

#include <bit>
#include <cstring>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace guancheng {

/** A bit for each pixel of a picture; empty at first. Rows are whole words and one more, so that a window may end late. */
class BitMask
{
public:
    /** Of this size; what was in it is lost when it is another. */
    void resize(int width, int height)
    {
        const size_t words = size_t(width + 63) / 64 + 1;
        if (words == m_words && m_bits.size() == words * size_t(height))
            return;
        m_words = words;
        m_bits.assign(words * size_t(height), 0);
    }
    bool isSet(int x, int y) const { return window(x, y) & 1; }
    /** The bits from x on, 57 of them right. x >= 0. */
    quint64 window(int x, int y) const
    {
        quint64 bits;
        std::memcpy(&bits, bytes(y) + x / 8, sizeof(bits));
        return bits >> (x % 8);
    }
    /** Sets the bits of \c bits (at most 57) from x on. */
    void set(int x, int y, quint64 bits)
    {
        quint64 word;
        auto *at = const_cast<uchar *>(bytes(y)) + x / 8;
        std::memcpy(&word, at, sizeof(word));
        word |= bits << (x % 8);
        std::memcpy(at, &word, sizeof(word));
    }
    /** f(x, count) for the runs of bits of a row that are not set in \c without (of the same size; may be null). */
    template<typename F>
    void forRuns(int y, const BitMask *without, F f) const
    {
        const size_t row = size_t(y) * m_words;
        for (size_t word = 0; word < m_words; ++word) {
            quint64 bits = m_bits[row + word];
            if (bits != 0 && without)
                bits &= ~without->m_bits[row + word];
            while (bits != 0) {
                const int first = std::countr_zero(bits);
                const int count = std::countr_one(bits >> first);
                f(static_cast<int>(word * 64) + first, count);
                if (first + count == 64)
                    break;
                bits &= ~quint64(0) << (first + count);
            }
        }
    }
    void clearRows(int first, int last)
    {
        std::fill(m_bits.begin() + static_cast<qsizetype>(size_t(first) * m_words),
                  m_bits.begin() + static_cast<qsizetype>(size_t(last) * m_words), 0);
    }

    /** The pixels whose top byte is not 0; makes all pixels opaque. */
    void takeCovered(const RasterTarget &target)
    {
        resize(target.width, target.height);
        for (int y = 0; y < target.height; ++y) {
            quint32 *line = target.row(y);
            quint64 *words = m_bits.data() + size_t(y) * m_words;
            for (int x = 0; x < target.width; x += 64)
                words[x / 64] = takeWord(line + x, std::min(64, target.width - x));
        }
    }

private:
    const uchar *bytes(int y) const { return reinterpret_cast<const uchar *>(m_bits.data() + size_t(y) * m_words); }

    static quint64 takeWord(quint32 *pixels, int count)
    {
        quint64 word = 0;
        int bit = 0;
#ifdef __SSE2__
        const __m128i opaque = _mm_set1_epi32(static_cast<int>(0xff000000u));
        for (; bit + 4 <= count; bit += 4) {
            auto *at = reinterpret_cast<__m128i *>(pixels + bit);
            const __m128i four = _mm_loadu_si128(at);
            const __m128i none = _mm_cmpeq_epi32(_mm_srli_epi32(four, 24), _mm_setzero_si128());
            word |= quint64(~_mm_movemask_ps(_mm_castsi128_ps(none)) & 15) << bit;
            _mm_storeu_si128(at, _mm_or_si128(four, opaque));
        }
#endif
        for (; bit < count; ++bit) {
            word |= quint64((pixels[bit] & 0xff000000u) != 0) << bit;
            pixels[bit] |= 0xff000000u;
        }
        return word;
    }

    size_t m_words = 0;
    std::vector<quint64> m_bits;
};

} // namespace guancheng
