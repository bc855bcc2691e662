// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/strokes.h"

#include <QLineF>
#include <QPainter>

#include <cmath>

namespace guancheng {

namespace {

constexpr double kUnseen = 0.2; // pixels

bool clipSide(double direction, double distance, double &from, double &to)
{
    if (direction == 0)
        return distance >= 0;
    const double at = distance / direction;
    if (direction < 0)
        from = std::max(from, at);
    else
        to = std::min(to, at);
    return from <= to;
}

QPointF normal(QPointF from, QPointF to)
{
    const QPointF along = to - from;
    const double length = std::hypot(along.x(), along.y());
    // Right of the direction, y down.
    return length > 0 ? QPointF(-along.y(), along.x()) / length : QPointF();
}

} // namespace

bool clipSegment(QPointF a, QPointF b, const Box &box, double &from, double &to)
{
    from = 0;
    to = 1;
    const QPointF d = b - a;
    return clipSide(-d.x(), a.x() - box.left, from, to) && clipSide(d.x(), box.right - a.x(), from, to) &&
           clipSide(-d.y(), a.y() - box.top, from, to) && clipSide(d.y(), box.bottom - a.y(), from, to);
}

TileLines::TileLines(const LayerGeometry &geometry, const TileRequest &request, const Box &box)
    : m_geometry(geometry)
    , m_request(request)
    , m_box(box)
    , m_tolerance(kUnseen / request.scale.scale)
{
    const QPointF topLeft = request.toTile({box.left, box.top});
    const QPointF bottomRight = request.toTile({box.right, box.bottom});
    m_pixels = {topLeft.x(), topLeft.y(), bottomRight.x(), bottomRight.y()};
}

void TileLines::add(QPointF point)
{
    if (!m_started) {
        m_started = true;
        m_last = point;
        return;
    }
    const double length = QLineF(m_last, point).length();
    double from = 0;
    double to = 1;
    if (clipSegment(m_last, point, m_pixels, from, to)) {
        const QPointF d = point - m_last;
        if (!m_open)
            m_lines.push_back({{m_last + d * from}, m_length + length * from});
        m_lines.back().points.append(m_last + d * to);
        m_open = to >= 1;
    } else {
        m_open = false;
    }
    m_length += length;
    m_last = point;
}

void TileLines::finish(double offset)
{
    if (offset == 0)
        return;
    for (TileLine &line : m_lines)
        line.points = shifted(line.points, offset);
}

const std::vector<TileLine> &TileLines::of(const LayerGeometry::Part &part, bool ring, bool measured, double offset)
{
    m_lines.clear();
    m_length = 0;
    m_started = m_open = false;
    const auto emit = [&](QPointF world) { add(m_request.toTile(world)); };
    if (measured) {
        m_geometry.thinned(part, m_tolerance, emit);
    } else {
        m_geometry.thinnedLine(part, m_tolerance, m_box, emit, [&] { m_started = m_open = false; });
    }
    if (ring) {
        const std::span<const QPointF> vertices = m_geometry.vertices(part);
        if (!measured) {
            m_started = m_open = false;
            emit(vertices.back());
        }
        emit(vertices.front());
    }
    finish(offset);
    return m_lines;
}

QList<QPointF> shifted(const QList<QPointF> &line, double offset)
{
    QList<QPointF> result;
    const qsizetype last = line.size() - 1;
    result.reserve(line.size());
    for (qsizetype i = 0; i <= last; ++i) {
        const QPointF before = normal(line[std::max<qsizetype>(i - 1, 0)], line[std::max<qsizetype>(i, 1)]);
        const QPointF after = normal(line[std::min(i, last - 1)], line[std::min(i + 1, last)]);
        const QPointF sum = before + after;
        const double square = QPointF::dotProduct(sum, sum);
        // 2 * sum / |sum|^2 is the mitre; at sharp corners it would run away.
        result.append(line[i] + (square > 0.5 ? sum * (2 / square) : after) * offset);
    }
    return result;
}

void drawArrows(QPainter &painter, const TileLine &line, double spacing, double size, const QColor &colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    double next = (std::floor(line.start / spacing - 0.5) + 1.5) * spacing;
    double at = line.start;
    for (qsizetype i = 1; i < line.points.size(); ++i) {
        const QPointF a = line.points[i - 1];
        const QPointF d = line.points[i] - a;
        const double length = std::hypot(d.x(), d.y());
        if (length <= 0)
            continue;
        const QPointF along = d / length * size;
        const QPointF across(-along.y() * 0.45, along.x() * 0.45);
        for (; next <= at + length; next += spacing) {
            const QPointF middle = a + d * ((next - at) / length);
            const QPointF corners[] = {middle + along * 0.6, middle - along * 0.4 + across, middle - along * 0.4 - across};
            painter.drawPolygon(corners, 3);
        }
        at += length;
    }
    painter.setBrush(Qt::NoBrush);
}

} // namespace guancheng
