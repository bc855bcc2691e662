// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/opsapplication.h"

#include "jsonfile/resourcedir.h"
#include "shell/cityhost.h"
#include "shell/logging.h"
#include "shell/process/signals.h"
#include "shell/questions/cityroadservice.h"

#include <QCoreApplication>
#include <QHostInfo>
#include <QRandomGenerator>
#include <QTimer>

#include <cstdio>

namespace guancheng {

namespace {

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

Result<HubSetup> hubSetup(const OpsOptions &options, const QString &token)
{
    HubSetup setup;
    if (!setup.address.setAddress(options.host == QLatin1String("localhost") ? QStringLiteral("127.0.0.1") : options.host))
        return Error{QStringLiteral("command line"), QStringLiteral("listen"),
                     QStringLiteral("'%1' is no address of this machine").arg(options.host)};
    setup.port = options.port;
    setup.hub.access.append({token.toUtf8(), protocol::Role::Operator, QStringLiteral("operator")});
    if (!options.viewerToken.isEmpty())
        setup.hub.access.append({options.viewerToken.toUtf8(), protocol::Role::Viewer, QStringLiteral("viewer")});
    if (!options.feedToken.isEmpty())
        setup.hub.access.append({options.feedToken.toUtf8(), protocol::Role::Feed, QStringLiteral("feed")});
    setup.hub.server = QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion();
    setup.hub.certificateFile = options.certificate;
    setup.hub.keyFile = options.key;
    return setup;
}

} // namespace

QString randomToken()
{
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words);
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(words), sizeof words).toHex());
}

int runOperations(const QStringList &arguments)
{
    const Result<OpsOptions> options = parseOpsOptions(arguments);
    if (!options)
        return fail(options.error());
    const Result<Resources> resources = loadResources(resourceDir(), options->city.cityDir);
    if (!resources)
        return fail(resources.error());
    const QString token = options->token.isEmpty() ? randomToken() : options->token;
    const Result<HubSetup> setup = hubSetup(*options, token);
    if (!setup)
        return fail(setup.error());

    CityHost host(options->city, *resources, *setup);
    CityRoadService roads(resources->city, resources->dir, options->city.cityDir);
    QObject::connect(&roads, &CityRoadService::ready, &host, [&] {
        host.backend().post([travel = roads.travelTime()](World &world) { world.setTravelTime(travel); });
    });
    QObject::connect(&roads, &CityRoadService::failed, &host,
                     [](const Error &error) { qCWarning(lcShell).noquote() << error.toString(); });
    QObject::connect(&host, &CityHost::ready, &host, [&](const QUrl &url) {
        print(QStringLiteral("listening %1").arg(url.toString()));
        roads.start();
        if (options->token.isEmpty())
            print(QStringLiteral("token %1").arg(token));
    });
    QObject::connect(&host, &CityHost::problem, &host,
                     [](const Error &error) { qCWarning(lcShell).noquote() << error.toString(); });
    QObject::connect(&host, &CityHost::failed, &host, [](const Error &error) { QCoreApplication::exit(fail(error)); });
    QObject::connect(&host, &CityHost::storyFinished, &host, [](bool passed, const QString &report) {
        print(report);
        QCoreApplication::exit(passed ? 0 : 1);
    });
    const TerminationSignals signalled;
    QObject::connect(&signalled, &TerminationSignals::requested, qApp, &QCoreApplication::quit);
    if (options->seconds > 0)
        QTimer::singleShot(options->seconds * 1000, qApp, &QCoreApplication::quit);
    if (const Status started = host.start(); !started)
        return fail(started.error());
    const int code = QCoreApplication::exec();
    host.stop();
    return code;
}

} // namespace guancheng
