// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/protocol/decode.h"
#include "datasources/protocol/encode.h"
#include "datasources/protocol/frames.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QWebSocket>

namespace guancheng {

/** A client without manners: sends what it is told and keeps everything that comes. */
class WireClient : public QObject
{
public:
    explicit WireClient(const QUrl &url)
    {
        connect(&socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            texts.append(text);
            if (autoCredit && text.startsWith(QStringLiteral("{\"type\":\"state\"")))
                send(protocol::encode(protocol::Credit{1}));
        });
        connect(&socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &frame) { frames.append(frame); });
        connect(&socket, &QWebSocket::disconnected, this, [this] { closed = true; });
        socket.open(url);
    }

    void send(const QByteArray &json) { socket.sendTextMessage(QString::fromUtf8(json)); }
    void hello(const QString &token, bool binary = true, std::optional<protocol::Resume> resume = std::nullopt,
               const QString &source = {})
    {
        const QByteArray json = protocol::encode(protocol::Hello{{1}, token, QStringLiteral("test"), binary, resume, source});
        if (socket.isValid())
            send(json);
        else
            connect(&socket, &QWebSocket::connected, this, [this, json] { send(json); });
    }
    void subscribe(const QList<protocol::Topic> &topics, const QStringList &areas = {}, const QStringList &departments = {},
                   bool ids = false)
    {
        send(protocol::encode(protocol::Subscribe{topics, {}, areas, departments, ids}));
    }

    QList<QJsonObject> ofType(QLatin1StringView type) const
    {
        QList<QJsonObject> found;
        for (const QString &text : texts) {
            const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
            if (object.value(QLatin1StringView("type")).toString() == type)
                found.append(object);
        }
        return found;
    }
    qsizetype count(QLatin1StringView type) const { return ofType(type).size(); }
    QJsonObject last(QLatin1StringView type) const
    {
        const auto found = ofType(type);
        return found.isEmpty() ? QJsonObject() : found.last();
    }

    QWebSocket socket;
    QStringList texts;
    QList<QByteArray> frames;
    bool closed = false;
    bool autoCredit = false;
};

} // namespace guancheng
