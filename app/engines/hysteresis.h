// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/limits.h"

#include <limits>

namespace guancheng {

/**
 * The level of a value that remembers: it worsens as soon as a limit is reached and gets better only when the value has
 * come back by the deadband (ISA-18.2). NaN keeps the level: a missing value is no news.
 */
inline Level levelWithDeadband(const Limits &limits, Level current, double value, double deadband)
{
    if (std::isnan(value))
        return current;
    const Level plain = limits.levelOf(value);
    if (plain >= current || deadband <= 0)
        return plain;
    for (auto level = static_cast<int>(current); level > static_cast<int>(plain); --level) {
        const auto i = static_cast<std::size_t>(level - 1);
        if (value > limits.high[i] - deadband || value < limits.low[i] + deadband)
            return static_cast<Level>(level);
    }
    return plain;
}

} // namespace guancheng
