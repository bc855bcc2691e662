// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/datalayers/datalayer.h"
#include "maps/features/rastersource.h"
#include "maps/scene/layerentry.h"

#include <QHash>
#include <QMutex>
#include <QObject>
#include <QThreadPool>

namespace guancheng {

/**
 * Pictures of raster layers by tile. Painters ask for one and get what is there; what is not is fetched by two workers of
 * its own, as a map service may take seconds, and told by arrived(). What failed is asked for again only after a while.
 * Holds at most kPictures pictures, the last used ones. picture() from any thread; signals in the thread of the object.
 */
class RasterCache : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kPictures = 160;
    static constexpr qsizetype kWaiting = 200;
    static constexpr qint64 kAgainMs = 20'000;

    explicit RasterCache(QObject *parent = nullptr);
    ~RasterCache() override;

    /** The part of \c source in this tile; null: not there yet, or not at all. */
    QImage picture(const LayerId &layer, const std::shared_ptr<const RasterSource> &source, const TileRequest &request,
                   QSize size);

Q_SIGNALS:
    /** The tile at \c box (world pixels of a map of \c scale device pixels) can be painted with another picture. */
    void arrived(double scale, const QRect &box);
    /** A picture could not be fetched. */
    void failed(const guancheng::LayerId &layer, const guancheng::Error &error);

private:
    struct Slot
    {
        std::shared_ptr<const RasterSource> source; ///< kept, so that no other gets its address
        QImage picture;
        qint64 used = 0;     ///< count of uses
        qint64 failedAt = 0; ///< monotonic; 0: not
        bool waiting = false;
    };
    struct Job
    {
        QString key;
        LayerId layer;
        std::shared_ptr<const RasterSource> source;
        TileRequest request;
        QSize size;
    };
    void fetch(const Job &job);
    void makeRoom();

    QMutex m_mutex;
    QHash<QString, Slot> m_slots;
    qsizetype m_waiting = 0;
    qint64 m_uses = 0;
    QThreadPool m_workers;
};

/** A raster as a layer of the map. */
class RasterLayer final : public DataLayer
{
public:
    RasterLayer(LayerId layer, std::shared_ptr<const RasterSource> source, std::shared_ptr<RasterCache> cache);

    void paint(const RasterTarget &target, const TileRequest &request) const override;
    Box bounds() const override { return m_bounds; }

private:
    LayerId m_layer;
    std::shared_ptr<const RasterSource> m_source;
    std::shared_ptr<RasterCache> m_cache;
    Box m_bounds;
};

} // namespace guancheng
