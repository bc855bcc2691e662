// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/tilebase.h"

#include "maps/tiles/tileendpoint.h"
#include "maps/tiles/tileraster.h"
#include "maps/tiles/wmtscapabilities.h"

#include <QCryptographicHash>
#include <QLoggingCategory>
#include <QMutex>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QStandardPaths>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace guancheng {

Q_LOGGING_CATEGORY(lcTiles, "guancheng.tiles", QtInfoMsg)

namespace {

constexpr qint64 kMaxCapabilities = 16 * 1024 * 1024;

/** The way into the thread of the feed, which may be gone while a worker still paints. */
struct Door
{
    QMutex mutex;
    QObject *worker = nullptr;
    TileFeed *feed = nullptr;
};

} // namespace

/** What of a tile base lives in its thread. */
class TileWorker : public QObject
{
    Q_OBJECT

public:
    TileWorker(QString source, QString cacheFolder, qint64 cacheBytes)
        : m_source(std::move(source))
        , m_cacheFolder(std::move(cacheFolder))
        , m_cacheBytes(cacheBytes)
        , m_door(std::make_shared<Door>())
    {
    }
    ~TileWorker() override
    {
        const QMutexLocker lock(&m_door->mutex);
        m_door->worker = nullptr;
        m_door->feed = nullptr;
    }

    void start()
    {
        if (!m_source.startsWith("http://"_L1) && !m_source.startsWith("https://"_L1)) {
            auto archive = TileArchive::open(m_source);
            if (!archive) {
                Q_EMIT failed(archive.error());
                return;
            }
            const QString attribution = (*archive)->attribution;
            serve(new TileFeed(std::move(archive).value(), m_source, this), attribution);
            return;
        }
        m_network = new QNetworkAccessManager(this);
        if (!m_source.contains(u'{')) {
            askCapabilities();
            return;
        }
        const auto server = TileTemplate::parse(m_source);
        if (!server)
            Q_EMIT failed(server.error());
        else
            serve(new TileFeed(*server, cache(), m_network, this), {});
    }

Q_SIGNALS:
    void ready(const QUrl &host, const std::shared_ptr<const guancheng::RasterSource> &raster, const QString &attribution);
    void failed(const guancheng::Error &error);
    void figuresChanged(const guancheng::TileFigures &figures);

private:
    DiskCache cache() const
    {
        if (m_cacheFolder.isEmpty())
            return {{}, 0};
        const QByteArray name = QCryptographicHash::hash(m_source.toUtf8(), QCryptographicHash::Sha256).toHex().left(24);
        return {m_cacheFolder + u'/' + QString::fromLatin1(name), m_cacheBytes};
    }
    void askCapabilities()
    {
        QUrl url(m_source);
        const QString layer = url.fragment();
        url.setFragment({});
        QUrlQuery query(url);
        const auto items = query.queryItems();
        const bool asks = std::ranges::any_of(items, [](const auto &item) { return item.first.toLower() == "request"_L1; });
        if (!asks && !url.path().endsWith(".xml"_L1)) {
            query.addQueryItem(u"SERVICE"_s, u"WMTS"_s);
            query.addQueryItem(u"REQUEST"_s, u"GetCapabilities"_s);
            url.setQuery(query);
        }
        QNetworkRequest request(url);
        request.setTransferTimeout(TileFeed::kTimeoutMs);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
        QNetworkReply *reply = m_network->get(request);
        connect(reply, &QNetworkReply::downloadProgress, this, [reply](qint64 received, qint64) {
            if (received > kMaxCapabilities)
                reply->abort();
        });
        connect(reply, &QNetworkReply::finished, this, [this, reply, layer] {
            reply->deleteLater();
            if (reply->error() != QNetworkReply::NoError) {
                Q_EMIT failed({shownUrl(m_source), {}, u"gives no capabilities (network error %1)"_s.arg(int(reply->error()))});
                return;
            }
            QUrl base(m_source);
            base.setFragment({});
            const auto offer = readWmtsCapabilities(reply->readAll(), base.toString(QUrl::FullyEncoded), layer);
            if (!offer)
                Q_EMIT failed(offer.error());
            else
                serve(new TileFeed(offer->tiles, cache(), m_network, this), {});
        });
    }
    void serve(TileFeed *feed, const QString &attribution)
    {
        connect(feed, &TileFeed::figuresChanged, this, &TileWorker::figuresChanged);
        auto *endpoint = new TileEndpoint(*feed, this);
        const auto host = endpoint->listen();
        if (!host) {
            Q_EMIT failed(host.error());
            return;
        }
        m_door->worker = this;
        m_door->feed = feed;
        const auto fetch = [door = m_door](const TileAddress &tile, std::function<void(const QByteArray &)> answer) {
            const QMutexLocker lock(&door->mutex);
            if (!door->worker) {
                answer({});
                return;
            }
            QMetaObject::invokeMethod(
                door->worker, [feed = door->feed, tile, answer = std::move(answer)] { feed->fetch(tile, answer); },
                Qt::QueuedConnection);
        };
        Q_EMIT ready(*host, std::make_shared<TileRaster>(fetch, feed->minZoom(), feed->maxZoom(), shownUrl(m_source)),
                     attribution);
    }

    QString m_source;
    QString m_cacheFolder;
    qint64 m_cacheBytes;
    std::shared_ptr<Door> m_door;
    QNetworkAccessManager *m_network = nullptr;
};

TileBase::TileBase(QString source, QString cacheFolder, qint64 cacheBytes, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_cacheFolder(std::move(cacheFolder))
    , m_cacheBytes(cacheBytes)
{
    m_thread.setObjectName(u"tiles"_s);
}

TileBase::~TileBase()
{
    m_thread.quit();
    m_thread.wait();
}

QString TileBase::defaultCacheFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/guancheng/tiles"_s;
}

void TileBase::start()
{
    if (m_worker)
        return;
    m_worker = new TileWorker(m_source, m_cacheFolder, m_cacheBytes);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(&m_thread, &QThread::started, m_worker, &TileWorker::start);
    connect(m_worker, &TileWorker::ready, this,
            [this](const QUrl &host, const std::shared_ptr<const RasterSource> &raster, const QString &attribution) {
                m_host = host;
                m_raster = raster;
                m_attribution = attribution;
                qCInfo(lcTiles).noquote() << "tile base:" << shownName();
                Q_EMIT ready();
            });
    connect(m_worker, &TileWorker::failed, this, [this](const Error &error) {
        qCWarning(lcTiles).noquote() << error.toString();
        Q_EMIT failed(error);
    });
    connect(m_worker, &TileWorker::figuresChanged, this, [this](const TileFigures &figures) {
        m_figures = figures;
        Q_EMIT figuresChanged(figures);
    });
    m_thread.start();
}

} // namespace guancheng

#include "tilebase.moc"
