// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/hub/endpoint.h"

#include "datasources/protocol/decode.h"
#include "datasources/protocol/encode.h"

#include <QFile>
#include <QHttpHeaders>
#include <QHttpServerWebSocketUpgradeResponse>
#include <QPointer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr auto kRoot = "/api/v1"_L1;
constexpr qsizetype kMostNote = 400;
constexpr qsizetype kMostPath = 128;
constexpr auto kLive = "/api/v1/live"_L1;

void write(QHttpServerResponder &responder, const RestAnswer &answer)
{
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, answer.contentType);
    headers.append(QHttpHeaders::WellKnownHeader::CacheControl, "no-store");
    responder.write(answer.body, headers, static_cast<QHttpServerResponder::StatusCode>(answer.status));
}

Result<QByteArray> readFile(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return Error{name, {}, file.errorString()};
    return file.readAll();
}

Result<QSslConfiguration> tlsFrom(const HubOptions &options)
{
    const Result<QByteArray> certificate = readFile(options.certificateFile);
    if (!certificate)
        return certificate.error();
    const Result<QByteArray> keyBytes = readFile(options.keyFile);
    if (!keyBytes)
        return keyBytes.error();
    QSslKey key(*keyBytes, QSsl::Rsa);
    if (key.isNull())
        key = QSslKey(*keyBytes, QSsl::Ec);
    if (key.isNull())
        return Error{options.keyFile, {}, u"no RSA or EC key in PEM"_s};
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificate);
    if (chain.isEmpty())
        return Error{options.certificateFile, {}, u"no certificate in PEM"_s};
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    return tls;
}

} // namespace

Endpoint::Endpoint(HubContext &context, std::function<bool()> full, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_full(std::move(full))
{
    m_server.addWebSocketUpgradeVerifier(this, [this](const QHttpServerRequest &request) {
        if (request.url().path() != kLive)
            return QHttpServerWebSocketUpgradeResponse::deny(404, "not found");
        if (m_full()) {
            ++m_context.counters.badRequests;
            m_context.counters.lastProblem = u"%1: busy, %2 sessions are open"_s.arg(request.remoteAddress().toString())
                                                 .arg(m_context.options.limits.sessions);
            return QHttpServerWebSocketUpgradeResponse::deny(503, "busy");
        }
        return QHttpServerWebSocketUpgradeResponse::accept();
    });
    connect(&m_server, &QHttpServer::newWebSocketConnection, this, &Endpoint::socketArrived);
    m_server.setMissingHandler(
        this, [this](const QHttpServerRequest &request, QHttpServerResponder &responder) { answer(request, responder); });
}

Result<QTcpServer *> Endpoint::makeServer()
{
    if (m_context.options.certificateFile.isEmpty())
        return new QTcpServer(&m_server);
    const Result<QSslConfiguration> tls = tlsFrom(m_context.options);
    if (!tls)
        return tls.error();
    auto *server = new QSslServer(&m_server);
    server->setSslConfiguration(*tls);
    return server;
}

Status Endpoint::listen(const QHostAddress &address, quint16 port)
{
    const Result<QTcpServer *> server = makeServer();
    if (!server)
        return server.error();
    QTcpServer *tcp = *server;
    // What is a little too large is answered when it is there; what is much too large never gets there.
    m_guard = new BodyGuard(tcp, 4 * qint64(m_context.options.limits.textBytes));
    connect(m_guard, &BodyGuard::refused, this, [this](const QString &peer) {
        ++m_context.counters.badRequests;
        m_context.counters.lastProblem = u"%1: a request larger than any may be"_s.arg(peer);
    });
    if (!tcp->listen(address, port) || !m_server.bind(tcp)) {
        const Error error{u"%1:%2"_s.arg(address.toString()).arg(port), {}, tcp->errorString()};
        delete tcp;
        return error;
    }
    const QHostAddress shown =
        address == QHostAddress::Any || address == QHostAddress::AnyIPv4 ? QHostAddress::LocalHost : address;
    m_url.setScheme(m_context.options.certificateFile.isEmpty() ? u"ws"_s : u"wss"_s);
    m_url.setHost(shown.toString());
    m_url.setPort(tcp->serverPort());
    m_url.setPath(QString(kLive));
    return ok();
}

std::unique_ptr<QWebSocket> Endpoint::nextSocket()
{
    std::unique_ptr<QWebSocket> socket = m_server.nextPendingWebSocketConnection();
    if (socket && m_guard)
        m_guard->release(socket->peerAddress(), socket->peerPort());
    return socket;
}

const Access *Endpoint::accessOf(const QHttpServerRequest &request) const
{
    const QByteArray header = request.headers().value(QHttpHeaders::WellKnownHeader::Authorization).toByteArray();
    const QByteArray scheme = "Bearer ";
    if (!header.startsWith(scheme))
        return nullptr;
    return findAccess(m_context.options.access, QByteArrayView(header).sliced(scheme.size()).trimmed());
}

void Endpoint::reply(QHttpServerResponder &responder, const RestAnswer &answer)
{
    // 404 is an answer like others; the rest are requests that cannot be right.
    static const QList<int> kWrong{400, 401, 403, 405, 413, 429};
    if (kWrong.contains(answer.status)) {
        ++m_context.counters.badRequests;
        m_context.counters.lastProblem =
            Error{m_asker, {}, u"%1 %2"_s.arg(answer.status).arg(QString::fromUtf8(answer.body))}.toString().left(kMostNote);
    }
    write(responder, answer);
}

void Endpoint::answer(const QHttpServerRequest &request, QHttpServerResponder &responder)
{
    const QString path = request.url().path();
    m_asker = request.remoteAddress().toString() + u' ' + path.left(kMostPath);
    if (!path.startsWith(kRoot + u'/')) {
        reply(responder, restProblem(404, u"not-found"_s, u"everything is below /api/v1"_s, path));
        return;
    }
    QUrl inner = request.url();
    inner.setPath(path.sliced(kRoot.size()));
    const Access *access = accessOf(request);
    if (!access && inner.path() != "/health"_L1)
        reply(responder, restProblem(401, u"token"_s, u"a known token is asked for"_s, u"Authorization"_s));
    else if (request.method() == QHttpServerRequest::Method::Get)
        reply(responder, m_context.routes.get(inner));
    else if (request.method() == QHttpServerRequest::Method::Post && access)
        post(inner.path(), request, *access, responder);
    else
        reply(responder, restProblem(405, u"method"_s, u"GET and POST are known"_s, path));
}

void Endpoint::post(const QString &path, const QHttpServerRequest &request, const Access &access,
                    QHttpServerResponder &responder)
{
    const QByteArray body = request.body();
    if (body.size() > m_context.options.limits.textBytes)
        reply(responder, restProblem(413, u"too-large"_s, u"the body is too large"_s, path));
    else if (path == "/commands"_L1)
        command(body, access, responder);
    else if (path == "/telemetry"_L1)
        reply(responder, telemetry(body, access));
    else
        reply(responder, restProblem(404, u"not-found"_s, u"nothing can be posted here"_s, path));
}

void Endpoint::command(const QByteArray &body, const Access &access, QHttpServerResponder &responder)
{
    protocol::Decoder decoder;
    const Result<protocol::CommandMessage> message = decoder.command(body);
    if (!message) {
        reply(responder, restProblem(400, protocol::codeOf(message.error()), message.error().reason, message.error().place));
        return;
    }
    const auto rate = m_commandRates.try_emplace(&access, m_context.options.limits.commandsPerSecond).first;
    const quint64 number = ++m_asked;
    m_waiting.emplace(number, std::move(responder));
    m_context.commands.execute(message->command, access, rate->second,
                               [endpoint = QPointer<Endpoint>(this), number](const CommandAnswer &answer) {
                                   if (endpoint)
                                       endpoint->finish(number, answer);
                               });
}

void Endpoint::finish(quint64 number, const CommandAnswer &answer)
{
    const auto waiting = m_waiting.find(number);
    if (waiting == m_waiting.end())
        return;
    int status = answer.accepted ? 200 : 409;
    if (answer.code == "rate"_L1)
        status = 429;
    write(waiting->second, {status, protocol::encode(protocol::ResultMessage{answer})});
    m_waiting.erase(waiting);
}

RestAnswer Endpoint::telemetry(const QByteArray &body, const Access &access)
{
    if (access.role != protocol::Role::Feed)
        return restProblem(403, u"forbidden"_s, u"only the role feed may send telemetry"_s);
    protocol::Decoder decoder;
    const Result<protocol::Telemetry> telemetry = decoder.telemetry(body);
    if (!telemetry)
        return restProblem(400, protocol::codeOf(telemetry.error()), telemetry.error().reason, telemetry.error().place);
    if (!m_context.telemetry.isSource(telemetry->source))
        return restProblem(400, u"bad-argument"_s, u"the source is not declared"_s, u"/source"_s);
    return {200, protocol::encode(m_context.telemetry.accept(*telemetry))};
}

} // namespace guancheng
