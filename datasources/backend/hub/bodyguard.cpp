// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/hub/bodyguard.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace guancheng {

namespace {

constexpr qint64 kHeaderBytes = 64 * 1024;

QString keyOf(const QHostAddress &address, quint16 port)
{
    return address.toString() + QLatin1Char(' ') + QString::number(port);
}

} // namespace

/** What a connection has sent since it was answered last; a child of its socket. */
class BodyGuard::Count : public QObject
{
public:
    explicit Count(QTcpSocket *socket) : QObject(socket) {}
    qint64 bytes = 0;
    bool refused = false;
};

BodyGuard::BodyGuard(QTcpServer *server, qint64 mostBytes) : QObject(server), m_server(server), m_most(mostBytes)
{
    connect(server, &QTcpServer::pendingConnectionAvailable, this, [this] {
        erase_if(m_counts, [](const auto &entry) { return entry.value().isNull(); });
        for (QTcpSocket *socket : m_server->findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly)) {
            if (!m_counts.contains(keyOf(socket->peerAddress(), socket->peerPort())))
                watch(socket);
        }
    });
}

void BodyGuard::watch(QTcpSocket *socket)
{
    auto *count = new Count(socket);
    m_counts.insert(keyOf(socket->peerAddress(), socket->peerPort()), count);
    connect(socket, &QTcpSocket::bytesWritten, count, [count] { count->bytes = 0; });
    const auto arrived = [this, socket, count] {
        count->bytes += socket->bytesAvailable();
        if (count->bytes <= m_most + kHeaderBytes || std::exchange(count->refused, true))
            return;
        // Queued: whoever reads now has to find the socket as it was.
        QMetaObject::invokeMethod(socket, [this, socket] { refuse(socket); }, Qt::QueuedConnection);
    };
    connect(socket, &QTcpSocket::readyRead, count, arrived);
    if (socket->bytesAvailable() > 0)
        arrived();
}

void BodyGuard::refuse(QTcpSocket *socket)
{
    Q_EMIT refused(socket->peerAddress().toString());
    static const QByteArray kBody = R"({"code":"too-large","reason":"the body is too large","place":""})";
    socket->write("HTTP/1.1 413 Payload Too Large\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                  QByteArray::number(kBody.size()) + "\r\n\r\n" + kBody);
    socket->flush();
    socket->disconnectFromHost();
}

void BodyGuard::release(const QHostAddress &address, quint16 port)
{
    delete m_counts.take(keyOf(address, port)).data();
}

} // namespace guancheng
