// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"

#include "jsonfile/resourcedir.h"
#include "shell/renderer.h"
#include "shell/wall/wallapplication.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QQuickView>
#include <QTemporaryDir>
#include <QTimer>

#include <atomic>

namespace guancheng::bench {

namespace {

constexpr int kProbes = 100;
constexpr int kProbeEveryMs = 250;

/** A case that must be seen at once: level I, in the middle of the city. */
Report probe(const World &world, int number)
{
    Report report;
    report.matter = world.catalogue().matters()[number % static_cast<int>(world.catalogue().matters().size())].id;
    report.title = QStringLiteral("probe %1").arg(number);
    report.source = IncidentSource::Video;
    report.point = world.city().streets()[static_cast<size_t>(number) % world.city().streets().size()].seed;
    report.level = Level::Critical;
    report.at = world.now();
    report.duplicateKey = report.title;
    return report;
}

void wait(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

bool measure()
{
    chooseRenderer(QStringLiteral("auto"));
    const Result<Resources> resources = loadResources(resourceDir());
    const QTemporaryDir folder;
    if (!resources)
        return false;
    WallOptions options;
    options.size = QSize(3840, 2160);
    options.city.dataDir = folder.path();
    WallApplication wall(options, *resources);
    QEventLoop complete;
    QObject::connect(&wall, &WallApplication::complete, &complete, &QEventLoop::quit);
    QTimer::singleShot(60'000, &complete, [&] { complete.exit(1); });
    if (!wall.start() || complete.exec() != 0)
        return false;
    wait(5000);

    QElapsedTimer clock;
    clock.start();
    std::atomic<qint64> sentAt = 0;
    bool applied = false;
    int number = 0;
    std::vector<double> latencies;
    QObject::connect(&wall.desk().picture(), &OperationalPicture::changed, &wall, [&](const ChangeSet &changes) {
        const QString title = QStringLiteral("probe %1").arg(number);
        for (const QString &id : changes.incidents)
            if (const Incident *incident = wall.desk().picture().incidents().find(id); incident && incident->title == title)
                applied = true;
    });
    QObject::connect(&wall.window(), &QQuickWindow::frameSwapped, &wall, [&] {
        if (!applied)
            return;
        applied = false;
        latencies.push_back(static_cast<double>(clock.nsecsElapsed() - sentAt) / 1e6);
        ++number;
    });
    for (int i = 0; i < kProbes; ++i) {
        const int asked = number;
        wall.host()->backend().post([&, asked](World &world) {
            sentAt = clock.nsecsElapsed();
            world.report(QStringLiteral("video"), probe(world, asked));
        });
        wait(kProbeEveryMs + (i * 37) % 50); // not in step with any timer
        if (number == asked) {
            remark(QStringLiteral("probe %1 was not on the glass after %2 ms").arg(asked).arg(kProbeEveryMs));
            wait(2000);
            if (number == asked)
                ++number; // lost
        }
    }
    wall.stop();
    Line(QStringLiteral("latency"))
        .add("n", static_cast<double>(latencies.size()))
        .add("p50_ms", percentile(latencies, 0.5))
        .add("p99_ms", percentile(latencies, 0.99))
        .add("lost", kProbes - static_cast<double>(latencies.size()))
        .print();
    return latencies.size() == kProbes;
}

} // namespace

Benchmark latency()
{
    return {"latency", "an event at the backend to the frame that shows it, wall at 4K, 110 000 devices, 400 records/s",
            measure};
}

} // namespace guancheng::bench
