// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/heatlayer.h"

#include <cmath>
#include <unordered_map>

namespace guancheng {

namespace {

constexpr int kPasses = 3;

/** Mean of 2 * half + 1 values along lines of \c count values, \c step apart. */
void boxFilter(std::vector<float> &values, std::vector<float> &line, size_t first, size_t step, int count, int half)
{
    const float share = 1.0f / static_cast<float>(2 * half + 1);
    line.resize(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i)
        line[size_t(i)] = values[first + size_t(i) * step];
    float sum = 0;
    for (int i = -half; i <= half; ++i)
        sum += i >= 0 && i < count ? line[size_t(i)] : 0;
    for (int i = 0; i < count; ++i) {
        values[first + size_t(i) * step] = sum * share;
        const int in = i + half + 1;
        const int out = i - half;
        sum += (in < count ? line[size_t(in)] : 0) - (out >= 0 ? line[size_t(out)] : 0);
    }
}

} // namespace

HeatLayer::HeatLayer(std::shared_ptr<const LayerGeometry> geometry, const HeatStyle &style, const MapScale &scale)
    : m_geometry(std::move(geometry))
    , m_weight(style.weight.isEmpty() ? nullptr : m_geometry->table().column(style.weight))
    , m_scale(scale)
{
    m_radius = std::clamp(style.radius.at(scale.styleZoom(), std::nan("")), 4.0, 200.0) * scale.look;
    m_cell = std::max(2, static_cast<int>(m_radius / 7));
    // Three boxes of half width b reach 3 b.
    m_box = std::max(1, static_cast<int>(std::lround(m_radius / m_cell / kPasses)));
    m_colours = colours(style.palette);
    m_most = style.most > 0 ? style.most : findMost();
}

std::vector<QRgb> HeatLayer::colours(const std::vector<QRgb> &palette) const
{
    std::vector<QRgb> result;
    for (int i = 0; i < 256; ++i) {
        const double at = i / 255.0 * static_cast<double>(palette.size() - 1);
        const auto low = static_cast<size_t>(at);
        const size_t high = std::min(low + 1, palette.size() - 1);
        result.push_back(blended(palette[low], palette[high], at - static_cast<double>(low)));
    }
    // Where there is next to nothing nothing is drawn, whatever the palette begins with.
    for (size_t i = 0; i < 10; ++i)
        result[i] = (result[i] & 0x00ffffffu) | quint32(qAlpha(result[i]) * int(i) / 10) << 24;
    return result;
}

double HeatLayer::weightOf(size_t feature) const
{
    if (!m_weight)
        return 1;
    const double weight = attributeNumber(*m_weight, feature);
    return std::isfinite(weight) && weight > 0 ? weight : 0;
}

double HeatLayer::findMost() const
{
    // Weight in squares as wide as the kernel: the one that only a fiftieth exceeds has the last colour.
    std::unordered_map<quint64, double> squares;
    const double side = 1.2 * m_radius / m_scale.scale;
    for (const LayerGeometry::Item &item : m_geometry->items()) {
        const auto x = static_cast<quint32>(std::max(0.0, item.box.left) / side);
        const auto y = static_cast<quint32>(std::max(0.0, item.box.top) / side);
        squares[quint64(y) << 32 | x] += weightOf(item.feature);
    }
    std::vector<double> weights;
    for (const auto &[square, weight] : squares) {
        if (weight > 0)
            weights.push_back(weight);
    }
    if (weights.empty())
        return 1;
    const auto at = weights.begin() + static_cast<qsizetype>(double(weights.size() - 1) * 0.98);
    std::nth_element(weights.begin(), at, weights.end());
    return *at;
}

void HeatLayer::fill(Grid &grid) const
{
    thread_local std::vector<quint32> found;
    const double cell = m_cell / m_scale.scale;
    const Box box{grid.corner.x() * cell, grid.corner.y() * cell, (grid.corner.x() + grid.width) * cell,
                  (grid.corner.y() + grid.height) * cell};
    m_geometry->tree().find(box, found);
    grid.values.assign(size_t(grid.width) * size_t(grid.height), 0);
    for (const quint32 i : found) {
        const LayerGeometry::Item &item = m_geometry->items()[i];
        const int x = static_cast<int>(std::floor((item.box.left + item.box.right) / 2 / cell)) - grid.corner.x();
        const int y = static_cast<int>(std::floor((item.box.top + item.box.bottom) / 2 / cell)) - grid.corner.y();
        if (x >= 0 && y >= 0 && x < grid.width && y < grid.height)
            grid.values[size_t(y) * size_t(grid.width) + size_t(x)] += static_cast<float>(weightOf(item.feature));
    }
}

void HeatLayer::spread(Grid &grid) const
{
    std::vector<float> line;
    const auto width = static_cast<size_t>(grid.width);
    for (int pass = 0; pass < kPasses; ++pass) {
        for (int y = 0; y < grid.height; ++y)
            boxFilter(grid.values, line, size_t(y) * width, 1, grid.width, m_box);
        for (int x = 0; x < grid.width; ++x)
            boxFilter(grid.values, line, size_t(x), width, grid.height, m_box);
    }
    // Mean of a cell -> weight within about the kernel, in shares of the most.
    const double kernel = 0.8 * (2 * m_box + 1) * kPasses;
    const auto factor = static_cast<float>(kernel * kernel / 3.2 / m_most);
    for (float &value : grid.values)
        value *= factor;
}

void HeatLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    const int margin = kPasses * m_box + 2;
    const auto cellOf = [this](int pixel) { return static_cast<int>(std::floor(double(pixel) / m_cell)); };
    Grid grid;
    grid.corner = QPoint(cellOf(request.origin.x()) - margin, cellOf(request.origin.y()) - margin);
    grid.width = cellOf(request.origin.x() + target.width) + margin + 2 - grid.corner.x();
    grid.height = cellOf(request.origin.y() + target.height) + margin + 2 - grid.corner.y();
    fill(grid);
    if (std::all_of(grid.values.begin(), grid.values.end(), [](float value) { return value == 0; }))
        return;
    spread(grid);
    for (int y = 0; y < target.height; ++y) {
        // Values stand in the middles of cells.
        const double gy = (request.origin.y() + y + 0.5) / m_cell - grid.corner.y() - 0.5;
        const auto y0 = static_cast<size_t>(gy);
        const auto fy = static_cast<float>(gy - double(y0));
        const float *above = &grid.values[y0 * size_t(grid.width)];
        const float *below = above + grid.width;
        quint32 *row = target.row(y);
        for (int x = 0; x < target.width; ++x) {
            const double gx = (request.origin.x() + x + 0.5) / m_cell - grid.corner.x() - 0.5;
            const auto x0 = static_cast<size_t>(gx);
            const auto fx = static_cast<float>(gx - double(x0));
            const float value =
                (above[x0] * (1 - fx) + above[x0 + 1] * fx) * (1 - fy) + (below[x0] * (1 - fx) + below[x0 + 1] * fx) * fy;
            const int step = std::min(255, static_cast<int>(value * 255));
            if (step <= 0)
                continue;
            const QRgb colour = m_colours[size_t(step)];
            row[x] = mixed(row[x], colour, quint32(qAlpha(colour)) * 257 >> 8);
        }
    }
}

} // namespace guancheng
