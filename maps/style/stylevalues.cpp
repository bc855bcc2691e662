// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/style/stylevalues.h"

#include "maps/style/palette.h"

#include <QDateTime>

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

double between(const std::vector<std::pair<double, double>> &stops, double value)
{
    if (stops.empty())
        return value;
    if (value <= stops.front().first)
        return stops.front().second;
    for (size_t i = 1; i < stops.size(); ++i) {
        const auto &[v0, r0] = stops[i - 1];
        const auto &[v1, r1] = stops[i];
        if (value < v1)
            return r0 + (r1 - r0) * (value - v0) / (v1 - v0);
    }
    return stops.back().second;
}

QRgb rampAt(const std::vector<std::pair<double, QRgb>> &stops, double value)
{
    if (value <= stops.front().first)
        return stops.front().second;
    for (size_t i = 1; i < stops.size(); ++i) {
        const auto &[v0, c0] = stops[i - 1];
        const auto &[v1, c1] = stops[i];
        if (value < v1)
            return blended(c0, c1, (value - v0) / (v1 - v0));
    }
    return stops.back().second;
}

QRgb stepAt(const std::vector<std::pair<double, QRgb>> &stops, double value, QRgb below)
{
    QRgb result = below;
    for (const auto &[from, colour] : stops) {
        if (value < from)
            break;
        result = colour;
    }
    return result;
}

/** Numbers of data as people write them: no 7.000000001, no 1e+06. */
QString numberText(double value, int decimals)
{
    if (decimals >= 0)
        return QString::number(value, 'f', decimals);
    QString text = QString::number(value, 'f', 6);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text == "-0"_L1 ? u"0"_s : text;
}

} // namespace

QRgb blended(QRgb a, QRgb b, double share)
{
    const auto mix = [share](int from, int to) { return static_cast<int>(std::lround(from + (to - from) * share)); };
    return qRgba(mix(qRed(a), qRed(b)), mix(qGreen(a), qGreen(b)), mix(qBlue(a), qBlue(b)), mix(qAlpha(a), qAlpha(b)));
}

double StyleNumber::at(double atZoom, double value) const
{
    const double byZoom = zoom.at(atZoom);
    if (attribute.isEmpty())
        return byZoom;
    return byZoom * (std::isfinite(value) ? between(scale, value) : missing);
}

double StyleNumber::greatest(double atZoom, double limit) const
{
    const double byZoom = zoom.at(atZoom);
    if (attribute.isEmpty())
        return std::min(std::abs(byZoom), limit);
    if (scale.empty())
        return limit;
    double result = std::abs(missing);
    for (const auto &[value, number] : scale)
        result = std::max(result, std::abs(number));
    return std::min(std::abs(byZoom) * result, limit);
}

std::vector<QRgb> StyleColour::all() const
{
    std::vector<QRgb> result;
    if (kind == Kind::None)
        return result;
    result.push_back(fallback);
    for (const QRgb colour : match)
        result.push_back(colour);
    for (const auto &[from, colour] : stops)
        result.push_back(colour);
    return result;
}

QRgb StyleColour::at(double zoom, const FeatureTable::Column *column, size_t feature) const
{
    switch (kind) {
    case Kind::None: return 0;
    case Kind::Fixed: return fallback;
    case Kind::Zoom: return rampAt(stops, zoom);
    case Kind::Own: {
        const QColor own = column ? QColor::fromString(attributeText(*column, feature)) : QColor();
        return own.isValid() ? blended(kNightGround, own.rgb(), tone) : fallback;
    }
    case Kind::Match: return column ? match.value(attributeText(*column, feature), fallback) : fallback;
    case Kind::Ramp:
    case Kind::Steps: {
        const double value = column ? attributeNumber(*column, feature) : std::nan("");
        if (!std::isfinite(value))
            return fallback;
        return kind == Kind::Ramp ? rampAt(stops, value) : stepAt(stops, value, fallback);
    }
    }
    return fallback;
}

QString attributeText(const FeatureTable::Column &column, size_t feature, int decimals)
{
    if (column.type == FeatureTable::ColumnType::Text)
        return feature < column.texts.size() ? column.texts[feature] : QString();
    const double value = feature < column.numbers.size() ? column.numbers[feature] : std::nan("");
    if (!std::isfinite(value))
        return {};
    if (column.type == FeatureTable::ColumnType::Time) {
        if (std::abs(value) > 8e15)
            return {};
        return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(value)).toString(u"yyyy-MM-dd HH:mm"_s);
    }
    return numberText(value, decimals);
}

double attributeNumber(const FeatureTable::Column &column, size_t feature)
{
    if (column.type != FeatureTable::ColumnType::Text)
        return feature < column.numbers.size() ? column.numbers[feature] : std::nan("");
    if (feature >= column.texts.size())
        return std::nan("");
    bool fine = false;
    const double value = column.texts[feature].toDouble(&fine);
    return fine ? value : std::nan("");
}

Result<StyleText> StyleText::parse(const QString &pattern, const QString &source, const QString &place)
{
    StyleText result;
    qsizetype at = 0;
    while (at < pattern.size()) {
        const qsizetype open = pattern.indexOf(u'{', at);
        if (open != at)
            result.m_pieces.push_back({pattern.mid(at, open < 0 ? -1 : open - at), {}, -1});
        if (open < 0)
            break;
        const qsizetype close = pattern.indexOf(u'}', open);
        if (close < 0)
            return Error{source, place, u"'{' without '}'"_s};
        QString inside = pattern.mid(open + 1, close - open - 1);
        Piece piece;
        if (const qsizetype colon = inside.lastIndexOf(u':'); colon >= 0) {
            bool fine = false;
            piece.decimals = inside.mid(colon + 1).toInt(&fine);
            if (!fine || piece.decimals < 0 || piece.decimals > 9)
                return Error{source, place, u"decimals after ':' are 0 to 9"_s};
            inside.truncate(colon);
        }
        piece.attributes = inside.split(u'|', Qt::SkipEmptyParts);
        if (piece.attributes.isEmpty())
            return Error{source, place, u"no attribute between '{' and '}'"_s};
        result.m_pieces.push_back(std::move(piece));
        at = close + 1;
    }
    return result;
}

QString StyleText::of(const FeatureTable &table, size_t feature) const
{
    QString result;
    bool asked = false;
    bool found = false;
    for (const Piece &piece : m_pieces) {
        if (piece.attributes.isEmpty()) {
            result += piece.words;
            continue;
        }
        asked = true;
        for (const QString &attribute : piece.attributes) {
            const FeatureTable::Column *column = table.column(attribute);
            const QString text = column ? attributeText(*column, feature, piece.decimals) : QString();
            if (!text.isEmpty()) {
                result += text;
                found = true;
                break;
            }
        }
    }
    if (asked && !found)
        return {};
    result = result.simplified();
    return result.size() > kMaxLength ? QString(result.left(kMaxLength - 1) + u'…') : result;
}

QStringList StyleText::attributes() const
{
    QStringList result;
    for (const Piece &piece : m_pieces)
        result += piece.attributes;
    return result;
}

} // namespace guancheng
