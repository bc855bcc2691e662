// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/tileendpoint.h"

#include "maps/tiles/tilebytes.h"
#include "maps/tiles/tilefeed.h"

#include <QHttpServer>
#include <QRandomGenerator>
#include <QTcpServer>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

QString randomSecret()
{
    QByteArray bytes(16, Qt::Uninitialized);
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(bytes.data()), 4);
    return QString::fromLatin1(bytes.toHex());
}

} // namespace

TileEndpoint::TileEndpoint(TileFeed &feed, QObject *parent) : QObject(parent), m_feed(feed), m_secret(randomSecret()) {}

TileEndpoint::~TileEndpoint() = default;

Result<QUrl> TileEndpoint::listen()
{
    m_server = std::make_unique<QHttpServer>();
    m_server->setMissingHandler(this, [this](const QHttpServerRequest &request, QHttpServerResponder &responder) {
        const QString path = request.url().path(QUrl::FullyEncoded);
        const QString prefix = u'/' + m_secret + u'/';
        const auto tile =
            path.startsWith(prefix) ? TileAddress::fromPath(QStringView(path).sliced(prefix.size())) : std::nullopt;
        if (!tile || request.method() != QHttpServerRequest::Method::Get) {
            responder.write(QHttpServerResponder::StatusCode::NotFound);
            return;
        }
        // The answer may come later; whoever asked may be gone by then, which the responder knows.
        const auto later = std::make_shared<QHttpServerResponder>(std::move(responder));
        m_feed.fetch(*tile, [later](const QByteArray &bytes) {
            const QByteArray &body = bytes.isEmpty() ? emptyTile() : bytes;
            later->write(body, mimeTypeOf(tileFormat(body)), QHttpServerResponder::StatusCode::Ok);
        });
    });
    auto tcp = std::make_unique<QTcpServer>();
    if (!tcp->listen(QHostAddress::LocalHost, 0))
        return Error{u"tiles"_s, {}, tcp->errorString()};
    const quint16 port = tcp->serverPort();
    if (!m_server->bind(tcp.get()))
        return Error{u"tiles"_s, {}, u"the loop-back server cannot be started"_s};
    tcp.release(); // the server has it
    return QUrl(u"http://127.0.0.1:%1/%2/"_s.arg(port).arg(m_secret));
}

} // namespace guancheng
