// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/hub/outbox.h"

namespace guancheng {

Outbox::Outbox(std::unique_ptr<QWebSocket> socket, const HubOptions &options, HubCounters &counters)
    : m_socket(std::move(socket))
    , m_options(options)
    , m_counters(counters)
{
    m_cutOff.setSingleShot(true);
    connect(&m_cutOff, &QTimer::timeout, m_socket.get(), &QWebSocket::abort);
    connect(m_socket.get(), &QWebSocket::bytesWritten, this, [this] {
        if (m_congested && !isCongested()) {
            m_congested = false;
            Q_EMIT relieved();
        }
    });
}

void Outbox::send(const QByteArray &json)
{
    if (!isOpen())
        return;
    m_socket->sendTextMessage(QString::fromUtf8(json));
    checkBacklog();
}

void Outbox::sendBinary(const QByteArray &frame)
{
    if (!isOpen())
        return;
    m_socket->sendBinaryMessage(frame);
    checkBacklog();
}

void Outbox::checkBacklog()
{
    m_congested = isCongested();
    if (m_socket->bytesToWrite() <= m_options.streamBytes)
        return;
    ++m_counters.slow;
    m_counters.lastProblem = QStringLiteral("a client does not read: %1 MiB wait").arg(m_socket->bytesToWrite() >> 20);
    close(protocol::CloseCode::TryLater, QStringLiteral("slow"));
}

void Outbox::close(protocol::CloseCode code, const QString &reason)
{
    if (m_closing)
        return;
    m_closing = true;
    m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
    constexpr int kCutOffMs = 3000;
    m_cutOff.start(kCutOffMs);
}

} // namespace guancheng
