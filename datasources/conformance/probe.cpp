// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/probe.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkRequest>

using namespace Qt::StringLiterals;

namespace guancheng::conformance {

Probe::Probe(QUrl live, QString token, int patienceMs)
    : m_live(std::move(live))
    , m_token(std::move(token))
    , m_patienceMs(patienceMs)
{
    constexpr int kAliveMs = 400;
    m_alive.setInterval(kAliveMs);
    connect(&m_alive, &QTimer::timeout, this, [this] { send(QByteArray(R"({"type":"ping","t0":0})")); });
    m_patience.setSingleShot(true);
    m_next.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Probe::goOn);
    connect(&m_next, &QTimer::timeout, this, &Probe::goOn);
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        m_open = true;
        if (!m_first.isEmpty())
            send(m_first);
        look();
    });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] {
        m_closed = true;
        look();
    });
    connect(&m_socket, &QWebSocket::errorOccurred, this, [this] {
        m_closed = m_closed || !m_open;
        look();
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        const QByteArray bytes = text.toUtf8();
        m_received.push_back({bytes, false, QJsonDocument::fromJson(bytes).object()});
        look();
    });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) {
        m_received.push_back({bytes, true, {}});
        look();
    });
}

Probe::~Probe()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void Probe::open()
{
    m_socket.open(m_live);
}

int Probe::closeCode() const
{
    return static_cast<int>(m_socket.closeCode());
}

void Probe::send(const QByteArray &json)
{
    m_socket.sendTextMessage(QString::fromUtf8(json));
}

void Probe::send(const QJsonObject &json)
{
    send(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

void Probe::sendBinary(const QByteArray &frame)
{
    m_socket.sendBinaryMessage(frame);
}

QJsonObject Probe::hello() const
{
    return {{u"type"_s, u"hello"_s},
            {u"versions"_s, QJsonArray{1}},
            {u"token"_s, m_token},
            {u"client"_s, u"guancheng-ops check"_s},
            {u"encodings"_s, QJsonArray{u"binary"_s, u"json"_s}}};
}

size_t Probe::count(QLatin1StringView type) const
{
    return static_cast<size_t>(std::ranges::count_if(m_received, [type](const Received &item) { return item.type() == type; }));
}

QJsonObject Probe::last(QLatin1StringView type) const
{
    for (auto item = m_received.rbegin(); item != m_received.rend(); ++item) {
        if (item->type() == type)
            return item->json;
    }
    return {};
}

QJsonObject Probe::find(QLatin1StringView type, QLatin1StringView member, const QJsonValue &value) const
{
    for (const Received &item : m_received) {
        if (item.type() == type && item.json.value(member) == value)
            return item.json;
    }
    return {};
}

QString Probe::story() const
{
    QStringList parts;
    if (!m_open)
        parts.append(u"no WebSocket connection (%1)"_s.arg(m_socket.errorString()));
    constexpr size_t kShown = 6;
    const size_t from = m_received.size() > kShown ? m_received.size() - kShown : 0;
    QStringList types;
    for (size_t i = from; i < m_received.size(); ++i)
        types.append(m_received[i].binary             ? u"(binary)"_s
                     : m_received[i].type().isEmpty() ? u"(no type)"_s
                                                      : m_received[i].type());
    parts.append(types.isEmpty() ? u"nothing came"_s : u"last came "_s + types.join(u", "_s));
    if (m_open)
        parts.append(m_closed ? u"closed with %1"_s.arg(closeCode()) : u"still open"_s);
    return parts.join(u"; "_s);
}

void Probe::ask(const QString &path, const QByteArray &body, bool withToken)
{
    reply.reset();
    QUrl url = m_live;
    url.setScheme(m_live.scheme() == "wss"_L1 ? u"https"_s : u"http"_s);
    url.setPath(u"/api/v1"_s + path.section(u'?', 0, 0));
    url.setQuery(path.contains(u'?') ? path.section(u'?', 1) : QString());
    QNetworkRequest request(url);
    request.setTransferTimeout(m_patienceMs);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (withToken)
        request.setRawHeader("Authorization", "Bearer " + m_token.toUtf8());
    QNetworkReply *answer = body.isEmpty() ? m_network.get(request) : m_network.post(request, body);
    connect(answer, &QNetworkReply::finished, this, [this, answer] {
        reply = Reply{answer->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                      QJsonDocument::fromJson(answer->readAll()).object()};
        answer->deleteLater();
        look();
    });
}

Probe::Wait Probe::untilCount(QLatin1StringView type, size_t wanted, int patienceMs)
{
    return until([this, type, wanted] { return m_closed || count(type) >= wanted; }, patienceMs);
}

Probe::Wait Probe::untilClosed(int patienceMs)
{
    return until([this] { return m_closed; }, patienceMs);
}

Probe::Wait Probe::untilWelcome()
{
    return until([this] { return count("welcome"_L1) > 0; });
}

Probe::Wait Probe::watch(int forMs)
{
    m_alive.start();
    return untilClosed(forMs);
}

void Probe::wait(Wait *wait, std::coroutine_handle<> handle)
{
    m_wait = wait;
    m_handle = handle;
    m_patience.start(wait->patienceMs);
}

void Probe::look()
{
    if (m_wait && m_wait->condition())
        m_next.start(0);
}

void Probe::goOn()
{
    if (!m_wait)
        return;
    m_patience.stop();
    m_next.stop();
    m_alive.stop();
    m_wait = nullptr;
    std::exchange(m_handle, {}).resume();
}

} // namespace guancheng::conformance
