// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/city/citycommand.h"
#include "shell/logging.h"
#include "shell/wall/wallapplication.h"

#include <QGuiApplication>

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("guancheng"));
    QCoreApplication::setApplicationVersion(QStringLiteral(GUANCHENG_VERSION));
    guancheng::installLogging();
    // City packs need no display.
    if (argc > 1 && qstrcmp(argv[1], "city") == 0) {
        const QCoreApplication app(argc, argv);
        return guancheng::runCityCommand(app.arguments());
    }
    guancheng::prepareEnvironment(argc, argv);
    const QGuiApplication app(argc, argv);
    return guancheng::runWall(app.arguments());
}
