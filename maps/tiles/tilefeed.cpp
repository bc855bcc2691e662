// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/tilefeed.h"

#include "maps/tiles/tilebytes.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {
constexpr qsizetype kMaxFailed = 4096;
}

TileFeed::TileFeed(std::unique_ptr<TileArchive> archive, const QString &name, QObject *parent)
    : QObject(parent)
    , m_archive(std::move(archive))
    , m_name(name)
{
}

TileFeed::TileFeed(TileTemplate server, DiskCache cache, QNetworkAccessManager *network, QObject *parent)
    : QObject(parent)
    , m_name(server.shown())
    , m_server(std::move(server))
    , m_cache(std::move(cache))
    , m_network(network)
{
}

TileFeed::~TileFeed()
{
    for (QNetworkReply *reply : std::as_const(m_replies)) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
    const auto waiting = std::exchange(m_waiting, {});
    for (const QList<Answer> &answers : waiting) {
        for (const Answer &one : answers)
            one({});
    }
}

void TileFeed::fetch(const TileAddress &tile, Answer wish)
{
    ++m_figures.asked;
    if (!tile.isValid() || tile.zoom < minZoom() || tile.zoom > maxZoom()) {
        wish({});
        return;
    }
    if (m_archive) {
        fetchFromFile(tile, wish);
        return;
    }
    if (const auto there = m_waiting.find(tile); there != m_waiting.end()) {
        there->append(std::move(wish));
        return;
    }
    if (const QByteArray bytes = m_cache.tile(tile); !bytes.isEmpty() && checkTile(bytes, m_name)) {
        ++m_figures.cached;
        wish(bytes);
        return;
    }
    if (const auto failed = m_failedAt.constFind(tile); failed != m_failedAt.cend() && monotonicMs() - *failed < kRetryMs) {
        wish({});
        return;
    }
    m_waiting.insert(tile, {std::move(wish)});
    m_queue.push_back(tile);
    if (m_queue.size() > kQueue) {
        const TileAddress oldest = m_queue.front();
        m_queue.pop_front();
        ++m_figures.dropped;
        answer(oldest, {});
    }
    next();
}

void TileFeed::fetchFromFile(const TileAddress &tile, const Answer &wish)
{
    const Result<QByteArray> bytes = m_archive->tile(tile);
    const Status good = !bytes ? Status(bytes.error()) : bytes->isEmpty() ? ok() : checkTile(*bytes, m_name);
    if (!good) {
        ++m_figures.failed;
        m_figures.problem = good.error().toString();
        wish({});
    } else {
        m_figures.fetched += bytes->isEmpty() ? 0U : 1U;
        wish(*bytes);
    }
    Q_EMIT figuresChanged(m_figures);
}

void TileFeed::next()
{
    while (m_figures.running < kRunning && !m_queue.empty()) {
        const TileAddress tile = m_queue.back();
        m_queue.pop_back();
        ask(tile);
    }
}

void TileFeed::ask(const TileAddress &tile)
{
    QNetworkRequest request(m_server.url(tile));
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Guancheng"_s);
    // Never on to another host: the address may carry a key.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
    request.setMaximumRedirectsAllowed(3);
    request.setTransferTimeout(m_timeout);
    ++m_figures.running;
    QNetworkReply *reply = m_network->get(request);
    reply->setReadBufferSize(kMaxBytes + 1);
    m_replies.insert(reply);
    connect(reply, &QNetworkReply::downloadProgress, this, [reply](qint64 received, qint64 total) {
        if (received > kMaxBytes || total > kMaxBytes)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, tile, reply] { finish(tile, reply); });
}

void TileFeed::finish(const TileAddress &tile, QNetworkReply *reply)
{
    m_replies.remove(reply);
    reply->deleteLater();
    --m_figures.running;
    const int code = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray bytes = reply->isOpen() ? reply->readAll() : QByteArray();
    if (code == 404 || code == 204) {
        answer(tile, {}); // a place without a tile is none of its failures
    } else if (reply->error() == QNetworkReply::OperationCanceledError) {
        const bool large =
            bytes.size() >= kMaxBytes || reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > kMaxBytes;
        fail(tile, large ? u"a tile is larger than %1 bytes"_s.arg(kMaxBytes) : u"does not answer"_s);
    } else if (code >= 400) {
        fail(tile, u"answers %1"_s.arg(code));
    } else if (reply->error() != QNetworkReply::NoError) {
        // Its text would name the address with all that is in it.
        fail(tile, reply->error() == QNetworkReply::ConnectionRefusedError
                       ? u"cannot be reached"_s
                       : u"fails (network error %1)"_s.arg(int(reply->error())));
    } else if (const Status checked = checkTile(bytes, m_name); !checked) {
        fail(tile, checked.error().reason);
    } else {
        ++m_figures.fetched;
        m_figures.problem.clear();
        m_failedAt.remove(tile);
        m_cache.insert(tile, bytes);
        answer(tile, bytes);
    }
    next();
    Q_EMIT figuresChanged(m_figures);
}

void TileFeed::fail(const TileAddress &tile, const QString &reason)
{
    ++m_figures.failed;
    m_figures.problem = Error{m_name, tile.toString(), reason}.toString();
    if (m_failedAt.size() >= kMaxFailed)
        m_failedAt.clear();
    m_failedAt.insert(tile, monotonicMs());
    answer(tile, {});
}

void TileFeed::answer(const TileAddress &tile, const QByteArray &bytes)
{
    const QList<Answer> answers = m_waiting.take(tile);
    for (const Answer &one : answers)
        one(bytes);
}

} // namespace guancheng
