// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "reallines.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace guancheng::reallines {

namespace {

constexpr double kRadians = std::numbers::pi / 180;

qint64 cellOf(const GeoPoint &p, int dx, int dy)
{
    return (static_cast<qint64>(std::floor(p.longitude / 0.0055)) + dx) * 1000000 +
           static_cast<qint64>(std::floor(p.latitude / 0.005)) + dy;
}

GeoPoint mix(const GeoPoint &a, const GeoPoint &b, double t)
{
    return {a.longitude + (b.longitude - a.longitude) * t, a.latitude + (b.latitude - a.latitude) * t};
}

/** A piece of a road in the direction of the curve. */
struct Piece
{
    double from = 0; ///< metres along the curve
    double to = 0;
    Line line;
};

/** Where on the curve the nearest point is, in metres from its begin; nothing when that is farther than 2 km. */
std::optional<double> along(const Line &curve, const std::vector<double> &metres, const GeoPoint &p)
{
    double best = 2000;
    std::optional<double> at;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const double distance = distanceMetres(curve[i], p);
        if (distance < best) {
            best = distance;
            at = metres[i];
        }
    }
    return at;
}

double heading(const GeoPoint &a, const GeoPoint &b)
{
    return std::atan2(b.latitude - a.latitude, (b.longitude - a.longitude) * std::cos(a.latitude * kRadians)) / kRadians;
}

double angleBetween(double a, double b)
{
    return std::abs(std::remainder(a - b, 360));
}

/** The curve from the end of a to the begin of b, tangent to both (Hermite). */
Line fill(const Line &a, const Line &b)
{
    const GeoPoint &p = a.back();
    const GeoPoint &q = b.front();
    const double squeeze = std::cos(p.latitude * kRadians);
    const double length = std::hypot((q.longitude - p.longitude) * squeeze, q.latitude - p.latitude);
    const auto tangent = [&](const GeoPoint &from, const GeoPoint &to) {
        const double d = std::hypot((to.longitude - from.longitude) * squeeze, to.latitude - from.latitude);
        return GeoPoint{(to.longitude - from.longitude) / d * length, (to.latitude - from.latitude) / d * length};
    };
    const GeoPoint u = tangent(a[a.size() - 2], p);
    const GeoPoint v = tangent(q, b[1]);
    const int steps = std::max(2, static_cast<int>(distanceMetres(p, q) / 50));
    Line line;
    for (int i = 0; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps;
        const double h00 = 2 * t * t * t - 3 * t * t + 1;
        const double h10 = t * t * t - 2 * t * t + t;
        const double h01 = 1 - h00;
        const double h11 = t * t * t - t * t;
        line.push_back({h00 * p.longitude + h10 * u.longitude + h01 * q.longitude + h11 * v.longitude,
                        h00 * p.latitude + h10 * u.latitude + h01 * q.latitude + h11 * v.latitude});
    }
    return line;
}

bool goesOn(const Line &a, const Line &b)
{
    const double gap = distanceMetres(a.back(), b.front());
    const double across = heading(a.back(), b.front());
    const double turn =
        std::max(angleBetween(heading(a[a.size() - 2], a.back()), across), angleBetween(heading(b.front(), b[1]), across));
    return gap <= 1500 ? turn < 90 : gap <= 8000 && turn < 40;
}

} // namespace

double lengthMetres(const Line &line)
{
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        length += distanceMetres(line[i - 1], line[i]);
    return length;
}

void NearField::add(const Line &line)
{
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double length = distanceMetres(line[i - 1], line[i]);
        const int steps = std::max(1, static_cast<int>(length / 40));
        for (int s = 0; s <= steps; ++s) {
            const GeoPoint p = mix(line[i - 1], line[i], static_cast<double>(s) / steps);
            m_cells[cellOf(p, 0, 0)].push_back(p);
        }
        m_length += length;
    }
}

double NearField::search(const GeoPoint &p, int cells) const
{
    double best = std::numeric_limits<double>::infinity();
    for (int dx = -cells; dx <= cells; ++dx) {
        for (int dy = -cells; dy <= cells; ++dy) {
            const auto found = m_cells.find(cellOf(p, dx, dy));
            if (found == m_cells.end())
                continue;
            for (const GeoPoint &q : found->second)
                best = std::min(best, distanceMetres(p, q));
        }
    }
    return best;
}

std::vector<Line> linesOf(const OGRGeometry *geometry)
{
    std::vector<Line> lines;
    if (const auto *line = dynamic_cast<const OGRLineString *>(geometry)) {
        Line points;
        for (const OGRPoint &p : *line)
            points.push_back({p.getX(), p.getY()});
        if (points.size() > 1)
            lines.push_back(std::move(points));
    } else if (const auto *many = dynamic_cast<const OGRGeometryCollection *>(geometry)) {
        for (const OGRGeometry *part : *many) {
            for (Line &inner : linesOf(part))
                lines.push_back(std::move(inner));
        }
    }
    return lines;
}

void addLines(const OGRGeometry *geometry, NearField *field)
{
    for (const Line &line : linesOf(geometry))
        field->add(line);
}

std::vector<Hole> holes(const Line &curve, const NearField &field, double limit)
{
    std::vector<Hole> result;
    bool open = false;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const bool far = field.distance(curve[i]) > limit;
        if (far && !open)
            result.push_back({curve[i], 0});
        else if (far)
            result.back().metres += distanceMetres(curve[i - 1], curve[i]);
        open = far;
    }
    return result;
}

std::vector<Line> filledGaps(const std::vector<Line> &pieces, const Line &curve)
{
    std::vector<double> metres{0};
    for (std::size_t i = 1; i < curve.size(); ++i)
        metres.push_back(metres.back() + distanceMetres(curve[i - 1], curve[i]));
    std::vector<Piece> ordered;
    for (const Line &line : pieces) {
        const auto from = along(curve, metres, line.front());
        const auto to = along(curve, metres, line.back());
        if (!from && !to)
            continue;
        // A piece that leaves the curve counts from where it does so.
        Piece piece{from.value_or(to.value_or(0)), to.value_or(from.value_or(0)), line};
        // Both carriageways are in the layer; of a short one both ends may have the same nearest point.
        const auto begin =
            static_cast<std::size_t>(std::upper_bound(metres.begin(), metres.end(), piece.from) - metres.begin());
        const std::size_t i = std::clamp<std::size_t>(begin, 2, curve.size() - 1);
        const bool against = angleBetween(heading(line.front(), line.back()), heading(curve[i - 2], curve[i])) > 90;
        if (piece.from > piece.to || (piece.from == piece.to && against)) {
            std::swap(piece.from, piece.to);
            std::reverse(piece.line.begin(), piece.line.end());
        }
        ordered.push_back(std::move(piece));
    }
    std::sort(ordered.begin(), ordered.end(), [](const Piece &a, const Piece &b) { return a.from < b.from; });
    std::vector<Line> result;
    const Piece *last = nullptr;
    for (const Piece &piece : ordered) {
        if (last && piece.from > last->to && goesOn(last->line, piece.line))
            result.push_back(fill(last->line, piece.line));
        if (!last || piece.to > last->to)
            last = &piece;
    }
    return result;
}

} // namespace guancheng::reallines
