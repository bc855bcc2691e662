// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/pointlayer.h"

namespace guancheng {

namespace {

constexpr double kDensityAbove = 200'000;
constexpr double kSymbolsBelow = 2'000;

bool isAbnormal(DeviceState state)
{
    return state >= DeviceState::Minor && state <= DeviceState::Critical;
}

quint32 alphaOf(double alpha)
{
    return static_cast<quint32>(std::clamp(alpha * 256, 0.0, 256.0));
}

} // namespace

PointDetail detailFor(size_t inView, PointDetail current)
{
    const auto n = static_cast<double>(inView);
    const double dense = current == PointDetail::Density ? kDensityAbove * 0.8 : kDensityAbove;
    const double sparse = current == PointDetail::Symbols ? kSymbolsBelow * 1.2 : kSymbolsBelow;
    return n > dense ? PointDetail::Density : n < sparse ? PointDetail::Symbols : PointDetail::Dots;
}

PointLayer::PointLayer(std::shared_ptr<const PointIndex> points, std::shared_ptr<const MapStyle> style,
                       std::shared_ptr<const SymbolSet> symbols, PointDetail detail)
    : m_points(std::move(points))
    , m_style(std::move(style))
    , m_symbols(std::move(symbols))
    , m_detail(detail)
{
    for (size_t i = 0; i < m_colours.size(); ++i)
        m_colours[i] = deviceColour(*m_style, static_cast<DeviceState>(i)).rgb();
}

template<typename F>
void PointLayer::forPoints(const RasterTarget &target, const TileRequest &request, F f) const
{
    constexpr int kReach = 12; // pixels that a symbol reaches into the neighbour at the most
    const double factor = request.scale.scale / PointIndex::kFixed;
    const double left = request.origin.x();
    const double top = request.origin.y();
    const PointIndex &points = *m_points;
    m_points->visit(request.world(target.width, target.height, kReach), [&](quint32 begin, quint32 end) {
        for (quint32 rank = begin; rank < end; ++rank) {
            f(rank, static_cast<int>(points.fixedX(rank) * factor - left + kReach) - kReach,
              static_cast<int>(points.fixedY(rank) * factor - top + kReach) - kReach);
        }
    });
}

void PointLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    if (m_points->size() == 0)
        return;
    if (m_detail == PointDetail::Symbols) {
        paintSymbols(target, request);
        return;
    }
    m_detail == PointDetail::Density ? paintDensity(target, request) : paintDots(target, request);
    paintAbnormal(target, request);
}

void PointLayer::paintDots(const RasterTarget &target, const TileRequest &request) const
{
    const double zoom = request.scale.styleZoom();
    const int size = std::max(1, static_cast<int>(std::lround(m_style->dotSize.at(zoom) * request.scale.look)));
    const quint32 alpha = alphaOf(m_style->deviceAlpha);
    const quint32 calm = m_colours[static_cast<size_t>(DeviceState::Normal)];
    const quint32 silent = m_colours[static_cast<size_t>(DeviceState::Offline)];
    const int half = size / 2;
    forPoints(target, request, [&](quint32 rank, int x, int y) {
        if (x < -size || y < -size || x > target.width + size || y > target.height + size)
            return;
        const DeviceState state = m_points->state(rank);
        textureSquare(target, x - half, y - half, size, state >= DeviceState::Fault ? silent : calm, alpha);
    });
}

void PointLayer::paintAbnormal(const RasterTarget &target, const TileRequest &request) const
{
    const double zoom = request.scale.styleZoom();
    const int size = std::max(2, static_cast<int>(std::lround(m_style->abnormalSize.at(zoom) * request.scale.look)));
    const int half = size / 2;
    const PointIndex &points = *m_points;
    forPoints(target, request, [&](quint32 rank, int x, int y) {
        const DeviceState state = points.state(rank);
        if (isAbnormal(state))
            blendSquare(target, x - half, y - half, size, m_colours[static_cast<size_t>(state)], 230);
    });
}

void PointLayer::paintSymbols(const RasterTarget &target, const TileRequest &request) const
{
    // Twice, so that what is abnormal lies on top.
    for (const bool abnormal : {false, true}) {
        forPoints(target, request, [&](quint32 rank, int x, int y) {
            const DeviceState state = m_points->state(rank);
            if (isAbnormal(state) == abnormal)
                blendCentred(target, x, y, m_symbols->device(state), abnormal ? 256 : 210);
        });
    }
}

void PointLayer::paintDensity(const RasterTarget &target, const TileRequest &request) const
{
    const DensityPyramid &density = m_points->density();
    const QRectF square = m_points->square();
    const double wanted = std::max(1.5, 1.25 * request.scale.look); // pixels of a cell
    const double fits = std::log2(square.width() * request.scale.scale / wanted);
    const int level = std::clamp(static_cast<int>(std::floor(fits)), 0, density.finest());
    const int last = (1 << level) - 1;
    const double cell = square.width() * request.scale.scale / (1 << level); // pixels
    const QPointF corner = request.toTile(square.topLeft());
    // What is dense here: as in the whole city, with a root, so that the suburbs are not lost beside the centre.
    const double most = density.dense(level);
    std::array<quint32, 257> alphas{};
    for (size_t i = 0; i < alphas.size(); ++i)
        alphas[i] = alphaOf(m_style->densityAlpha * std::sqrt(static_cast<double>(i) / 256));
    const quint32 colour = m_style->density.rgb();
    const auto clampCell = [&](double at) { return std::clamp(static_cast<int>(std::floor(at / cell)), 0, last); };
    const auto pixel = [&](double start, int index, int limit) {
        return std::clamp(static_cast<int>(std::lround(start + index * cell)), 0, limit);
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
