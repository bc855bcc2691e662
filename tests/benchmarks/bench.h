// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace guancheng::bench {

/**
 * One line of a benchmark on standard output: `bench NAME key=value ...`, plain numbers. Remarks for people go to
 * standard error. Keys: n fps frame_p50_ms frame_p99_ms p50_ms p99_ms ms per_s cpu_s_per_min cpu_pct pss_mb lost waiting ratio
 * peer.
 */
class Line
{
public:
    explicit Line(const QString &name) : m_text(QStringLiteral("bench ") + name) {}
    Line &add(const char *key, double value);
    Line &add(const char *key, const QString &value);
    void print() const;

private:
    QString m_text;
};

/** The value below which the given share (0 to 1) of the samples lies; NaN without samples. Sorts them. */
double percentile(std::vector<double> &samples, double share);

/** A remark on standard error. */
void remark(const QString &text);

struct Benchmark
{
    const char *name;
    const char *measures;      ///< one sentence
    std::function<bool()> run; ///< false when it could not be measured
};

// One a file; each runs in a process that has a QGuiApplication and a 4K screen.
Benchmark alarms();
Benchmark firstFrame();
Benchmark latency();
Benchmark dispatch();
Benchmark gauges();
Benchmark idle();
Benchmark ingest();
/** Of the map: see docs/performance.md. */
std::vector<Benchmark> mapPoints();
Benchmark mapUnits();
Benchmark mapAllocations();
Benchmark mapGeofence();
Benchmark mapNearestRoad();
Benchmark mapOpen();
Benchmark mapCamera();

} // namespace guancheng::bench
