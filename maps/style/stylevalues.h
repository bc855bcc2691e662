// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features/featuretable.h"
#include "maps/style/mapstyle.h"

#include <QHash>
#include <QRgb>

namespace guancheng {

/** A number of a style: fixed, by zoom, by an attribute of the feature, or both multiplied. */
struct StyleNumber
{
    ZoomStops zoom{0};
    QString attribute;                            ///< empty: by zoom alone
    std::vector<std::pair<double, double>> scale; ///< attribute and result, linear between, constant beyond
    double missing = 0;                           ///< result where the feature has no value

    StyleNumber(double value = 0) : zoom(value) {}
    double at(double atZoom, double value) const;
    /** The greatest amount it may give at this zoom, at most \c limit. */
    double greatest(double atZoom, double limit) const;
};

/** A colour of a style: fixed, by zoom or by an attribute (the colour itself, by text, by ramp or steps of a number). */
struct StyleColour
{
    enum class Kind : quint8 { None, Fixed, Zoom, Own, Match, Ramp, Steps };

    Kind kind = Kind::None;
    QString attribute;
    QHash<QString, QRgb> match;
    std::vector<std::pair<double, QRgb>> stops; ///< Zoom, Ramp: between; Steps: from this value on
    QRgb fallback = 0;                          ///< Fixed; elsewhere for what is missing or has no match
    double tone = 1;                            ///< Own: how much of the colour of the data shows over the ground

    StyleColour() = default;
    explicit StyleColour(QRgb colour) : kind(Kind::Fixed), fallback(colour) {}
    bool isSet() const { return kind != Kind::None; }
    /** All colours that it may give. */
    std::vector<QRgb> all() const;
    /** Of a feature of \c column (null: missing) at \c zoom. */
    QRgb at(double zoom, const FeatureTable::Column *column, size_t feature) const;
};

/**
 * The text of a label: words with attributes in braces. '{name}', '{name_en|name}' (the first that is there),
 * '{value:1} m' (one decimal). A label whose attributes are all missing is not shown.
 */
class StyleText
{
public:
    static constexpr qsizetype kMaxLength = 80; ///< of a label; longer ones are cut

    StyleText() = default;
    /** Unclosed or empty braces are an error; \c place names the text in it. */
    static Result<StyleText> parse(const QString &pattern, const QString &source, const QString &place);

    bool isEmpty() const { return m_pieces.empty(); }
    QString of(const FeatureTable &table, size_t feature) const;
    QStringList attributes() const;

private:
    struct Piece
    {
        QString words; ///< where there are no attributes
        QStringList attributes;
        int decimals = -1; ///< -1: as many as needed
    };
    std::vector<Piece> m_pieces;
};

/** The value as text; null where it is missing. */
QString attributeText(const FeatureTable::Column &column, size_t feature, int decimals = -1);
/** The value as a number; text that is one counts. NaN where it is missing. */
double attributeNumber(const FeatureTable::Column &column, size_t feature);
/** a where share is 0, b where it is 1. */
QRgb blended(QRgb a, QRgb b, double share);

} // namespace guancheng
