// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/features/rastersource.h"
#include "maps/gdal/layerloader.h"
#include "maps/gdal/sourceaddress.h"

#include <QImage>
#include <QMutex>
#include <QRectF>

#include <atomic>

namespace guancheng {

class RasterLink;

/** From what a raster source is opened again when its helper is gone. */
struct RasterOrigin
{
    QString helper;
    LayerRequest request;
    SourceAddress source;
};

/**
 * A picture of the Earth: GeoTIFF, MBTiles, PMTiles, WMS, WMTS. Its helper process is started with the first picture and kept;
 * one that crashes or hangs is replaced, at most every few seconds.
 *
 * Thread: every function from any thread, except that the last owner must not be the thread of the helpers. render() waits for
 * its picture and is for workers, not for the interface.
 */
class GdalRaster final : public RasterSource
{
public:
    static constexpr int kTimeoutMs = 15'000;
    static constexpr int kMaxPixels = 4096 * 4096;

    GdalRaster(const RasterOrigin &origin, const QJsonObject &description, std::shared_ptr<HelperThread> thread);
    ~GdalRaster() override;

    /**
     * The part \c world (unit square of maps/geo/mercator.h) in \c size pixels: Format_ARGB32, transparent where the source
     * has nothing. An error after \c timeoutMs, or when the source cannot give it.
     */
    Result<QImage> render(const QRectF &world, QSize size) const override { return render(world, size, kTimeoutMs); }
    Result<QImage> render(const QRectF &world, QSize size, int timeoutMs) const;

    QString name() const { return m_name; }
    QString attribution() const { return m_attribution; }
    QString shown() const;
    /** In the square of the mercator; null when the source does not say. */
    QRectF bounds() const override { return m_bounds; }
    /** The place of the finest pixels, as a zoom of web maps; 0 when not known. */
    double maxZoom() const { return m_maxZoom; }
    /** Pictures that came and that did not, and what was wrong last. */
    quint64 rendered() const { return m_rendered; }
    quint64 failed() const { return m_failed; }
    QString lastProblem() const;

private:
    std::shared_ptr<HelperThread> m_thread;
    RasterLink *m_link; ///< in the helper thread
    QString m_name;
    QString m_attribution;
    QString m_shown;
    QRectF m_bounds;
    double m_maxZoom = 0;
    mutable std::atomic<quint64> m_rendered = 0;
    mutable std::atomic<quint64> m_failed = 0;
    mutable std::atomic<quint32> m_nextId = 0;
    mutable QMutex m_mutex;
    mutable QString m_lastProblem;
};

} // namespace guancheng
