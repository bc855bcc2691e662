// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "maps/tiles/diskcache.h"
#include "maps/tiles/tilearchive.h"
#include "maps/tiles/tiletemplate.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <deque>
#include <functional>
#include <memory>

QT_FORWARD_DECLARE_CLASS(QNetworkAccessManager)
QT_FORWARD_DECLARE_CLASS(QNetworkReply)

namespace guancheng {

/** How it stands with a tile base, to be told on its layer. */
struct TileFigures
{
    quint64 asked = 0;
    quint64 fetched = 0; ///< from the server or the file
    quint64 cached = 0;
    quint64 failed = 0;
    quint64 dropped = 0; ///< too many were wanted at once
    int running = 0;
    QString problem; ///< of the last failure; empty after a tile that came
    bool operator==(const TileFigures &) const = default;
};

/**
 * Fetches tiles: from a file, or from a server with at most kRunning requests at a time, each bounded in time and size,
 * the newest wish first. What failed is not asked again for a while. Every wish is answered exactly once. One thread.
 */
class TileFeed : public QObject
{
    Q_OBJECT

public:
    static constexpr int kRunning = 6;
    static constexpr size_t kQueue = 256;
    static constexpr int kTimeoutMs = 8'000;
    static constexpr qint64 kMaxBytes = 4 * 1024 * 1024;
    static constexpr TimeMs kRetryMs = 20'000;
    /** The bytes of a picture that checkTile() accepts; empty where there is none. */
    using Answer = std::function<void(const QByteArray &)>;

    TileFeed(std::unique_ptr<TileArchive> archive, const QString &name, QObject *parent = nullptr);
    TileFeed(TileTemplate server, DiskCache cache, QNetworkAccessManager *network, QObject *parent = nullptr);
    ~TileFeed() override;

    void fetch(const TileAddress &tile, Answer answer);
    const TileFigures &figures() const { return m_figures; }
    int minZoom() const { return m_archive ? m_archive->minZoom : m_server.minZoom; }
    int maxZoom() const { return m_archive ? m_archive->maxZoom : m_server.maxZoom; }
    /** How long a server may take for a tile. */
    void setTimeout(int milliseconds) { m_timeout = milliseconds; }

Q_SIGNALS:
    void figuresChanged(const guancheng::TileFigures &figures);

private:
    void fetchFromFile(const TileAddress &tile, const Answer &answer);
    void next();
    void ask(const TileAddress &tile);
    void finish(const TileAddress &tile, QNetworkReply *reply);
    void fail(const TileAddress &tile, const QString &reason);
    void answer(const TileAddress &tile, const QByteArray &bytes);

    std::unique_ptr<TileArchive> m_archive;
    QString m_name;
    TileTemplate m_server;
    DiskCache m_cache{{}, 0};
    QNetworkAccessManager *m_network = nullptr;
    QHash<TileAddress, QList<Answer>> m_waiting;
    std::deque<TileAddress> m_queue;
    QHash<TileAddress, TimeMs> m_failedAt;
    QSet<QNetworkReply *> m_replies;
    TileFigures m_figures;
    int m_timeout = kTimeoutMs;
};

} // namespace guancheng
