// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "search/coordinatetext.h"

#include <QString>

#include <cmath>
#include <vector>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

enum class Sign : quint8 { Number, Degree, Minute, Second, Hemisphere, Comma };

struct Token
{
    Sign sign = Sign::Comma;
    double number = 0;
    bool negative = false;
    QChar hemisphere;
};

/** An angle as it was written. */
struct Angle
{
    double degrees = 0;
    QChar hemisphere; ///< null when none was written
};

WrittenDatum takeDatum(QString &text)
{
    struct Name
    {
        QStringView name;
        WrittenDatum datum;
    };
    static constexpr Name kNames[] = {
        {u"gcj02", WrittenDatum::Gcj02},    {u"gcj-02", WrittenDatum::Gcj02},   {u"gcj 02", WrittenDatum::Gcj02},
        {u"gcj", WrittenDatum::Gcj02},      {u"高德", WrittenDatum::Gcj02},     {u"腾讯", WrittenDatum::Gcj02},
        {u"火星坐标", WrittenDatum::Gcj02}, {u"火星", WrittenDatum::Gcj02},     {u"bd09ll", WrittenDatum::Bd09},
        {u"bd09", WrittenDatum::Bd09},      {u"bd-09", WrittenDatum::Bd09},     {u"bd 09", WrittenDatum::Bd09},
        {u"百度", WrittenDatum::Bd09},      {u"cgcs2000", WrittenDatum::Wgs84}, {u"wgs84", WrittenDatum::Wgs84},
        {u"wgs-84", WrittenDatum::Wgs84},   {u"wgs 84", WrittenDatum::Wgs84},   {u"epsg:4326", WrittenDatum::Wgs84},
    };
    for (const Name &each : kNames) {
        const qsizetype at = text.indexOf(each.name);
        if (at < 0)
            continue;
        text.replace(at, each.name.size(), u" "_s);
        return each.datum;
    }
    return WrittenDatum::Wgs84;
}

/** One writing for each thing: lower-case letters for hemispheres, ° ' " for units. */
QString plain(QStringView written)
{
    QString text = written.toString();
    // Before the compatibility forms, which would take the prime signs apart.
    for (const QStringView mark : {u"″", u"”", u"“", u"''", u"＂", u"秒"})
        text.replace(mark.toString(), u"\""_s);
    for (const QStringView mark : {u"′", u"’", u"‘", u"＇", u"分"})
        text.replace(mark.toString(), u"'"_s);
    for (const QStringView mark : {u"º", u"˚", u"度", u"deg"})
        text.replace(mark.toString(), u"°"_s);
    text = text.normalized(QString::NormalizationForm_KC).toLower();
    static constexpr std::pair<QStringView, QStringView> kWords[] = {
        {u"东经", u" e "},     {u"西经", u" w "}, {u"北纬", u" n "},  {u"南纬", u" s "}, {u"longitude", u" e "},
        {u"latitude", u" n "}, {u"lng", u" e "},  {u"lon", u" e "},   {u"lat", u" n "},  {u"经度", u" e "},
        {u"纬度", u" n "},     {u"east", u" e "}, {u"north", u" n "}, {u"geo:", u" "},   {u"point", u" "},
        {u"(", u" "},          {u")", u" "},      {u"[", u" "},       {u"]", u" "},      {u":", u" "},
        {u"=", u" "},          {u"，", u","},     {u"、", u","},      {u";", u","},      {u"/", u","},
        {u"\u2212", u"-"},     {u"\u2013", u"-"},
    };
    for (const auto &[from, to] : kWords)
        text.replace(from.toString(), to.toString());
    return text;
}

std::optional<std::vector<Token>> tokensOf(const QString &text)
{
    std::vector<Token> tokens;
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text[i];
        const bool isSigned = (c == u'-' || c == u'+') && i + 1 < text.size() && (text[i + 1].isDigit() || text[i + 1] == u'.');
        if (isSigned || (c >= u'0' && c <= u'9') || c == u'.') {
            qsizetype end = i + (isSigned ? 1 : 0);
            while (end < text.size() && ((text[end] >= u'0' && text[end] <= u'9') || text[end] == u'.'))
                ++end;
            bool isNumber = false;
            const double number = QStringView(text).sliced(i, end - i).toDouble(&isNumber);
            if (!isNumber)
                return {};
            tokens.push_back({Sign::Number, std::fabs(number), c == u'-', {}});
            i = end;
            continue;
        }
        ++i;
        switch (c.unicode()) {
        case u'°': tokens.push_back({Sign::Degree, 0, false, {}}); break;
        case u'\'': tokens.push_back({Sign::Minute, 0, false, {}}); break;
        case u'"': tokens.push_back({Sign::Second, 0, false, {}}); break;
        case u'n':
        case u's':
        case u'e':
        case u'w': tokens.push_back({Sign::Hemisphere, 0, false, c}); break;
        case u',': tokens.push_back({Sign::Comma, 0, false, {}}); break;
        default:
            if (!c.isSpace())
                return {}; // a word: this is a name, no position
        }
    }
    return tokens;
}

/** Reads angles: [hemisphere] degrees [minutes [seconds]] [hemisphere]. */
class AngleReader
{
public:
    explicit AngleReader(const std::vector<Token> &tokens) : m_tokens(tokens)
    {
        m_before = !tokens.empty() && tokens.front().sign == Sign::Hemisphere;
        for (const Token &token : tokens)
            m_lettered = m_lettered || token.sign == Sign::Hemisphere;
    }

    std::optional<std::vector<Angle>> read()
    {
        std::vector<Angle> angles;
        while (m_at < m_tokens.size()) {
            if (m_tokens[m_at].sign == Sign::Comma) {
                ++m_at;
                continue;
            }
            std::optional<Angle> angle = readOne();
            if (!angle)
                return {};
            angles.push_back(*angle);
        }
        return angles;
    }

private:
    bool is(Sign sign) const { return m_at < m_tokens.size() && m_tokens[m_at].sign == sign; }
    std::optional<Angle> readOne()
    {
        Angle angle;
        if (m_before && is(Sign::Hemisphere))
            angle.hemisphere = m_tokens[m_at++].hemisphere;
        if (!is(Sign::Number))
            return {};
        const bool negative = m_tokens[m_at].negative;
        angle.degrees = m_tokens[m_at++].number;
        const bool isMarked = is(Sign::Degree);
        if (isMarked)
            ++m_at;
        // '31 13 48 N': without marks only where letters tell the angles apart.
        if (isMarked || m_lettered) {
            double unit = 60;
            for (const Sign mark : {Sign::Minute, Sign::Second}) {
                if (!is(Sign::Number) || m_tokens[m_at].negative)
                    break;
                const Sign after = m_at + 1 < m_tokens.size() ? m_tokens[m_at + 1].sign : Sign::Comma;
                if (isMarked && after != mark)
                    break;
                if (m_tokens[m_at].number >= 60)
                    return {};
                angle.degrees += m_tokens[m_at++].number / unit;
                unit *= 60;
                if (is(mark))
                    ++m_at;
            }
        }
        if (!m_before && is(Sign::Hemisphere))
            angle.hemisphere = m_tokens[m_at++].hemisphere;
        const bool isNegative = negative != (angle.hemisphere == u's' || angle.hemisphere == u'w');
        angle.degrees *= isNegative ? -1 : 1;
        return angle;
    }

    const std::vector<Token> &m_tokens;
    size_t m_at = 0;
    bool m_before = false;
    bool m_lettered = false;
};

bool isLatitude(QChar hemisphere)
{
    return hemisphere == u'n' || hemisphere == u's';
}

} // namespace

std::optional<WrittenPosition> positionFromText(QStringView written)
{
    if (written.size() > 200)
        return {};
    QString text = plain(written);
    WrittenPosition position;
    position.datum = takeDatum(text);
    const auto tokens = tokensOf(text);
    if (!tokens)
        return {};
    const auto angles = AngleReader(*tokens).read();
    if (!angles || angles->size() != 2)
        return {};
    const Angle &a = angles->front();
    const Angle &b = angles->back();
    bool isLatitudeFirst = std::fabs(a.degrees) <= 90;
    if (!a.hemisphere.isNull() || !b.hemisphere.isNull()) {
        if (!a.hemisphere.isNull() && !b.hemisphere.isNull() && isLatitude(a.hemisphere) == isLatitude(b.hemisphere))
            return {};
        isLatitudeFirst = a.hemisphere.isNull() ? !isLatitude(b.hemisphere) : isLatitude(a.hemisphere);
    }
    position.point = isLatitudeFirst ? GeoPoint{b.degrees, a.degrees} : GeoPoint{a.degrees, b.degrees};
    if (!position.point.isValid())
        return {};
    return position;
}

} // namespace guancheng
