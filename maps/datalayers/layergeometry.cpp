// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/layergeometry.h"

#include "maps/geo/mercator.h"

#include <cmath>

namespace guancheng {

namespace {

/** Simplification by Douglas and Peucker looks at so many vertices at once, as it is quadratic where it is bad. */
constexpr quint32 kRun = 512;
constexpr float kAlways = std::numeric_limits<float>::max();

double squareToSegment(QPointF p, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double square = QPointF::dotProduct(along, along);
    const double t = square > 0 ? std::clamp(QPointF::dotProduct(p - a, along) / square, 0.0, 1.0) : 0;
    const QPointF away = p - (a + along * t);
    return QPointF::dotProduct(away, away);
}

bool isPlace(double longitude, double latitude)
{
    return std::isfinite(longitude) && std::isfinite(latitude) && std::abs(longitude) <= 540 && std::abs(latitude) <= 90;
}

} // namespace

LayerGeometry::LayerGeometry(std::shared_ptr<const FeatureTable> table) : m_table(std::move(table))
{
    m_vertices.reserve(m_table->vertices.size() / 2);
    m_parts.reserve(m_table->vertexStarts.size());
    m_items.reserve(m_table->size());
    for (size_t feature = 0; feature < m_table->size(); ++feature)
        addFeature(feature);
    std::vector<Box> boxes;
    boxes.reserve(m_items.size());
    for (const Item &item : m_items)
        boxes.push_back(item.box);
    m_tree = BoxTree(boxes);
}

void LayerGeometry::addFeature(size_t feature)
{
    const GeometryKind kind = m_table->kinds[feature];
    const quint32 begin = m_table->partStarts[feature];
    const quint32 end = m_table->partStarts[feature + 1];
    if (kind == GeometryKind::None || begin == end) {
        ++m_empty;
        return;
    }
    const auto firstPart = static_cast<quint32>(m_parts.size());
    for (quint32 part = begin; part < end; ++part)
        addPart(m_table->part(part), kind);
    if (m_parts.size() == firstPart) {
        ++m_skipped;
        return;
    }
    repeatBeyondDateLine(firstPart);
    addItems(feature, kind, firstPart);
}

bool LayerGeometry::addPart(std::span<const double> degrees, GeometryKind kind)
{
    if (kind == GeometryKind::Point) {
        // A part of a multi point may hold several: each is a point of its own.
        for (size_t i = 0; i + 1 < degrees.size(); i += 2) {
            if (!isPlace(degrees[i], degrees[i + 1]))
                continue;
            Part part{static_cast<quint32>(m_vertices.size()), 1, static_cast<quint32>(m_stretches.size()), {}};
            const QPointF place = toWorld({std::remainder(degrees[i], 360.0), degrees[i + 1]});
            m_vertices.push_back(place);
            m_weight.push_back(kAlways);
            part.box.add(place.x(), place.y());
            m_stretches.push_back(part.box);
            m_parts.push_back(part);
        }
        return true;
    }
    Part part{static_cast<quint32>(m_vertices.size()), 0, static_cast<quint32>(m_stretches.size()), {}};
    double before = 0;
    double turn = 0; // degrees that were added as the line went round the world
    for (size_t i = 0; i + 1 < degrees.size(); i += 2) {
        if (!isPlace(degrees[i], degrees[i + 1]))
            continue;
        if (m_vertices.size() > part.first)
            turn += degrees[i] - before > 180 ? -360 : degrees[i] - before < -180 ? 360 : 0;
        before = degrees[i];
        const QPointF place = toWorld({degrees[i] + turn, degrees[i + 1]});
        if (m_vertices.size() > part.first && m_vertices.back() == place)
            continue;
        m_vertices.push_back(place);
    }
    const bool ring = kind == GeometryKind::Polygon;
    if (ring && m_vertices.size() > part.first + 1 && m_vertices.back() == m_vertices[part.first])
        m_vertices.pop_back();
    part.count = static_cast<quint32>(m_vertices.size()) - part.first;
    if (part.count < (ring ? 3u : 2u)) {
        m_vertices.resize(part.first);
        return false;
    }
    weigh(part, ring);
    for (quint32 begin = 0; begin < part.count; begin += kStretch) {
        Box box;
        // With the vertex that follows, which for the last one of a ring is the first.
        for (quint32 i = begin; i <= std::min(begin + kStretch, ring ? part.count : part.count - 1); ++i) {
            const QPointF p = m_vertices[part.first + i % part.count];
            box.add(p.x(), p.y());
        }
        part.box.add(box);
        m_stretches.push_back(box);
    }
    m_parts.push_back(part);
    return true;
}

void LayerGeometry::weigh(const Part &part, bool ring)
{
    m_weight.resize(m_vertices.size(), 0);
    const quint32 last = part.first + part.count - 1;
    m_weight[part.first] = m_weight[last] = kAlways;
    if (ring && part.count <= kRun)
        m_weight[part.first + part.count / 2] = kAlways; // else a small ring would fall to a line
    quint32 from = part.first;
    while (from < last) {
        quint32 to = std::min(from + kRun, last);
        if (ring && part.count <= kRun && from == part.first)
            to = part.first + part.count / 2;
        if (to != last)
            m_weight[to] = kAlways;
        weighRun(from, to);
        from = to;
    }
}

void LayerGeometry::weighRun(quint32 first, quint32 last)
{
    struct Span
    {
        quint32 first;
        quint32 last;
        double limit; // a vertex matters no more than the one that splits the span it is in
    };
    std::vector<Span> open{{first, last, std::numeric_limits<double>::max()}};
    while (!open.empty()) {
        const Span span = open.back();
        open.pop_back();
        double worst = -1;
        quint32 at = 0;
        for (quint32 i = span.first + 1; i < span.last; ++i) {
            const double away = squareToSegment(m_vertices[i], m_vertices[span.first], m_vertices[span.last]);
            if (away > worst) {
                worst = away;
                at = i;
            }
        }
        if (worst < 0)
            continue;
        const double weight = std::min(std::sqrt(worst), span.limit);
        m_weight[at] = static_cast<float>(weight);
        open.push_back({span.first, at, weight});
        open.push_back({at, span.last, weight});
    }
}

void LayerGeometry::repeatBeyondDateLine(quint32 firstPart)
{
    Box box;
    const auto lastPart = static_cast<quint32>(m_parts.size());
    for (quint32 p = firstPart; p < lastPart; ++p)
        box.add(m_parts[p].box);
    const double shift = box.right > 1 ? -1 : box.left < 0 ? 1 : 0;
    if (shift == 0)
        return;
    for (quint32 p = firstPart; p < lastPart; ++p) {
        Part copy = m_parts[p];
        const Part original = copy;
        copy.first = static_cast<quint32>(m_vertices.size());
        copy.firstStretch = static_cast<quint32>(m_stretches.size());
        copy.box.left += shift;
        copy.box.right += shift;
        for (quint32 i = 0; i < original.count; ++i) {
            m_vertices.push_back(m_vertices[original.first + i] + QPointF(shift, 0));
            m_weight.push_back(m_weight[original.first + i]);
        }
        for (quint32 s = 0; s < stretchCount(original); ++s) {
            Box stretch = m_stretches[original.firstStretch + s];
            stretch.left += shift;
            stretch.right += shift;
            m_stretches.push_back(stretch);
        }
        m_parts.push_back(copy);
    }
}

void LayerGeometry::addItems(size_t feature, GeometryKind kind, quint32 firstPart)
{
    const auto lastPart = static_cast<quint32>(m_parts.size());
    const auto add = [&](quint32 from, quint32 to) {
        Item item{kind, static_cast<quint32>(feature), from, to, {}};
        for (quint32 p = from; p < to; ++p)
            item.box.add(m_parts[p].box);
        m_items.push_back(item);
    };
    if (kind == GeometryKind::Polygon) {
        add(firstPart, lastPart);
        return;
    }
    for (quint32 p = firstPart; p < lastPart; ++p)
        add(p, p + 1);
}

} // namespace guancheng
