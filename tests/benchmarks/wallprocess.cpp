// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "wallprocess.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

namespace guancheng::bench {

WallProcess::WallProcess(const QStringList &extra)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments{QStringLiteral("--size"), QStringLiteral("3840x2160"), QStringLiteral("--data-dir"), m_data.path()};
    m_since.start();
    m_process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/guancheng"), arguments + extra);
}

WallProcess::~WallProcess()
{
    m_process.terminate();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
    m_process.waitForFinished(1'000);
}

void WallProcess::read()
{
    m_log += QString::fromUtf8(m_process.readAll());
}

qint64 WallProcess::waitForLog(const QString &text, int timeoutMs)
{
    while (m_since.elapsed() < timeoutMs && m_process.state() != QProcess::NotRunning) {
        m_process.waitForReadyRead(20);
        read();
        if (m_log.contains(text))
            return m_since.elapsed();
    }
    read();
    return m_log.contains(text) ? m_since.elapsed() : -1;
}

bool WallProcess::live(int milliseconds)
{
    QElapsedTimer since;
    since.start();
    while (since.elapsed() < milliseconds && m_process.state() != QProcess::NotRunning) {
        m_process.waitForReadyRead(200);
        read();
    }
    return m_process.state() != QProcess::NotRunning;
}

QStringList WallProcess::warnings() const
{
    QStringList found;
    for (const QString &line : m_log.split(u'\n'))
        if (line.contains(QLatin1String(" warning ")) || line.contains(QLatin1String(" critical ")))
            found << line;
    return found;
}

} // namespace guancheng::bench
