// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/labelmaker.h"

#include "maps/style/boundvalues.h"

#include <cmath>

namespace guancheng {

std::pair<QPointF, double> middleOf(const QList<QList<QPointF>> &rings)
{
    Box box;
    for (const QList<QPointF> &ring : rings) {
        for (const QPointF p : ring)
            box.add(p.x(), p.y());
    }
    QPointF best;
    double widest = 0;
    std::vector<double> crossings;
    for (int step = 1; step < 12 && !box.isEmpty(); ++step) {
        const double y = box.top + (box.bottom - box.top) * (step + 0.013) / 12;
        crossings.clear();
        for (const QList<QPointF> &ring : rings) {
            for (qsizetype i = 0; i < ring.size(); ++i) {
                const QPointF a = ring[i];
                const QPointF b = ring[(i + 1) % ring.size()];
                if ((a.y() <= y) != (b.y() <= y))
                    crossings.push_back(a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()));
            }
        }
        std::sort(crossings.begin(), crossings.end());
        // The middle of the height is preferred: a name belongs where the eye looks for it.
        const double preference = 1 - 0.35 * std::abs(step - 6) / 6.0;
        for (size_t i = 0; i + 1 < crossings.size(); i += 2) {
            const double width = crossings[i + 1] - crossings[i];
            if (width * preference > widest) {
                widest = width * preference;
                best = {(crossings[i] + crossings[i + 1]) / 2, y};
            }
        }
    }
    return {best, widest};
}

void LabelMaker::add(const StyleRule &rule, const std::vector<quint16> &rules, quint16 number)
{
    const TextStyle &style = *rule.label;
    const FeatureTable &table = m_geometry.table();
    const double zoom = m_scale.styleZoom();
    if (zoom < style.minZoom || zoom >= style.maxZoom)
        return;
    const StyleText &text = m_scale.chinese || style.en.isEmpty() ? style.zh : style.en;
    const BoundColour colour(style.colour, table);
    const BoundColour halo(style.halo, table);
    const BoundNumber size(style.size, table);
    const BoundNumber priority(style.priority, table);
    const BoundNumber symbol = rule.point ? BoundNumber(rule.point->size, table) : BoundNumber();
    for (size_t i = 0; i < rules.size(); ++i) {
        if (rules[i] != number)
            continue;
        const LayerGeometry::Item &item = m_geometry.items()[i];
        LabelCandidate label;
        label.text = text.of(table, item.feature);
        if (label.text.isEmpty())
            continue;
        label.look.pixelSize = static_cast<int>(std::lround(size.at(zoom, item.feature, 4, 96) * m_scale.look));
        label.look.weight = style.weight;
        label.look.spacing = m_scale.chinese ? style.spacing : style.spacing / 3;
        label.look.colour = colour.at(zoom, item.feature);
        label.look.halo = halo.at(zoom, item.feature);
        label.look.haloWidth = style.haloWidth * m_scale.look;
        label.priority = priority.at(zoom, item.feature, 0, 100);
        label.repeat = style.repeat * m_scale.look;
        bool placed = true;
        if (item.kind == GeometryKind::Line && style.placement == TextStyle::Placement::Line) {
            placed = placeLine(item, label);
        } else if (item.kind == GeometryKind::Polygon) {
            placed = placeArea(item, label);
        } else {
            const std::span<const QPointF> vertices = m_geometry.vertices(m_geometry.parts(item).front());
            label.place = m_scale.toPixels(vertices[vertices.size() / 2]).toPoint();
            if (symbol.number && style.placement == TextStyle::Placement::Point) {
                const double radius = symbol.at(zoom, item.feature, 0, 200) / 2;
                label.clearance = static_cast<int>(std::lround((radius + style.offset) * m_scale.look));
            }
        }
        if (placed)
            m_labels.push_back(std::move(label));
        if (m_labels.size() >= 4 * kLimit)
            trim(); // a million features are not a million texts in memory
    }
}

bool LabelMaker::placeLine(const LayerGeometry::Item &item, LabelCandidate &label) const
{
    const LayerGeometry::Part &part = m_geometry.parts(item).front();
    const double across = std::hypot(part.box.right - part.box.left, part.box.bottom - part.box.top) * m_scale.scale;
    // No name on a line that is shorter than a third of it: a rough measure before the exact one.
    if (across < label.look.pixelSize * static_cast<double>(label.text.size()) * 0.35)
        return false;
    m_geometry.thinned(part, 0.7 / m_scale.scale, [&](QPointF world) { label.line.append(m_scale.toPixels(world)); });
    label.place = label.line[label.line.size() / 2].toPoint();
    return true;
}

bool LabelMaker::placeArea(const LayerGeometry::Item &item, LabelCandidate &label) const
{
    const double width = (item.box.right - item.box.left) * m_scale.scale;
    if (width < label.look.pixelSize)
        return false;
    QList<QList<QPointF>> rings;
    for (const LayerGeometry::Part &part : m_geometry.parts(item)) {
        QList<QPointF> ring;
        m_geometry.thinned(part, 1 / m_scale.scale, [&](QPointF world) { ring.append(m_scale.toPixels(world)); });
        rings.append(ring);
    }
    const auto [middle, room] = middleOf(rings);
    label.place = middle.toPoint();
    label.room = room;
    return room > 0;
}

void LabelMaker::trim()
{
    if (m_labels.size() <= kLimit)
        return;
    std::stable_sort(m_labels.begin(), m_labels.end(),
                     [](const LabelCandidate &a, const LabelCandidate &b) { return a.priority > b.priority; });
    m_labels.resize(kLimit);
}

std::vector<LabelCandidate> LabelMaker::take()
{
    trim();
    return std::move(m_labels);
}

} // namespace guancheng
