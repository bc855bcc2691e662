// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"

#include <array>
#include <cmath>
#include <limits>

namespace guancheng {

inline constexpr double kNoLimit = std::numeric_limits<double>::quiet_NaN();

/** What is bad about a value: too high, too low, either, or nothing (it is only shown). */
enum class Direction : quint8 { HighBad, LowBad, Band, None };

/**
 * Limits of the four levels in the unit of the value, index 0 = Minor (IV) to 3 = Critical (I); NaN = no such level.
 * High limits do not fall and low limits do not rise with the level. Reaching a limit counts as passing it.
 */
struct Limits
{
    std::array<double, 4> high{kNoLimit, kNoLimit, kNoLimit, kNoLimit};
    std::array<double, 4> low{kNoLimit, kNoLimit, kNoLimit, kNoLimit};
    double deadband = 0; ///< how far a value must come back before the level ends, >= 0

    /** The worst level that the value has reached; Normal for NaN. Without deadband: that needs memory, see the engines. */
    Level levelOf(double value) const
    {
        for (std::size_t i = high.size(); i-- > 0;) {
            if (value >= high[i] || value <= low[i])
                return static_cast<Level>(i + 1);
        }
        return Level::Normal;
    }
    /** The limit on the side that the value passed at this level; NaN for Normal or when there is none. */
    double limitOf(Level level, double value) const
    {
        if (level == Level::Normal)
            return kNoLimit;
        const auto i = static_cast<std::size_t>(level) - 1;
        if (std::isnan(low[i]))
            return high[i];
        return value <= low[i] ? low[i] : high[i];
    }
};

/** What is drawn as normal behind a trend; NaN where the band is open. */
struct NormalBand
{
    double low = kNoLimit;
    double high = kNoLimit;
};

} // namespace guancheng
