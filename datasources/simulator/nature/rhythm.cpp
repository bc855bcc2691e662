// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/nature/rhythm.h"

#include <cmath>
#include <numeric>

namespace guancheng::sim {
namespace {

constexpr TimeMs kDayMs = 86'400'000;
constexpr double kYearDays = 365.2425;

const std::array<double, 24> &hours(const Rhythm &rhythm, bool weekend)
{
    return weekend ? rhythm.weekend : rhythm.weekday;
}

} // namespace

LocalTime localTime(TimeMs at, int offsetSeconds)
{
    const TimeMs local = at + TimeMs(offsetSeconds) * 1000;
    TimeMs inDay = local % kDayMs;
    if (inDay < 0)
        inDay += kDayMs;
    LocalTime parts;
    parts.day = (local - inDay) / kDayMs;
    parts.hour = static_cast<double>(inDay) / 3'600'000;
    parts.dayOfYear = std::fmod(static_cast<double>(parts.day), kYearDays);
    if (parts.dayOfYear < 0)
        parts.dayOfYear += kYearDays;
    const qint64 weekday = (((parts.day + 3) % 7) + 7) % 7; // 0 = Monday; 1970-01-01 was a Thursday
    parts.weekend = weekday >= 5;
    return parts;
}

double rhythmAt(const Rhythm &rhythm, const LocalTime &local)
{
    const auto &weights = hours(rhythm, local.weekend);
    const auto i = static_cast<size_t>(local.hour) % 24;
    const double f = local.hour - std::floor(local.hour);
    return weights[i] * (1 - f) + weights[(i + 1) % 24] * f;
}

double rhythmMean(const Rhythm &rhythm, bool weekend)
{
    const auto &weights = hours(rhythm, weekend);
    return std::accumulate(weights.begin(), weights.end(), 0.0) / 24;
}

double rhythmElapsed(const Rhythm &rhythm, const LocalTime &local)
{
    const auto &weights = hours(rhythm, local.weekend);
    const double total = rhythmMean(rhythm, local.weekend) * 24;
    if (!(total > 0))
        return local.hour / 24;
    double sum = 0;
    const auto full = static_cast<size_t>(local.hour);
    for (size_t h = 0; h < full && h < 24; ++h)
        sum += (weights[h] + weights[(h + 1) % 24]) / 2;
    const double f = local.hour - std::floor(local.hour);
    const double start = weights[full % 24];
    sum += f * (start + (weights[(full + 1) % 24] - start) * f / 2);
    return std::fmin(1, sum / total);
}

} // namespace guancheng::sim
