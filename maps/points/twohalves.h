// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <thread>

namespace guancheng {

/** Calls \c f(half, begin, end) for both halves of 0..count, at the same time where that is worth a thread. */
template<typename F>
void inTwoHalves(size_t count, F f)
{
    const size_t middle = count / 2;
    if (count < 50'000) {
        f(size_t(0), size_t(0), middle);
        f(size_t(1), middle, count);
        return;
    }
    std::thread other([&] { f(size_t(1), middle, count); });
    f(size_t(0), size_t(0), middle);
    other.join();
}

/** Both at the same time. */
template<typename F, typename G>
void together(F f, G g)
{
    std::thread other(g);
    f();
    other.join();
}

} // namespace guancheng
