// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

namespace guancheng::bench {

/** The real `guancheng` as a child process at 4K with a data folder of its own, watched by what it logs. */
class WallProcess
{
public:
    /** Starts it; `extra` goes to its command line. */
    explicit WallProcess(const QStringList &extra = {});
    ~WallProcess();

    /** Waits until a line with this text was logged; milliseconds since exec, or -1 when it did not come in time. */
    qint64 waitForLog(const QString &text, int timeoutMs);
    /** Waits so long while the child lives; false when it ended. */
    bool live(int milliseconds);
    qint64 pid() const { return m_process.processId(); }
    /** What it logged as warning or worse. */
    QStringList warnings() const;

private:
    void read();

    QTemporaryDir m_data;
    QProcess m_process;
    QElapsedTimer m_since;
    QString m_log;
};

} // namespace guancheng::bench
