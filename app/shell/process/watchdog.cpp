// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/process/watchdog.h"

#include "domain/clock.h"

#include <QDateTime>
#include <QFile>
#include <QLoggingCategory>
#include <QMutex>
#include <QWaitCondition>

#include <csignal>
#include <cstdlib>
#include <cxxabi.h>
#include <execinfo.h>
#include <pthread.h>

namespace guancheng {

Q_DECLARE_LOGGING_CATEGORY(lcShell)

namespace {

constexpr int kSignal = SIGUSR2;
constexpr int kDepth = 64;

// Written by the signal handler in the stalled thread, read by the watching one.
void *g_frames[kDepth];
std::atomic<int> g_depth = 0;
pthread_t g_guiThread;

void collectFrames(int)
{
    // backtrace() was called once before, so that it loads nothing here.
    g_depth.store(backtrace(g_frames, kDepth), std::memory_order_release);
}

QString readable(const char *symbol)
{
    const QString line = QString::fromLocal8Bit(symbol);
    const qsizetype open = line.indexOf(u'(');
    const qsizetype plus = line.indexOf(u'+', open);
    if (open < 0 || plus <= open + 1)
        return line;
    int status = 1;
    char *name = abi::__cxa_demangle(line.mid(open + 1, plus - open - 1).toLatin1().constData(), nullptr, nullptr, &status);
    const QString demangled = status == 0 ? QString::fromLatin1(name) : line.mid(open + 1, plus - open - 1);
    std::free(name);
    return demangled;
}

QStringList stackOfGui()
{
    g_depth.store(0);
    if (pthread_kill(g_guiThread, kSignal) != 0)
        return {};
    // On a busy machine the stalled thread may have to wait for a core before it can answer.
    for (const TimeMs deadline = monotonicMs() + 500; g_depth.load(std::memory_order_acquire) == 0 && monotonicMs() < deadline;)
        QThread::yieldCurrentThread();
    const int depth = g_depth.load();
    if (depth == 0)
        return {};
    char **symbols = backtrace_symbols(g_frames, depth);
    QStringList lines;
    for (int i = 2; symbols && i < depth; ++i) // without the handler and the signal's return
        lines << readable(symbols[i]);
    std::free(symbols);
    return lines;
}

QString firstOfOurs(const QStringList &stack)
{
    for (const QString &line : stack)
        if (line.contains(QLatin1String("guancheng::")))
            return line;
    return stack.isEmpty() ? QStringLiteral("unknown") : stack.constFirst();
}

} // namespace

Watchdog::Watchdog(QString logFile, int limitMs, QObject *parent)
    : QObject(parent)
    , m_logFile(std::move(logFile))
    , m_limitMs(limitMs)
    , m_lastBeat(monotonicMs())
{
    void *warmUp[2];
    backtrace(warmUp, 2);
    g_guiThread = pthread_self();
    struct sigaction action = {};
    action.sa_handler = collectFrames;
    action.sa_flags = SA_RESTART;
    sigaction(kSignal, &action, nullptr);

    m_beat.setInterval(limitMs / 4);
    connect(&m_beat, &QTimer::timeout, this, [this] { m_lastBeat = monotonicMs(); });
    m_beat.start();
    m_thread = QThread::create([this] { watch(); });
    m_thread->setObjectName(QStringLiteral("watchdog"));
    m_thread->start(QThread::HighPriority);
}

Watchdog::~Watchdog()
{
    m_stop = true;
    m_thread->requestInterruption();
    m_thread->wait();
    delete m_thread;
}

void Watchdog::watch()
{
    QMutex mutex;
    QWaitCondition never;
    const QMutexLocker lock(&mutex);
    while (!m_stop) {
        never.wait(&mutex, QDeadlineTimer(m_limitMs / 8));
        const qint64 silence = monotonicMs() - m_lastBeat;
        if (silence > m_limitMs)
            record(silence);
    }
}

void Watchdog::record(qint64 silence)
{
    const qint64 stuckSince = m_lastBeat;
    const QStringList stack = stackOfGui();
    const QString where = firstOfOurs(stack);
    QMutex mutex;
    QWaitCondition never;
    const QMutexLocker lock(&mutex);
    while (!m_stop && m_lastBeat == stuckSince) // until it lives again
        never.wait(&mutex, QDeadlineTimer(m_limitMs / 8));
    silence = std::max(silence, m_lastBeat - stuckSince);
    ++m_stalls;
    qCWarning(lcShell).noquote() << "the interface stood for" << silence << "ms in" << where;
    QFile log(m_logFile);
    if (log.open(QIODevice::Append | QIODevice::Text))
        log.write(QStringLiteral("%1 stood for %2 ms\n    %3\n")
                      .arg(QDateTime::currentDateTime().toString(Qt::ISODate))
                      .arg(silence)
                      .arg(stack.join(QStringLiteral("\n    ")))
                      .toUtf8());
    Q_EMIT stalled(static_cast<int>(silence), where);
}

} // namespace guancheng
