// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/tileraster.h"

#include "maps/tiles/tilebytes.h"

#include <QPainter>

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <vector>

using namespace Qt::StringLiterals;

namespace guancheng {

/** The tiles that one picture waits for; may outlive the wait. */
struct TileRaster::Round
{
    std::mutex mutex;
    std::condition_variable arrived;
    std::vector<std::pair<TileAddress, QByteArray>> tiles;
    size_t answered = 0;
};

TileRaster::TileRaster(Fetch fetch, int minZoom, int maxZoom, QString name)
    : m_fetch(std::move(fetch))
    , m_minZoom(minZoom)
    , m_maxZoom(maxZoom)
    , m_name(std::move(name))
    , m_images(kMaxBytes)
{
}

int TileRaster::zoomFor(const QRectF &world, QSize size) const
{
    // The next finer one, unless it is hardly finer: half a pixel too coarse is not seen.
    const double exact = std::log2(size.width() / (world.width() * 256));
    int zoom = std::clamp(static_cast<int>(std::ceil(exact - 0.25)), m_minZoom, m_maxZoom);
    const auto tiles = [&world](int at) {
        const double side = std::ldexp(1.0, at);
        return (std::ceil(world.right() * side) - std::floor(world.left() * side)) *
               (std::ceil(world.bottom() * side) - std::floor(world.top() * side));
    };
    while (zoom > m_minZoom && tiles(zoom) > kMaxTiles)
        --zoom;
    return zoom;
}

QImage TileRaster::held(const TileAddress &tile) const
{
    const QMutexLocker lock(&m_mutex);
    const QImage *image = m_images.object(tile);
    return image ? *image : QImage();
}

Result<QImage> TileRaster::render(const QRectF &world, QSize size) const
{
    if (!(world.width() > 0) || !(world.height() > 0) || size.isEmpty())
        return Error{m_name, {}, u"is asked for nothing"_s};
    const int zoom = zoomFor(world, size);
    const double side = std::ldexp(1.0, zoom);
    const int most = (1 << zoom) - 1;
    const auto index = [&](double at) { return std::clamp(static_cast<int>(std::floor(at * side)), 0, most); };
    std::vector<std::pair<TileAddress, QImage>> tiles;
    std::vector<TileAddress> missing;
    // What only touches the rectangle is not in it.
    const auto last = [&](double at) { return std::clamp(static_cast<int>(std::ceil(at * side)) - 1, 0, most); };
    for (int row = index(world.top()); row <= last(world.bottom()); ++row) {
        for (int column = index(world.left()); column <= last(world.right()); ++column) {
            if (tiles.size() + missing.size() >= size_t(kMaxTiles))
                break;
            const TileAddress tile{zoom, column, row};
            if (const QImage image = held(tile); !image.isNull())
                tiles.emplace_back(tile, image);
            else
                missing.push_back(tile);
        }
    }
    const auto round = std::make_shared<Round>();
    for (const TileAddress &tile : missing) {
        m_fetch(tile, [round, tile](const QByteArray &bytes) {
            const std::lock_guard lock(round->mutex);
            round->tiles.emplace_back(tile, bytes);
            ++round->answered;
            round->arrived.notify_one();
        });
    }
    std::vector<std::pair<TileAddress, QByteArray>> arrived;
    {
        std::unique_lock lock(round->mutex);
        round->arrived.wait_for(lock, std::chrono::milliseconds(kWaitMs), [&] { return round->answered == missing.size(); });
        arrived = round->tiles;
    }
    size_t lost = missing.size() - arrived.size();
    QString problem = u"does not answer"_s;
    for (const auto &[tile, bytes] : arrived) {
        if (bytes.isEmpty()) {
            ++lost;
            continue;
        }
        const Result<QImage> image = decodeTile(bytes, m_name);
        if (!image) {
            ++lost;
            problem = image.error().reason;
            continue;
        }
        tiles.emplace_back(tile, *image);
        const QMutexLocker lock(&m_mutex);
        m_images.insert(tile, new QImage(*image), image->sizeInBytes());
    }
    if (tiles.empty() && lost > 0)
        return Error{m_name, {}, lost == missing.size() && problem == "does not answer"_L1 ? u"has no tiles here"_s : problem};
    QImage picture(size, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (const auto &[tile, image] : tiles) {
        const QRectF at = tile.world();
        const double sx = size.width() / world.width();
        const double sy = size.height() / world.height();
        // Whole pixels, so that no seam shows between two tiles.
        const QRect target(QPoint(static_cast<int>(std::lround((at.left() - world.left()) * sx)),
                                  static_cast<int>(std::lround((at.top() - world.top()) * sy))),
                           QPoint(static_cast<int>(std::lround((at.right() - world.left()) * sx)) - 1,
                                  static_cast<int>(std::lround((at.bottom() - world.top()) * sy)) - 1));
        painter.drawImage(target, image);
    }
    return picture;
}

} // namespace guancheng
