// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/statistics.h"

#include <QString>

#include <optional>

namespace guancheng {

/** What the interface counted in a run. */
struct InterfaceStatistics
{
    double framesPerSecond = 0;
    double frameP99Ms = 0;
    int stalls = 0;
    qint64 commands = 0;
};

/**
 * The page that `./dev run` prints at its end; one figure a line, for people. Of a backend that runs elsewhere nothing is
 * known here, and nothing is said.
 */
QString runSummary(const std::optional<BackendStatistics> &backend, const InterfaceStatistics &interface, double cpuSeconds,
                   double pssMb);

} // namespace guancheng
