// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <memory>
#include <optional>

namespace guancheng {

/**
 * Stands between a client and a real server and changes what they say: a wrong server for every taste. REST does not pass.
 */
class LyingServer : public QObject
{
public:
    using Text = std::function<std::optional<QJsonObject>(const QJsonObject &)>; ///< nothing = swallow
    using Binary = std::function<std::optional<QByteArray>(const QByteArray &)>;

    explicit LyingServer(QUrl real) : m_real(std::move(real)), m_server(QStringLiteral("liar"), QWebSocketServer::NonSecureMode)
    {
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] { join(m_server.nextPendingConnection()); });
        if (!m_server.listen(QHostAddress::LocalHost, 0))
            qFatal("cannot listen");
    }

    QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/api/v1/live").arg(m_server.serverPort())); }

    Text toClient = [](const QJsonObject &message) { return message; };
    Text toServer = [](const QJsonObject &message) { return message; };
    Binary frameToClient = [](const QByteArray &frame) { return frame; };
    bool deaf = false; ///< accepts connections and says nothing

private:
    void join(QWebSocket *client)
    {
        client->setParent(this);
        if (deaf)
            return;
        auto *server = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, client);
        auto waiting = std::make_shared<QStringList>();
        const auto pass = [server, waiting](const QString &text) {
            if (server->isValid())
                server->sendTextMessage(text);
            else
                waiting->append(text);
        };
        connect(server, &QWebSocket::connected, client, [server, waiting] {
            for (const QString &text : std::as_const(*waiting))
                server->sendTextMessage(text);
        });
        connect(client, &QWebSocket::textMessageReceived, server, [this, pass](const QString &text) {
            const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
            if (!document.isObject())
                pass(text);
            else if (const auto changed = toServer(document.object()))
                pass(QString::fromUtf8(QJsonDocument(*changed).toJson(QJsonDocument::Compact)));
        });
        connect(client, &QWebSocket::binaryMessageReceived, server,
                [server](const QByteArray &frame) { server->sendBinaryMessage(frame); });
        connect(server, &QWebSocket::textMessageReceived, client, [this, client](const QString &text) {
            if (const auto changed = toClient(QJsonDocument::fromJson(text.toUtf8()).object()))
                client->sendTextMessage(QString::fromUtf8(QJsonDocument(*changed).toJson(QJsonDocument::Compact)));
        });
        connect(server, &QWebSocket::binaryMessageReceived, client, [this, client](const QByteArray &frame) {
            if (const auto changed = frameToClient(frame))
                client->sendBinaryMessage(*changed);
        });
        connect(server, &QWebSocket::disconnected, client, [server, client] { client->close(server->closeCode()); });
        connect(client, &QWebSocket::disconnected, server, [server] { server->close(); });
        server->open(m_real);
    }

    QUrl m_real;
    QWebSocketServer m_server;
};

} // namespace guancheng
