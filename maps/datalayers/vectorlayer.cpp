// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/vectorlayer.h"

#include "maps/datalayers/labelmaker.h"
#include "maps/datalayers/strokes.h"
#include "maps/layers/polyline.h"

#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr double kUnseen = 0.2;   // pixels
constexpr double kMaxWidth = 200; // pixels of a 1080-line screen, whatever the data say

int modulo(int value, int by)
{
    return ((value % by) + by) % by;
}

} // namespace

VectorLayer::VectorLayer(std::shared_ptr<const LayerGeometry> geometry, std::shared_ptr<const LayerStyle> style,
                         const MapScale &scale)
    : m_geometry(std::move(geometry))
    , m_style(std::move(style))
    , m_scale(scale)
    , m_zoom(scale.styleZoom())
{
    for (const StyleRule &rule : m_style->rules) {
        if (m_zoom >= rule.minZoom && m_zoom < rule.maxZoom && m_bound.size() < kNoRule)
            m_bound.push_back(bound(rule));
    }
    chooseRules();
    makeLooks();
    measureReach();
    LabelMaker maker(*m_geometry, m_scale);
    for (size_t i = 0; i < m_bound.size(); ++i) {
        if (m_bound[i].rule->label)
            maker.add(*m_bound[i].rule, m_rules, static_cast<quint16>(i));
    }
    m_labels = maker.take();
}

VectorLayer::Rule VectorLayer::bound(const StyleRule &rule) const
{
    const FeatureTable &table = m_geometry->table();
    Rule result;
    result.rule = &rule;
    result.when = rule.when.bind(table);
    if (rule.fill) {
        result.fill = {rule.fill->colour, table};
        result.pattern = {rule.fill->patternColour, table};
        result.fillOpacity = {rule.fill->opacity, table};
    }
    if (rule.line) {
        result.line = {rule.line->colour, table};
        result.casing = {rule.line->casing, table};
        result.arrow = {rule.line->arrowColour, table};
        result.width = {rule.line->width, table};
        result.lineOpacity = {rule.line->opacity, table};
        result.casingWidth = {rule.line->casingWidth, table};
        result.offset = {rule.line->offset, table};
        result.arrowSize = {rule.line->arrowSize, table};
    }
    if (rule.point) {
        result.point = {rule.point->colour, table};
        result.outline = {rule.point->outline, table};
        result.size = {rule.point->size, table};
        result.outlineWidth = {rule.point->outlineWidth, table};
        result.rotation = {rule.point->rotation, table};
        result.pointOpacity = {rule.point->opacity, table};
    }
    return result;
}

void VectorLayer::chooseRules()
{
    m_rules.assign(m_geometry->items().size(), kNoRule);
    bool lines = false;
    bool others = false;
    for (size_t i = 0; i < m_rules.size(); ++i) {
        const LayerGeometry::Item &item = m_geometry->items()[i];
        if (i > 0 && m_geometry->items()[i - 1].feature == item.feature) {
            m_rules[i] = m_rules[i - 1];
            continue;
        }
        (item.kind == GeometryKind::Line ? lines : others) = true;
        for (size_t r = 0; r < m_bound.size(); ++r) {
            if (m_bound[r].when(item.feature)) {
                m_rules[i] = static_cast<quint16>(r);
                break;
            }
        }
    }
    m_structure = lines && !others;
}

PointLook VectorLayer::lookOf(const Rule &rule, size_t feature) const
{
    static const QStringList &shapes = pointShapes();
    PointLook look;
    look.shape = static_cast<quint8>(std::max<qsizetype>(0, shapes.indexOf(rule.rule->point->shape)));
    const double size = rule.size.at(m_zoom, feature, 0, kMaxWidth) * m_scale.look;
    look.size = static_cast<quint16>(std::lround(size * 2));
    if (rule.rule->point->shape != "circle"_L1) {
        const double degrees = std::remainder(rule.rotation.at(m_zoom, feature, -1e9, 1e9), 360.0);
        look.turn = static_cast<quint8>(modulo(static_cast<int>(std::lround(degrees / 10)), 36));
    }
    const double opacity = rule.pointOpacity.at(m_zoom, feature, 0, 1);
    look.colour = rule.point.isSet() ? rule.point.at(m_zoom, feature, opacity).rgba() : 0;
    if (rule.outline.isSet()) {
        look.outline = rule.outline.at(m_zoom, feature, opacity).rgba();
        look.outlineWidth = static_cast<quint16>(std::lround(rule.outlineWidth.at(m_zoom, feature, 0, 50) * m_scale.look * 10));
    }
    return look;
}

void VectorLayer::makeLooks()
{
    for (size_t i = 0; i < m_rules.size(); ++i) {
        const LayerGeometry::Item &item = m_geometry->items()[i];
        if (item.kind != GeometryKind::Point || m_rules[i] == kNoRule || !m_bound[m_rules[i]].rule->point)
            continue;
        if (m_looks.empty())
            m_looks.assign(m_rules.size(), PointSprites::kNone);
        m_looks[i] = m_sprites.add(lookOf(m_bound[m_rules[i]], item.feature));
    }
}

void VectorLayer::measureReach()
{
    m_reach = std::max(2, m_sprites.reach() + 1);
    for (const Rule &rule : m_bound) {
        if (!rule.rule->line)
            continue;
        const StrokeStyle &line = *rule.rule->line;
        const double width = line.width.greatest(m_zoom, kMaxWidth) / 2 + line.casingWidth.greatest(m_zoom, 100) +
                             line.offset.greatest(m_zoom, kMaxWidth);
        m_reach = std::max(m_reach, (std::max(width, line.arrowSize.greatest(m_zoom, 100)))*m_scale.look + 2);
    }
}

void VectorLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    thread_local std::vector<quint32> found;
    thread_local Found byRule;
    const Box box = Box::of(request.world(target.width, target.height, m_reach));
    m_geometry->tree().find(box, found);
    if (found.empty())
        return;
    byRule.resize(std::max(byRule.size(), m_bound.size()));
    for (std::vector<quint32> &items : byRule)
        items.clear();
    for (const quint32 i : found) {
        if (m_rules[i] != kNoRule)
            byRule[m_rules[i]].push_back(i);
    }
    QImage image = target.image();
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    for (size_t r = 0; r < m_bound.size(); ++r) {
        if (m_bound[r].rule->fill && !byRule[r].empty())
            paintFills(painter, request, box, m_bound[r], byRule[r]);
    }
    TileLines lines(*m_geometry, request, box);
    for (size_t r = 0; r < m_bound.size(); ++r) {
        if (!m_bound[r].rule->line || byRule[r].empty())
            continue;
        if (m_bound[r].casing.isSet())
            paintLines(painter, lines, m_bound[r], byRule[r], true);
        paintLines(painter, lines, m_bound[r], byRule[r], false);
    }
    painter.end();
    if (!m_looks.empty())
        paintPoints(target, request, found);
}

void VectorLayer::paintOnly(const RasterTarget &target, const TileRequest &request, const std::vector<bool> &which) const
{
    if (m_looks.empty())
        return;
    std::vector<quint32> found;
    m_geometry->tree().find(Box::of(request.world(target.width, target.height, m_reach)), found);
    std::erase_if(found, [&](quint32 i) { return !which[i]; });
    paintPoints(target, request, found);
}

QPainterPath VectorLayer::shapeOf(const LayerGeometry::Item &item, const TileRequest &request, const Box &box) const
{
    QPainterPath path;
    const double tolerance = kUnseen / m_scale.scale;
    QList<QPointF> ring;
    for (const LayerGeometry::Part &part : m_geometry->parts(item)) {
        const bool unseen = part.box.right - part.box.left < tolerance && part.box.bottom - part.box.top < tolerance;
        if (unseen || !part.box.meets(box))
            continue;
        ring.clear();
        m_geometry->thinnedRing(part, tolerance, box, [&](QPointF world) { ring.append(request.toTile(world)); });
        const bool beyond =
            part.box.left < box.left || part.box.right > box.right || part.box.top < box.top || part.box.bottom > box.bottom;
        if (beyond) {
            const QPointF corner = request.toTile({box.left, box.top});
            const QPointF other = request.toTile({box.right, box.bottom});
            ring = clippedRing(ring, QRectF(corner, other));
        }
        if (ring.size() < 3)
            continue;
        path.addPolygon(ring);
        path.closeSubpath();
    }
    return path;
}

void VectorLayer::paintFills(QPainter &painter, const TileRequest &request, const Box &box, const Rule &rule,
                             const std::vector<quint32> &items) const
{
    const FillStyle &style = *rule.rule->fill;
    painter.setPen(Qt::NoPen);
    QImage pattern;
    QRgb patternColour = 0;
    for (const quint32 i : items) {
        const LayerGeometry::Item &item = m_geometry->items()[i];
        if (item.kind != GeometryKind::Polygon)
            continue;
        const QPainterPath path = shapeOf(item, request, box);
        if (path.isEmpty())
            continue;
        if (rule.fill.isSet()) {
            painter.setBrush(rule.fill.at(m_zoom, item.feature, rule.fillOpacity.at(m_zoom, item.feature, 0, 1)));
            painter.drawPath(path);
        }
        if (style.pattern.isEmpty() || !rule.pattern.isSet())
            continue;
        const QRgb colour = rule.pattern.at(m_zoom, item.feature);
        if (pattern.isNull() || colour != patternColour) {
            patternColour = colour;
            pattern = patternTile(style.pattern, style.patternSpacing * m_scale.look, style.patternWidth * m_scale.look,
                                  QColor::fromRgba(colour));
        }
        // The pattern hangs on the world, not on the tile.
        painter.setBrushOrigin(-modulo(request.origin.x(), pattern.width()), -modulo(request.origin.y(), pattern.height()));
        painter.setBrush(QBrush(pattern));
        painter.drawPath(path);
    }
    painter.setBrush(Qt::NoBrush);
}

void VectorLayer::paintLines(QPainter &painter, TileLines &lines, const Rule &rule, const std::vector<quint32> &items,
                             bool casing) const
{
    painter.setBrush(Qt::NoBrush);
    for (const quint32 i : items) {
        const LayerGeometry::Item &item = m_geometry->items()[i];
        if (item.kind != GeometryKind::Point)
            paintLine(painter, lines, rule, item, casing);
    }
}

void VectorLayer::paintLine(QPainter &painter, TileLines &lines, const Rule &rule, const LayerGeometry::Item &item,
                            bool casing) const
{
    const StrokeStyle &style = *rule.rule->line;
    const size_t feature = item.feature;
    double width = rule.width.at(m_zoom, feature, 0, kMaxWidth) * m_scale.look;
    if (width <= 0)
        return;
    const double opacity = rule.lineOpacity.at(m_zoom, feature, 0, 1);
    if (casing)
        width += 2 * rule.casingWidth.at(m_zoom, feature, 0, 100) * m_scale.look;
    const bool dashed = !casing && !style.dash.empty();
    const bool arrows = !casing && style.arrowSpacing > 0;
    const Qt::PenCapStyle cap = style.flat || dashed ? Qt::FlatCap : Qt::RoundCap;
    const bool visible = casing || rule.line.isSet();
    QPen pen(visible ? (casing ? rule.casing : rule.line).at(m_zoom, feature, opacity) : QColor(), width, Qt::SolidLine, cap,
             width > 2.5 ? Qt::RoundJoin : Qt::BevelJoin);
    if (dashed)
        pen.setDashPattern(QList<qreal>(style.dash.begin(), style.dash.end()));
    const double offset = rule.offset.at(m_zoom, feature, -kMaxWidth, kMaxWidth) * m_scale.look;
    const bool ring = item.kind == GeometryKind::Polygon;
    for (const LayerGeometry::Part &part : m_geometry->parts(item)) {
        for (const TileLine &line : lines.of(part, ring, dashed || arrows, offset)) {
            if (dashed)
                pen.setDashOffset(line.start / width);
            if (visible) {
                painter.setPen(pen);
                painter.drawPolyline(line.points.constData(), static_cast<int>(line.points.size()));
            }
            if (arrows && rule.arrow.isSet()) {
                drawArrows(painter, line, style.arrowSpacing * m_scale.look,
                           rule.arrowSize.at(m_zoom, feature, 1, 100) * m_scale.look, rule.arrow.at(m_zoom, feature, opacity));
            }
        }
    }
}

void VectorLayer::paintPoints(const RasterTarget &target, const TileRequest &request, const std::vector<quint32> &items) const
{
    for (const quint32 i : items) {
        if (m_looks[i] == PointSprites::kNone)
            continue;
        const LayerGeometry::Item &item = m_geometry->items()[i];
        const QPoint at = request.toTile({item.box.left, item.box.top}).toPoint();
        blendCentred(target, at.x(), at.y(), m_sprites.at(m_looks[i]));
    }
}

} // namespace guancheng
