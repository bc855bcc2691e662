// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/framesink.h"

#include "domain/clock.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace guancheng {

namespace {

int g_handle = -1;

} // namespace

FrameSink::FrameSink() : m_handle(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10))
{
    dup2(STDERR_FILENO, STDOUT_FILENO);
    fcntl(m_handle, F_SETPIPE_SZ, 1 << 20);
    std::signal(SIGPIPE, SIG_IGN);
    g_handle = m_handle;
}

bool FrameSink::write(const char *bytes, size_t count)
{
    while (count > 0) {
        const ssize_t written = ::write(m_handle, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        count -= static_cast<size_t>(written);
    }
    return true;
}

bool FrameSink::send(wire::FrameType type, const QByteArray &payload)
{
    // Without another copy of a large payload.
    char header[wire::kHeaderSize];
    const auto size = static_cast<quint32>(payload.size());
    std::memcpy(header, &size, sizeof size);
    header[4] = static_cast<char>(type);
    return write(header, sizeof header) && write(payload.constData(), static_cast<size_t>(payload.size()));
}

bool FrameSink::send(wire::FrameType type, const QJsonObject &json)
{
    const QByteArray frame = wire::encodeFrame(type, json);
    return write(frame.constData(), static_cast<size_t>(frame.size()));
}

bool FrameSink::fail(const QString &reason)
{
    return send(wire::FrameType::Failed, QJsonObject{{QStringLiteral("reason"), reason}});
}

void FrameSink::progress(double fraction, quint64 features)
{
    const TimeMs now = monotonicMs();
    if (now - m_lastProgress < 100)
        return;
    m_lastProgress = now;
    send(wire::FrameType::Progress,
         QJsonObject{{QStringLiteral("fraction"), fraction}, {QStringLiteral("features"), static_cast<qint64>(features)}});
}

void FrameSink::endWithoutMemory()
{
    static constexpr char kJson[] = "{\"reason\":\"reading it needs more memory than is allowed\"}";
    char frame[wire::kHeaderSize + sizeof kJson - 1];
    const quint32 size = sizeof kJson - 1;
    std::memcpy(frame, &size, sizeof size);
    frame[4] = static_cast<char>(wire::FrameType::Failed);
    std::memcpy(frame + wire::kHeaderSize, kJson, sizeof kJson - 1);
    [[maybe_unused]] const ssize_t written = ::write(g_handle, frame, sizeof frame);
    _exit(3);
}

} // namespace guancheng
