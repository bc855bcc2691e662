// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/curve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace guancheng {

namespace {

/** A point of the plane in which the spline is made: degrees of latitude in both directions. */
struct Flat
{
    double x = 0;
    double y = 0;
};

Flat mix(const Flat &a, const Flat &b, double ta, double tb, double t)
{
    const double u = (t - ta) / (tb - ta);
    return {a.x + (b.x - a.x) * u, a.y + (b.y - a.y) * u};
}

/** The point at \c share (0 to 1) between p[1] and p[2] (Barry and Goldman's pyramid). */
Flat between(const std::array<Flat, 4> &p, double share)
{
    std::array<double, 4> t{};
    for (std::size_t i = 1; i < 4; ++i)
        t[i] = t[i - 1] + std::sqrt(std::hypot(p[i].x - p[i - 1].x, p[i].y - p[i - 1].y));
    const double at = t[1] + (t[2] - t[1]) * share;
    const Flat a1 = mix(p[0], p[1], t[0], t[1], at);
    const Flat a2 = mix(p[1], p[2], t[1], t[2], at);
    const Flat a3 = mix(p[2], p[3], t[2], t[3], at);
    return mix(mix(a1, a2, t[0], t[2], at), mix(a2, a3, t[1], t[3], at), t[1], t[2], at);
}

/** Continues beyond an end by mirroring, so that the curve leaves it straight. */
Flat mirrored(const Flat &end, const Flat &next)
{
    return {2 * end.x - next.x, 2 * end.y - next.y};
}

} // namespace

std::vector<GeoPoint> smoothCurve(std::span<const GeoPoint> points, double metresPerStep, bool loop)
{
    std::vector<GeoPoint> nodes;
    for (const GeoPoint &point : points) {
        if (nodes.empty() || !(nodes.back() == point))
            nodes.push_back(point);
    }
    if (loop && nodes.size() > 1 && nodes.front() == nodes.back())
        nodes.pop_back();
    if (nodes.size() < 2 || !(metresPerStep > 0))
        return nodes;
    const bool closed = loop && nodes.size() > 2;

    const double scale = std::cos(nodes.front().latitude * std::numbers::pi / 180);
    const auto count = static_cast<std::ptrdiff_t>(nodes.size());
    const auto flat = [&](std::ptrdiff_t i) {
        const GeoPoint &p = nodes[static_cast<std::size_t>((i % count + count) % count)];
        return Flat{p.longitude * scale, p.latitude};
    };
    std::vector<GeoPoint> curve{nodes.front()};
    const std::ptrdiff_t spans = closed ? count : count - 1;
    for (std::ptrdiff_t i = 0; i < spans; ++i) {
        const Flat from = flat(i);
        const Flat to = flat(i + 1);
        const std::array<Flat, 4> around{closed || i > 0 ? flat(i - 1) : mirrored(from, to), from, to,
                                         closed || i + 2 < count ? flat(i + 2) : mirrored(to, from)};
        const GeoPoint &next = nodes[static_cast<std::size_t>((i + 1) % count)];
        const double length = distanceMetres(nodes[static_cast<std::size_t>(i)], next);
        // The curve is a little longer than the chord, and its steps are not quite even.
        const int steps = std::clamp(static_cast<int>(std::ceil(length * 1.5 / metresPerStep)), 1, 100000);
        for (int s = 1; s < steps; ++s) {
            const Flat p = between(around, static_cast<double>(s) / steps);
            curve.push_back({p.x / scale, p.y});
        }
        curve.push_back(next);
    }
    return curve;
}

std::vector<GeoPoint> smoothCurve(std::span<const NamedPoint> points, double metresPerStep, bool loop)
{
    std::vector<GeoPoint> positions;
    positions.reserve(points.size());
    for (const NamedPoint &point : points)
        positions.push_back(point.point);
    return smoothCurve(positions, metresPerStep, loop);
}

} // namespace guancheng
