// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QPointer>

#include <functional>

QT_FORWARD_DECLARE_CLASS(QTcpServer)
QT_FORWARD_DECLARE_CLASS(QTcpSocket)

namespace guancheng {

/**
 * Keeps requests small while they arrive. QHttpServer gathers a whole body before anybody is asked; here a connection that
 * has sent more than a request may have, without an answer in between, gets 413 and is closed, whoever it is.
 *
 * To be made before the server is bound to QHttpServer, so that it sees what comes before that reads it. Thread: one.
 */
class BodyGuard : public QObject
{
    Q_OBJECT

public:
    /** \c mostBytes of body; headers come on top. */
    BodyGuard(QTcpServer *server, qint64 mostBytes);

    /** The connection from there became a WebSocket: it has limits of its own. */
    void release(const QHostAddress &address, quint16 port);

Q_SIGNALS:
    void refused(const QString &peer);

private:
    class Count;
    void watch(QTcpSocket *socket);
    void refuse(QTcpSocket *socket);

    QTcpServer *m_server;
    qint64 m_most;
    QHash<QString, QPointer<Count>> m_counts; ///< by address and port of the other side
};

} // namespace guancheng
