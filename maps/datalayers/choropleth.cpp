// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/choropleth.h"

#include "maps/datalayers/layergeometry.h"
#include "maps/geo/mercator.h"
#include "maps/style/palette.h"

#include <cmath>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr size_t kMaxSquares = 100000;
using Aggregate = ChoroplethStyle::Aggregate;

/** Values that fell into one area. */
struct Bin
{
    double sum = 0;
    double least = std::numeric_limits<double>::max();
    double most = -std::numeric_limits<double>::max();
    quint32 count = 0;

    void add(double value)
    {
        sum += value;
        least = std::min(least, value);
        most = std::max(most, value);
        ++count;
    }
    double of(Aggregate aggregate) const
    {
        if (aggregate == Aggregate::Count)
            return count;
        if (count == 0)
            return std::nan("");
        switch (aggregate) {
        case Aggregate::Sum: return sum;
        case Aggregate::Mean: return sum / count;
        case Aggregate::Least: return least;
        case Aggregate::Most: return most;
        case Aggregate::Count: break;
        }
        return count;
    }
};

/** What a feature adds: its value, or 1 where things are counted; NaN: nothing. */
double valueOf(const FeatureTable::Column *column, const ChoroplethStyle &style, size_t feature)
{
    if (style.attribute.isEmpty())
        return 1;
    return column ? attributeNumber(*column, feature) : std::nan("");
}

bool contains(const LayerGeometry &geometry, const LayerGeometry::Item &item, QPointF p)
{
    bool inside = false;
    for (const LayerGeometry::Part &part : geometry.parts(item)) {
        const std::span<const QPointF> ring = geometry.vertices(part);
        for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            if ((ring[i].y() <= p.y()) != (ring[j].y() <= p.y()) &&
                p.x() < ring[i].x() + (ring[j].x() - ring[i].x()) * (p.y() - ring[i].y()) / (ring[j].y() - ring[i].y()))
                inside = !inside;
        }
    }
    return inside;
}

std::vector<double> byPlace(const FeatureTable &table, const std::shared_ptr<const FeatureTable> &areas,
                            const ChoroplethStyle &style)
{
    const LayerGeometry places(areas);
    const LayerGeometry points(std::shared_ptr<const FeatureTable>(std::shared_ptr<void>(), &table));
    const FeatureTable::Column *column = table.column(style.attribute);
    std::vector<Bin> bins(areas->size());
    std::vector<quint32> found;
    for (const LayerGeometry::Item &item : points.items()) {
        const double value = valueOf(column, style, item.feature);
        if (!std::isfinite(value))
            continue;
        const QPointF p((item.box.left + item.box.right) / 2, (item.box.top + item.box.bottom) / 2);
        places.tree().find({p.x(), p.y(), p.x(), p.y()}, found);
        for (const quint32 i : found) {
            const LayerGeometry::Item &area = places.items()[i];
            if (area.kind == GeometryKind::Polygon && contains(places, area, p)) {
                bins[area.feature].add(value);
                break;
            }
        }
    }
    std::vector<double> values;
    values.reserve(bins.size());
    for (const Bin &bin : bins)
        values.push_back(bin.of(style.aggregate));
    return values;
}

std::vector<double> byCode(const FeatureTable &table, const FeatureTable &areas, const ChoroplethStyle &style)
{
    std::vector<double> values(areas.size(), std::nan(""));
    const FeatureTable::Column *there = areas.column(style.key);
    const FeatureTable::Column *here = table.column(style.tableKey);
    if (!there || !here)
        return values;
    const FeatureTable::Column *column = table.column(style.attribute);
    QHash<QString, Bin> bins;
    for (size_t i = 0; i < table.size(); ++i) {
        const QString code = attributeText(*here, i);
        const double value = valueOf(column, style, i);
        if (!code.isEmpty() && std::isfinite(value))
            bins[code].add(value);
    }
    for (size_t i = 0; i < areas.size(); ++i) {
        if (const auto it = bins.constFind(attributeText(*there, i)); it != bins.cend())
            values[i] = it->of(style.aggregate);
    }
    return values;
}

/** Squares of the style over the points of the table, those that hold something. */
std::shared_ptr<FeatureTable> squares(const FeatureTable &table, const ChoroplethStyle &style, std::vector<double> &values)
{
    const LayerGeometry points(std::shared_ptr<const FeatureTable>(std::shared_ptr<void>(), &table));
    const Box box = points.tree().bounds();
    auto result = std::make_shared<FeatureTable>();
    result->partStarts.push_back(0);
    result->vertexStarts.push_back(0);
    if (box.isEmpty())
        return result;
    const FeatureTable::Column *column = table.column(style.attribute);
    double side = style.grid * worldPerMetre((box.top + box.bottom) / 2);
    while ((box.right - box.left) / side * ((box.bottom - box.top) / side) > 50.0 * kMaxSquares)
        side *= 2;
    std::unordered_map<quint64, Bin> bins;
    for (const LayerGeometry::Item &item : points.items()) {
        const double value = valueOf(column, style, item.feature);
        if (!std::isfinite(value))
            continue;
        const auto x = static_cast<quint32>(std::max(0.0, (item.box.left + item.box.right) / 2) / side);
        const auto y = static_cast<quint32>(std::max(0.0, (item.box.top + item.box.bottom) / 2) / side);
        bins[quint64(y) << 32 | x].add(value);
    }
    std::vector<quint64> keys;
    keys.reserve(bins.size());
    for (const auto &[key, bin] : bins)
        keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    keys.resize(std::min(keys.size(), kMaxSquares));
    for (const quint64 key : keys) {
        const double left = double(quint32(key)) * side;
        const double top = double(key >> 32) * side;
        for (const QPointF corner :
             {QPointF(left, top), QPointF(left + side, top), QPointF(left + side, top + side), QPointF(left, top + side)}) {
            const GeoPoint point = toGeo(corner);
            result->vertices.push_back(point.longitude);
            result->vertices.push_back(point.latitude);
        }
        result->kinds.push_back(GeometryKind::Polygon);
        result->vertexStarts.push_back(static_cast<quint32>(result->vertices.size() / 2));
        result->partStarts.push_back(static_cast<quint32>(result->kinds.size()));
        values.push_back(bins[key].of(style.aggregate));
    }
    return result;
}

/** Square kilometres of the areas: plane mercator with the scale of their middle, good to a thousandth for a city. */
std::vector<double> squareKilometres(const std::shared_ptr<const FeatureTable> &areas)
{
    const LayerGeometry geometry(areas);
    std::vector<double> result(areas->size(), std::nan(""));
    for (const LayerGeometry::Item &item : geometry.items()) {
        if (item.kind != GeometryKind::Polygon)
            continue;
        const double metre = worldPerMetre((item.box.top + item.box.bottom) / 2);
        // Odd-even as the painter sees it: a ring within another one is a hole.
        double sum = 0;
        for (const LayerGeometry::Part &part : geometry.parts(item)) {
            const std::span<const QPointF> ring = geometry.vertices(part);
            double twice = 0;
            for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
                twice += (ring[j].x() - ring[0].x()) * (ring[i].y() - ring[0].y()) -
                         (ring[i].x() - ring[0].x()) * (ring[j].y() - ring[0].y());
            int around = 0;
            for (const LayerGeometry::Part &other : geometry.parts(item)) {
                if (other.first == part.first || !other.box.meets(part.box))
                    continue;
                LayerGeometry::Item alone = item;
                alone.firstPart = item.firstPart + static_cast<quint32>(&other - geometry.parts(item).data());
                alone.lastPart = alone.firstPart + 1;
                around += contains(geometry, alone, ring[0]);
            }
            sum += (around % 2 == 0 ? 1 : -1) * std::abs(twice) / 2;
        }
        result[item.feature] = sum / (metre * metre) / 1e6;
    }
    return result;
}

QString numberText(double value, int decimals)
{
    return QString::number(value, 'f', decimals);
}

std::shared_ptr<const LayerStyle> styleFor(const LayerStyle &source, const std::vector<double> &breaks)
{
    const ChoroplethStyle &choropleth = *source.choropleth;
    auto style = std::make_shared<LayerStyle>();
    style->id = source.id;
    style->nameZh = source.nameZh;
    style->nameEn = source.nameEn;
    style->slot = LayerStyle::Slot::Ground;
    std::optional<TextStyle> label;
    if (!source.rules.empty())
        label = source.rules.front().label;
    const auto base = [&](const StyleFilter &when) {
        StyleRule rule;
        rule.when = when;
        rule.fill.emplace();
        rule.line.emplace();
        rule.line->colour = StyleColour(choropleth.outline != 0 ? choropleth.outline : 0xff293b4au);
        rule.line->width.zoom = ZoomStops({{8, 0.6}, {13, 1.2}});
        rule.label = label;
        return rule;
    };
    const std::vector<QRgb> colours = spread(choropleth.palette, static_cast<int>(breaks.size()));
    for (size_t i = 0; i < breaks.size(); ++i) {
        const bool last = i + 1 == breaks.size();
        const double below = last ? std::numeric_limits<double>::infinity() : breaks[i + 1];
        StyleRule rule = base(StyleFilter::ofRange(Choropleth::kValue, breaks[i], below));
        rule.fill->colour = StyleColour(colours[i]);
        rule.fill->opacity = StyleNumber(choropleth.opacity);
        const QString from = numberText(breaks[i], choropleth.decimals);
        const QString words = last ? u"≥ %1"_s.arg(from) : u"%1 – %2"_s.arg(from, numberText(below, choropleth.decimals));
        rule.nameZh = u"%1 %2"_s.arg(words, choropleth.unitZh).trimmed();
        rule.nameEn = u"%1 %2"_s.arg(words, choropleth.unitEn).trimmed();
        style->rules.push_back(std::move(rule));
    }
    StyleRule none = base(StyleFilter());
    none.nameZh = u"无数据"_s;
    none.nameEn = u"No data"_s;
    none.fill->pattern = u"hatch"_s;
    none.fill->patternColour = StyleColour(0xff33424fu);
    style->rules.push_back(std::move(none));
    return style;
}

} // namespace

std::vector<double> classBreaks(std::vector<double> values, ChoroplethStyle::Method method, int count,
                                const std::vector<double> &given)
{
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    std::vector<double> breaks{values.front()};
    if (method == ChoroplethStyle::Method::Given) {
        breaks.front() = std::min(values.front(), given.empty() ? values.front() : given.front());
        breaks.insert(breaks.end(), given.begin(), given.end());
    }
    for (int i = 1; i < count && method != ChoroplethStyle::Method::Given; ++i) {
        const size_t at = values.size() * size_t(i) / size_t(count);
        const double share = static_cast<double>(i) / count;
        breaks.push_back(method == ChoroplethStyle::Method::Quantile ? values[at]
                                                                     : values.front() * (1 - share) + values.back() * share);
    }
    breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
    return breaks;
}

Choropleth makeChoropleth(const std::shared_ptr<const FeatureTable> &table, const std::shared_ptr<const FeatureTable> &areas,
                          const LayerStyle &style)
{
    const ChoroplethStyle &choropleth = *style.choropleth;
    std::vector<double> values;
    std::shared_ptr<FeatureTable> result;
    if (choropleth.grid > 0) {
        result = squares(*table, choropleth, values);
    } else if (areas) {
        result = std::make_shared<FeatureTable>(*areas);
        values = choropleth.key.isEmpty() ? byPlace(*table, areas, choropleth) : byCode(*table, *areas, choropleth);
    } else {
        result = std::make_shared<FeatureTable>(*table);
        const FeatureTable::Column *column = table->column(choropleth.attribute);
        for (size_t i = 0; i < table->size(); ++i)
            values.push_back(column ? attributeNumber(*column, i) : std::nan(""));
    }
    if (choropleth.perSquareKilometre) {
        const std::vector<double> sizes = squareKilometres(result);
        for (size_t i = 0; i < values.size(); ++i)
            values[i] = sizes[i] > 0 ? values[i] / sizes[i] : std::nan("");
    }
    std::vector<double> breaks = classBreaks(values, choropleth.method, choropleth.classes, choropleth.breaks);
    result->columns.push_back({Choropleth::kValue, FeatureTable::ColumnType::Number, {}, std::move(values)});
    return {std::move(result), styleFor(style, breaks), std::move(breaks)};
}

} // namespace guancheng
