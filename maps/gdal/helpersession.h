// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gdal/featurewire.h"

#include <QObject>
#include <QProcess>
#include <QThread>
#include <QTimer>

#include <functional>
#include <memory>

namespace guancheng {

/** What a helper process may use, set by itself before it opens anything. */
struct HelperLimits
{
    quint64 memoryBytes = 6ULL << 30; ///< address space; most of it is only reserved
    int cpuSeconds = 900;
    quint64 fileBytes = 64ULL << 20; ///< of any file it writes; scratch when it only reads
    int idleSeconds = 30;            ///< without a sign of life; then it is ended
    int networkSeconds = 20;         ///< a server has for one answer
    quint64 features = 20'000'000;   ///< of a source; the rest is left out and counted
    quint64 vertices = 40'000'000;
    quint64 textBytes = 512ULL << 20;
};

/** The thread in which the wall talks to its helpers, so that the interface never waits for one. Shared by all jobs. */
class HelperThread
{
public:
    HelperThread();
    /** Ends the thread and waits for it; not from within it. */
    ~HelperThread();
    Q_DISABLE_COPY_MOVE(HelperThread)

    /** Runs \c work there, in order. Any thread. */
    void post(std::function<void()> work);
    /** The same and waits. Not from within the thread. */
    void run(std::function<void()> work);
    /** Only to be a parent or receiver of objects that live in the thread. */
    QObject *context() { return m_context; }

private:
    QThread m_thread;
    QObject *m_context;
};

/**
 * One helper process and the frames it sends.
 * 1. Made, used and destroyed in the thread of a HelperThread.
 * 2. start() once. After it each frame is handed to onFrame; when the process is gone onEnd is called exactly once, with what
 *    was wrong, or an empty reason when it ended by itself with success.
 * 3. A process that gives no sign of life (frame, bytes read, processor time) for the idle limit is killed, as is one whose
 *    session is destroyed. No handler is called from the destructor.
 */
class HelperSession : public QObject
{
    Q_OBJECT

public:
    using FrameHandler = std::function<void(wire::Frame)>;
    using EndHandler = std::function<void(const QString &reason)>;
    HelperSession(QString program, HelperLimits limits, FrameHandler onFrame, EndHandler onEnd, QObject *parent = nullptr);
    ~HelperSession() override;

    /** Starts the process with \c request, which limits and program are added to. */
    void start(QJsonObject request);
    /** More for its standard input; kept until the process takes it. */
    void send(const QByteArray &bytes);
    qint64 unsent() const { return m_process.bytesToWrite(); }
    void closeInput() { m_process.closeWriteChannel(); }
    /** Whether silence is a fault: not while it waits for us. */
    void setWatched(bool watched);
    /** Kills it; onEnd follows with \c reason. */
    void abort(const QString &reason);
    /** Share of the source that was read so far, by the count of the kernel; 0 when not known. */
    double bytesRead() const { return m_bytesRead; }

Q_SIGNALS:
    /** Some of what was sent has been taken. */
    void taken();
    /** About four times a second while it runs. */
    void beat();

private:
    void readFrames();
    void readErrors();
    void look();
    void finish(int code, QProcess::ExitStatus status);
    void end(const QString &reason);

    QString m_program;
    HelperLimits m_limits;
    FrameHandler m_onFrame;
    EndHandler m_onEnd;
    QProcess m_process;
    wire::FrameReader m_reader;
    QTimer m_beat;
    QString m_reason; ///< why it was killed
    QByteArray m_errors;
    double m_bytesRead = 0;
    quint64 m_lastSign = 0;
    qint64 m_lastSignAt = 0;
    bool m_watched = true;
    bool m_ended = false;
};

/** Where the helper lies: beside the program, or where GUANCHENG_GDAL_HELPER says. */
QString helperProgram();

} // namespace guancheng
