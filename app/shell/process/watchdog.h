// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QThread>
#include <QTimer>

#include <atomic>

namespace guancheng {

/**
 * Notices when the interface stalls for more than \c limitMs and records why: the call stack of the GUI thread while it
 * is stuck goes to the log and to stalls.log in the data directory.
 *
 * Thread: made and destroyed in the GUI thread; a small thread of its own looks on. A debugger's break counts as a stall.
 */
class Watchdog : public QObject
{
    Q_OBJECT

public:
    explicit Watchdog(QString logFile, int limitMs = 2000, QObject *parent = nullptr);
    ~Watchdog() override;

    int stalls() const { return m_stalls; }

Q_SIGNALS:
    /** After the interface lives again: how long it stood and in which function (best guess), GUI thread. */
    void stalled(int milliseconds, const QString &where);

private:
    void watch();
    void record(qint64 silence);

    QString m_logFile;
    int m_limitMs;
    std::atomic<qint64> m_lastBeat;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_stalls = 0;
    QTimer m_beat;
    QThread *m_thread = nullptr;
};

} // namespace guancheng
