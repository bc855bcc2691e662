// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"

#include "domain/clock.h"
#include "jsonfile/resourcedir.h"
#include "shell/cityhost.h"
#include "shell/resources.h"

#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <atomic>
#include <mutex>
#include <unordered_map>

namespace guancheng::bench {

namespace {

constexpr int kSeconds = 30;
constexpr double kAlertsPerSecond = 111;
constexpr int kAlerts = static_cast<int>(kSeconds * kAlertsPerSecond);

/** Notes when each alert became a case and when its order was durable and sent. Thread: the backend's. */
class Stopwatch final : public CityObserver
{
public:
    void sent(const QString &title) { m_sent.insert(title, steady()); }
    void streamed(const StreamEvent &event) override
    {
        if (const auto *incident = std::get_if<Incident>(&event.entity); incident && event.change == QLatin1String("opened")) {
            const auto found = m_sent.constFind(incident->title);
            if (found != m_sent.constEnd())
                m_cases.insert(incident->id, *found);
        } else if (const auto *order = std::get_if<Order>(&event.entity); order && event.change == QLatin1String("offered")) {
            const auto found = m_cases.constFind(order->incident);
            if (found != m_cases.constEnd() && !m_ordered.contains(order->incident))
                m_ordered.insert(order->incident, steady() - *found);
        }
    }
    void devicesDeclared() override {}
    void unitsDeclared() override {}
    void deviceChanged(quint32) override {}
    void unitChanged(quint32) override {}
    void indicatorChanged(quint16) override {}
    void scoresChanged() override {}
    void figuresChanged() override {}
    void sourcesChanged() override {}
    void modeChanged() override {}

    qsizetype sentCount() const { return m_sent.size(); }
    qsizetype caseCount() const { return m_cases.size(); }
    std::vector<double> latencies() const { return {m_ordered.cbegin(), m_ordered.cend()}; }

private:
    static double steady()
    {
        using namespace std::chrono;
        return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
    }
    QHash<QString, double> m_sent;    ///< title -> when
    QHash<QString, double> m_cases;   ///< case -> when its alert was sent
    QHash<QString, double> m_ordered; ///< case -> milliseconds until its order
};

/** An alert of the kind that the rules dispatch by themselves, somewhere in the streets of the city. */
Report alert(const World &world, int number)
{
    const auto &matters = world.catalogue().matters();
    const auto &streets = world.city().streets();
    Report report;
    report.matter = matters[(number * 7) % static_cast<int>(matters.size())].id;
    report.title = QStringLiteral("alert %1").arg(number);
    report.source = IncidentSource::Video;
    report.point = streets[static_cast<size_t>(number * 31) % streets.size()].seed;
    report.point.longitude += (number % 97) * 1e-5; // not within 50 m of the one before at the same street
    report.point.latitude += (number % 89) * 1e-5;
    report.at = world.now();
    report.duplicateKey = report.title;
    return report;
}

bool measure()
{
    const Result<Resources> resources = loadResources(resourceDir());
    const QTemporaryDir folder;
    if (!resources)
        return false;
    CityOptions options;
    options.dataDir = folder.path();
    CityHost host(options, *resources, {});
    QEventLoop loop;
    bool ready = false;
    QObject::connect(&host, &CityHost::ready, &loop, [&] {
        ready = true;
        loop.quit();
    });
    QObject::connect(&host, &CityHost::failed, &loop, &QEventLoop::quit);
    if (!host.start())
        return false;
    loop.exec();
    if (!ready)
        return false;

    Stopwatch watch;
    host.backend().post([&](World &world) { world.addObserver(&watch); });
    int number = 0;
    QElapsedTimer since;
    since.start();
    QTimer feeder;
    QObject::connect(&feeder, &QTimer::timeout, &loop, [&] {
        const int due = std::min(kAlerts, static_cast<int>(static_cast<double>(since.elapsed()) / 1000 * kAlertsPerSecond));
        for (; number < due; ++number)
            host.backend().post([&watch, number](World &world) {
                const Report report = alert(world, number);
                watch.sent(report.title);
                world.report(QStringLiteral("video"), report);
            });
        if (number == kAlerts)
            loop.quit();
    });
    feeder.start(3);
    loop.exec();
    feeder.stop();
    QTimer::singleShot(3000, &loop, &QEventLoop::quit); // what is still on its way
    loop.exec();
    host.backend().post([&](World &world) { world.removeObserver(&watch); });
    host.stop();

    std::vector<double> latencies = watch.latencies();
    Line(QStringLiteral("dispatch"))
        .add("n", kAlerts)
        .add("per_s", kAlertsPerSecond)
        .add("p50_ms", percentile(latencies, 0.5))
        .add("p99_ms", percentile(latencies, 0.99))
        .add("lost", static_cast<double>(watch.sentCount() - watch.caseCount()))
        .add("waiting", static_cast<double>(watch.caseCount()) - static_cast<double>(latencies.size()))
        .print();
    return !latencies.empty();
}

} // namespace

Benchmark dispatch()
{
    return {"dispatch",
            "111 alerts/s for 30 s on top of the living city: alert to durable order; lost = without a case, waiting = for a "
            "person or a free unit",
            measure};
}

} // namespace guancheng::bench
