// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"
#include "wallprocess.h"

#include "shell/process/processfigures.h"

#include <cmath>

namespace guancheng::bench {

namespace {

constexpr int kRounds = 5;

bool measure()
{
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
        WallProcess wall;
        const qint64 ms = wall.waitForLog(QStringLiteral("first complete wall"), 60'000);
        if (ms < 0) {
            remark(QStringLiteral("round %1: no complete wall within 60 s").arg(round + 1));
            return false;
        }
        remark(QStringLiteral("round %1: %2 ms").arg(round + 1).arg(ms));
        times.push_back(static_cast<double>(ms));
    }
    const double worst = *std::max_element(times.begin(), times.end());
    Line(QStringLiteral("first-frame")).add("n", kRounds).add("ms", percentile(times, 0.5)).add("p99_ms", worst).print();
    return true;
}

bool measureIdle()
{
    WallProcess wall({QStringLiteral("--demo"), QStringLiteral("calm")});
    if (wall.waitForLog(QStringLiteral("first complete wall"), 60'000) < 0 || !wall.live(30'000))
        return false;
    const ProcessFigures before = readProcessFigures(wall.pid());
    if (!wall.live(60'000))
        return false;
    const ProcessFigures after = readProcessFigures(wall.pid());
    const QStringList warnings = wall.warnings();
    for (const QString &warning : warnings)
        remark(warning);
    const double cpu = after.cpuSeconds - before.cpuSeconds;
    Line(QStringLiteral("idle"))
        .add("n", 86)
        .add("cpu_s_per_min", cpu)
        .add("cpu_pct", cpu / 0.6)
        .add("pss_mb", after.pssMb)
        .print();
    return warnings.isEmpty();
}

} // namespace

Benchmark firstFrame()
{
    return {"first-frame",
            "exec to the first complete wall at 4K, backend with 110 000 devices included; median and worst of 5", measure};
}

Benchmark idle()
{
    return {"idle", "the calm wall at 4K with its backend, after 30 s: CPU seconds in one minute, PSS at its end", measureIdle};
}

} // namespace guancheng::bench
