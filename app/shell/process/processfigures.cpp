// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/process/processfigures.h"

#include <QByteArray>
#include <QFile>

#include <ctime>
#include <unistd.h>

namespace guancheng {

ProcessFigures readProcessFigures(qint64 pid)
{
    const QString folder = pid == 0 ? QStringLiteral("/proc/self/") : QStringLiteral("/proc/%1/").arg(pid);
    ProcessFigures figures;
    if (QFile stat(folder + QStringLiteral("stat")); stat.open(QIODevice::ReadOnly)) {
        const QByteArray line = stat.readAll();
        // The name in parentheses may hold blanks; user time is the 12th field after it, system time the 13th.
        const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 12)
            figures.cpuSeconds = (fields[11].toDouble() + fields[12].toDouble()) / static_cast<double>(sysconf(_SC_CLK_TCK));
    }
    if (QFile rollup(folder + QStringLiteral("smaps_rollup")); rollup.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> lines = rollup.readAll().split('\n');
        for (const QByteArray &line : lines)
            if (line.startsWith("Pss:"))
                figures.pssMb = line.mid(4).trimmed().split(' ').constFirst().toDouble() / 1024;
    }
    return figures;
}

double processAgeMs()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = stat.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const double started = fields.value(19).toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
    return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 - started) * 1000;
}

} // namespace guancheng
