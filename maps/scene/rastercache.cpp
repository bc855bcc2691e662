// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/scene/rastercache.h"

#include <QMutexLocker>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

QString keyOf(const RasterSource *source, const TileRequest &request, QSize size)
{
    return u"%1|%2|%3|%4|%5"_s.arg(quintptr(source))
        .arg(request.scale.scale, 0, 'g', 12)
        .arg(request.origin.x())
        .arg(request.origin.y())
        .arg(size.width());
}

} // namespace

RasterCache::RasterCache(QObject *parent) : QObject(parent)
{
    m_workers.setMaxThreadCount(2);
    m_workers.setThreadPriority(QThread::LowPriority);
    m_workers.setObjectName(u"rasters"_s);
}

RasterCache::~RasterCache()
{
    m_workers.clear();
    m_workers.waitForDone(); // sources answer in bounded time
}

QImage RasterCache::picture(const LayerId &layer, const std::shared_ptr<const RasterSource> &source, const TileRequest &request,
                            QSize size)
{
    const QString key = keyOf(source.get(), request, size);
    const QMutexLocker lock(&m_mutex);
    Slot &slot = m_slots[key];
    slot.source = source;
    slot.used = ++m_uses;
    if (!slot.picture.isNull() || slot.waiting)
        return slot.picture;
    if (slot.failedAt != 0 && monotonicMs() - slot.failedAt < kAgainMs)
        return {};
    if (m_waiting >= kWaiting)
        return {}; // asked for again when the tile is painted again
    slot.waiting = true;
    ++m_waiting;
    m_workers.start([this, job = Job{key, layer, source, request, size}] { fetch(job); });
    return {};
}

void RasterCache::fetch(const Job &job)
{
    const Result<QImage> result = job.source->render(job.request.world(job.size.width(), job.size.height()), job.size);
    QImage picture;
    std::optional<Error> error;
    if (!result)
        error = result.error();
    else if (result->isNull())
        error = Error{job.layer, {}, u"an empty picture"_s};
    else
        picture = result->size() == job.size ? result->convertToFormat(QImage::Format_ARGB32_Premultiplied)
                                             : result->scaled(job.size).convertToFormat(QImage::Format_ARGB32_Premultiplied);
    {
        const QMutexLocker lock(&m_mutex);
        --m_waiting;
        if (const auto it = m_slots.find(job.key); it != m_slots.end()) {
            it->waiting = false;
            it->picture = picture;
            it->failedAt = picture.isNull() ? monotonicMs() : 0;
        }
        makeRoom();
    }
    QMetaObject::invokeMethod(
        this,
        [this, job, error] {
            if (error)
                Q_EMIT failed(job.layer, *error);
            else
                Q_EMIT arrived(job.request.scale.scale, QRect(job.request.origin, job.size));
        },
        Qt::QueuedConnection);
}

void RasterCache::makeRoom()
{
    while (m_slots.size() > kPictures) {
        auto oldest = m_slots.end();
        for (auto it = m_slots.begin(); it != m_slots.end(); ++it) {
            if (!it->waiting && (oldest == m_slots.end() || it->used < oldest->used))
                oldest = it;
        }
        if (oldest == m_slots.end())
            return;
        m_slots.erase(oldest);
    }
}

RasterLayer::RasterLayer(LayerId layer, std::shared_ptr<const RasterSource> source, std::shared_ptr<RasterCache> cache)
    : m_layer(std::move(layer))
    , m_source(std::move(source))
    , m_cache(std::move(cache))
{
    const QRectF covered = m_source->bounds();
    m_bounds = covered.isNull() ? Box{0, 0, 1, 1} : Box::of(covered);
}

void RasterLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    const QImage picture = m_cache->picture(m_layer, m_source, request, {target.width, target.height});
    if (!picture.isNull())
        blendSprite(target, 0, 0, picture);
}

} // namespace guancheng
