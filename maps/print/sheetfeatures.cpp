// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/print/sheetfeatures.h"

#include "maps/geo/mercator.h"
#include "maps/layers/polyline.h"
#include "maps/style/boundvalues.h"

#include <QPainter>
#include <QPainterPath>

namespace guancheng {

SheetFeatures::SheetFeatures(const ShownLayer &layer, const MapScale &scale, QPoint origin, const QRectF &page)
    : m_data(layer.data)
    , m_table(m_data->geometry->table())
    , m_style(m_data->style)
    , m_opacity(layer.opacity)
    , m_scale(scale)
    , m_origin(origin)
    , m_page(page)
    , m_zoom(scale.styleZoom())
{
}

QList<QPointF> SheetFeatures::points(size_t part) const
{
    const std::span<const double> vertices = m_table.part(part);
    QList<QPointF> line;
    line.reserve(static_cast<qsizetype>(vertices.size() / 2));
    for (size_t i = 0; i + 1 < vertices.size(); i += 2) {
        const GeoPoint point{vertices[i], vertices[i + 1]};
        if (point.isValid())
            line.append(toWorld(point) * m_scale.scale - QPointF(m_origin));
    }
    return line;
}

bool SheetFeatures::isNear(size_t feature) const
{
    const QRectF box = m_table.bounds(feature);
    const QPointF a = toWorld({box.left(), box.bottom()}) * m_scale.scale - QPointF(m_origin);
    const QPointF b = toWorld({box.right(), box.top()}) * m_scale.scale - QPointF(m_origin);
    const QRectF page = m_page.adjusted(-20, -20, 20, 20);
    return std::min(a.x(), b.x()) <= page.right() && std::max(a.x(), b.x()) >= page.left() &&
           std::min(a.y(), b.y()) <= page.bottom() && std::max(a.y(), b.y()) >= page.top();
}

bool SheetFeatures::isDrawnHere(const ShownLayer &layer, double zoom)
{
    if (!layer.data || !layer.data->style)
        return false;
    const LayerStyle &style = *layer.data->style;
    return !(style.heat && zoom < style.heat->maxZoom) && !(style.clusters && zoom < style.clusters->maxZoom) &&
           !style.coverage;
}

void SheetFeatures::paint(QPainter &painter) const
{
    size_t vertices = 0;
    for (size_t feature = 0; feature < m_table.size(); ++feature) {
        if (m_table.partStarts[feature] < m_table.partStarts[feature + 1] && isNear(feature))
            vertices +=
                m_table.vertexStarts[m_table.partStarts[feature + 1]] - m_table.vertexStarts[m_table.partStarts[feature]];
    }
    painter.save();
    painter.setOpacity(m_opacity);
    if (vertices <= kVectorVertices) {
        draw(painter);
    } else {
        constexpr double kFine = 2;
        QImage image((m_page.size() * kFine).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter onto(&image);
        onto.setRenderHint(QPainter::Antialiasing);
        onto.scale(kFine, kFine);
        draw(onto);
        onto.end();
        painter.drawImage(m_page, image);
    }
    painter.restore();
}

void SheetFeatures::draw(QPainter &painter) const
{
    std::vector<const StyleRule *> rules;
    std::vector<StyleFilter::Bound> when;
    for (const StyleRule &rule : m_style->rules) {
        if (m_zoom < rule.minZoom || m_zoom >= rule.maxZoom)
            continue;
        rules.push_back(&rule);
        when.push_back(rule.when.bind(m_table));
    }
    std::vector<std::vector<size_t>> found(rules.size());
    for (size_t feature = 0; feature < m_table.size(); ++feature) {
        if (m_table.kinds[feature] == GeometryKind::None || !isNear(feature))
            continue;
        const auto fits = std::ranges::find_if(when, [feature](const StyleFilter::Bound &one) { return one(feature); });
        if (fits != when.end())
            found[static_cast<size_t>(fits - when.begin())].push_back(feature);
    }
    // The first rule lies on top.
    for (size_t i = rules.size(); i-- > 0;)
        drawRule(painter, *rules[i], found[i]);
}

void SheetFeatures::drawRule(QPainter &painter, const StyleRule &rule, const std::vector<size_t> &features) const
{
    for (const size_t feature : features) {
        if (m_table.kinds[feature] == GeometryKind::Point) {
            drawPoints(painter, rule, feature);
            continue;
        }
        QPainterPath path;
        for (size_t part = m_table.partStarts[feature]; part < m_table.partStarts[feature + 1]; ++part) {
            const QList<QPointF> line = simplified(thinned(points(part), 0.1), 0.05);
            if (line.size() < 2)
                continue;
            path.addPolygon(line);
            if (m_table.kinds[feature] == GeometryKind::Polygon)
                path.closeSubpath();
        }
        if (rule.fill && m_table.kinds[feature] == GeometryKind::Polygon) {
            const BoundColour colour(rule.fill->colour, m_table);
            if (colour.isSet())
                painter.fillPath(
                    path, colour.at(m_zoom, feature, BoundNumber(rule.fill->opacity, m_table).at(m_zoom, feature, 0, 1)));
        }
        if (!rule.line)
            continue;
        const double width = BoundNumber(rule.line->width, m_table).at(m_zoom, feature, 0, 200);
        const double opacity = BoundNumber(rule.line->opacity, m_table).at(m_zoom, feature, 0, 1);
        const double casing = BoundNumber(rule.line->casingWidth, m_table).at(m_zoom, feature, 0, 50);
        const Qt::PenCapStyle cap = rule.line->flat ? Qt::FlatCap : Qt::RoundCap;
        const BoundColour under(rule.line->casing, m_table);
        if (under.isSet() && casing > 0)
            painter.strokePath(path,
                               QPen(under.at(m_zoom, feature, opacity), width + 2 * casing, Qt::SolidLine, cap, Qt::RoundJoin));
        const BoundColour colour(rule.line->colour, m_table);
        if (!colour.isSet() || width <= 0)
            continue;
        QPen pen(colour.at(m_zoom, feature, opacity), width, Qt::SolidLine, cap, Qt::RoundJoin);
        if (!rule.line->dash.empty())
            pen.setDashPattern(QList<qreal>(rule.line->dash.begin(), rule.line->dash.end()));
        painter.strokePath(path, pen);
    }
}

void SheetFeatures::drawPoints(QPainter &painter, const StyleRule &rule, size_t feature) const
{
    if (!rule.point)
        return;
    const double size = BoundNumber(rule.point->size, m_table).at(m_zoom, feature, 0, 200);
    const double opacity = BoundNumber(rule.point->opacity, m_table).at(m_zoom, feature, 0, 1);
    const double outline = BoundNumber(rule.point->outlineWidth, m_table).at(m_zoom, feature, 0, 50);
    const BoundColour colour(rule.point->colour, m_table);
    const BoundColour border(rule.point->outline, m_table);
    painter.setBrush(colour.isSet() ? QBrush(colour.at(m_zoom, feature, opacity)) : QBrush(Qt::NoBrush));
    painter.setPen(border.isSet() && outline > 0 ? QPen(border.at(m_zoom, feature, opacity), outline) : QPen(Qt::NoPen));
    const bool square = rule.point->shape == QLatin1StringView("square");
    for (size_t part = m_table.partStarts[feature]; part < m_table.partStarts[feature + 1]; ++part) {
        for (const QPointF at : points(part)) {
            if (square)
                painter.drawRect(QRectF(at - QPointF(size, size) / 2, QSizeF(size, size)));
            else
                painter.drawEllipse(at, size / 2, size / 2);
        }
    }
    painter.setBrush(Qt::NoBrush);
}

} // namespace guancheng
