// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features/rastersource.h"
#include "maps/tiles/tilefeed.h"

#include <QThread>
#include <QUrl>

namespace guancheng {

class TileWorker;

/**
 * A configured tile base: the address of an XYZ server, the capabilities of a WMTS ('#LAYER' chooses one), an MBTiles or a
 * PMTiles file. Opens it in a thread of its own, serves it on the loop-back interface for QtLocation and as a raster for
 * the compositor. Thread: GUI; the raster: any.
 */
class TileBase : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 kCacheBytes = 512LL * 1024 * 1024;

    /** \c cacheFolder: below it each server has a folder of its own; empty: no cache. */
    TileBase(QString source, QString cacheFolder, qint64 cacheBytes = kCacheBytes, QObject *parent = nullptr);
    ~TileBase() override;

    /** Ends exactly once with ready() or failed(). */
    void start();
    /** For osm.mapping.custom.host; empty before ready(). */
    QUrl host() const { return m_host; }
    /** Null before ready(). */
    std::shared_ptr<const RasterSource> raster() const { return m_raster; }
    /** Without secrets. */
    QString shownName() const { return shownUrl(m_source); }
    /** Of whom the tiles say that they are; may be empty. */
    QString attribution() const { return m_attribution; }
    const TileFigures &figures() const { return m_figures; }

    static QString defaultCacheFolder();

Q_SIGNALS:
    void ready();
    void failed(const guancheng::Error &error);
    void figuresChanged(const guancheng::TileFigures &figures);

private:
    QString m_source;
    QString m_cacheFolder;
    qint64 m_cacheBytes;
    QThread m_thread;
    TileWorker *m_worker = nullptr; ///< lives in the thread, and ends with it
    QUrl m_host;
    QString m_attribution;
    TileFigures m_figures;
    std::shared_ptr<const RasterSource> m_raster;
};

} // namespace guancheng
