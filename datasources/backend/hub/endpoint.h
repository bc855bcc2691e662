// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/hub/bodyguard.h"
#include "datasources/backend/hub/hubcontext.h"
#include "domain/result.h"

#include <QHttpServer>
#include <QHttpServerResponder>
#include <QObject>
#include <QUrl>
#include <QWebSocket>

#include <unordered_map>

namespace guancheng {

/** One TCP port with REST below /api/v1 and a WebSocket at /api/v1/live, with TLS where a certificate is given. */
class Endpoint : public QObject
{
    Q_OBJECT

public:
    /** \c full says whether no more sessions are taken. */
    Endpoint(HubContext &context, std::function<bool()> full, QObject *parent);

    /** Port 0: any free one. An error names the address, or the certificate or key file. */
    Status listen(const QHostAddress &address, quint16 port);
    /** 'ws://127.0.0.1:4711/api/v1/live'; invalid before listen(). */
    QUrl url() const { return m_url; }
    std::unique_ptr<QWebSocket> nextSocket();

Q_SIGNALS:
    void socketArrived();

private:
    void answer(const QHttpServerRequest &request, QHttpServerResponder &responder);
    /** Writes the answer; a request that was wrong is counted. */
    void reply(QHttpServerResponder &responder, const RestAnswer &answer);
    void post(const QString &path, const QHttpServerRequest &request, const Access &access, QHttpServerResponder &responder);
    void command(const QByteArray &body, const Access &access, QHttpServerResponder &responder);
    void finish(quint64 number, const CommandAnswer &answer);
    RestAnswer telemetry(const QByteArray &body, const Access &access);
    const Access *accessOf(const QHttpServerRequest &request) const;
    Result<QTcpServer *> makeServer();

    HubContext &m_context;
    std::function<bool()> m_full;
    QHttpServer m_server;
    QPointer<BodyGuard> m_guard; ///< of the listening server
    QUrl m_url;
    QString m_asker; ///< who asks now, and for what
    std::unordered_map<const Access *, RateLimit> m_commandRates;
    /** Requests whose command is not durable yet; here, so that they end before the server that they answer through. */
    std::unordered_map<quint64, QHttpServerResponder> m_waiting;
    quint64 m_asked = 0;
};

} // namespace guancheng
