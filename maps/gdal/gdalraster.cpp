// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/gdalraster.h"

#include "domain/clock.h"
#include "maps/gdal/rasterlink.h"
#include "maps/geo/mercator.h"

#include <QMutexLocker>

namespace guancheng {

namespace {

QRectF boundsFrom(const QJsonObject &description)
{
    if (!description.contains(QLatin1String("west")))
        return {};
    const auto degrees = [&description](const char *key) { return description[QLatin1String(key)].toDouble(); };
    return QRectF(toWorld({degrees("west"), degrees("north")}), toWorld({degrees("east"), degrees("south")}));
}

} // namespace

GdalRaster::GdalRaster(const RasterOrigin &origin, const QJsonObject &description, std::shared_ptr<HelperThread> thread)
    : m_thread(std::move(thread))
    , m_link(new RasterLink(origin))
    , m_name(description[QStringLiteral("name")].toString())
    , m_attribution(description[QStringLiteral("attribution")].toString())
    , m_shown(origin.source.shown)
    , m_bounds(boundsFrom(description))
    , m_maxZoom(description[QStringLiteral("maxZoom")].toDouble())
{
    m_link->moveToThread(m_thread->context()->thread());
}

GdalRaster::~GdalRaster()
{
    m_thread->post([link = m_link] { delete link; });
}

QString GdalRaster::shown() const
{
    return m_shown;
}

Result<QImage> GdalRaster::render(const QRectF &world, QSize size, int timeoutMs) const
{
    const auto fail = [this](const QString &reason) {
        ++m_failed;
        const QMutexLocker lock(&m_mutex);
        m_lastProblem = reason;
        return Error{m_shown, {}, reason};
    };
    if (size.isEmpty() || qint64(size.width()) * size.height() > kMaxPixels || !(world.width() > 0) || !(world.height() > 0))
        return fail(QStringLiteral("no picture of this size can be made"));
    auto promise = std::make_shared<std::promise<Result<QImage>>>();
    std::future<Result<QImage>> future = promise->get_future();
    const quint32 id = ++m_nextId;
    const TimeMs until = monotonicMs() + timeoutMs;
    m_thread->post([link = m_link, id, world, size, promise, until] { link->ask({id, world, size, until, promise}); });
    if (future.wait_for(std::chrono::milliseconds(timeoutMs)) != std::future_status::ready) {
        m_thread->post([link = m_link, id] { link->giveUp(id); });
        return fail(QStringLiteral("no picture came within %1 s").arg(timeoutMs / 1000.0));
    }
    Result<QImage> image = future.get();
    if (!image)
        return fail(image.error().reason);
    ++m_rendered;
    return image;
}

QString GdalRaster::lastProblem() const
{
    const QMutexLocker lock(&m_mutex);
    return m_lastProblem;
}

} // namespace guancheng
