// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/logging.h"
#include "shell/wall/wallapplication.h"

#include <QGuiApplication>

int main(int argc, char **argv)
{
    guancheng::prepareEnvironment(argc, argv);
    QGuiApplication app(argc, argv);
    app.setApplicationName(QStringLiteral("guancheng"));
    app.setApplicationVersion(QStringLiteral(GUANCHENG_VERSION));
    guancheng::installLogging();
    return guancheng::runWall(app.arguments());
}
