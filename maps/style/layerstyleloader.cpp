// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "jsonfile/jsoncursor.h"
#include "jsonfile/jsonfile.h"
#include "maps/style/layerstyle.h"
#include "maps/style/palette.h"

#include <QFileInfo>
#include <QLoggingCategory>

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

Q_LOGGING_CATEGORY(lcStyle, "guancheng.style", QtInfoMsg)

namespace {

constexpr size_t kMaxRules = 500;
constexpr size_t kMaxStops = 2000;
constexpr double kMaxNumber = 1e6;

/** Reads one document; what is wrong goes to the cursor, what is unwise to the warnings of the style. */
class Reader
{
public:
    Reader(const JsonCursor &root, LayerStyle &style) : m_root(root), m_style(style) {}
    void read();

private:
    double bounded(const JsonCursor &json, double low, double high) const;
    double member(const JsonCursor &json, QLatin1StringView key, double fallback, double low, double high) const;
    QRgb rgb(const JsonCursor &json) const;
    QRgb colour(const JsonCursor &parent, QLatin1StringView key, QRgb fallback) const;
    std::vector<QRgb> palette(const JsonCursor &parent, const QString &fallback) const;
    StyleColour styleColour(const JsonCursor &parent, QLatin1StringView key) const;
    StyleColour byAttribute(const JsonCursor &json) const;
    StyleNumber number(const JsonCursor &parent, QLatin1StringView key, double fallback, double low, double high) const;
    ZoomStops stops(const JsonCursor &json, double low, double high) const;
    StyleText text(const JsonCursor &parent, QLatin1StringView key) const;
    template<typename T>
    T choice(const JsonCursor &json, QLatin1StringView key, T fallback,
             std::initializer_list<std::pair<const char *, T>> names) const;
    void note(const JsonCursor &json, QRgb colour) const;

    FillStyle fill(const JsonCursor &json) const;
    StrokeStyle stroke(const JsonCursor &json) const;
    PointStyle point(const JsonCursor &json) const;
    TextStyle label(const JsonCursor &json) const;
    StyleRule rule(const JsonCursor &json) const;
    HeatStyle heat(const JsonCursor &json) const;
    ClusterStyle clusters(const JsonCursor &json) const;
    ChoroplethStyle choropleth(const JsonCursor &json) const;
    CoverageStyle coverage(const JsonCursor &json) const;

    JsonCursor m_root;
    LayerStyle &m_style;
    double m_tone = 1;
    bool m_ownColours = false; ///< the style says why it uses a warning colour
};

double Reader::bounded(const JsonCursor &json, double low, double high) const
{
    const double value = json.toNumber();
    if (!(value >= low && value <= high)) {
        json.fail(u"not within %1 and %2"_s.arg(low).arg(high));
        return low;
    }
    return value;
}

double Reader::member(const JsonCursor &json, QLatin1StringView key, double fallback, double low, double high) const
{
    return json.has(key) ? bounded(json.child(key), low, high) : fallback;
}

void Reader::note(const JsonCursor &json, QRgb colour) const
{
    if (!m_ownColours && isReserved(colour) && m_style.warnings.size() < 20)
        m_style.warnings.push_back(
            {json.source(), json.pointer(), u"%1 looks like the colour of a warning"_s.arg(QColor::fromRgb(colour).name())});
}

QRgb Reader::rgb(const JsonCursor &json) const
{
    const QString name = json.toString();
    const QColor parsed = name.startsWith(u'#') ? QColor::fromString(name) : QColor();
    if (!parsed.isValid()) {
        json.fail(u"'%1' is no colour such as #5F9EA0"_s.arg(name.left(40)));
        return 0xff000000u;
    }
    const QRgb toned = blended(kNightGround, parsed.rgb(), m_tone);
    note(json, toned);
    return (toned & 0x00ffffffu) | (parsed.rgba() & 0xff000000u);
}

QRgb Reader::colour(const JsonCursor &parent, QLatin1StringView key, QRgb fallback) const
{
    return parent.has(key) ? rgb(parent.child(key)) : fallback;
}

std::vector<QRgb> Reader::palette(const JsonCursor &parent, const QString &fallback) const
{
    if (!parent.has("palette"_L1))
        return namedPalette(fallback);
    const JsonCursor json = parent.child("palette"_L1);
    std::vector<QRgb> result;
    if (json.value().isString()) {
        result = namedPalette(json.toString());
        if (result.empty())
            json.fail(u"no palette has this name"_s);
        return result;
    }
    for (const JsonCursor &item : json.items())
        result.push_back(rgb(item));
    if (result.size() < 2 || result.size() > 64)
        json.fail(u"a palette has 2 to 64 colours"_s);
    return result;
}

ZoomStops Reader::stops(const JsonCursor &json, double low, double high) const
{
    std::vector<std::pair<double, double>> result;
    for (const JsonCursor &item : json.items()) {
        const auto pair = item.items();
        if (pair.size() != 2 || result.size() >= kMaxStops) {
            item.fail(u"not a pair of zoom and value"_s);
            break;
        }
        const double zoom = pair[0].toNumber();
        if (!result.empty() && zoom <= result.back().first)
            item.fail(u"zooms have to rise"_s);
        result.emplace_back(zoom, bounded(pair[1], low, high));
    }
    if (result.empty()) {
        json.fail(u"no stops"_s);
        return ZoomStops(low);
    }
    return ZoomStops(std::move(result));
}

StyleNumber Reader::number(const JsonCursor &parent, QLatin1StringView key, double fallback, double low, double high) const
{
    StyleNumber result(fallback);
    if (!parent.has(key))
        return result;
    const JsonCursor json = parent.child(key);
    if (json.value().isDouble()) {
        result.zoom = ZoomStops(bounded(json, low, high));
        return result;
    }
    if (json.isArray()) {
        result.zoom = stops(json, low, high);
        return result;
    }
    result.attribute = json.string("attribute"_L1);
    if (result.attribute.isEmpty())
        json.fail("attribute"_L1, u"no name"_s);
    result.zoom = ZoomStops(1);
    if (json.has("byZoom"_L1))
        result.zoom = stops(json.child("byZoom"_L1), 0, 1000);
    for (const JsonCursor &item : json.optional("scale"_L1).items()) {
        const auto pair = item.items();
        if (pair.size() != 2 || result.scale.size() >= kMaxStops) {
            item.fail(u"not a pair of value and result"_s);
            break;
        }
        const double value = pair[0].toNumber();
        if (!result.scale.empty() && value <= result.scale.back().first)
            item.fail(u"values have to rise"_s);
        result.scale.emplace_back(value, bounded(pair[1], low, high));
    }
    result.missing = member(json, "missing"_L1, fallback, low, high);
    return result;
}

StyleColour Reader::byAttribute(const JsonCursor &json) const
{
    StyleColour result;
    result.attribute = json.string("attribute"_L1);
    result.fallback = colour(json, "default"_L1, quietColour(3));
    const auto takeStops = [&](QLatin1StringView key, StyleColour::Kind kind) {
        result.kind = kind;
        for (const JsonCursor &item : json.child(key).items()) {
            const auto pair = item.items();
            if (pair.size() != 2 || result.stops.size() >= kMaxStops) {
                item.fail(u"not a pair of value and colour"_s);
                break;
            }
            const double value = pair[0].toNumber();
            if (!result.stops.empty() && value <= result.stops.back().first)
                item.fail(u"values have to rise"_s);
            result.stops.emplace_back(value, rgb(pair[1]));
        }
        if (result.stops.empty()) {
            json.fail(key, u"no stops"_s);
            result.stops.emplace_back(0, result.fallback);
        }
    };
    if (json.has("match"_L1)) {
        result.kind = StyleColour::Kind::Match;
        for (const auto &[value, item] : json.child("match"_L1).members())
            result.match.insert(value, rgb(item));
    } else if (json.has("ramp"_L1)) {
        takeStops("ramp"_L1, StyleColour::Kind::Ramp);
    } else if (json.has("steps"_L1)) {
        takeStops("steps"_L1, StyleColour::Kind::Steps);
    } else {
        result.kind = StyleColour::Kind::Own;
        result.tone = m_tone;
    }
    return result;
}

StyleColour Reader::styleColour(const JsonCursor &parent, QLatin1StringView key) const
{
    if (!parent.has(key))
        return {};
    const JsonCursor json = parent.child(key);
    if (json.isArray()) {
        StyleColour result;
        result.kind = StyleColour::Kind::Zoom;
        for (const JsonCursor &item : json.items()) {
            const auto pair = item.items();
            if (pair.size() != 2 || result.stops.size() >= kMaxStops) {
                item.fail(u"not a pair of zoom and colour"_s);
                break;
            }
            const double zoom = pair[0].toNumber();
            if (!result.stops.empty() && zoom <= result.stops.back().first)
                item.fail(u"zooms have to rise"_s);
            result.stops.emplace_back(zoom, rgb(pair[1]));
        }
        if (result.stops.empty()) {
            json.fail(u"no stops"_s);
            result.stops.emplace_back(0, 0xff000000u);
        }
        return result;
    }
    return json.isObject() ? byAttribute(json) : StyleColour(rgb(json));
}

StyleText Reader::text(const JsonCursor &parent, QLatin1StringView key) const
{
    if (!parent.has(key))
        return {};
    const JsonCursor json = parent.child(key);
    const Result<StyleText> result = StyleText::parse(json.toString(), json.source(), json.pointer());
    if (result)
        return *result;
    json.fail(result.error().reason);
    return {};
}

template<typename T>
T Reader::choice(const JsonCursor &json, QLatin1StringView key, T fallback,
                 std::initializer_list<std::pair<const char *, T>> names) const
{
    if (!json.has(key))
        return fallback;
    const QString name = json.string(key);
    for (const auto &[known, value] : names) {
        if (name == QLatin1StringView(known))
            return value;
    }
    json.fail(key, u"'%1' is not known"_s.arg(name.left(40)));
    return fallback;
}

FillStyle Reader::fill(const JsonCursor &json) const
{
    FillStyle result;
    result.colour = styleColour(json, "colour"_L1);
    result.opacity = number(json, "opacity"_L1, 0.35, 0, 1);
    static const QStringList patterns{u"hatch"_s, u"backhatch"_s, u"cross"_s, u"horizontal"_s, u"vertical"_s, u"dots"_s};
    result.pattern = json.string("pattern"_L1, QString());
    if (!result.pattern.isEmpty() && !patterns.contains(result.pattern))
        json.fail("pattern"_L1, u"none of %1"_s.arg(patterns.join(u", "_s)));
    result.patternColour = json.has("patternColour"_L1) ? styleColour(json, "patternColour"_L1) : result.colour;
    result.patternSpacing = member(json, "patternSpacing"_L1, 7, 2, 100);
    result.patternWidth = member(json, "patternWidth"_L1, 1, 0.2, 20);
    return result;
}

StrokeStyle Reader::stroke(const JsonCursor &json) const
{
    StrokeStyle result;
    result.colour = styleColour(json, "colour"_L1);
    result.width = number(json, "width"_L1, 1, 0, 200);
    result.opacity = number(json, "opacity"_L1, 1, 0, 1);
    result.casing = styleColour(json, "casing"_L1);
    result.casingWidth = number(json, "casingWidth"_L1, 1, 0, 100);
    for (const JsonCursor &item : json.optional("dash"_L1).items())
        result.dash.push_back(bounded(item, 0.1, 1000));
    if (result.dash.size() > 16 || result.dash.size() % 2 != 0)
        json.fail("dash"_L1, u"not 2 to 16 lengths of lines and gaps"_s);
    result.flat = json.boolean("flat"_L1, false);
    result.offset = number(json, "offset"_L1, 0, -200, 200);
    if (const JsonCursor arrows = json.optional("arrows"_L1); arrows.exists()) {
        result.arrowSpacing = member(arrows, "spacing"_L1, 80, 10, 2000);
        result.arrowSize = number(arrows, "size"_L1, 6, 1, 100);
        result.arrowColour = arrows.has("colour"_L1) ? styleColour(arrows, "colour"_L1) : result.colour;
    }
    return result;
}

PointStyle Reader::point(const JsonCursor &json) const
{
    PointStyle result;
    result.shape = json.string("shape"_L1, u"circle"_s);
    if (!pointShapes().contains(result.shape))
        json.fail("shape"_L1, u"none of %1"_s.arg(pointShapes().join(u", "_s)));
    result.size = number(json, "size"_L1, 6, 0, 200);
    result.colour = styleColour(json, "colour"_L1);
    result.outline = styleColour(json, "outline"_L1);
    result.outlineWidth = number(json, "outlineWidth"_L1, 1, 0, 50);
    result.rotation = number(json, "rotation"_L1, 0, -kMaxNumber, kMaxNumber);
    result.opacity = number(json, "opacity"_L1, 1, 0, 1);
    return result;
}

TextStyle Reader::label(const JsonCursor &json) const
{
    using Placement = TextStyle::Placement;
    TextStyle result;
    if (json.optional("text"_L1).isObject()) {
        result.zh = text(json.child("text"_L1), "zh"_L1);
        result.en = text(json.child("text"_L1), "en"_L1);
    } else {
        result.zh = text(json, "text"_L1);
    }
    if (result.zh.isEmpty())
        json.fail("text"_L1, u"no text"_s);
    result.size = number(json, "size"_L1, 11, 4, 96);
    result.colour = json.has("colour"_L1) ? styleColour(json, "colour"_L1) : StyleColour(0xff9db0beu);
    result.halo = json.has("halo"_L1) ? styleColour(json, "halo"_L1) : StyleColour(0xff0c141bu);
    result.haloWidth = member(json, "haloWidth"_L1, 1.5, 0, 8);
    result.weight = static_cast<int>(member(json, "weight"_L1, 400, 100, 900));
    result.spacing = member(json, "spacing"_L1, 0, -0.2, 3);
    result.priority = number(json, "priority"_L1, 50, 0, 100);
    result.placement = choice(json, "placement"_L1, Placement::Point,
                              {{"point", Placement::Point}, {"line", Placement::Line}, {"area", Placement::Area}});
    result.repeat = member(json, "repeat"_L1, 500, 20, 10000);
    result.offset = member(json, "offset"_L1, 2, 0, 200);
    result.minZoom = member(json, "minZoom"_L1, 0, 0, 99);
    result.maxZoom = member(json, "maxZoom"_L1, 99, 0, 99);
    return result;
}

StyleRule Reader::rule(const JsonCursor &json) const
{
    StyleRule result;
    result.nameZh = json.string("nameZh"_L1, QString());
    result.nameEn = json.string("nameEn"_L1, QString());
    result.minZoom = member(json, "minZoom"_L1, 0, 0, 99);
    result.maxZoom = member(json, "maxZoom"_L1, 99, 0, 99);
    if (json.has("when"_L1))
        result.when = StyleFilter::parse(json.child("when"_L1));
    if (json.has("fill"_L1))
        result.fill = fill(json.child("fill"_L1));
    if (json.has("line"_L1))
        result.line = stroke(json.child("line"_L1));
    if (json.has("point"_L1))
        result.point = point(json.child("point"_L1));
    if (json.has("label"_L1))
        result.label = label(json.child("label"_L1));
    return result;
}

HeatStyle Reader::heat(const JsonCursor &json) const
{
    HeatStyle result;
    result.radius = number(json, "radius"_L1, 24, 4, 200);
    result.weight = json.string("weight"_L1, QString());
    result.palette = palette(json, u"heat"_s);
    result.most = member(json, "most"_L1, 0, 0, 1e12);
    result.maxZoom = member(json, "maxZoom"_L1, 99, 0, 99);
    return result;
}

ClusterStyle Reader::clusters(const JsonCursor &json) const
{
    ClusterStyle result;
    result.cell = member(json, "cell"_L1, 72, 16, 512);
    result.attribute = json.string("attribute"_L1, QString());
    for (const JsonCursor &item : json.optional("classes"_L1).items()) {
        if (result.classes.size() >= 12) {
            item.fail(u"more than 12 classes: nobody tells them apart"_s);
            break;
        }
        result.classes.push_back({item.string("value"_L1), item.string("nameZh"_L1, QString()),
                                  item.string("nameEn"_L1, QString()),
                                  colour(item, "colour"_L1, quietColour(int(result.classes.size())))});
    }
    result.other = colour(json, "other"_L1, quietColour(3));
    result.ground = colour(json, "ground"_L1, 0xff0f1820u);
    result.ink = colour(json, "ink"_L1, 0xffc7d3dcu);
    result.maxZoom = member(json, "maxZoom"_L1, 15, 0, 99);
    return result;
}

ChoroplethStyle Reader::choropleth(const JsonCursor &json) const
{
    using Method = ChoroplethStyle::Method;
    using Aggregate = ChoroplethStyle::Aggregate;
    ChoroplethStyle result;
    result.attribute = json.string("attribute"_L1, QString());
    result.aggregate = choice(json, "aggregate"_L1, result.attribute.isEmpty() ? Aggregate::Count : Aggregate::Mean,
                              {{"count", Aggregate::Count},
                               {"sum", Aggregate::Sum},
                               {"mean", Aggregate::Mean},
                               {"least", Aggregate::Least},
                               {"most", Aggregate::Most}});
    result.key = json.string("key"_L1, QString());
    result.tableKey = json.string("tableKey"_L1, result.key);
    result.grid = member(json, "grid"_L1, 0, 0, 1e6);
    if (result.grid > 0 && result.grid < 10)
        json.fail("grid"_L1, u"squares below 10 m"_s);
    result.perSquareKilometre = json.boolean("perSquareKilometre"_L1, false);
    result.method = choice(json, "method"_L1, Method::Quantile,
                           {{"quantile", Method::Quantile}, {"equal", Method::Equal}, {"given", Method::Given}});
    result.classes = static_cast<int>(member(json, "classes"_L1, 5, 1, 12));
    result.breaks = json.numbers("breaks"_L1);
    if (result.breaks.size() > 11 || !std::is_sorted(result.breaks.begin(), result.breaks.end()))
        json.fail("breaks"_L1, u"not up to 11 rising numbers"_s);
    if (result.method == Method::Given && result.breaks.empty())
        json.fail(u"method 'given' without breaks"_s);
    result.palette = palette(json, u"teal"_s);
    result.opacity = member(json, "opacity"_L1, 0.55, 0, 1);
    result.outline = colour(json, "outline"_L1, 0xff293b4au);
    result.unitZh = json.string("unitZh"_L1, QString());
    result.unitEn = json.string("unitEn"_L1, result.unitZh);
    result.decimals = static_cast<int>(member(json, "decimals"_L1, 0, 0, 6));
    return result;
}

CoverageStyle Reader::coverage(const JsonCursor &json) const
{
    CoverageStyle result;
    result.metres = number(json, "metres"_L1, 500, 0, 1e5);
    result.colour = colour(json, "colour"_L1, quietColour(0));
    result.opacity = member(json, "opacity"_L1, 0.22, 0, 1);
    result.outline = colour(json, "outline"_L1, result.colour);
    result.outlineWidth = member(json, "outlineWidth"_L1, 1, 0, 20);
    return result;
}

void Reader::read()
{
    if (m_root.string("format"_L1) != "guancheng-layerstyle"_L1 && !m_root.error())
        m_root.fail("format"_L1, u"not 'guancheng-layerstyle'"_s);
    if (m_root.integer("version"_L1) != 1 && !m_root.error())
        m_root.fail("version"_L1, u"not 1"_s);
    m_style.id = m_root.string("id"_L1);
    m_style.nameZh = m_root.string("nameZh"_L1, m_style.id);
    m_style.nameEn = m_root.string("nameEn"_L1, QString());
    m_tone = member(m_root, "tone"_L1, 1, 0, 1);
    m_ownColours = !m_root.string("ownColours"_L1, QString()).isEmpty();
    for (const JsonCursor &item : m_root.optional("rules"_L1).items()) {
        if (m_style.rules.size() >= kMaxRules) {
            item.fail(u"more than %1 rules"_s.arg(kMaxRules));
            break;
        }
        m_style.rules.push_back(rule(item));
    }
    if (m_root.has("heat"_L1))
        m_style.heat = heat(m_root.child("heat"_L1));
    if (m_root.has("clusters"_L1))
        m_style.clusters = clusters(m_root.child("clusters"_L1));
    if (m_root.has("choropleth"_L1))
        m_style.choropleth = choropleth(m_root.child("choropleth"_L1));
    if (m_root.has("coverage"_L1))
        m_style.coverage = coverage(m_root.child("coverage"_L1));
    using Slot = LayerStyle::Slot;
    const bool points =
        std::any_of(m_style.rules.begin(), m_style.rules.end(), [](const StyleRule &r) { return r.point.has_value(); });
    m_style.slot = choice(m_root, "slot"_L1, m_style.clusters || points ? Slot::Top : Slot::Ground,
                          {{"ground", Slot::Ground}, {"top", Slot::Top}});
}

} // namespace

const QStringList &pointShapes()
{
    static const QStringList shapes{u"circle"_s, u"ring"_s,  u"square"_s, u"diamond"_s, u"triangle"_s, u"hexagon"_s,
                                    u"star"_s,   u"cross"_s, u"plus"_s,   u"arrow"_s,   u"pin"_s,      u"station"_s};
    return shapes;
}

Result<std::shared_ptr<const LayerStyle>> parseLayerStyle(const QJsonDocument &document, const QString &source)
{
    const JsonCursor root(source, document);
    auto style = std::make_shared<LayerStyle>();
    Reader(root, *style).read();
    if (root.error())
        return *root.error();
    return std::shared_ptr<const LayerStyle>(std::move(style));
}

Result<std::shared_ptr<const LayerStyle>> loadLayerStyle(const QString &file, const QString &schemaFile)
{
    const Result<QJsonDocument> document = loadJson(file, schemaFile);
    if (!document)
        return document.error();
    Result<std::shared_ptr<const LayerStyle>> style = parseLayerStyle(*document, file);
    if (style) {
        for (const Error &warning : (*style)->warnings)
            qCWarning(lcStyle, "%s", qUtf8Printable(warning.toString()));
    }
    return style;
}

Result<std::shared_ptr<const LayerStyle>> findLayerStyle(const QString &nameOrFile, const QString &resources)
{
    const QString schema = resources + u"/schemas/layerstyle.schema.json"_s;
    const QString own = u"%1/mapstyles/layers/%2.json"_s.arg(resources, nameOrFile);
    const bool isName = !nameOrFile.contains(u'/') && !nameOrFile.contains(u'\\');
    return loadLayerStyle(isName && QFileInfo::exists(own) ? own : nameOrFile, schema);
}

} // namespace guancheng
