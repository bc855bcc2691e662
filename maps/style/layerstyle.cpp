// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/style/layerstyle.h"

#include "maps/style/palette.h"

#include <array>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

/** The column that names the features, or nothing. */
QString nameColumn(const FeatureTable &table)
{
    static const std::array<QString, 14> kNames{u"name"_s,  u"名称"_s, u"name_zh"_s, u"name:zh"_s, u"label"_s,
                                                u"title"_s, u"mc"_s,   u"text"_s,    u"名字"_s,    u"标题"_s,
                                                u"站名"_s,  u"地名"_s, u"name_en"_s, u"text_en"_s};
    for (const QString &name : kNames) {
        for (const FeatureTable::Column &column : table.columns) {
            if (column.name.compare(name, Qt::CaseInsensitive) == 0 && column.type == FeatureTable::ColumnType::Text)
                return column.name;
        }
    }
    return {};
}

TextStyle nameOf(const QString &column, TextStyle::Placement placement, QRgb colour)
{
    TextStyle label;
    if (const Result<StyleText> text = StyleText::parse(u'{' + column + u'}', {}, {}))
        label.zh = *text;
    label.colour = StyleColour(blended(colour, 0xffc7d3dcu, 0.5));
    label.halo = StyleColour(0xff0c141bu);
    label.size.zoom = ZoomStops({{9, 9}, {14, 12}});
    label.placement = placement;
    label.priority = StyleNumber(placement == TextStyle::Placement::Area ? 45 : 40);
    label.minZoom = placement == TextStyle::Placement::Area ? 0 : 11;
    return label;
}

StyleRule ruleFor(GeometryKind kind, const QString &nameZh, const QString &nameEn)
{
    StyleRule rule;
    rule.nameZh = nameZh;
    rule.nameEn = nameEn;
    rule.when = StyleFilter::ofKind(kind);
    return rule;
}

} // namespace

QStringList LayerStyle::attributes() const
{
    QStringList result;
    for (const StyleRule &rule : rules) {
        result += rule.when.attributes();
        if (rule.label)
            result += rule.label->zh.attributes() + rule.label->en.attributes();
        if (rule.fill)
            result << rule.fill->colour.attribute << rule.fill->opacity.attribute;
        if (rule.line)
            result << rule.line->colour.attribute << rule.line->width.attribute;
        if (rule.point)
            result << rule.point->colour.attribute << rule.point->size.attribute << rule.point->rotation.attribute;
    }
    result.removeAll(QString());
    result.removeDuplicates();
    return result;
}

std::shared_ptr<const LayerStyle> defaultLayerStyle(const FeatureTable &table, int hue)
{
    auto style = std::make_shared<LayerStyle>();
    style->id = u"default-%1"_s.arg(hue);
    const QRgb colour = quietColour(hue);
    const QString name = nameColumn(table);
    bool has[4] = {};
    for (const GeometryKind kind : table.kinds)
        has[static_cast<size_t>(kind)] = true;
    if (has[static_cast<size_t>(GeometryKind::Polygon)]) {
        StyleRule rule = ruleFor(GeometryKind::Polygon, u"面"_s, u"Areas"_s);
        rule.fill.emplace();
        rule.fill->colour = StyleColour(colour);
        rule.fill->opacity = StyleNumber(0.14);
        rule.line.emplace();
        rule.line->colour = StyleColour(blended(kNightGround, colour, 0.75));
        rule.line->width.zoom = ZoomStops({{8, 0.8}, {14, 1.6}});
        if (!name.isEmpty())
            rule.label = nameOf(name, TextStyle::Placement::Area, colour);
        style->rules.push_back(std::move(rule));
    }
    if (has[static_cast<size_t>(GeometryKind::Line)]) {
        StyleRule rule = ruleFor(GeometryKind::Line, u"线"_s, u"Lines"_s);
        rule.line.emplace();
        rule.line->colour = StyleColour(blended(kNightGround, colour, 0.8));
        rule.line->width.zoom = ZoomStops({{8, 0.6}, {11, 1.1}, {14, 2.2}, {17, 5}});
        if (!name.isEmpty())
            rule.label = nameOf(name, TextStyle::Placement::Line, colour);
        style->rules.push_back(std::move(rule));
    }
    if (has[static_cast<size_t>(GeometryKind::Point)]) {
        StyleRule rule = ruleFor(GeometryKind::Point, u"点"_s, u"Points"_s);
        rule.point.emplace();
        rule.point->shape = u"circle"_s;
        rule.point->colour = StyleColour(colour);
        rule.point->outline = StyleColour(0xff0c141bu);
        rule.point->size.zoom = ZoomStops({{8, 2.2}, {11, 4}, {14, 6.5}, {17, 9}});
        if (!name.isEmpty())
            rule.label = nameOf(name, TextStyle::Placement::Point, colour);
        style->rules.push_back(std::move(rule));
        style->slot = has[static_cast<size_t>(GeometryKind::Polygon)] ? LayerStyle::Slot::Ground : LayerStyle::Slot::Top;
    }
    return style;
}

} // namespace guancheng
