// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/logging.h"
#include "shell/opsapplication.h"

#include <QGuiApplication>

/** The operations backend alone; `check URL` tests any server against the protocol. Needs no display. */
int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // pictures of the simulated cameras are painted
    QGuiApplication app(argc, argv);
    app.setApplicationName(QStringLiteral("guancheng-ops"));
    app.setApplicationVersion(QStringLiteral(GUANCHENG_VERSION));
    guancheng::installLogging();
    const QStringList arguments = app.arguments();
    return guancheng::runOperations(arguments);
}
