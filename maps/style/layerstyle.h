// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/style/stylefilter.h"
#include "maps/style/stylevalues.h"

#include <QJsonDocument>

#include <optional>

namespace guancheng {

/** All sizes and widths of a style are pixels of a 1080-line screen; opacities 0..1. See docs/guides/mapstyles.md. */
struct FillStyle
{
    StyleColour colour;
    StyleNumber opacity{0.35};
    QString pattern; ///< '', 'hatch', 'backhatch', 'cross', 'horizontal', 'vertical', 'dots'
    StyleColour patternColour;
    double patternSpacing = 7;
    double patternWidth = 1;
};

struct StrokeStyle
{
    StyleColour colour;
    StyleNumber width{1};
    StyleNumber opacity{1};
    StyleColour casing;
    StyleNumber casingWidth{0};
    std::vector<double> dash; ///< lengths of lines and gaps in widths of the line
    bool flat = false;        ///< ends are cut, not round
    StyleNumber offset{0};    ///< to the right of the direction of the line
    double arrowSpacing = 0;  ///< 0: no arrows
    StyleNumber arrowSize{6};
    StyleColour arrowColour;
};

struct PointStyle
{
    QString shape; ///< one of pointShapes()
    StyleNumber size{6};
    StyleColour colour;
    StyleColour outline;
    StyleNumber outlineWidth{1};
    StyleNumber rotation{0}; ///< degrees clockwise from north
    StyleNumber opacity{1};
};

struct TextStyle
{
    enum class Placement : quint8 { Point, Line, Area };

    StyleText zh;
    StyleText en; ///< empty: as zh
    StyleNumber size{11};
    StyleColour colour;
    StyleColour halo;
    double haloWidth = 1.5;
    int weight = 400;
    double spacing = 0;       ///< em
    StyleNumber priority{50}; ///< 0..100: the greater ones are placed first; above 60 before the names of the base map
    Placement placement = Placement::Point;
    double repeat = 500; ///< between labels of one line
    double offset = 2;   ///< between symbol and label
    double minZoom = 0;
    double maxZoom = 99;
};

/** How features that fulfil a condition are drawn. The first rule that fits a feature draws it. */
struct StyleRule
{
    QString nameZh;
    QString nameEn;
    StyleFilter when;
    double minZoom = 0;
    double maxZoom = 99;
    std::optional<FillStyle> fill;
    std::optional<StrokeStyle> line; ///< of lines, outline of polygons
    std::optional<PointStyle> point;
    std::optional<TextStyle> label;
};

/** A picture of how many points there are, or how much of an attribute, by colour. */
struct HeatStyle
{
    StyleNumber radius{24};
    QString weight;            ///< attribute; empty: each point counts 1
    std::vector<QRgb> palette; ///< from little (transparent) to most; alpha counts
    double most = 0;           ///< weight within the kernel that has the last colour; 0: found from the data
    double maxZoom = 99;       ///< from here on the points themselves are drawn
};

struct ClusterStyle
{
    struct Class
    {
        QString value;
        QString nameZh;
        QString nameEn;
        QRgb colour = 0;
    };
    double cell = 72;  ///< points in a square of this side become one
    QString attribute; ///< by which the ring is divided; empty: one colour
    std::vector<Class> classes;
    QRgb other = 0;
    QRgb ground = 0;
    QRgb ink = 0;
    double maxZoom = 15; ///< from here on each point is drawn by the rules
};

/** Areas coloured by a value: their own, of a table with the same code, or of the points that lie in them. */
struct ChoroplethStyle
{
    enum class Method : quint8 { Quantile, Equal, Given };
    enum class Aggregate : quint8 { Count, Sum, Mean, Least, Most };

    QString attribute; ///< value; empty: count
    Aggregate aggregate = Aggregate::Count;
    QString key;      ///< code of the areas; empty: by place
    QString tableKey; ///< the same code in the table; empty: as key
    double grid = 0;  ///< metres: squares of this side instead of areas
    bool perSquareKilometre = false;
    Method method = Method::Quantile;
    int classes = 5;
    std::vector<double> breaks; ///< Given: lower ends of all classes but the first
    std::vector<QRgb> palette;
    double opacity = 0.55;
    QRgb outline = 0;
    QString unitZh;
    QString unitEn;
    int decimals = 0;
};

/** What points reach or areas cover, as one shape. */
struct CoverageStyle
{
    StyleNumber metres{500}; ///< radius around points and lines
    QRgb colour = 0;
    double opacity = 0.22;
    QRgb outline = 0;
    double outlineWidth = 1;
};

/** How a layer is drawn. Data; immutable once it is shared. */
struct LayerStyle
{
    /** Below the devices, or above all that moves. */
    enum class Slot : quint8 { Ground, Top };

    QString id;
    QString nameZh;
    QString nameEn;
    Slot slot = Slot::Ground;
    std::vector<StyleRule> rules;
    std::optional<HeatStyle> heat;
    std::optional<ClusterStyle> clusters;
    std::optional<ChoroplethStyle> choropleth;
    std::optional<CoverageStyle> coverage;
    /** What a good style would not do, such as a warning colour for an ordinary thing. */
    std::vector<Error> warnings;

    /** All attributes that rules ask for. */
    QStringList attributes() const;
};

/** Names of the shapes of points. */
const QStringList &pointShapes();

/** From a document that need not have been checked: every error names \c source and a JSON pointer. Any thread. */
Result<std::shared_ptr<const LayerStyle>> parseLayerStyle(const QJsonDocument &document, const QString &source);
/** Reads resources/mapstyles/layers/<id>.json or another file, checked by its schema when one is given. Any thread. */
Result<std::shared_ptr<const LayerStyle>> loadLayerStyle(const QString &file, const QString &schemaFile = {});
/** A style by the name of one in \c resources (resourceDir()), else by its file; checked by the schema. Any thread. */
Result<std::shared_ptr<const LayerStyle>> findLayerStyle(const QString &nameOrFile, const QString &resources);

/**
 * A quiet style for data that came without one, by the kinds of geometry in it; \c hue counts the layers so that
 * neighbours differ. Labels where there is a column that looks like a name.
 */
std::shared_ptr<const LayerStyle> defaultLayerStyle(const FeatureTable &table, int hue);

} // namespace guancheng
