// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "jsonfile/resourcedir.h"
#include "maps/quick/citymap.h"
#include "shell/logging.h"
#include "shell/process/processfigures.h"
#include "shell/process/signals.h"
#include "shell/renderer.h"
#include "shell/wall/selftest.h"
#include "shell/wall/viewexport.h"
#include "shell/wall/wallapplication.h"

#include <QGuiApplication>

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace guancheng {

namespace {

/** Seconds before the end at which the card that was asked for is opened: time to load and to be drawn. */
constexpr int kCardSeconds = 4;

int fail(const Error &error)
{
    std::fprintf(stderr, "%s\n", error.toString().toUtf8().constData());
    return 2;
}

void print(const QString &text)
{
    std::puts(text.toUtf8().constData());
    std::fflush(stdout);
}

/** The worst open case, the newest of them; empty when there is none. */
QString worstCase(const OperationalPicture &picture)
{
    const Incident *worst = nullptr;
    picture.incidents().each([&](const Incident &incident, bool) {
        const auto rank = [](const Incident &one) { return std::pair(one.level, one.openedAt); };
        if (!incident.isFinal() && (!worst || rank(incident) > rank(*worst)))
            worst = &incident;
    });
    return worst ? worst->id : QString();
}

/** What happens at the end of a run: shot, order of the ends, summary. */
int endRun(WallApplication &wall, const WallOptions &options, int code)
{
    if (!options.shot.isEmpty()) {
        if (const Status saved = wall.saveShot(options.shot); !saved)
            code = fail(saved.error());
        else
            print(QStringLiteral("wrote %1").arg(options.shot));
    }
    const ProcessFigures process = readProcessFigures();
    const InterfaceStatistics interface = wall.interfaceStatistics();
    wall.stop();
    if (options.summary)
        print(runSummary(wall.host() ? std::optional(wall.host()->backend().statistics()) : std::nullopt, interface,
                         process.cpuSeconds, process.pssMb));
    return code;
}

} // namespace

void prepareEnvironment(int argc, char **argv)
{
    const auto isExport = [](const char *argument) { return std::string_view(argument).starts_with("--export-view"); };
    const bool screen = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
                        qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
    if (!screen && std::any_of(argv, argv + argc, isExport))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

int runWall(const QStringList &arguments)
{
    const Result<WallOptions> options = parseWallOptions(arguments);
    if (!options)
        return fail(options.error());
    const RendererChoice renderer = chooseRenderer(options->renderer);
    qCInfo(lcShell).noquote() << "renderer:" << (renderer.software ? "software," : "rhi,") << renderer.reason;
    CityMap::setPresenter(options->presenter == QLatin1String("tiles") ? PresenterKind::Tiles : PresenterKind::Auto);
    const Result<Resources> resources = loadResources(resourceDir(), options->city.cityDir);
    if (!resources)
        return fail(resources.error());
    if (options->selfTest)
        return runSelfTest(*options, *resources);

    if (!options->exportView.isEmpty()) {
        const Status exported = runExport(*options, *resources);
        if (!exported)
            return fail(exported.error());
        print(QStringLiteral("wrote %1").arg(options->exportView));
        return 0;
    }

    WallApplication wall(*options, *resources);
    if (const Status started = wall.start(); !started)
        return fail(started.error());
    const TerminationSignals signalled;
    QObject::connect(&signalled, &TerminationSignals::requested, qApp, &QCoreApplication::quit);
    if (wall.host())
        QObject::connect(wall.host(), &CityHost::storyFinished, &wall, [](bool passed, const QString &report) {
            print(report);
            QCoreApplication::exit(passed ? 0 : 1);
        });
    // A story ends by itself, when its last expectation is decided.
    if (options->seconds > 0 && options->city.story.isEmpty()) {
        const auto openCard = [&] {
            const bool worst = options->openCase == QLatin1String("worst");
            wall.desk().models().selection()->open(QStringLiteral("incident"),
                                                   worst ? worstCase(wall.desk().picture()) : options->openCase);
        };
        if (!options->openCase.isEmpty())
            QTimer::singleShot(std::max(0, options->seconds - kCardSeconds) * 1000, &wall, openCard);
        QTimer::singleShot(options->seconds * 1000, qApp, &QCoreApplication::quit);
    }
    return endRun(wall, *options, QCoreApplication::exec());
}

} // namespace guancheng
