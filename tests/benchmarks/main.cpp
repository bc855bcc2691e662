// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"
#include "shell/logging.h"

#include <QGuiApplication>
#include <QProcess>
#include <QRegularExpression>

#include <cmath>
#include <cstdio>
#include <string_view>

namespace guancheng::bench {

Line &Line::add(const char *key, double value)
{
    return add(key, std::isnan(value) ? QStringLiteral("nan") : QString::number(value, 'g', 6));
}

Line &Line::add(const char *key, const QString &value)
{
    m_text += u' ' + QLatin1String(key) + u'=' + value;
    return *this;
}

void Line::print() const
{
    std::puts(m_text.toUtf8().constData());
    std::fflush(stdout);
}

double percentile(std::vector<double> &samples, double share)
{
    if (samples.empty())
        return std::nan("");
    const auto at = static_cast<size_t>(share * static_cast<double>(samples.size() - 1) + 0.5);
    std::nth_element(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(at), samples.end());
    return samples[at];
}

void remark(const QString &text)
{
    std::fprintf(stderr, "    %s\n", text.toUtf8().constData());
}

} // namespace guancheng::bench

using namespace guancheng::bench;

/** Without names: all, each in a process of its own, so that none inherits the memory or the threads of another. */
int main(int argc, char **argv)
{
    std::vector<Benchmark> all{firstFrame(),     latency(),        dispatch(),    gauges(),  idle(),      ingest(), mapUnits(),
                               mapAllocations(), mapNearestRoad(), mapGeofence(), mapOpen(), mapCamera(), alarms()};
    for (Benchmark &benchmark : mapPoints())
        all.push_back(std::move(benchmark));
    // Frames as fast as they can be made: without this the platform waits 5 ms before each.
    if (argc > 2 && (std::string_view(argv[2]) == "gauges" || std::string_view(argv[2]).starts_with("map-")))
        qputenv("QT_QPA_UPDATE_IDLE_TIME", "0");
    QGuiApplication app(argc, argv);
    guancheng::installLogging();
    QStringList names = app.arguments().mid(1);
    const bool single = names.value(0) == QLatin1String("--single");
    if (single)
        names.removeFirst();

    int failed = 0;
    int matched = 0;
    for (const Benchmark &benchmark : all) {
        const QString name = QLatin1String(benchmark.name);
        const bool wanted = names.isEmpty() || std::any_of(names.begin(), names.end(), [&](const QString &pattern) {
                                return QRegularExpression::fromWildcard(pattern).match(name).hasMatch();
                            });
        if (!wanted)
            continue;
        ++matched;
        if (single) {
            failed += benchmark.run() ? 0 : 1;
            continue;
        }
        std::fprintf(stderr, "%s: %s\n", benchmark.name, benchmark.measures);
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(app.applicationFilePath(), {QStringLiteral("--single"), name});
        process.waitForFinished(-1);
        failed += process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? 0 : 1;
    }
    if (matched == 0) {
        std::fprintf(stderr, "no benchmark of that name; there are:\n");
        for (const Benchmark &benchmark : all)
            std::fprintf(stderr, "    %-12s %s\n", benchmark.name, benchmark.measures);
        return 2;
    }
    return failed ? 1 : 0;
}
