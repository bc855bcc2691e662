// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/layerdata.h"

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr size_t kMaxEntries = 60;

/** The colour by which a rule tells its features apart. */
const StyleColour *telling(const StyleRule &rule)
{
    for (const StyleColour *colour : {rule.point ? &rule.point->colour : nullptr, rule.line ? &rule.line->colour : nullptr,
                                      rule.fill ? &rule.fill->colour : nullptr}) {
        if (colour && !colour->attribute.isEmpty())
            return colour;
    }
    return nullptr;
}

QColor colourOf(const StyleColour &colour)
{
    const std::vector<QRgb> all = colour.all();
    return all.empty() ? QColor() : QColor::fromRgba(colour.kind == StyleColour::Kind::Zoom ? all.back() : all.front());
}

LegendEntry symbolOf(const StyleRule &rule)
{
    LegendEntry entry;
    entry.nameZh = rule.nameZh;
    entry.nameEn = rule.nameEn;
    if (rule.fill) {
        entry.symbol = LegendEntry::Symbol::Area;
        entry.colour = colourOf(rule.fill->colour);
        entry.colour.setAlphaF(static_cast<float>(rule.fill->opacity.greatest(12, 1)));
        entry.pattern = rule.fill->pattern;
        if (rule.line)
            entry.outline = colourOf(rule.line->colour);
        if (!rule.fill->colour.isSet())
            entry.colour = QColor();
        if (!entry.pattern.isEmpty() && !entry.outline.isValid())
            entry.outline = colourOf(rule.fill->patternColour);
    } else if (rule.point) {
        entry.symbol = LegendEntry::Symbol::Point;
        entry.colour = colourOf(rule.point->colour);
        entry.outline = colourOf(rule.point->outline);
        entry.shape = rule.point->shape;
        entry.size = rule.point->size.greatest(13, 40);
    } else if (rule.line) {
        entry.symbol = LegendEntry::Symbol::Line;
        entry.colour = colourOf(rule.line->colour);
        entry.outline = colourOf(rule.line->casing);
        entry.pattern = rule.line->dash.empty() ? QString() : u"dash"_s;
        entry.size = rule.line->width.greatest(13, 20);
    } else {
        entry.symbol = LegendEntry::Symbol::Text;
        entry.colour = rule.label ? colourOf(rule.label->colour) : QColor();
    }
    return entry;
}

/** A rule whose colour goes by text: an entry for each text that occurs. */
void addMatches(std::vector<LegendEntry> &legend, const FeatureTable &table, const StyleRule &rule, const StyleColour &colour,
                const std::vector<quint32> &features)
{
    const FeatureTable::Column *column = table.column(colour.attribute);
    QHash<QString, qint64> counts;
    QStringList order;
    for (const quint32 feature : features) {
        const QString value = column ? attributeText(*column, feature) : QString();
        qint64 &count = counts[colour.match.contains(value) ? value : QString()];
        if (count++ == 0)
            order.append(colour.match.contains(value) ? value : QString());
    }
    for (const QString &value : std::as_const(order)) {
        LegendEntry entry = symbolOf(rule);
        entry.colour = QColor::fromRgb(colour.match.value(value, colour.fallback));
        if (!value.isEmpty())
            entry.nameZh = entry.nameEn = value;
        else if (order.size() > 1)
            entry.nameZh = u"其他"_s, entry.nameEn = u"Other"_s;
        entry.count = counts.value(value);
        legend.push_back(entry);
    }
}

void addSteps(std::vector<LegendEntry> &legend, const FeatureTable &table, const StyleRule &rule, const StyleColour &colour,
              const std::vector<quint32> &features)
{
    const FeatureTable::Column *column = table.column(colour.attribute);
    std::vector<qint64> counts(colour.stops.size(), 0);
    for (const quint32 feature : features) {
        const double value = column ? attributeNumber(*column, feature) : std::numeric_limits<double>::quiet_NaN();
        for (size_t i = colour.stops.size(); i-- > 0;) {
            if (value >= colour.stops[i].first) {
                ++counts[i];
                break;
            }
        }
    }
    const auto text = [](double value) { return QString::number(value, 'g', 6); };
    for (size_t i = 0; i < colour.stops.size(); ++i) {
        LegendEntry entry = symbolOf(rule);
        entry.colour = QColor::fromRgb(colour.stops[i].second);
        const QString from = text(colour.stops[i].first);
        entry.nameZh =
            i + 1 < colour.stops.size() ? u"%1 – %2"_s.arg(from, text(colour.stops[i + 1].first)) : u"≥ %1"_s.arg(from);
        entry.nameEn = entry.nameZh;
        entry.count = counts[i];
        legend.push_back(entry);
    }
}

LegendEntry rampOf(const StyleRule &rule, const StyleColour &colour, qint64 count)
{
    LegendEntry entry = symbolOf(rule);
    entry.symbol = LegendEntry::Symbol::Ramp;
    const QString ends =
        QString::number(colour.stops.front().first, 'g', 6) + u" – "_s + QString::number(colour.stops.back().first, 'g', 6);
    entry.nameZh = u"%1 %2"_s.arg(rule.nameZh, ends).trimmed();
    entry.nameEn = u"%1 %2"_s.arg(rule.nameEn, ends).trimmed();
    for (const auto &[value, rgb] : colour.stops)
        entry.ramp.append(QColor::fromRgb(rgb));
    entry.count = count;
    return entry;
}

void addClusters(std::vector<LegendEntry> &legend, const FeatureTable &table, const ClusterStyle &style)
{
    const FeatureTable::Column *column = table.column(style.attribute);
    QHash<QString, qint64> counts;
    for (size_t i = 0; i < table.size(); ++i)
        ++counts[column ? attributeText(*column, i) : QString()];
    auto others = static_cast<qint64>(table.size());
    for (const ClusterStyle::Class &one : style.classes) {
        LegendEntry entry{.nameZh = one.nameZh.isEmpty() ? one.value : one.nameZh,
                          .nameEn = one.nameEn,
                          .symbol = LegendEntry::Symbol::Point,
                          .colour = QColor::fromRgb(one.colour),
                          .outline = {},
                          .pattern = {},
                          .shape = u"circle"_s,
                          .size = 8,
                          .ramp = {},
                          .count = counts.value(one.value)};
        others -= entry.count;
        legend.push_back(entry);
    }
    if (others > 0 || style.classes.empty()) {
        legend.push_back({.nameZh = style.classes.empty() ? u"数量"_s : u"其他"_s,
                          .nameEn = style.classes.empty() ? u"Count"_s : u"Other"_s,
                          .symbol = LegendEntry::Symbol::Point,
                          .colour = QColor::fromRgb(style.other),
                          .outline = {},
                          .pattern = {},
                          .shape = u"circle"_s,
                          .size = 8,
                          .ramp = {},
                          .count = others});
    }
}

} // namespace

std::vector<LegendEntry> makeLegend(const FeatureTable &table, const LayerStyle &style)
{
    std::vector<LegendEntry> legend;
    if (style.heat) {
        LegendEntry entry{.nameZh = u"少 → 多"_s,
                          .nameEn = u"few → many"_s,
                          .symbol = LegendEntry::Symbol::Ramp,
                          .colour = {},
                          .outline = {},
                          .pattern = {},
                          .shape = {},
                          .size = 0,
                          .ramp = {},
                          .count = static_cast<qint64>(table.size())};
        for (const QRgb colour : style.heat->palette)
            entry.ramp.append(QColor::fromRgba(colour));
        legend.push_back(entry);
        return legend;
    }
    if (style.clusters)
        addClusters(legend, table, *style.clusters);
    if (style.coverage) {
        QColor inside = QColor::fromRgb(style.coverage->colour);
        inside.setAlphaF(static_cast<float>(style.coverage->opacity));
        legend.push_back({.nameZh = u"覆盖范围"_s,
                          .nameEn = u"Coverage"_s,
                          .symbol = LegendEntry::Symbol::Area,
                          .colour = inside,
                          .outline = QColor::fromRgb(style.coverage->outline),
                          .pattern = {},
                          .shape = {},
                          .size = 0,
                          .ramp = {},
                          .count = -1});
    }
    // By the first rule that fits, whatever its zooms: the legend does not change while one zooms.
    std::vector<StyleFilter::Bound> bound;
    bound.reserve(style.rules.size());
    for (const StyleRule &rule : style.rules)
        bound.push_back(rule.when.bind(table));
    std::vector<std::vector<quint32>> features(style.rules.size());
    for (size_t i = 0; i < table.size(); ++i) {
        const auto it = std::find_if(bound.begin(), bound.end(), [i](const StyleFilter::Bound &when) { return when(i); });
        if (it != bound.end())
            features[size_t(it - bound.begin())].push_back(static_cast<quint32>(i));
    }
    for (size_t r = 0; r < style.rules.size() && legend.size() < kMaxEntries; ++r) {
        const StyleRule &rule = style.rules[r];
        if (!rule.fill && !rule.line && !rule.point && !rule.label)
            continue; // hides
        const StyleColour *colour = telling(rule);
        const auto count = static_cast<qint64>(features[r].size());
        if (colour && colour->kind == StyleColour::Kind::Match) {
            addMatches(legend, table, rule, *colour, features[r]);
        } else if (colour && colour->kind == StyleColour::Kind::Steps) {
            addSteps(legend, table, rule, *colour, features[r]);
        } else if (colour && colour->kind == StyleColour::Kind::Ramp) {
            legend.push_back(rampOf(rule, *colour, count));
        } else {
            legend.push_back(symbolOf(rule));
            legend.back().count = count;
        }
        if (legend.size() > 0 && legend.back().nameZh.isEmpty() && style.rules.size() == 1) {
            legend.back().nameZh = style.nameZh;
            legend.back().nameEn = style.nameEn;
        }
    }
    legend.resize(std::min(legend.size(), kMaxEntries));
    return legend;
}

} // namespace guancheng
