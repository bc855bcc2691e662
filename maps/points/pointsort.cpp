// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/points/pointsort.h"

#include "maps/points/twohalves.h"

#include <array>
#include <vector>

namespace guancheng {

namespace {

constexpr quint32 kBits = 11;
constexpr size_t kDigits = size_t(1) << kBits;

void onePass(const BigArray<CodedPoint> &from, BigArray<CodedPoint> &to, quint32 shift)
{
    constexpr quint32 kMask = kDigits - 1;
    std::array<std::vector<quint32>, 2> starts{std::vector<quint32>(kDigits), std::vector<quint32>(kDigits)};
    inTwoHalves(from.size(), [&](size_t half, size_t begin, size_t end) {
        std::vector<quint32> &counts = starts[half];
        for (size_t i = begin; i < end; ++i)
            ++counts[(from[i].code >> shift) & kMask];
    });
    quint32 sum = 0;
    for (size_t digit = 0; digit < kDigits; ++digit) {
        for (auto &start : starts)
            sum += std::exchange(start[digit], sum);
    }
    inTwoHalves(from.size(), [&](size_t half, size_t begin, size_t end) {
        std::vector<quint32> &start = starts[half];
        for (size_t i = begin; i < end; ++i)
            to[start[(from[i].code >> shift) & kMask]++] = from[i];
    });
}

} // namespace

void sortByCode(BigArray<CodedPoint> &points)
{
    BigArray<CodedPoint> other(points.size());
    for (quint32 shift = 0; shift < 32; shift += kBits) {
        onePass(points, other, shift);
        std::swap(points, other);
    }
}

} // namespace guancheng
