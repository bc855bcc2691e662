// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/pointlayer.h"

#include <bit>
#include <vector>

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

/** Turns fixed places into pixels of a tile; right to the pixel within 48 pixels of the tile. */
class Pixels
{
public:
    explicit Pixels(const TileRequest &request)
        : m_factor(request.scale.scale / PointIndex::kFixed)
        , m_left(request.origin.x() - 2 * kReach)
        , m_top(request.origin.y() - 2 * kReach)
    {
    }
    int x(PointIndex::Place place) const { return static_cast<int>(place.x * m_factor - m_left) - 2 * kReach; }
    int y(PointIndex::Place place) const { return static_cast<int>(place.y * m_factor - m_top) - 2 * kReach; }

private:
    double m_factor;
    double m_left;
    double m_top;
};

/** The part of the square of \c size around x, y that lies in the target. */
struct Square
{
    int x0, x1, y0, y1;

    Square(int x, int y, int size, const RasterTarget &target)
        : x0(std::max(x - size / 2, 0))
        , x1(std::min(x - size / 2 + size, target.width))
        , y0(std::max(y - size / 2, 0))
        , y1(std::min(y - size / 2 + size, target.height))
    {
    }
    bool isEmpty() const { return x0 >= x1 || y0 >= y1; }
};

/** f(x, y) for the pixels of the square that are set in \c wanted and not in \c unwanted. */
template<typename F>
void forPixels(const Square &square, const BitMask &wanted, const BitMask *unwanted, F f)
{
    if (square.isEmpty())
        return;
    const quint64 all = (quint64(1) << (square.x1 - square.x0)) - 1;
    for (int y = square.y0; y < square.y1; ++y) {
        quint64 bits = wanted.window(square.x0, y) & all;
        if (unwanted)
            bits &= ~unwanted->window(square.x0, y);
        for (; bits != 0; bits &= bits - 1)
            f(square.x0 + std::countr_zero(bits), y);
    }
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

template<typename F>
void PointLayer::forRanges(const QRect &box, const TileRequest &request, F f) const
{
    m_points->visit(QRectF(request.toWorld(box.topLeft()), QSizeF(box.size()) / request.scale.scale), f);
}

template<typename F>
void PointLayer::forDots(const QRect &box, const TileRequest &request, F f) const
{
    const Pixels pixels(request);
    forRanges(box, request, [&](quint32 begin, quint32 end) {
        for (quint32 rank = begin; rank < end; ++rank) {
            const PointIndex::Place place = m_points->place(rank);
            f(rank, pixels.x(place), pixels.y(place));
        }
    });
}

template<typename F>
void PointLayer::forAbnormal(const QRect &box, const TileRequest &request, F f) const
{
    const Pixels pixels(request);
    forRanges(box, request, [&](quint32 begin, quint32 end) {
        m_points->forAbnormal(begin, end, [&](quint32 rank) {
            const PointIndex::Place place = m_points->place(rank);
            f(rank, pixels.x(place), pixels.y(place));
        });
    });
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
    const QRect box(-size, -size, target.width + 2 * size, target.height + 2 * size);
    forDots(box, request, [&](quint32 rank, int x, int y) {
        if (x >= -size && y >= -size && x <= target.width + size && y <= target.height + size)
            textureSquare(target, x - size / 2, y - size / 2, size, dotColour(m_points->state(rank)), alpha);
    });
}

void PointLayer::paintAbnormal(const RasterTarget &target, const TileRequest &request) const
{
    const int size = abnormalSize(request.scale);
    const QRect box(-size, -size, target.width + 2 * size, target.height + 2 * size);
    forAbnormal(box, request, [&](quint32 rank, int x, int y) {
        const Square square(x, y, size, target);
        const quint32 colour = m_colours.state[static_cast<size_t>(m_points->state(rank))];
        for (int row = square.y0; row < square.y1; ++row) {
            quint32 *line = target.row(row);
            for (int column = square.x0; column < square.x1; ++column)
                line[column] = overlaid(line[column], colour, kAbnormalAlpha);
        }
    });
}

void PointLayer::paintSymbols(const RasterTarget &target, const TileRequest &request) const
{
    const QRect box(-kReach, -kReach, target.width + 2 * kReach, target.height + 2 * kReach);
    // Twice, so that what is abnormal lies on top.
    for (const bool abnormal : {false, true}) {
        forDots(box, request, [&](quint32 rank, int x, int y) {
            const DeviceState state = m_points->state(rank);
            if (isAbnormal(state) == abnormal && box.contains(x, y))
                blendCentred(target, x, y, m_symbols->device(state), abnormal ? 256 : 210);
        });
    }
}

void PointLayer::patch(const PatchTarget &target, std::span<const QPoint> places) const
{
    // First all squares that have to be made anew, then whatever shows in them, in the order of a new painting.
    const bool dots = m_detail == PointDetail::Dots;
    const int size = std::max(abnormalSize(target.request.scale), dots ? dotSize(target.request.scale) : 0);
    for (const QPoint place : places) {
        const Square square(place.x() - target.request.origin.x(), place.y() - target.request.origin.y(), size, target.picture);
        if (square.isEmpty())
            continue;
        const quint64 all = (quint64(1) << (square.x1 - square.x0)) - 1;
        for (int y = square.y0; y < square.y1; ++y)
            target.scratch->set(square.x0, y, all);
    }
    if (dots)
        patchDots(target);
    restore(target, places, size);
    patchAbnormal(target);
    target.scratch->clearRows(0, target.picture.height);
}

void PointLayer::restore(const PatchTarget &target, std::span<const QPoint> places, int size) const
{
    constexpr size_t kAhead = 6; // the pixels of a whole view do not fit into the cache
    const QPoint origin = target.request.origin;
    for (size_t i = 0; i < places.size(); ++i) {
        if (i + kAhead < places.size()) {
            const QPoint next = places[i + kAhead] - origin;
            const Square soon(next.x(), next.y(), size, target.picture);
            for (int y = soon.y0; y < soon.y1 && !soon.isEmpty(); ++y) {
                __builtin_prefetch(target.under.row(y) + soon.x0);
                __builtin_prefetch(target.picture.row(y) + soon.x0, 1);
            }
        }
        const Square square(places[i].x() - origin.x(), places[i].y() - origin.y(), size, target.picture);
        if (square.isEmpty())
            continue;
        const quint64 all = (quint64(1) << (square.x1 - square.x0)) - 1;
        for (int y = square.y0; y < square.y1; ++y) {
            const quint32 *from = target.under.row(y) + square.x0;
            quint32 *to = target.picture.row(y) + square.x0;
            quint64 bits = ~target.cover->window(square.x0, y) & all;
            if (bits == all) {
                for (int x = 0; x < square.x1 - square.x0; ++x)
                    to[x] = from[x] | 0xff000000u;
                continue;
            }
            for (; bits != 0; bits &= bits - 1) {
                const int x = std::countr_zero(bits);
                to[x] = from[x] | 0xff000000u;
            }
        }
    }
}

void PointLayer::patchAbnormal(const PatchTarget &target) const
{
    const int size = abnormalSize(target.request.scale);
    const QRect box(-size, -size, target.picture.width + 2 * size, target.picture.height + 2 * size);
    forAbnormal(box, target.request, [&](quint32 rank, int x, int y) {
        const quint32 colour = m_colours.state[static_cast<size_t>(m_points->state(rank))];
        forPixels({x, y, size, target.picture}, *target.scratch, target.cover, [&](int column, int row) {
            quint32 &pixel = target.picture.row(row)[column];
            pixel = mixed(pixel, colour, kAbnormalAlpha);
        });
    });
}

void PointLayer::patchDots(const PatchTarget &target) const
{
    const int size = dotSize(target.request.scale);
    const quint32 alpha = alphaOf(m_style->deviceAlpha);
    for (int y = 0; y < target.under.height; ++y) {
        const quint32 *from = target.ground + qsizetype(y) * target.under.width;
        quint32 *line = target.under.row(y);
        target.scratch->forRuns(y, nullptr, [&](int x, int count) { std::copy_n(from + x, count, line + x); });
    }
    const QRect box(-size, -size, target.under.width + 2 * size, target.under.height + 2 * size);
    forDots(box, target.request, [&](quint32 rank, int x, int y) {
        forPixels({x, y, size, target.under}, *target.scratch, nullptr, [&](int column, int row) {
            quint32 &pixel = target.under.row(row)[column];
            pixel = textured(pixel, dotColour(m_points->state(rank)), alpha);
        });
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
    const int xFirst = clampCell(-corner.x());
    const int xLast = clampCell(target.width - corner.x());
    thread_local std::vector<int> edges; // left of each column of cells
    edges.clear();
    for (int x = xFirst; x <= xLast + 1; ++x)
        edges.push_back(pixel(corner.x(), x, target.width));
    for (int y = clampCell(-corner.y()), yLast = clampCell(target.height - corner.y()); y <= yLast; ++y) {
        const quint32 row = spreadBits(static_cast<quint32>(y)) << 1;
        const int top = pixel(corner.y(), y, target.height);
        const int bottom = pixel(corner.y(), y + 1, target.height);
        for (int x = xFirst; x <= xLast; ++x) {
            const quint32 count = density.countAt(level, row | spreadBits(static_cast<quint32>(x)));
            if (count == 0)
                continue;
            const auto strength = static_cast<size_t>(std::min(1.0, count / most) * 256);
            const quint32 alpha = alphas[std::max<size_t>(strength, 6)];
            const int left = edges[static_cast<size_t>(x - xFirst)];
            const int right = edges[static_cast<size_t>(x - xFirst) + 1];
            for (int line = top; line < bottom; ++line) {
                quint32 *bits = target.row(line);
                for (int column = left; column < right; ++column)
                    bits[column] = textured(bits[column], colour, alpha);
            }
        }
    }
}

} // namespace guancheng
