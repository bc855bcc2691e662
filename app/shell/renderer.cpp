// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/renderer.h"

#include <QDir>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QQuickWindow>

namespace guancheng {

namespace {

/** Name of the OpenGL renderer, empty when there is none. */
QString openGlRenderer()
{
    // Loading Mesa's software driver costs 100 ms and 60 MB: not done where no render node can be a GPU's.
    if (QDir(QStringLiteral("/dev/dri")).entryList({QStringLiteral("renderD*")}, QDir::System).isEmpty())
        return {};
    QOpenGLContext context;
    QOffscreenSurface surface;
    surface.create();
    if (!context.create() || !context.makeCurrent(&surface))
        return {};
    const auto *name = context.functions()->glGetString(GL_RENDERER);
    QString text = QString::fromLatin1(reinterpret_cast<const char *>(name));
    context.doneCurrent();
    return text;
}

RendererChoice choose(const QString &wish)
{
    if (wish != QLatin1String("auto"))
        return {wish == QLatin1String("software"), QStringLiteral("asked for by --renderer")};
    if (qEnvironmentVariableIsSet("QT_QUICK_BACKEND"))
        return {qEnvironmentVariable("QT_QUICK_BACKEND") == QLatin1String("software"), QStringLiteral("QT_QUICK_BACKEND")};
    const QString renderer = openGlRenderer();
    for (const char *slow : {"llvmpipe", "softpipe", "swiftshader", "swrast"})
        if (renderer.contains(QLatin1String(slow), Qt::CaseInsensitive))
            return {true, renderer};
    return {renderer.isEmpty(), renderer.isEmpty() ? QStringLiteral("no GPU") : renderer};
}

} // namespace

RendererChoice chooseRenderer(const QString &wish)
{
    const RendererChoice choice = choose(wish);
    if (choice.software)
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    return choice;
}

} // namespace guancheng
