// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/conformance.h"
#include "shell/logging.h"
#include "shell/opsapplication.h"

#include <QGuiApplication>
#include <QTextStream>

/** The operations backend alone; `check URL` tests any server against the protocol. Needs no display. */
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // pictures of the simulated cameras are painted
    QGuiApplication app(argc, argv);
    app.setApplicationName(QStringLiteral("guancheng-ops"));
    app.setApplicationVersion(QStringLiteral(GUANCHENG_VERSION));
    guancheng::installLogging();
    const QStringList arguments = app.arguments();
    if (arguments.value(1) == QLatin1String("check")) {
        QTextStream out(stdout);
        QTextStream err(stderr);
        return guancheng::conformance::runConformance(arguments.mid(2), out, err);
    }
    return guancheng::runOperations(arguments);
}
