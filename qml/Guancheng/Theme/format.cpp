// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "format.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr QChar kThinSpace(0x2009);
constexpr QChar kMinus(0x2212);
constexpr QChar kEmDash(0x2014);

QString grouped(double value, int decimals)
{
    QString text = QLocale::c().toString(std::abs(value), 'f', decimals);
    text.remove(u',');
    const qsizetype point = text.indexOf(u'.');
    const qsizetype whole = point < 0 ? text.size() : point;
    for (qsizetype at = whole - 3; at > 0; at -= 3)
        text.insert(at, kThinSpace);
    const bool zero = text.count(u'0') + text.count(u'.') == text.size();
    return value < 0 && !zero ? kMinus + text : text;
}

/** Digits after the point of a scaled number: three figures in all. */
int scaledDecimals(double value)
{
    const double size = std::abs(value);
    return size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
}

/** Chinese counts in ten thousands, English does not: a unit of '×10k', '10k m³' or '×10MW' is undone. */
double takePower(QString &unit)
{
    for (const auto &[prefix, factor] : {std::pair(u"×10k"_s, 1e4), std::pair(u"10k"_s, 1e4), std::pair(u"×10"_s, 10.0)}) {
        if (unit.startsWith(prefix)) {
            unit = unit.sliced(prefix.size()).trimmed();
            return factor;
        }
    }
    return 1;
}

struct Scale
{
    double divisor = 1;
    QString prefix;
    qsizetype drop = 0; ///< characters of the unit that the prefix replaces
};

Scale scaleOf(double value, const QString &unit, bool chinese)
{
    const double size = std::abs(value);
    if (chinese) {
        const bool already = unit.startsWith(u'万');
        if (size >= 1e8 && !already)
            return {1e8, u"亿"_s};
        if (already && size >= 1e5)
            return {1e4, u"亿"_s, 1};
        if (size >= 1e5 && !already)
            return {1e4, u"万"_s};
        return {};
    }
    if (size >= 1e9)
        return {1e9, u"G"_s};
    if (size >= 1e6)
        return {1e6, u"M"_s};
    if (size >= 1e5)
        return {1e3, u"k"_s};
    return {};
}

QDateTime cityTime(double ms, int offset)
{
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(ms), QTimeZone::fromSecondsAheadOfUtc(offset));
}

QString joined(const QString &digits, const QString &unit)
{
    return unit.isEmpty() ? digits : digits + kThinSpace + unit;
}

} // namespace

ShownNumber shownNumber(double value, int decimals, const QString &unit, bool chinese)
{
    if (!std::isfinite(value))
        return {kEmDash, QString()};
    QString rest = unit;
    const double power = chinese ? 1 : takePower(rest);
    const double plain = value * power;
    const Scale scale = scaleOf(plain, rest, chinese);
    if (scale.divisor <= 1)
        return {grouped(plain, power > 1 ? 0 : decimals), rest};
    const double scaled = plain / scale.divisor;
    rest = rest.sliced(scale.drop);
    const bool word = !chinese && rest.size() > 1;
    const QString between = word ? QString(kThinSpace) : QString();
    return {grouped(scaled, scaledDecimals(scaled)), QString(scale.prefix + between + rest)};
}

QString Format::digits(double value, int decimals, bool chinese)
{
    return shownNumber(value, decimals, QString(), chinese).digits;
}

QString Format::unit(double value, int decimals, const QString &unit, bool chinese)
{
    return shownNumber(value, decimals, unit, chinese).unit;
}

QString Format::number(double value, int decimals, const QString &unit, bool chinese)
{
    const ShownNumber shown = shownNumber(value, decimals, unit, chinese);
    return joined(shown.digits, shown.unit);
}

QString Format::duration(double seconds, bool chinese)
{
    if (!std::isfinite(seconds))
        return kEmDash;
    const auto whole = static_cast<qint64>(std::abs(seconds));
    const auto text = [chinese](qint64 count, const QString &zh, const QString &en) {
        return QString::number(count) + u' ' + (chinese ? zh : en);
    };
    if (whole < 60)
        return text(whole, u"秒"_s, u"s"_s);
    if (whole < 2 * 3600)
        return text(whole / 60, u"分"_s, u"min"_s);
    if (whole < 48 * 3600)
        return text(whole / 3600, u"小时"_s, u"h"_s);
    return text(whole / 86400, u"天"_s, u"d"_s);
}

QString Format::age(double seconds, bool chinese)
{
    if (!std::isfinite(seconds))
        return kEmDash;
    return duration(std::max(0.0, seconds), chinese) + (chinese ? u"前"_s : u" ago"_s);
}

QString Format::remaining(double seconds, bool chinese)
{
    if (!std::isfinite(seconds))
        return {};
    const QString text = duration(seconds, chinese);
    if (seconds < 0)
        return chinese ? QString(u"超 "_s + text) : QString(text + u" over"_s);
    return chinese ? QString(u"剩 "_s + text) : QString(text + u" left"_s);
}

QString Format::countdown(double seconds)
{
    if (!std::isfinite(seconds))
        return {};
    const auto whole = static_cast<qint64>(std::abs(seconds));
    const auto two = [](qint64 n) { return QString::number(n).rightJustified(2, u'0'); };
    const QString sign = seconds < 0 ? u"+"_s : QString();
    const QString tail = two(whole / 60 % 60) + u':' + two(whole % 60);
    const QString hours = whole < 3600 ? QString() : QString(QString::number(whole / 3600) + u':');
    return sign + hours + tail;
}

QString Format::time(double ms, int offset)
{
    return ms > 0 ? cityTime(ms, offset).toString(u"HH:mm"_s) : QString(kEmDash);
}

QString Format::clock(double ms, int offset)
{
    return ms > 0 ? cityTime(ms, offset).toString(u"HH:mm:ss"_s) : QString(kEmDash);
}

QString Format::date(double ms, int offset, bool chinese)
{
    if (!(ms > 0))
        return {};
    const QDate day = cityTime(ms, offset).date();
    if (!chinese)
        return QLocale(QLocale::English, QLocale::UnitedKingdom).toString(day, u"ddd d MMM yyyy"_s);
    static const QString names = u"一二三四五六日"_s;
    return u"%1 年 %2 月 %3 日 周%4"_s.arg(day.year()).arg(day.month()).arg(day.day()).arg(names.at(day.dayOfWeek() - 1));
}

QString Format::distance(double metres)
{
    if (!std::isfinite(metres))
        return kEmDash;
    if (metres < 1000)
        return QString::number(std::lround(metres / 10) * 10) + u" m"_s;
    return QString::number(metres / 1000, 'f', metres < 10000 ? 1 : 0) + u" km"_s;
}

} // namespace guancheng
