// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helpersession.h"

#include "domain/clock.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QProcessEnvironment>

#include <csignal>

Q_LOGGING_CATEGORY(lcGdal, "guancheng.gdal", QtInfoMsg)

namespace guancheng {

namespace {

constexpr int kBeatMs = 250;
constexpr qsizetype kKeptErrors = 4096;

/** Only what a program needs to run: nothing that would make GDAL or libpq look elsewhere. */
QProcessEnvironment environment()
{
    const QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment clean;
    clean.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    clean.insert(QStringLiteral("PROJ_NETWORK"), QStringLiteral("OFF"));
    clean.insert(QStringLiteral("GDAL_DRIVER_PATH"), QStringLiteral("disable"));
    for (const char *name : {"PATH", "LD_LIBRARY_PATH", "GDAL_DATA", "PROJ_DATA", "PROJ_LIB", "ASAN_OPTIONS", "UBSAN_OPTIONS"})
        if (own.contains(QLatin1String(name)))
            clean.insert(QLatin1String(name), own.value(QLatin1String(name)));
    return clean;
}

QString crashReason(int signal)
{
    switch (signal) {
    case SIGXCPU: return QStringLiteral("reading it takes more computing time than is allowed");
    case SIGXFSZ: return QStringLiteral("it needs a larger file than is allowed");
    case SIGKILL: return QStringLiteral("the helper that reads it was ended by the system");
    case SIGSYS: return QStringLiteral("reading it would do something that is not allowed");
    default: return QStringLiteral("the helper that reads it crashed (signal %1)").arg(signal);
    }
}

/** A number that grows as long as the process does something: bytes read and clock ticks used; and the bytes alone. */
std::pair<quint64, double> signOfLife(qint64 pid)
{
    quint64 sign = 0;
    double bytes = 0;
    QFile io(QStringLiteral("/proc/%1/io").arg(pid));
    if (io.open(QIODevice::ReadOnly)) {
        const QByteArray line = io.readLine(); // rchar: 123
        bytes = line.mid(line.indexOf(':') + 1).trimmed().toDouble();
        sign += static_cast<quint64>(bytes);
    }
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (stat.open(QIODevice::ReadOnly)) {
        const QByteArray all = stat.readAll();
        const QByteArrayList fields = all.mid(all.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 12)
            sign += fields[11].toULongLong() + fields[12].toULongLong(); // utime, stime
    }
    return {sign, bytes};
}

} // namespace

HelperThread::HelperThread() : m_context(new QObject)
{
    m_thread.setObjectName(QStringLiteral("gdal"));
    m_context->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
    m_thread.start();
}

HelperThread::~HelperThread()
{
    m_thread.quit();
    m_thread.wait();
}

void HelperThread::post(std::function<void()> work)
{
    QMetaObject::invokeMethod(m_context, std::move(work), Qt::QueuedConnection);
}

void HelperThread::run(std::function<void()> work)
{
    QMetaObject::invokeMethod(m_context, std::move(work), Qt::BlockingQueuedConnection);
}

HelperSession::HelperSession(QString program, HelperLimits limits, FrameHandler onFrame, EndHandler onEnd, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
    , m_limits(limits)
    , m_onFrame(std::move(onFrame))
    , m_onEnd(std::move(onEnd))
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &HelperSession::readFrames);
    connect(&m_process, &QProcess::readyReadStandardError, this, &HelperSession::readErrors);
    connect(&m_process, &QProcess::finished, this, &HelperSession::finish);
    connect(&m_process, &QProcess::bytesWritten, this, &HelperSession::taken);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end(QStringLiteral("the helper %1 cannot be started: %2").arg(m_program, m_process.errorString()));
    });
    m_beat.setInterval(kBeatMs);
    connect(&m_beat, &QTimer::timeout, this, &HelperSession::look);
}

HelperSession::~HelperSession()
{
    m_ended = true;
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(2000); // killed: it only has to be taken from the system
    }
}

void HelperSession::start(QJsonObject request)
{
    request[QStringLiteral("limits")] = QJsonObject{{QStringLiteral("memory"), static_cast<qint64>(m_limits.memoryBytes)},
                                                    {QStringLiteral("cpu"), m_limits.cpuSeconds},
                                                    {QStringLiteral("file"), static_cast<qint64>(m_limits.fileBytes)},
                                                    {QStringLiteral("network"), m_limits.networkSeconds},
                                                    {QStringLiteral("features"), static_cast<qint64>(m_limits.features)},
                                                    {QStringLiteral("vertices"), static_cast<qint64>(m_limits.vertices)}};
    m_process.setProcessEnvironment(environment());
    m_process.setWorkingDirectory(QStringLiteral("/"));
    m_lastSignAt = monotonicMs();
    m_process.start(m_program, QStringList());
    send(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    m_beat.start();
}

void HelperSession::send(const QByteArray &bytes)
{
    m_process.write(bytes);
}

void HelperSession::setWatched(bool watched)
{
    m_watched = watched;
    m_lastSignAt = monotonicMs();
}

void HelperSession::abort(const QString &reason)
{
    if (m_reason.isEmpty())
        m_reason = reason;
    if (m_process.state() == QProcess::NotRunning)
        end(m_reason);
    else
        m_process.kill();
}

void HelperSession::readFrames()
{
    m_reader.feed(m_process.readAllStandardOutput());
    m_lastSignAt = monotonicMs();
    while (!m_ended && m_reason.isEmpty()) {
        Result<std::optional<wire::Frame>> frame = m_reader.next();
        if (!frame) {
            abort(frame.error().reason);
            return;
        }
        if (!frame.value())
            return;
        m_onFrame(std::move(**frame));
    }
}

void HelperSession::readErrors()
{
    m_errors = QByteArray(m_errors + m_process.readAllStandardError()).right(kKeptErrors);
}

void HelperSession::look()
{
    const auto [sign, bytes] = signOfLife(m_process.processId());
    m_bytesRead = bytes;
    const qint64 now = monotonicMs();
    if (sign != m_lastSign || !m_watched) {
        m_lastSign = sign;
        m_lastSignAt = now;
    } else if (now - m_lastSignAt > qint64(m_limits.idleSeconds) * 1000) {
        abort(QStringLiteral("nothing came for %1 s").arg(m_limits.idleSeconds));
        return;
    }
    Q_EMIT beat();
}

void HelperSession::finish(int code, QProcess::ExitStatus status)
{
    readFrames();
    if (!m_errors.isEmpty())
        qCDebug(lcGdal).noquote() << "helper:" << QString::fromUtf8(m_errors).trimmed();
    if (!m_reason.isEmpty())
        end(m_reason);
    else if (status == QProcess::CrashExit)
        end(crashReason(code));
    else
        end(code == 0 ? QString() : QStringLiteral("the helper that reads it gave up (code %1)").arg(code));
}

void HelperSession::end(const QString &reason)
{
    if (m_ended)
        return;
    m_ended = true;
    m_beat.stop();
    m_onEnd(reason);
}

QString helperProgram()
{
    const QString wanted = qEnvironmentVariable("GUANCHENG_GDAL_HELPER");
    return wanted.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/guancheng-gdal") : wanted;
}

} // namespace guancheng
