// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/pointlayer.h"

namespace guancheng {

namespace {

constexpr double kDensityAbove = 200'000;
constexpr double kSymbolsBelow = 2'000;
constexpr quint32 kAbnormalAlpha = 230;
constexpr int kReach = 24; // pixels that a symbol reaches into the neighbour at the most

quint32 alphaOf(double alpha)
{
    return static_cast<quint32>(std::clamp(alpha * 256, 0.0, 256.0));
}

/** As mixed(), but the top byte stays what it was. */
quint32 overlaid(quint32 dst, quint32 colour, quint32 alpha)
{
    return (mixed(dst, colour, alpha) & 0x00ffffffu) | (dst & 0xff000000u);
}

/** The square around a point, cut to \c box. */
QRect squareAt(QPoint at, int size, const QRect &box)
{
    return QRect(at.x() - size / 2, at.y() - size / 2, size, size) & box;
}

} // namespace

PointDetail detailFor(size_t inView, PointDetail current)
{
    const auto n = static_cast<double>(inView);
    const double dense = current == PointDetail::Density ? kDensityAbove * 0.8 : kDensityAbove;
    const double sparse = current == PointDetail::Symbols ? kSymbolsBelow * 1.2 : kSymbolsBelow;
    return n > dense ? PointDetail::Density : n < sparse ? PointDetail::Symbols : PointDetail::Dots;
}

DeviceColours DeviceColours::of(const MapStyle &style)
{
    DeviceColours colours;
    for (size_t i = 0; i < colours.state.size(); ++i)
        colours.state[i] = deviceColour(style, static_cast<DeviceState>(i)).rgb();
    colours.density = style.density.rgb();
    return colours;
}

void CoverMask::takeFrom(const RasterTarget &target)
{
    resize(target.width, target.height);
    for (int y = 0; y < target.height; ++y) {
        quint32 *line = target.row(y);
        quint64 *words = m_bits.data() + size_t(y) * m_words;
        for (int x = 0; x < target.width; x += 64) {
            quint64 word = 0;
            const int last = std::min(64, target.width - x);
            for (int bit = 0; bit < last; ++bit) {
                word |= quint64((line[x + bit] & 0xff000000u) != 0) << bit;
                line[x + bit] |= 0xff000000u;
            }
            words[x / 64] = word;
        }
    }
}

PointLayer::PointLayer(std::shared_ptr<const PointIndex> points, std::shared_ptr<const MapStyle> style,
                       std::shared_ptr<const SymbolSet> symbols, PointDetail detail)
    : PointLayer(points, style, std::move(symbols), detail, DeviceColours::of(*style))
{
}

PointLayer::PointLayer(std::shared_ptr<const PointIndex> points, std::shared_ptr<const MapStyle> style,
                       std::shared_ptr<const SymbolSet> symbols, PointDetail detail, const DeviceColours &colours)
    : m_points(std::move(points))
    , m_style(std::move(style))
    , m_symbols(std::move(symbols))
    , m_detail(detail)
    , m_colours(colours)
{
}

int PointLayer::dotSize(const MapScale &scale) const
{
    return std::clamp(static_cast<int>(std::lround(m_style->dotSize.at(scale.styleZoom()) * scale.look)), 1, kReach);
}

int PointLayer::abnormalSize(const MapScale &scale) const
{
    return std::clamp(static_cast<int>(std::lround(m_style->abnormalSize.at(scale.styleZoom()) * scale.look)), 2, kReach);
}

QPoint PointLayer::pixelOf(quint32 rank, const TileRequest &request) const
{
    const double factor = request.scale.scale / PointIndex::kFixed;
    return {static_cast<int>(m_points->fixedX(rank) * factor - request.origin.x() + 2 * kReach) - 2 * kReach,
            static_cast<int>(m_points->fixedY(rank) * factor - request.origin.y() + 2 * kReach) - 2 * kReach};
}

template<typename F>
void PointLayer::forRanges(const QRect &box, const TileRequest &request, F f) const
{
    m_points->visit(QRectF(request.toWorld(box.topLeft()), QSizeF(box.size()) / request.scale.scale), f);
}

void PointLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    paintUnder(target, request);
    paintOver(target, request);
}

void PointLayer::paintUnder(const RasterTarget &target, const TileRequest &request) const
{
    if (m_points->size() == 0)
        return;
    if (m_detail == PointDetail::Density)
        paintDensity(target, request);
    else if (m_detail == PointDetail::Dots)
        paintDots(target, request);
}

void PointLayer::paintOver(const RasterTarget &target, const TileRequest &request) const
{
    if (m_points->size() == 0)
        return;
    m_detail == PointDetail::Symbols ? paintSymbols(target, request) : paintAbnormal(target, request);
}

void PointLayer::paintDots(const RasterTarget &target, const TileRequest &request) const
{
    const int size = dotSize(request.scale);
    const quint32 alpha = alphaOf(m_style->deviceAlpha);
    const QRect tile(0, 0, target.width, target.height);
    forRanges(tile.adjusted(-size, -size, size, size), request, [&](quint32 begin, quint32 end) {
        for (quint32 rank = begin; rank < end; ++rank) {
            const QPoint at = pixelOf(rank, request);
            if (at.x() >= -size && at.y() >= -size && at.x() <= target.width + size && at.y() <= target.height + size)
                textureSquare(target, at.x() - size / 2, at.y() - size / 2, size, dotColour(m_points->state(rank)), alpha);
        }
    });
}

void PointLayer::paintAbnormal(const RasterTarget &target, const TileRequest &request) const
{
    const int size = abnormalSize(request.scale);
    const QRect tile(0, 0, target.width, target.height);
    forRanges(tile.adjusted(-size, -size, size, size), request, [&](quint32 begin, quint32 end) {
        m_points->forAbnormal(begin, end, [&](quint32 rank) {
            const QRect square = squareAt(pixelOf(rank, request), size, tile);
            const quint32 colour = m_colours.state[static_cast<size_t>(m_points->state(rank))];
            for (int y = square.top(); y <= square.bottom(); ++y) {
                quint32 *line = target.row(y);
                for (int x = square.left(); x <= square.right(); ++x)
                    line[x] = overlaid(line[x], colour, kAbnormalAlpha);
            }
        });
    });
}

void PointLayer::paintSymbols(const RasterTarget &target, const TileRequest &request) const
{
    const QRect tile(-kReach, -kReach, target.width + 2 * kReach, target.height + 2 * kReach);
    // Twice, so that what is abnormal lies on top.
    for (const bool abnormal : {false, true}) {
        forRanges(tile, request, [&](quint32 begin, quint32 end) {
            for (quint32 rank = begin; rank < end; ++rank) {
                const DeviceState state = m_points->state(rank);
                const QPoint at = pixelOf(rank, request);
                if (isAbnormal(state) == abnormal && tile.contains(at))
                    blendCentred(target, at.x(), at.y(), m_symbols->device(state), abnormal ? 256 : 210);
            }
        });
    }
}

void PointLayer::patch(const PatchTarget &target, quint32 rank) const
{
    const QRect tile(0, 0, target.picture.width, target.picture.height);
    const int size = abnormalSize(target.request.scale);
    const int dot = m_detail == PointDetail::Dots ? dotSize(target.request.scale) : 0;
    const QPoint at = pixelOf(rank, target.request);
    const QRect box = squareAt(at, std::max(size, dot), tile);
    if (box.isEmpty())
        return;
    if (m_detail == PointDetail::Dots)
        patchDots(target, box);
    for (int y = box.top(); y <= box.bottom(); ++y) {
        for (int x = box.left(); x <= box.right(); ++x) {
            if (!target.cover->covers(x, y))
                target.picture.row(y)[x] = target.under.row(y)[x] | 0xff000000u;
        }
    }
    forRanges(box.adjusted(-size, -size, size, size), target.request, [&](quint32 begin, quint32 end) {
        m_points->forAbnormal(begin, end, [&](quint32 near) {
            const QRect square = squareAt(pixelOf(near, target.request), size, box);
            const quint32 colour = m_colours.state[static_cast<size_t>(m_points->state(near))];
            for (int y = square.top(); y <= square.bottom(); ++y) {
                quint32 *line = target.picture.row(y);
                for (int x = square.left(); x <= square.right(); ++x) {
                    if (!target.cover->covers(x, y))
                        line[x] = mixed(line[x], colour, kAbnormalAlpha);
                }
            }
        });
    });
}

void PointLayer::patchDots(const PatchTarget &target, const QRect &box) const
{
    const int size = dotSize(target.request.scale);
    const quint32 alpha = alphaOf(m_style->deviceAlpha);
    for (int y = box.top(); y <= box.bottom(); ++y) {
        const quint32 *from = target.ground + qsizetype(y) * target.under.width;
        std::copy(from + box.left(), from + box.right() + 1, target.under.row(y) + box.left());
    }
    forRanges(box.adjusted(-size, -size, size, size), target.request, [&](quint32 begin, quint32 end) {
        for (quint32 near = begin; near < end; ++near) {
            const QRect square = squareAt(pixelOf(near, target.request), size, box);
            for (int y = square.top(); y <= square.bottom(); ++y) {
                quint32 *line = target.under.row(y);
                for (int x = square.left(); x <= square.right(); ++x)
                    line[x] = textured(line[x], dotColour(m_points->state(near)), alpha);
            }
        }
    });
}

void PointLayer::paintDensity(const RasterTarget &target, const TileRequest &request) const
{
    const DensityPyramid &density = m_points->density();
    const QRectF square = m_points->square();
    const double wanted = std::max(1.5, 1.25 * request.scale.look); // pixels of a cell
    const double fits = std::log2(square.width() * request.scale.scale / wanted);
    const int level = static_cast<int>(std::clamp(std::floor(fits), 0.0, static_cast<double>(density.finest())));
    const int last = (1 << level) - 1;
    const double cell = square.width() * request.scale.scale / (1 << level); // pixels
    const QPointF corner = request.toTile(square.topLeft());
    // What is dense here: as in the whole city, with a root, so that the suburbs are not lost beside the centre.
    const double most = density.dense(level);
    std::array<quint32, 257> alphas{};
    for (size_t i = 0; i < alphas.size(); ++i)
        alphas[i] = alphaOf(m_style->densityAlpha * std::sqrt(static_cast<double>(i) / 256));
    const quint32 colour = m_colours.density;
    const auto clampCell = [&](double at) { return static_cast<int>(std::clamp(std::floor(at / cell), 0.0, double(last))); };
    const auto pixel = [&](double start, int index, int limit) {
        return static_cast<int>(std::lround(std::clamp(start + index * cell, 0.0, double(limit))));
    };
    if (corner.x() > target.width || corner.y() > target.height || corner.x() + cell * (last + 1) < 0 ||
        corner.y() + cell * (last + 1) < 0)
        return;
    const int xLast = clampCell(target.width - corner.x());
    for (int y = clampCell(-corner.y()), yLast = clampCell(target.height - corner.y()); y <= yLast; ++y) {
        const quint32 row = spreadBits(static_cast<quint32>(y)) << 1;
        const int top = pixel(corner.y(), y, target.height);
        const int bottom = pixel(corner.y(), y + 1, target.height);
        for (int x = clampCell(-corner.x()); x <= xLast; ++x) {
            const quint32 count = density.countAt(level, row | spreadBits(static_cast<quint32>(x)));
            if (count == 0)
                continue;
            const auto strength = static_cast<size_t>(std::min(1.0, count / most) * 256);
            const quint32 alpha = alphas[std::max<size_t>(strength, 6)];
            const int left = pixel(corner.x(), x, target.width);
            const int right = pixel(corner.x(), x + 1, target.width);
            for (int line = top; line < bottom; ++line) {
                quint32 *bits = target.row(line);
                for (int column = left; column < right; ++column)
                    bits[column] = textured(bits[column], colour, alpha);
            }
        }
    }
}

} // namespace guancheng
