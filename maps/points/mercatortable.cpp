// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/points/mercatortable.h"

#include "maps/geo/mercator.h"

namespace guancheng {

namespace {

constexpr double kFixed = 4294967296.0;

double exactY(double latitudeE7)
{
    return toWorld({0, latitudeE7 / 1e7}).y() * kFixed;
}

/** Change of y with each 1e-7 degree. */
double slope(double latitudeE7)
{
    const double latitude = std::clamp(latitudeE7 / 1e7, -kMercatorLatitude, kMercatorLatitude) * std::numbers::pi / 180;
    return -kFixed / 360 / 1e7 / std::cos(latitude);
}

} // namespace

MercatorTable::MercatorTable(qint32 lowestE7, qint32 highestE7)
{
    const auto limit = static_cast<qint32>(kMercatorLatitude * 1e7);
    const double low = std::clamp(lowestE7, -limit, limit);
    const double high = std::clamp(highestE7, -limit, limit);
    const size_t count = high - low < 10e7 ? 1024 : 16384;
    const double step = std::max(1.0, (high - low) / static_cast<double>(count));
    m_first = low;
    m_perStep = 1 / step;
    m_pieces.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        const double from = low + step * static_cast<double>(i);
        const double y0 = exactY(from);
        const double y1 = exactY(from + step);
        const double s0 = slope(from) * step;
        const double s1 = slope(from + step) * step;
        m_pieces.push_back({y0, s0, 3 * (y1 - y0) - 2 * s0 - s1, 2 * (y0 - y1) + s0 + s1});
    }
}

quint32 MercatorTable::fixedY(qint32 latitudeE7) const
{
    const double at = std::clamp((latitudeE7 - m_first) * m_perStep, 0.0, static_cast<double>(m_pieces.size()));
    const size_t index = std::min(static_cast<size_t>(at), m_pieces.size() - 1);
    const double t = at - static_cast<double>(index);
    const Piece &piece = m_pieces[index];
    const double y = piece.a + t * (piece.b + t * (piece.c + t * piece.d));
    return static_cast<quint32>(std::clamp(y, 0.0, kFixed - 1));
}

} // namespace guancheng
